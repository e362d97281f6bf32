import { Group, Tooltip } from '@mantine/core'
import { formatThumbprint, shortThumbprint } from '../text/format'
import { CopyIcon } from './CopyButton'

/** The SHA-256 over a certificate: short in the line, whole on hover and on the clipboard. */
export function Thumbprint({ sha256, isWhole = false }: { sha256: string; isWhole?: boolean }) {
  const whole = formatThumbprint(sha256)
  return (
    <Group gap={2} wrap="nowrap" display="inline-flex" component="span">
      {isWhole ? <span className="mono">{whole}</span> : <Tooltip label={whole} multiline maw={420}><span className="mono" tabIndex={0}>{shortThumbprint(sha256)}</span></Tooltip>}
      <CopyIcon text={whole} what="the thumbprint" />
    </Group>
  )
}
