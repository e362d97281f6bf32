import { Button } from '@mantine/core'
import { IconMapQuestion } from '@tabler/icons-react'
import { Link } from 'react-router'
import { EmptyState } from '../parts/EmptyState'
import { shellText } from '../text/shell'

export function NotFound() {
  return (
    <EmptyState icon={<IconMapQuestion size={36} />} title={shellText.notFoundTitle} text={shellText.notFoundText}>
      <Button component={Link} to="/" variant="default">{shellText.toStart}</Button>
    </EmptyState>
  )
}
