using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Waybill.Certificates;

/// <summary>A packet as a page of text, for a mail or to read out at the telephone.</summary>
public static class PacketText
{
    /// <summary>Writes it. Lines end with CRLF: it is opened everywhere.</summary>
    public static string Write(PartnerPacket packet)
    {
        ArgumentNullException.ThrowIfNull(packet);
        var text = new StringBuilder();
        Line($"AS2 details of {packet.Company}");
        Line("");
        Field("AS2 id", packet.As2Id);
        Field("your AS2 id", packet.PartnerAs2Id);
        Field("environment", packet.Environment);
        foreach (var url in packet.Urls)
        {
            Field("URL", url.AbsoluteUri);
        }

        Field("receipts", packet.Receipt switch { "none" => "we ask for none", var kind => $"{kind}, {(packet.ReceiptUrl is null ? "in the answer" : "later, to the URL for receipts")}" });
        Field("URL for receipts", packet.ReceiptUrl?.AbsoluteUri);
        Field("signed", packet.Signing ?? "no");
        Field("encrypted", packet.Encryption ?? "no");
        Field("compressed", packet.Compression ? "yes" : "no");
        Field("our addresses", packet.SourceAddresses is [] ? null : string.Join(", ", packet.SourceAddresses));
        foreach (var contact in packet.Contacts)
        {
            Field("contact", contact);
        }

        foreach (var (number, certificate) in packet.Certificates.Index())
        {
            Line("");
            Line(string.Create(CultureInfo.InvariantCulture, $"Certificate {number + 1}: {certificate.Use}"));
            Field("file", PacketFiles.NameOf(packet, number));
            Field("subject", certificate.Certificate.Subject);
            Field("issuer", certificate.Certificate.Issuer);
            Field("serial", certificate.Certificate.SerialNumber);
            Field("valid from", Date(new(certificate.Certificate.NotBefore.ToUniversalTime())));
            Field("valid until", Date(new(certificate.Certificate.NotAfter.ToUniversalTime())));
            Field("we use it from", certificate.From is { } from ? Date(from) : null);
            Field("SHA-256", Pairs(certificate.Certificate.GetCertHash(HashAlgorithmName.SHA256)));
            Field("SHA-1", Pairs(certificate.Certificate.GetCertHash(HashAlgorithmName.SHA1)));
        }

        Line("");
        Line($"Made on {Date(packet.MadeAt)}. Compare the SHA-256 thumbprint by telephone before you trust a certificate.");
        return text.ToString();

        void Line(string line) => text.Append(OneLine(line)).Append("\r\n");

        void Field(string name, string? value)
        {
            if (value is not null)
            {
                Line($"{name,-17} {value}");
            }
        }
    }

    private static string Date(DateTimeOffset date) => date.ToUniversalTime().ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    private static string Pairs(byte[] hash) => string.Join(':', hash.Select(static b => b.ToString("X2", CultureInfo.InvariantCulture)));

    private static string OneLine(string text) => string.Concat(text.Select(static c => char.IsControl(c) ? ' ' : c));
}
