namespace Waybill.Certificates;

/// <summary>What a certificate is to be used for.</summary>
[Flags]
public enum CheckedUses
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Signing messages and receipts.</summary>
    Sign = 1,

    /// <summary>Encrypting messages.</summary>
    Encrypt = 2,

    /// <summary>TLS, as client or server.</summary>
    Tls = 4,
}

/// <summary>What is checked.</summary>
/// <threadsafety>Immutable.</threadsafety>
public sealed record CertificateCheckOptions
{
    /// <summary>The moment.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What for.</summary>
    public required CheckedUses Uses { get; init; }

    /// <summary>Whether it is ours and needs its key. Default false.</summary>
    public bool NeedsKey { get; init; }

    /// <summary>SHA-256 thumbprints, in upper-case hexadecimal, of certificates that servers here show for TLS. Default none.</summary>
    public IReadOnlySet<string> TlsThumbprints { get; init; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>From how many days before its end that is said. Default 60.</summary>
    public int NearEndDays { get; init; } = 60;
}
