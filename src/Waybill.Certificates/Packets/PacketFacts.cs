using System.Globalization;
using System.Security.Cryptography;

namespace Waybill.Certificates;

/// <summary>What a packet says, line by line, for whatever shows it. Names and values are other people's words: who shows them escapes them.</summary>
/// <threadsafety>Pure functions.</threadsafety>
public static class PacketFacts
{
    /// <summary>Everything but the certificates.</summary>
    public static IEnumerable<(string Name, string Value)> Of(PartnerPacket packet)
    {
        ArgumentNullException.ThrowIfNull(packet);
        (string Name, string? Value)[] facts =
        [
            ("AS2 id", packet.As2Id), ("your AS2 id", packet.PartnerAs2Id), ("environment", packet.Environment),
            .. packet.Urls.Select(static u => ("URL", (string?)u.AbsoluteUri)),
            ("receipts", packet.Receipt switch { "none" => "we ask for none", var kind => $"{kind}, {(packet.ReceiptUrl is null ? "in the answer" : "later, to the URL for receipts")}" }),
            ("URL for receipts", packet.ReceiptUrl?.AbsoluteUri), ("signed", packet.Signing ?? "no"), ("encrypted", packet.Encryption ?? "no"), ("compressed", packet.Compression ? "yes" : "no"),
            ("our addresses", packet.SourceAddresses is [] ? null : string.Join(", ", packet.SourceAddresses)), .. packet.Contacts.Select(static c => ("contact", (string?)c)),
        ];
        return facts.Where(static f => f.Value is not null).Select(static f => (f.Name, f.Value!));
    }

    /// <summary>One certificate.</summary>
    /// <param name="packet">Whose.</param>
    /// <param name="number">Counted from 0.</param>
    public static IEnumerable<(string Name, string Value)> Of(PartnerPacket packet, int number)
    {
        ArgumentNullException.ThrowIfNull(packet);
        var (certificate, from) = (packet.Certificates[number].Certificate, packet.Certificates[number].From);
        yield return ("subject", certificate.Subject);
        yield return ("issuer", certificate.Issuer);
        yield return ("serial", certificate.SerialNumber);
        yield return ("valid from", Date(new(certificate.NotBefore.ToUniversalTime())));
        yield return ("valid until", Date(new(certificate.NotAfter.ToUniversalTime())));
        if (from is { } day)
        {
            yield return ("we use it from", Date(day));
        }

        yield return ("SHA-256", Pairs(certificate.GetCertHash(HashAlgorithmName.SHA256)));
        yield return ("SHA-1", Pairs(certificate.GetCertHash(HashAlgorithmName.SHA1)));
    }

    /// <summary>A moment, in UTC, to the minute.</summary>
    public static string Date(DateTimeOffset date) => date.ToUniversalTime().ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    private static string Pairs(byte[] hash) => string.Join(':', hash.Select(static b => b.ToString("X2", CultureInfo.InvariantCulture)));
}
