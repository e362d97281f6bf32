import { Alert, Button, Checkbox, Group, List, Modal, Stack, Text } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { api, ok, type Schemas } from '../../api/client'
import { useSubmit } from '../../app/useSubmit'
import { ErrorBox } from '../../parts/ErrorBox'
import { formatNumber } from '../../text/format'
import { overviewText } from '../../text/overview'
import { partsText } from '../../text/parts'

const text = overviewText.retry
const reasonsShown = 4

/** Causes after which the partner cannot have the bytes. */
const neverArrived: ReadonlySet<string> = new Set(['name_unknown', 'cannot_connect', 'tls_failed', 'proxy_refused', 'address_refused', 'token_refused', 'packaging_failed', 'content_lost'])

interface Outcome { done: number, refused: readonly Schemas['RetryRefused'][], isMore: boolean }

/** Tries a whole group again: says what that means, and afterwards what was done and what was left, and why. */
export function RetryDialog({ group, onClose }: { group: Schemas['ProblemView'] | null; onClose: () => void }) {
  const [last, setLast] = useState(group)
  useEffect(() => {
    if (group) {
      setLast(group)
    }
  }, [group])
  const shown = group ?? last
  return (
    <Modal opened={group !== null} onClose={onClose} title={<Text fw={650}>{text.title}</Text>} size="lg" closeButtonProps={{ 'aria-label': partsText.close }}>
      {shown ? <Inside key={`${shown.cause} ${shown.direction} ${shown.connection}`} group={shown} onClose={onClose} /> : null}
    </Modal>
  )
}

function Inside({ group, onClose }: { group: Schemas['ProblemView']; onClose: () => void }) {
  const client = useQueryClient()
  const isOut = group.direction === 'out'
  const mayHave = isOut && !neverArrived.has(group.cause)
  const [isConfirmed, setConfirmed] = useState(false)
  const [outcome, setOutcome] = useState<Outcome | null>(null)

  const { isBusy, problem, onSubmit } = useSubmit(async () => {
    // A second press is about those that the first one left.
    const answer = await ok(api.POST('/api/v1/exchanges/problems/retry', {
      body: { cause: group.cause, direction: group.direction, connection: group.connection ?? null, confirm: isConfirmed || outcome !== null },
    }))
    setOutcome({ done: (outcome?.done ?? 0) + answer.done, refused: answer.refused, isMore: answer.more })
    await client.invalidateQueries({ queryKey: ['exchanges'] })
  })
  const canGoOn = outcome === null || outcome.isMore || (isOut && outcome.refused.length > 0 && !isConfirmed)
  return (
    <form onSubmit={onSubmit}>
      <Stack gap="sm">
        {outcome === null
          ? (
              <>
                <Text>{isOut ? text.out : text.in}</Text>
                {mayHave
                  ? (
                      <>
                        <Alert color="yellow" variant="light" icon={<IconAlertTriangle />} title={text.mayHave}>{text.mayHaveAbout}</Alert>
                        <Checkbox checked={isConfirmed} onChange={event => setConfirmed(event.currentTarget.checked)} label={text.confirm} description={text.confirmAbout} />
                      </>
                    )
                  : null}
              </>
            )
          : <Done outcome={outcome} />}
        <ErrorBox error={problem} />
        <Group justify="flex-end">
          <Button variant={canGoOn ? 'default' : 'filled'} onClick={onClose}>{outcome === null ? partsText.cancel : text.close}</Button>
          {canGoOn ? <Button type="submit" loading={isBusy}>{outcome === null || outcome.isMore ? text.submit : text.again}</Button> : null}
        </Group>
      </Stack>
    </form>
  )
}

function Done({ outcome: { done, refused, isMore } }: { outcome: Outcome }) {
  const reasons = [...new Map(refused.map(one => [one.reason, refused.filter(other => other.reason === one.reason).length]))]
  return (
    <div role="status">
      <Group gap={8} wrap="nowrap"><IconCircleCheck size={20} aria-hidden="true" /><Text fw={600}>{text.done(formatNumber(done))}</Text></Group>
      {refused.length > 0
        ? (
            <>
              <Text mt="sm">{text.left(formatNumber(refused.length))}</Text>
              <List size="sm" mt={4}>
                {reasons.slice(0, reasonsShown).map(([reason, count]) => <List.Item key={reason}>{`${formatNumber(count)} × ${reason}`}</List.Item>)}
                {reasons.length > reasonsShown ? <List.Item>{text.andMore(formatNumber(reasons.length - reasonsShown))}</List.Item> : null}
              </List>
            </>
          )
        : null}
      {isMore ? <Text mt="sm" size="sm">{text.more}</Text> : null}
    </div>
  )
}
