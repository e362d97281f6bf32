using System.Security.Cryptography.X509Certificates;
using Waybill.As2;
using Waybill.Certificates;
using Waybill.Cms;

namespace Waybill.Gateway;

/// <summary>Makes what a partner needs from us out of a connection.</summary>
/// <threadsafety>Pure functions.</threadsafety>
public static class PartnerPackets
{
    /// <summary>The packet of a connection: ids, addresses, how our messages are protected, and our certificates in use and to come.</summary>
    /// <param name="book">Held open as long as the packet: its certificates are the book's.</param>
    /// <param name="connection">Of the book.</param>
    /// <param name="company">Who we are, for people.</param>
    /// <param name="urls">Where we receive; the gateway does not know its address outside.</param>
    /// <param name="contacts">Whom to ask.</param>
    /// <param name="at">When.</param>
    /// <param name="chains">Gives the issuers of a certificate of ours; null: none are known.</param>
    public static PartnerPacket Of(
        ConnectionBook book, As2Connection connection, string company, IReadOnlyList<Uri> urls, IReadOnlyList<string> contacts, DateTimeOffset at,
        Func<CmsCertificate, IReadOnlyList<X509Certificate2>>? chains = null)
    {
        ArgumentNullException.ThrowIfNull(book);
        ArgumentNullException.ThrowIfNull(connection);
        var (outbound, receipt) = (connection.Outbound, connection.Outbound?.Receipt);
        return new()
        {
            Company = company,
            As2Id = connection.Station.Name.Value,
            PartnerAs2Id = connection.Partner.Name.Value,
            Environment = connection.Partner.Environment is PartnerEnvironment.Test ? "test" : "production",
            Urls = urls,
            ReceiptUrl = receipt?.DeliveryUrl is { } url && Uri.TryCreate(url, UriKind.Absolute, out var later) ? later : null,
            Signing = outbound?.Signer?.Digest.Name,
            Encryption = outbound is { Recipients: not [] } ? (outbound.Cipher ?? Usual(outbound.Profile)).ToString() : null,
            Compression = outbound is { Compression: not CompressionOrder.None },
            Receipt = receipt switch { null => "none", { IsSigned: true } => "signed", _ => "unsigned" },
            Contacts = contacts,
            Certificates = [.. Certificates(book, connection.Station, at, chains)],
            MadeAt = at,
        };
    }

    /// <summary>In use first, then those to come by their day. What only opens old messages is not given out any more.</summary>
    private static IEnumerable<PacketCertificate> Certificates(ConnectionBook book, Station station, DateTimeOffset at, Func<CmsCertificate, IReadOnlyList<X509Certificate2>>? chains)
    {
        var entries = book.Certificates.Where(e => string.Equals(e.Owner, $"station/{station.Id}", StringComparison.Ordinal)).ToArray();
        var resolved = CertificateResolver.Resolve(entries, at);
        CertificateEntry?[] current = [resolved.Sign, resolved.Encrypt, resolved.Tls];
        return entries.Where(e => Array.Exists(current, c => ReferenceEquals(c, e)) || (e.State is not CertificateState.Retired && !(e.Until <= at) && e.Certificate.NotAfter >= at && e.From > at))
            .OrderBy(e => e.From > at ? e.From.Value : DateTimeOffset.MinValue).ThenBy(static e => e.Use)
            .Select(e => new PacketCertificate(Word(e.Use), e.Certificate.Certificate, chains?.Invoke(e.Certificate) ?? [], e.From > at ? e.From : null));
    }

    private static ContentCipher Usual(As2Profile profile) => profile is As2Profile.Modern ? ContentCipher.Aes256Gcm : ContentCipher.Aes256Cbc;

    private static string Word(CertificateRole use) => use switch
    {
        CertificateRole.Sign => "sign",
        CertificateRole.Encrypt => "encrypt",
        CertificateRole.Tls => "TLS client",
        _ => "sign and encrypt",
    };
}
