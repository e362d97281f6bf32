namespace Waybill.As2;

/// <summary>Which text of AS2 a connection follows. What is read stays the same; what is written and answered differs.</summary>
public enum As2Profile
{
    /// <summary>RFC 4130 with AS2-Version 1.2: the default, understood by every peer.</summary>
    Rfc4130,

    /// <summary>AS2-Version 1.3 of the RFC 4130bis draft: AES-GCM, no SHA-1, newer error names.</summary>
    Modern,
}
