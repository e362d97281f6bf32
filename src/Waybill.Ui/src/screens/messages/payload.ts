/** So much of a document is read into the page; the rest is for a download. */
export const mostBytes = 256 * 1024

/** So much of it is shown in hex. */
const mostHex = 16 * 1024

const mostSegments = 2000

/** The first bytes of an answer; what follows is not fetched. */
export async function readStart(answer: Response): Promise<Uint8Array> {
  const reader = answer.body?.getReader()
  const parts: Uint8Array[] = []
  let length = 0
  while (reader && length < mostBytes) {
    const { value, done } = await reader.read()
    if (done) {
      break
    }

    parts.push(value)
    length += value.length
  }

  await reader?.cancel()
  const whole = new Uint8Array(length)
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }

  return whole.subarray(0, mostBytes)
}

/** Whether it reads as text: no control characters but line ends, tabs and the separators that EDI uses. */
export function isText(bytes: Uint8Array): boolean {
  return !bytes.subarray(0, 4096).some(byte => byte < 32 && ![7, 9, 10, 12, 13, 28, 29, 30, 31].includes(byte))
}

/** UTF-8 where it is, else one byte a letter. */
export function textOf(bytes: Uint8Array): string {
  try {
    // The end may be cut in the middle of a letter.
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true })
  } catch {
    return new TextDecoder('iso-8859-1').decode(bytes)
  }
}

/** `00000010  49 53 41 2a …  ISA*` */
export function hexOf(bytes: Uint8Array): string {
  const lines: string[] = []
  for (let at = 0; at < Math.min(bytes.length, mostHex); at += 16) {
    const row = [...bytes.subarray(at, at + 16)]
    const hex = row.map(byte => byte.toString(16).padStart(2, '0')).join(' ')
    lines.push(`${at.toString(16).padStart(8, '0')}  ${hex.padEnd(47)}  ${row.map(byte => byte >= 32 && byte < 127 ? String.fromCharCode(byte) : '.').join('')}`)
  }

  return lines.join('\n')
}

/** An interchange in its segments, each as its elements; the first is its name. Null for what is neither X12 nor EDIFACT. */
export function segmentsOf(bytes: Uint8Array): { segments: string[][], separator: string } | null {
  const text = textOf(bytes).trimStart()
  if (text.startsWith('ISA') && text.length > 106) {
    const separator = text[3]!
    const end = text[105]!
    return { separator, segments: cut(text, end, null, separator) }
  }

  const isEdifact = text.startsWith('UNA') || text.startsWith('UNB+') || text.startsWith('UNH+')
  if (!isEdifact) {
    return null
  }

  const [separator, release, end] = text.startsWith('UNA') ? [text[4]!, text[6]!, text[8]!] : ['+', '?', '\'']
  const body = text.startsWith('UNA') ? text.slice(9) : text
  return { separator, segments: cut(body, end, release === ' ' ? null : release, separator) }
}

/** Splits at separators that no release character frees. */
function cut(text: string, end: string, release: string | null, separator: string): string[][] {
  const segments: string[][] = []
  let elements: string[] = []
  let element = ''
  for (let at = 0; at < text.length && segments.length < mostSegments; at++) {
    const letter = text[at]!
    if (letter === release && at + 1 < text.length) {
      element += letter + text[++at]!
    } else if (letter === end) {
      elements.push(element)
      segments.push(elements)
      elements = []
      element = ''
    } else if (letter === separator) {
      elements.push(element)
      element = ''
    } else if (element !== '' || elements.length > 0 || !/\s/.test(letter)) {
      element += letter
    }
  }

  if (element.trim() !== '' || elements.length > 0) {
    segments.push([...elements, element])
  }

  return segments
}
