import { Button, Code } from '@mantine/core'
import { IconPlugConnectedX } from '@tabler/icons-react'
import { useRouteError } from 'react-router'
import { EmptyState } from '../parts/EmptyState'
import { shellText } from '../text/shell'

/** A screen that threw, or whose file is gone because the gateway was updated while the page was open. */
export function Broken() {
  const error = useRouteError()
  const text = error instanceof Error ? error.message : String(error)
  const isNewer = /dynamically imported module|module script/i.test(text)
  return (
    <EmptyState icon={<IconPlugConnectedX size={36} />} title={isNewer ? shellText.newerTitle : shellText.brokenTitle} text={isNewer ? shellText.newerText : shellText.brokenText}>
      {isNewer ? null : <Code block maw={640}>{text}</Code>}
      <Button onClick={() => location.reload()}>{shellText.reload}</Button>
    </EmptyState>
  )
}
