import { expect, test } from 'vitest'
import { readCertificate } from './x509'

const pem = `-----BEGIN CERTIFICATE-----
MIIBqTCCAVCgAwIBAgIBBzAKBggqhkjOPQQDAjAzMQswCQYDVQQGEwJERTEPMA0G
A1UECgwGR2xvYmV4MRMwEQYDVQQDDApHbG9iZXggQVMyMCAXDTI2MTEyNDE5MTA1
NVoYDzIwNTQwNDExMTkxMDU1WjAzMQswCQYDVQQGEwJERTEPMA0GA1UECgwGR2xv
YmV4MRMwEQYDVQQDDApHbG9iZXggQVMyMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcD
QgAEqNU+SrjojLj8p1unW6d0piQH/FeLkdH5HJZRsK/IfRn7fVi+5Rb94PFT5B91
+YwalEOXYqh4EhJLiV3paMH3J6NTMFEwHQYDVR0OBBYEFBlgK+29W/bWvUZnitqJ
xYIfme5fMB8GA1UdIwQYMBaAFBlgK+29W/bWvUZnitqJxYIfme5fMA8GA1UdEwEB
/wQFMAMBAf8wCgYIKoZIzj0EAwIDRwAwRAIgA9PalphQy1KzjZRrnehSwhBC6O+j
JPSPFYSSJoapUeACIC1nsb+UxBTFjdbjiT3/3fU3voz+cCPd7j2i0NPdJMVk
-----END CERTIFICATE-----
`

test('name, dates and thumbprint are read', async () => {
  const facts = await readCertificate(pem)
  expect(facts?.subject).toBe('Globex AS2')
  expect(facts?.notBefore.toISOString()).toBe('2026-11-24T19:10:55.000Z')
  expect(facts?.notAfter.toISOString()).toBe('2054-04-11T19:10:55.000Z')
  expect(facts?.sha256).toBe('a1ecb6ec110e5ec1b776ce08284b4ee1bda0bca8f72fa2862a53a2cd96269e75')
})

test('DER, bare base64 and PEM are one certificate', async () => {
  const bare = pem.replace(/-----[^-]+-----/g, '')
  const der = Uint8Array.from(atob(bare.replace(/\s/g, '')), letter => letter.charCodeAt(0))
  expect(await readCertificate(der)).toEqual(await readCertificate(pem))
  expect(await readCertificate(bare)).toEqual(await readCertificate(pem))
  expect((await readCertificate(der))?.pem).toBe(pem)
})

test('what is no certificate is none, cut off or made up', async () => {
  expect(await readCertificate('hello')).toBeNull()
  expect(await readCertificate('MIIB')).toBeNull()
  expect(await readCertificate(pem.slice(0, 300))).toBeNull()
  expect(await readCertificate(new Uint8Array([0x30, 0x84, 0xff, 0xff, 0xff, 0xff]))).toBeNull()
})
