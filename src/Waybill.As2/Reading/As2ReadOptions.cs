using Waybill.Cms;

namespace Waybill.As2;

/// <summary>What a connection asks of a message, and the keys to open it with.</summary>
/// <remarks>The forgotten setting is the safe one: signed and encrypted by nobody with nothing old, which opens nothing.</remarks>
/// <threadsafety>Immutable; keys and certificates are the caller's and must live until the read ends.</threadsafety>
public sealed record As2ReadOptions
{
    /// <summary>When the signer's certificate has to be valid. The library has no clock.</summary>
    public required DateTimeOffset VerificationTime { get; init; }

    /// <summary>Our decryption keys, in the order they are tried. Default <see cref="CmsKeyBook.Empty"/>.</summary>
    public CmsKeyBook DecryptionKeys { get; init; } = CmsKeyBook.Empty;

    /// <summary>The partner's certificates, old and new. A certificate carried in a message is never believed. Default none: every signature is by an unknown signer.</summary>
    public IReadOnlyList<CmsCertificate> SignerCertificates { get; init; } = [];

    /// <summary>Whether the message has to be signed. Default <see cref="Requirement.Required"/>.</summary>
    public Requirement Signature { get; init; }

    /// <summary>Whether the message has to be encrypted. Default <see cref="Requirement.Required"/>.</summary>
    public Requirement Encryption { get; init; }

    /// <summary>Whether the message has to be compressed, in any place. Default <see cref="Requirement.Allowed"/>.</summary>
    public Requirement Compression { get; init; } = Requirement.Allowed;

    /// <summary>Takes CBC content without a signature. Default false: anyone can change such content unseen (EFAIL), and our answers would tell about it.
    /// The modern profile never takes it.</summary>
    public bool AllowUnsignedCbc { get; init; }

    /// <summary>Refuses a signature whose certificate is expired or not yet valid at <see cref="VerificationTime"/>. Default true.</summary>
    public bool RefuseSignerOutsideDates { get; init; } = true;

    /// <summary>How long after its end a signer's certificate is taken all the same, where <see cref="RefuseSignerOutsideDates"/> is set; the layer says so. Default no time.</summary>
    public TimeSpan ExpiredSignerGrace { get; init; }

    /// <summary>Certificates that are trusted no more, replaced or revoked: they verify nothing, but a signature of one is named. Default none.</summary>
    public IReadOnlyList<CmsCertificate> RetiredCertificates { get; init; } = [];

    /// <summary>Decodes a body that says it is base64 and is (AS2-HTTP-010). Default false: RFC 4130 §5.2.1 has no such coding.
    /// A CMS body needs no switch: its first bytes tell.</summary>
    public bool DecodeWholeBody { get; init; }

    /// <summary>When a signature's digest differs, tries once more over the content with bare line feeds made CRLF (AS2-CANON-005). Default false.
    /// Payload and MIC stay those of the bytes that arrived.</summary>
    public bool RetrySignatureWithCrlf { get; init; }

    /// <summary>For tools that look into messages; never for a connection. Payloads open though nothing authenticates them:
    /// <see cref="As2Payload.IsAuthenticated"/> tells. Failures are reported all the same. Default false.</summary>
    public bool TakeUnverified { get; init; }

    /// <summary>Called at once, and long before the end of a large message, when it turns out to be encrypted for no key of ours: a caller may then keep its bytes. Default null.</summary>
    public Action? NoKeyFits { get; init; }

    /// <summary>Which old algorithms are read. Default <see cref="CmsPolicy.Strict"/>.</summary>
    public CmsPolicy Policy { get; init; } = CmsPolicy.Strict;

    /// <summary>The connection's profile. Default <see cref="As2Profile.Rfc4130"/>.</summary>
    public As2Profile Profile { get; init; }

    /// <summary>Digest of the MIC of an unsigned message that asks for no usable one. Default SHA-256.</summary>
    public DigestAlgorithm DefaultMicDigest { get; init; } = DigestAlgorithm.Sha256;

    /// <summary>Bounds on what a message may make us read and hold.</summary>
    public As2Limits Limits { get; init; } = As2Limits.Default;
}
