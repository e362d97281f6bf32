import { Text } from '@mantine/core'
import { IconAlertTriangle, IconCheck, IconPoint, IconX } from '@tabler/icons-react'
import { Instant } from '../../../parts/Instant'
import { formatDuration, formatFull } from '../../../text/format'
import { messagesText } from '../../../text/messages'
import classes from '../Messages.module.css'
import { timelineOf, type Step } from '../timeline'
import type { Message } from '../useMessage'

const text = messagesText.timeline
const signs = { good: <IconCheck size={13} stroke={2.5} />, bad: <IconX size={13} stroke={2.5} />, warn: <IconAlertTriangle size={13} stroke={2.2} />, plain: <IconPoint size={14} /> }

/** What happened, step by step, with the time since the step before and what was used. */
export function TimelineTab({ message }: { message: Message }) {
  const steps = timelineOf(message)
  return steps.length === 0
    ? <Text c="dimmed">{text.empty}</Text>
    : <ol className={classes.timeline}>{steps.map((step, index) => <Line key={`${step.at} ${index}`} step={step} before={steps[index - 1]} />)}</ol>
}

function Line({ step, before }: { step: Step; before: Step | undefined }) {
  return (
    <li>
      <span className={classes.since} title={formatFull(step.at)}>
        {before ? `+${formatDuration(Math.max(0, Date.parse(step.at) - Date.parse(before.at)))}` : <Instant at={step.at} isAbsolute />}
      </span>
      <span className={classes.dot} data-tone={step.tone} aria-hidden="true">{signs[step.tone]}</span>
      <div>
        <Text fw={570}>{step.title}</Text>
        {step.about.map(line => <Text key={line} size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>{line}</Text>)}
      </div>
    </li>
  )
}
