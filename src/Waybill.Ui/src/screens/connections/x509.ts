/** What a certificate says of itself, as far as the screens show it. The server looks at everything else. */
export interface CertificateFacts {
  /** Its common name; else whatever its subject's last name is. */
  subject: string
  notBefore: Date
  notAfter: Date
  /** SHA-256, hexadecimal; empty where the page may not compute. */
  sha256: string
  pem: string
}

interface Node { tag: number, from: number, to: number }

/** Reads PEM, bare base64 or DER. Null: it is no certificate. */
export async function readCertificate(source: string | Uint8Array<ArrayBuffer>): Promise<CertificateFacts | null> {
  try {
    const der = typeof source === 'string' ? bytesOf(source) : source[0] === 0x30 ? source : bytesOf(new TextDecoder().decode(source))
    if (!der) {
      return null
    }

    const whole = node(der, 0)
    const [tbs] = children(der, whole)
    const parts = children(der, tbs!).filter(part => part.tag !== 0xa0)
    // serial, signature, issuer, validity, subject
    const [, , , validity, subject] = parts
    const [notBefore, notAfter] = children(der, validity!).map(one => timeOf(der, one))
    const exact = der.slice(0, whole.to)
    return { subject: subjectOf(der, subject!), notBefore: notBefore!, notAfter: notAfter!, sha256: await digest(exact), pem: pemOf(exact) }
  } catch {
    return null
  }
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> | null {
  const base64 = (/-----BEGIN CERTIFICATE-----([^-]+)-----END/.exec(text)?.[1] ?? text).replace(/\s/g, '')
  return /^MI[A-Za-z0-9+/]+=*$/.test(base64) ? Uint8Array.from(atob(base64), letter => letter.charCodeAt(0)) : null
}

function node(der: Uint8Array, at: number): Node {
  const tag = der[at]!
  let length = der[at + 1]!
  let from = at + 2
  if (length >= 0x80) {
    const count = length & 0x7f
    if (count === 0 || count > 4) {
      throw new Error('length')
    }

    length = 0
    for (let index = 0; index < count; index++) {
      length = length * 256 + der[from++]!
    }
  }

  if (!(from + length <= der.length)) {
    throw new Error('cut')
  }

  return { tag, from, to: from + length }
}

function children(der: Uint8Array, parent: Node): Node[] {
  const found: Node[] = []
  for (let at = parent.from; at < parent.to;) {
    const one = node(der, at)
    found.push(one)
    at = one.to
  }

  return found
}

const textOf = (der: Uint8Array, one: Node): string => new TextDecoder(one.tag === 0x1e ? 'utf-16be' : 'utf-8').decode(der.slice(one.from, one.to))

/** UTCTime has two digits of the year; 50 and more are of the last century (RFC 5280 §4.1.2.5.1). */
function timeOf(der: Uint8Array, one: Node): Date {
  const text = textOf(der, one)
  const [, year, month, day, hour, minute, second] = /^(\d{2}|\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(text) ?? []
  if (!year) {
    throw new Error('time')
  }

  const whole = year.length === 4 ? Number(year) : Number(year) + (Number(year) >= 50 ? 1900 : 2000)
  return new Date(Date.UTC(whole, Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second)))
}

function subjectOf(der: Uint8Array, name: Node): string {
  const pairs = children(der, name).flatMap(set => children(der, set)).map(pair => children(der, pair))
  const isCommonName = (oid: Node): boolean => der[oid.from] === 0x55 && der[oid.from + 1] === 4 && der[oid.from + 2] === 3
  const chosen = pairs.find(([oid]) => isCommonName(oid!)) ?? pairs.at(-1)
  return chosen ? textOf(der, chosen[1]!) : ''
}

async function digest(der: Uint8Array<ArrayBuffer>): Promise<string> {
  // Absent over plain http on another machine.
  const subtle = (crypto as { subtle?: SubtleCrypto }).subtle
  return subtle ? [...new Uint8Array(await subtle.digest('SHA-256', der))].map(byte => byte.toString(16).padStart(2, '0')).join('') : ''
}

function pemOf(der: Uint8Array): string {
  const base64 = btoa(der.reduce((text, byte) => text + String.fromCharCode(byte), ''))
  return `-----BEGIN CERTIFICATE-----\n${base64.match(/.{1,64}/g)!.join('\n')}\n-----END CERTIFICATE-----\n`
}
