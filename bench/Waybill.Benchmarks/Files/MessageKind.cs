namespace Waybill.Benchmarks;

/// <summary>What a case reads.</summary>
internal enum MessageKind
{
    /// <summary>The bare content.</summary>
    Content = 0,

    /// <summary>multipart/signed in EnvelopedData, as we write it: DER.</summary>
    CbcDer,

    /// <summary>The same, as <c>openssl cms -encrypt -stream</c> writes it: BER in chunks of 4 KiB.</summary>
    CbcBer,

    /// <summary>multipart/signed in AuthEnvelopedData, DER.</summary>
    GcmDer,

    /// <summary>The same by openssl, BER in chunks of 4 KiB.</summary>
    GcmBer,

    /// <summary>multipart/signed alone.</summary>
    Signed,

    /// <summary>The content in CompressedData.</summary>
    Compressed,

    /// <summary>SignedData by openssl that does not hold the content it signs.</summary>
    Signature,
}
