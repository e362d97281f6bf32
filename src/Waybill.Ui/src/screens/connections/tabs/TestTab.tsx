import { Alert, Button, Group, Loader, Text } from '@mantine/core'
import { IconAlertTriangle, IconCheck, IconMinus, IconPlugConnected, IconX } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useEffect, useState, type ReactNode } from 'react'
import { api, ok, type Schemas } from '../../../api/client'
import { ErrorBox } from '../../../parts/ErrorBox'
import { Facts } from '../../../parts/Facts'
import { Thumbprint } from '../../../parts/Thumbprint'
import { connectionsText } from '../../../text/connections'
import { formatDate } from '../../../text/format'
import classes from '../Connections.module.css'

const text = connectionsText.test

type Step = Schemas['TestStepView']

const kinds: readonly Schemas['ProbeKind'][] = ['name', 'connect', 'tls', 'http']
const signs: Record<Schemas['ProbeResult'], ReactNode> = { good: <IconCheck size={13} />, warning: <IconAlertTriangle size={13} />, failed: <IconX size={13} />, skipped: <IconMinus size={13} /> }

/** The steps come in one answer; they are shown one after the other, so that the eye follows the way a message goes. */
const tick = 220

/** Looks whether the partner can be reached, step by step. */
export default function TestTab({ name, urls }: { name: string; urls: readonly string[] }) {
  const test = useMutation({ mutationFn: () => ok(api.POST('/api/v1/connections/{name}/test', { params: { path: { name } } })) })
  const [shown, setShown] = useState(0)
  const steps = test.data?.steps ?? []
  useEffect(() => {
    if (shown >= steps.length) {
      return undefined
    }

    const timer = setTimeout(() => setShown(shown + 1), tick)
    return () => clearTimeout(timer)
  }, [shown, steps.length])
  const isDone = test.isSuccess && shown >= steps.length
  const addresses = steps.length > 0 ? [...new Set(steps.map(step => step.url))] : urls

  function run(): void {
    setShown(0)
    test.mutate()
  }

  return (
    <>
      <Text size="sm" c="dimmed" maw={720}>{text.about}</Text>
      <Group>
        <Button leftSection={<IconPlugConnected size={15} />} loading={test.isPending} onClick={run}>{test.isIdle ? text.run : text.again}</Button>
        <span role="status">{test.isPending || (test.isSuccess && !isDone) ? text.running : null}</span>
      </Group>
      <ErrorBox error={test.error} />
      {isDone ? <Alert className={classes.note!} role="status" color={test.data.isGood ? 'green' : 'red'} variant="light" icon={test.data.isGood ? <IconCheck /> : <IconX />}>{test.data.isGood ? text.good : text.bad}</Alert> : null}
      {test.isPending || test.isSuccess
        ? addresses.map(url => (
            <section key={url} className={classes.box} aria-label={url}>
              <span className="mono">{url}</span>
              <ol className={classes.steps}>
                {kinds.map(kind => {
                  const at = steps.findIndex(step => step.url === url && step.step === kind)
                  return <Line key={kind} kind={kind} step={at >= 0 && at < shown ? steps[at]! : null} isNext={test.isPending ? kind === 'name' : at === shown} />
                })}
              </ol>
            </section>
          ))
        : null}
    </>
  )
}

function Line({ kind, step, isNext }: { kind: Schemas['ProbeKind']; step: Step | null; isNext: boolean }) {
  return (
    <li>
      {step ? <span className={classes.dot} data-result={step.result} aria-hidden="true">{signs[step.result]}</span> : isNext ? <Loader size={18} aria-label={text.running} /> : <span className={classes.dot} aria-hidden="true" />}
      <span>
        <Text size="sm" fw={570}>{text.steps[kind]}</Text>
        <Text size="xs" c="dimmed">{step ? text.results[step.result] : text.wait}</Text>
      </span>
      <div>
        {step ? <Text size="sm">{step.text}</Text> : null}
        {step?.protocol ? <Text size="xs" c="dimmed">{step.protocol}</Text> : null}
        {step?.certificate
          ? (
              <Facts rows={[
                [text.subject, step.certificate.subject],
                [text.issuer, step.certificate.issuer],
                [text.valid, `${formatDate(step.certificate.notBefore)} – ${formatDate(step.certificate.notAfter)}`],
                [text.thumbprint, <Thumbprint sha256={step.certificate.thumbprint} />],
              ]}
              />
            )
          : null}
      </div>
    </li>
  )
}
