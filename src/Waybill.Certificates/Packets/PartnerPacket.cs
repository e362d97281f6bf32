using System.Security.Cryptography.X509Certificates;

namespace Waybill.Certificates;

/// <summary>What a partner needs from us to exchange messages. It holds nothing secret.</summary>
/// <threadsafety>Immutable; the certificates are the caller's.</threadsafety>
public sealed record PartnerPacket
{
    /// <summary>Who we are, for people.</summary>
    public required string Company { get; init; }

    /// <summary>Our AS2 id.</summary>
    public required string As2Id { get; init; }

    /// <summary>The id we know the partner by; null leaves it out. Default null.</summary>
    public string? PartnerAs2Id { get; init; }

    /// <summary>For what it is: <c>test</c> or <c>production</c>; null leaves it out. Default null.</summary>
    public string? Environment { get; init; }

    /// <summary>Where we receive messages.</summary>
    public required IReadOnlyList<Uri> Urls { get; init; }

    /// <summary>Where we receive receipts that come later; null: in the answer. Default null.</summary>
    public Uri? ReceiptUrl { get; init; }

    /// <summary>Digest our messages are signed with; null: they are not. Default null.</summary>
    public string? Signing { get; init; }

    /// <summary>Cipher of our messages; null: they are not encrypted. Default null.</summary>
    public string? Encryption { get; init; }

    /// <summary>Whether our messages are compressed. Default false.</summary>
    public bool Compression { get; init; }

    /// <summary>The receipt we ask for: none, unsigned, signed. Default signed.</summary>
    public string Receipt { get; init; } = "signed";

    /// <summary>Addresses our calls come from; for a partner's firewall. Default none.</summary>
    public IReadOnlyList<string> SourceAddresses { get; init; } = [];

    /// <summary>Whom to ask. Default none.</summary>
    public IReadOnlyList<string> Contacts { get; init; } = [];

    /// <summary>Our certificates.</summary>
    public required IReadOnlyList<PacketCertificate> Certificates { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset MadeAt { get; init; }
}

/// <summary>A certificate in a packet.</summary>
/// <param name="Use">For people: <c>sign and encrypt</c>, <c>sign</c>, <c>encrypt</c>, <c>TLS client</c>.</param>
/// <param name="Certificate">It.</param>
/// <param name="Chain">Its issuers; may be empty.</param>
/// <param name="From">When it takes over; null: it is in use.</param>
public sealed record PacketCertificate(string Use, X509Certificate2 Certificate, IReadOnlyList<X509Certificate2> Chain, DateTimeOffset? From = null);
