import { Alert, Button, List } from '@mantine/core'
import { IconAlertCircle } from '@tabler/icons-react'
import { asProblem, otherErrors } from '../api/problem'
import { partsText } from '../text/parts'

/** What the gateway refused and why, in its own words. `shownFields` are those whose sentences stand at the fields already. */
export function ErrorBox({ error, shownFields, onRetry }: { error: unknown; shownFields?: readonly string[]; onRetry?: () => void }) {
  if (!error) {
    return null
  }

  const problem = asProblem(error)
  const others = otherErrors(problem, shownFields ?? [])
  return (
    <Alert color="red" variant="light" icon={<IconAlertCircle />} title={problem.isUnreachable ? partsText.unreachable : partsText.failed} role="alert">
      {problem.message}
      {others.length > 0 ? <List size="sm" mt={4}>{others.map(text => <List.Item key={text}>{text}</List.Item>)}</List> : null}
      {onRetry ? <div><Button size="xs" mt="xs" variant="default" onClick={onRetry}>{partsText.tryAgain}</Button></div> : null}
    </Alert>
  )
}
