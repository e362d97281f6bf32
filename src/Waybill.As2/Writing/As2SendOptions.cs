using Waybill.Cms;
using Waybill.Mime;

namespace Waybill.As2;

/// <summary>What a message says of itself and which layers it gets. The ten structures of RFC 4130 and RFC 5402 follow from
/// <see cref="Signer"/>, <see cref="Recipients"/> and <see cref="Compression"/>.</summary>
/// <threadsafety>Immutable; keys and certificates are not disposed and may serve many messages at a time.</threadsafety>
public sealed record As2SendOptions
{
    /// <summary>Our AS2 name.</summary>
    public required As2Name From { get; init; }

    /// <summary>The partner's AS2 name.</summary>
    public required As2Name To { get; init; }

    /// <summary>The message's id: chosen once, kept by every attempt. Other content or a new package needs a new one (RFC 4130 §5.5).</summary>
    public required MessageId MessageId { get; init; }

    /// <summary>The <c>Date</c> header.</summary>
    public required DateTimeOffset Date { get; init; }

    /// <summary>The <c>Subject</c> header, any text on one line; null leaves it out. Default null.</summary>
    public string? Subject { get; init; }

    /// <summary>Default <see cref="As2Profile.Rfc4130"/>. The modern profile sends no SHA-1, no 3DES and no CBC without a signature, whatever the switches say.</summary>
    public As2Profile Profile { get; init; }

    /// <summary>Names the program in the modern profile. Default Waybill.</summary>
    public As2Product Product { get; init; } = As2Product.Waybill;

    /// <summary>Who signs; null: not signed. Default null.</summary>
    public CmsSignerOptions? Signer { get; init; }

    /// <summary>Spelling of <c>micalg</c> and of the MIC's algorithm, for a peer that knows an older one; must name the signer's digest.
    /// Null: the spelling of RFC 8551, with <c>sha1</c> for SHA-1. Default null.</summary>
    public MicAlgorithm? Micalg { get; init; }

    /// <summary>Carries what is signed inside the SignedData (RFC 8551 §3.5.2) instead of beside it in multipart/signed, for a peer that asks for it:
    /// AS2 itself knows multipart/signed only. Such a layer is always binary. Without meaning unless signed. Default false.</summary>
    public bool OpaqueSignature { get; init; }

    /// <summary>Binary or base64 for the signature's part. Default base64.</summary>
    public TransferEncoding SignatureEncoding { get; init; } = TransferEncoding.Base64;

    /// <summary>For whom the message is encrypted; empty: not encrypted. Default empty.</summary>
    public IReadOnlyList<CmsRecipientOptions> Recipients { get; init; } = [];

    /// <summary>Content encryption; null: AES-256-CBC in the 4130 profile, AES-256-GCM in the modern one. Default null.</summary>
    public ContentCipher? Cipher { get; init; }

    /// <summary>Allows 3DES for a peer that knows nothing better. Default false.</summary>
    public bool AllowTripleDes { get; init; }

    /// <summary>Allows SHA-1 in OAEP and as the MIC of an unsigned message; a signature has its own switch, <see cref="CmsSignerOptions.AllowSha1"/>. Default false.</summary>
    public bool AllowSha1 { get; init; }

    /// <summary>Allows CBC without a signature under it: anybody can change such a message. Default false.</summary>
    public bool AllowUnsignedCbc { get; init; }

    /// <summary>Whether and when to compress. Default none.</summary>
    public CompressionOrder Compression { get; init; }

    /// <summary>Binary or base64 for a compressed part inside another layer; as the outermost layer it is always binary. Default binary.</summary>
    public TransferEncoding CompressedEncoding { get; init; } = TransferEncoding.Binary;

    /// <summary>The receipt asked for; null asks for none. Ask for the signer's digest: partners disagree which one counts when they differ. Default null.</summary>
    public ReceiptRequest? Receipt { get; init; }

    /// <summary>Says <c>Content-Transfer-Encoding: binary</c> among the HTTP headers, for a peer that demands it (AS2-OPS-006). Default false.</summary>
    public bool StateTransferEncoding { get; init; }

    /// <summary>Further headers, last in the block (AS2-HDR-024). Names that AS2, the content or the framing of HTTP own are refused. Default empty.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> ExtraHeaders { get; init; } = [];

    /// <summary>MIC digest of an unsigned message whose receipt request names none. Default SHA-256.</summary>
    public DigestAlgorithm UnsignedMicDigest { get; init; } = DigestAlgorithm.Sha256;

    /// <summary>How the content is encrypted when there are recipients.</summary>
    internal ContentCipher EffectiveCipher => Cipher ?? (Profile is As2Profile.Modern ? ContentCipher.Aes256Gcm : ContentCipher.Aes256Cbc);

    /// <summary>What the MIC is computed with: the signature's digest; unsigned, the first one the receipt request names (RFC 4130 §7.4.3).</summary>
    internal MicAlgorithm EffectiveMic
        => Signer is { } signer ? Micalg ?? MicAlgorithm.Of(signer.Digest)
            : Receipt is { MicAlgorithms: [var first, ..] } ? first
            : MicAlgorithm.Of(UnsignedMicDigest);
}
