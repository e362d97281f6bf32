import { causeOf, sideText } from '../../text/causes'
import { formatThumbprint } from '../../text/format'
import { statusOf } from '../../text/status'
import { partnerOf } from './columns'
import type { Message } from './useMessage'

/** What a partner needs to look at its side: names, times, what was seen. No content, no secrets, no address of ours. */
export function reportOf(message: Message): string {
  const { exchange } = message
  const partner = partnerOf(exchange)
  const cause = causeOf({ partner, message })
  const lines: (string | null)[] = [
    `AS2 message report (${new Date().toISOString()})`,
    '',
    `Message-ID:  ${exchange.messageId ?? '–'}`,
    `AS2-From:    ${exchange.from}`,
    `AS2-To:      ${exchange.to}`,
    `Direction:   ${exchange.direction === 'in' ? `received by us from ${partner}` : `sent by us to ${partner}`}`,
    `Began (UTC): ${exchange.createdAt}`,
    `Size:        ${exchange.bytes} bytes`,
    exchange.fileName ? `File:        ${exchange.fileName}` : null,
    `Status:      ${statusOf(exchange).word}`,
    cause ? `\nWhat happened: ${cause.title}` : null,
    cause?.text ? cause.text : null,
    exchange.blame ? `Side to act: ${sideText[exchange.blame]}` : null,
    exchange.detail ? `In detail: ${exchange.detail}` : null,
    '',
    message.mic ? `MIC of ours:   ${message.mic}` : null,
    message.receivedMic ? `MIC of theirs: ${message.receivedMic}` : null,
    ...message.certificates.used.map(one => `Certificate (${one.use}): ${one.subject}, SHA-256 ${formatThumbprint(one.sha256)}, valid to ${one.notAfter}`),
    '',
    ...message.attempts.map(one => `${one.startedAt}  ${one.kind} ${one.number}: ${one.httpStatus == null ? 'no answer' : `HTTP ${one.httpStatus}`}${one.sentence ? `, ${one.sentence}` : ''}`),
    ...message.receipts.map(one => `${one.at}  receipt: ${one.disposition ?? one.outcome}${one.isAuthentic ? ', signature checked' : ', not proven'}. ${one.sentence}`),
  ]
  return `${lines.filter(line => line != null).join('\n').replace(/\n{3,}/g, '\n\n')}\n`
}
