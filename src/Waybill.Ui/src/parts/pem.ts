/** The SHA-256 thumbprint of a certificate in PEM, hexadecimal; empty where there is none, or where the page may not compute: plain http on another machine. */
export async function sha256OfPem(pem: string): Promise<string> {
  const base64 = /-----BEGIN CERTIFICATE-----([^-]+)-----END/.exec(pem)?.[1]?.replace(/\s/g, '')
  if (!base64 || !crypto.subtle) {
    return ''
  }

  const bytes = Uint8Array.from(atob(base64), letter => letter.charCodeAt(0))
  return [...new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))].map(byte => byte.toString(16).padStart(2, '0')).join('')
}
