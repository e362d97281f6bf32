namespace Waybill.Cms;

/// <summary>How a signature value is made from a digest.</summary>
public enum SignatureScheme
{
    /// <summary>RSASSA-PKCS1-v1_5, what every AS2 product verifies. The default of RSA keys.</summary>
    RsaPkcs1 = 0,

    /// <summary>RSASSA-PSS with the same digest in MGF1 and a salt as long as the digest (RFC 4056).</summary>
    RsaPss,

    /// <summary>ECDSA (RFC 5753 §2). The default, and only choice, of EC keys.</summary>
    Ecdsa,
}
