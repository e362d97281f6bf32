import { Group, Text } from '@mantine/core'
import { CopyIcon } from '../../../parts/CopyButton'
import { Facts } from '../../../parts/Facts'
import { StatusWord, type Tone } from '../../../parts/StatusWord'
import { Thumbprint } from '../../../parts/Thumbprint'
import { formatDate } from '../../../text/format'
import { messagesText } from '../../../text/messages'
import classes from '../Messages.module.css'
import { layersOf } from '../timeline'
import type { Message } from '../useMessage'

const text = messagesText.security
const tones: Record<string, Tone> = { good: 'good', weak: 'warn', bad: 'bad', unchecked: 'quiet' }

/** Both MICs side by side, the layers, and the certificates as they were then. */
export function SecurityTab({ message }: { message: Message }) {
  const { exchange, mic, receivedMic, certificates } = message
  const isOut = exchange.direction === 'out'
  const isEqual = mic != null && receivedMic != null && digestOf(mic) === digestOf(receivedMic)
  const layers = layersOf(message)
  return (
    <div className={classes.section}>
      <h3>{text.mic}</h3>
      {isOut
        ? (
            <>
              <div className={classes.mics}>
                <Mic title={text.ours} value={mic} />
                <Mic title={text.theirs} value={receivedMic} />
              </div>
              {mic == null || receivedMic == null
                ? <Text size="sm" c="dimmed">{text.unknown}</Text>
                : <div><StatusWord tone={isEqual ? 'good' : 'bad'}>{isEqual ? text.equal : text.differs}</StatusWord></div>}
            </>
          )
        : <Mic title={text.micIn} value={mic} />}
      <h3>{text.layers}</h3>
      {layers.length === 0 ? <Text size="sm" c="dimmed">{text.noLayers}</Text> : null}
      {layers.map((layer, index) => (
        <div key={`${layer.type} ${index}`} className={classes.box}>
          <Group gap="xs">
            <Text fw={570} size="sm">{text.layer[layer.type as keyof typeof text.layer] ?? layer.type}</Text>
            {layer.status ? <StatusWord tone={tones[layer.status] ?? 'quiet'}>{text.statuses[layer.status as keyof typeof text.statuses] ?? layer.status}</StatusWord> : null}
          </Group>
          <Text size="sm" c="dimmed">{[layer.algorithm, layer.keyManagement, layer.digest].filter(Boolean).join(' · ')}</Text>
        </div>
      ))}
      <h3>{text.certificates}</h3>
      {certificates.used.length === 0 ? <Text size="sm" c="dimmed">{text.noCertificates}</Text> : null}
      {certificates.used.map((one, index) => (
        <div key={`${one.use} ${index}`} className={classes.box}>
          <Text fw={570} size="sm">{text.uses[one.use]}</Text>
          <Facts rows={[
            ['', <Text size="sm" span>{one.subject}</Text>],
            [text.thumbprint, <Thumbprint sha256={one.sha256} />],
            [text.validUntil, <>{formatDate(one.notAfter)}{Date.parse(one.notAfter) < Date.parse(exchange.createdAt) ? <> <StatusWord tone="bad">{text.wasExpired}</StatusWord></> : null}</>],
          ]}
          />
        </div>
      ))}
    </div>
  )
}

function Mic({ title, value }: { title: string; value: string | null | undefined }) {
  return (
    <div className={classes.mic}>
      <Text size="xs" c="dimmed">{title}</Text>
      {value == null ? <Text size="sm" c="dimmed">–</Text> : <><span className="mono">{value}</span> <CopyIcon text={value} what={title} /></>}
    </div>
  )
}

/** Blanks and the case of the algorithm's name do not count. */
const digestOf = (mic: string): string => mic.split(',')[0]!.trim()
