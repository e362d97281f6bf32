namespace Waybill.Fuzz;

/// <summary>Seeds that are text.</summary>
internal static class TextSeeds
{
    public static readonly (string Name, string Text)[] Mime =
    [
        ("leaf", "Content-Type: application/EDI-X12\r\nSubject: =?utf-8?Q?K=C3=B6ln?= =?ISO-8859-1*de?B?5A==?=\r\n\r\nISA*00*~\r\n"),
        ("signed", "Content-Type: multipart/signed; protocol=\"application/pkcs7-signature\"; micalg=sha-256; boundary=\"b\"\r\n\r\npreamble\r\n--b\r\nContent-Type: text/plain\r\n\r\none\r\n"
            + "--b\r\nContent-Type: application/pkcs7-signature; name=smime.p7s\r\nContent-Transfer-Encoding: base64\r\n\r\nMIAGCSqGSIb3\r\nDQEHAqCA\r\n--b--\r\nepilogue"),
        ("nested", "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: multipart/related; boundary=i; type=\"a/b\"; start=\"<x>\"\r\n\r\n--i\r\nContent-ID: <x>\r\n\r\nin\r\n"
            + "--i\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\na=3D b=\r\nc  \r\n--i--\r\n--b\r\nContent-Type: multipart/mixed; boundary=j\r\n\r\n--j\r\n\r\nx\r\n--j--\r\n--b--\r\n"),
        ("unix", "Content-Type: multipart/mixed;\n boundary=b\n\n--b\n\none\n--b  \nA:\n b\n\ntwo\n--b--\n"),
        ("prefixes", "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: multipart/mixed; boundary=bb\r\n\r\n--bb\r\n\r\n--b-\r\n--bb--\r\n--bbb\r\n--b--"),
        ("parameters", "Content-Type: Application/X (a (nested) comment); name*0*=UTF-8''%C3%A4; name*1=\"b \\\" c\"; =; ;; charset = \"x;y\" (z) ; name*2*=%2e\r\n"
            + "Content-Disposition: attachment; filename=\"a;b.edi\"; filename*=utf-8'en'%e2%82%ac.edi\r\nContent-Transfer-Encoding: BASE64 (c)\r\n\r\nQUJD\r\nREVG=\r\n"),
        ("report", "Content-Type: multipart/report; report-type=disposition-notification; boundary=\"----=_Part 1\"\r\n\r\n------=_Part 1\r\n\r\ntext\r\n------=_Part 1\r\n"
            + "Content-Type: message/disposition-notification\r\n\r\nDisposition: a/b; processed\r\n\r\n------=_Part 1--\r\n"),
        ("binary", "\u0001\u0002\u00ff\r\n--b\r\n\0\0"),
    ];

    public static readonly (string Name, string Text)[] Headers =
    [
        ("message", "AS2-From: \"alice \\\"a\\\\\"\r\nAS2-To: bob\r\nAS2-Version: 1.2\r\nMessage-ID: <1f0e@alice>\r\nSubject: =?utf-8?B?w6Q=?=\r\nEDIINT-Features: multiple-attachments, AS2-Reliability\r\n"
            + "Disposition-Notification-To: alice@example.com\r\nDisposition-Notification-Options: signed-receipt-protocol=optional, pkcs7-signature; signed-receipt-micalg=optional, sha-256, sha1, md5\r\n"
            + "Receipt-Delivery-Option: http://alice.example.com/receipts\r\n\r\n"),
        ("modern", "AS2-From: a\r\nAS2-To: b\r\nAS2-Version: 1.3\r\nMessage-ID: < a b @ c >\r\nMessage-ID: other\r\nDate: Mi, 17 Aug\r\nDisposition-Notification-To: x\r\n"
            + "Disposition-Notification-Options: signed-receipt-protocol=required,\"pkcs7-signature\";signed-receipt-micalg=required,sha512,\"SHA-384\"; x-other=required,1;\r\n\r\n"),
        ("dispositions", "A: automatic-action/MDN-sent-automatically; processed\r\nB: automatic-action/MDN-sent-automatically; processed/error: authentication-failed, processing continued\r\n"
            + "C: manual-action/MDN-sent-manually;failed/Failure: unsupported MIC-algorithms\r\nD: processed/warning:duplicate-document\r\nE: a/b; deleted/expired\r\n\r\n"),
        ("mics", "A: n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg=, sha-256\r\nB: 7v7F++fZtFNuSv3jLgO03TIaxpk=, SHA1\r\nC: \"AAAAAAAAAAAAAAAAAAAAAA==\" , md5\r\nD: =, \r\n\r\n"),
        ("types", "A: application/pkcs7-mime; smime-type=enveloped-data; name=\"smime.p7m\"\r\nB: \"application/edi-x12; name=\\\"a\\\"\"\r\nC: multipart/signed; boundary=\"a b\"; boundary=c\r\n"
            + "D: attachment; filename*0*=utf-16''%00; filename*1*=a; filename=\"..\\\\..\\\\x\"\r\n\r\n"),
    ];
}
