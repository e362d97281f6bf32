using System.Text;

namespace Waybill.Fuzz;

/// <summary>Pieces of real messages and of attacks, which chance alone would take ages to write.</summary>
internal static class Tokens
{
    private static readonly byte[][] All =
    [
        .. new[]
        {
            "\r\n", "\n", "\r", "\r\n\r\n", "\n\n", "\r\n ", "\r\n\t", "\0", "--", "(", ")", "\\", "\"", ";", ",", ":", "=", "=\r\n", "=3D", "?=", "=?utf-8?Q?=C3?=", "=?UTF-16?B?AAA=?=", "*0*=", "*1=", "\u00e4",
            "--b", "\r\n--b\r\n", "\r\n--b--", "\r\n--b--\r\n", "\r\n--sig\r\n", "\r\n--sig--\r\n", "Content-Type: multipart/mixed; boundary=b\r\n\r\n", "Content-Type: multipart/signed; boundary=b; micalg=sha-256\r\n\r\n",
            "Content-Type: multipart/related; boundary=\"\"; boundary=b\r\n\r\n", "Content-Type: multipart/report; report-type=disposition-notification; boundary=b\r\n\r\n", "Content-Type: application/pkcs7-mime\r\n",
            "Content-Type: application/pkcs7-signature\r\n", "Content-Type: message/disposition-notification\r\n", "smime-type=enveloped-data", "smime-type=compressed-data", "smime-type=signed-data", "smime-type=authEnveloped-data",
            "Content-Transfer-Encoding: base64\r\n", "Content-Transfer-Encoding: quoted-printable\r\n", "Content-Transfer-Encoding: 8bit\r\n", "Content-Disposition: attachment; filename=\"../../x\"\r\n", "filename*=utf-8''%2e%2e%2F",
            "boundary=", "boundary=\" \"", "charset=utf-7", "micalg=md5", "; name*0*=utf-8''a; name*1*=%ff; name*999=z",
            "AS2-From: alice\r\n", "AS2-To: bob\r\n", "AS2-Version: 1.3\r\n", "Message-ID: <a@b>\r\n", "EDIINT-Features: multiple-attachments\r\n", "Disposition-Notification-To: x\r\n",
            "Disposition-Notification-Options: signed-receipt-protocol=required,pkcs7-signature; signed-receipt-micalg=required,sha-256\r\n", "Receipt-Delivery-Option: http://localhost/\r\n",
            "Disposition: automatic-action/MDN-sent-automatically; processed\r\n", "Disposition: automatic-action/MDN-sent-automatically; processed/error: decryption-failed\r\n", "failed/failure:", "/warning:", "processed/error",
            "Received-Content-MIC: AAAA, sha1\r\n", "Original-Message-ID: <a@b>\r\n", "Final-Recipient: rfc822; bob\r\n", "X-Fuzz-Seal: cbc\r\n", "X-Fuzz-Seal: gcm\r\n", "X-Fuzz-Seal: zlib\r\n",
        }.Select(Encoding.Latin1.GetBytes),
        .. new[]
        {
            "30800000", "3080", "0000", "A080", "A000", "2480", "2400", "0400", "0480", "3000", "3100", "0500", "020100", "0201FF", "0284FFFFFFFF", "0484FFFFFFFF", "04887FFFFFFFFFFFFFFF", "0488FFFFFFFFFFFFFFFF", "30847FFFFFFF",
            "04FF", "04FE00", "1F8080808001", "3F81828384858600", "0603550403", "06092A864886F70D010701", "06092A864886F70D010702", "06092A864886F70D010703", "060B2A864886F70D0109100109", "060B2A864886F70D0109100117", "06022A80",
            "060960864801650304012A", "060960864801650304012E", "0609608648016503040201", "06082A864886F70D0307", "06082A864886F70D0302", "06092A864886F70D010101", "06092A864886F70D010107", "06092A864886F70D01010A", "78DA", "789C0300000000" + "01",
        }.Select(Convert.FromHexString),
        new string('(', 300).Select(c => (byte)c).ToArray(),
        new string('a', 5000).Select(c => (byte)c).ToArray(),
        ByteMutations.Repeat("X: y\r\n"u8, 300),
        ByteMutations.Repeat([0x30, 0x80], 100),
        ByteMutations.Repeat([0x24, 0x80], 12),
    ];

    public static byte[] Any(Random random) => All[random.Next(All.Length)];
}
