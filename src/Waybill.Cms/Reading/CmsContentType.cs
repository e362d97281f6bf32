namespace Waybill.Cms;

/// <summary>What a ContentInfo says it holds (RFC 5652 §3).</summary>
public enum CmsContentType
{
    /// <summary>An OID that is none of those below.</summary>
    Unknown = 0,

    /// <summary>id-data.</summary>
    Data,

    /// <summary>id-signedData (RFC 5652 §5).</summary>
    SignedData,

    /// <summary>id-envelopedData (RFC 5652 §6).</summary>
    EnvelopedData,

    /// <summary>id-ct-authEnvelopedData (RFC 5083).</summary>
    AuthEnvelopedData,

    /// <summary>id-ct-compressedData (RFC 3274).</summary>
    CompressedData,
}
