import { Button, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../../api/client'
import { useMay } from '../../../app/session'
import { ErrorBox } from '../../../parts/ErrorBox'
import { Facts } from '../../../parts/Facts'
import { Instant } from '../../../parts/Instant'
import { StatusWord } from '../../../parts/StatusWord'
import { Thumbprint } from '../../../parts/Thumbprint'
import { messagesText } from '../../../text/messages'
import classes from '../Messages.module.css'
import type { Message } from '../useMessage'

const text = messagesText.mdn

/** The receipt: theirs for a message out, ours for one in; in words, by its fields, and as it was on the wire. */
export function MdnTab({ message }: { message: Message }) {
  const may = useMay()
  const { exchange, receipts, answer, asynchronousReceipt, links } = message
  const isOut = exchange.direction === 'out'
  return (
    <div className={classes.section}>
      {isOut && receipts.length === 0 ? <Text c="dimmed">{text.noneOut}</Text> : null}
      {receipts.map((receipt, index) => (
        <section key={`${receipt.at} ${index}`} className={classes.box} aria-label={text.came}>
          <StatusWord tone={receipt.isAuthentic ? 'good' : 'bad'}>{receipt.isAuthentic ? text.authentic : text.notAuthentic}</StatusWord>
          <Facts rows={[
            [text.disposition, receipt.disposition ? <span className="mono">{receipt.disposition}</span> : null],
            [text.sentence, receipt.sentence],
            [messagesText.security.mic, receipt.mic ? <span className="mono">{receipt.mic}</span> : null],
            [messagesText.security.variant, receipt.variant],
            [text.signer, receipt.signer ? <>{receipt.signer.subject} <Thumbprint sha256={receipt.signer.sha256} /></> : null],
            [text.came, <><Instant at={receipt.at} isAbsolute />, {receipt.isSynchronous ? text.synchronous : text.asynchronous}</>],
          ]}
          />
        </section>
      ))}
      {isOut
        ? null
        : (
            <section className={classes.box} aria-label={text.ours}>
              <Text size="sm" fw={570}>{exchange.receipt === 'none' ? answer && answer.status >= 400 ? text.refusedBare : text.noneIn : asynchronousReceipt ? text.later : text.ours}</Text>
              <Facts rows={[
                [text.status, answer ? messagesText.timeline.status(answer.status) : null],
                [text.ours, text.states[exchange.receipt]],
                [text.sentTo, asynchronousReceipt ? <span className="mono">{asynchronousReceipt.url}</span> : null],
              ]}
              />
            </section>
          )}
      {links.receipt && may('getReceipt') ? <RawReceipt href={links.receipt} title={isOut ? text.raw : text.rawOurs} /> : null}
    </div>
  )
}

/** Asked for only when somebody wants to see it: every look at content is noted by the gateway. */
function RawReceipt({ href, title }: { href: string; title: string }) {
  const [isWanted, setWanted] = useState(false)
  const query = useQuery({ queryKey: ['receipt', href], queryFn: async () => (await call(href)).text(), enabled: isWanted, staleTime: Infinity })
  return (
    <>
      {isWanted ? null : <div><Button size="xs" variant="default" onClick={() => setWanted(true)}>{title}</Button></div>}
      <ErrorBox error={query.error} />
      {query.data ? <pre className={classes.text} tabIndex={0} aria-label={title}>{query.data}</pre> : null}
    </>
  )
}
