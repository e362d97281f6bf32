namespace Waybill.As2;

/// <summary>Whether a message is compressed, and on which side of its signature (RFC 5402 §3). Without a signature both orders are the same.</summary>
public enum CompressionOrder
{
    /// <summary>Not compressed.</summary>
    None = 0,

    /// <summary>The payload is compressed, then signed: S(Z(P)). The MIC is over the compressed part.</summary>
    BeforeSigning,

    /// <summary>The signed payload is compressed: Z(S(P)). The MIC is over the payload's part.</summary>
    AfterSigning,
}
