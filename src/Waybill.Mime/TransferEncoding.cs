namespace Waybill.Mime;

/// <summary>How a part's body is coded for transport (RFC 2045 §6).</summary>
public enum TransferEncoding
{
    /// <summary>Any bytes. Also what a missing header means in AS2 (not the MIME default 7bit): no line end is touched.</summary>
    Binary = 0,

    /// <summary>Lines of US-ASCII. Read as <see cref="Binary"/>.</summary>
    SevenBit,

    /// <summary>Lines of bytes. Read as <see cref="Binary"/>.</summary>
    EightBit,

    /// <summary>Base64 (RFC 2045 §6.8).</summary>
    Base64,

    /// <summary>Quoted-printable (RFC 2045 §6.7).</summary>
    QuotedPrintable,

    /// <summary>A name we do not know. Read as <see cref="Binary"/>; the caller decides what it is worth.</summary>
    Unknown,
}
