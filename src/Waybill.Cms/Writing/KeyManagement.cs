namespace Waybill.Cms;

/// <summary>How the content key reaches a recipient.</summary>
public enum KeyManagement
{
    /// <summary>RSAES-PKCS1-v1_5, what every AS2 product opens. The default of RSA keys.</summary>
    RsaPkcs1 = 0,

    /// <summary>RSAES-OAEP with the same digest in MGF1 and no label (RFC 4055 §4).</summary>
    RsaOaep,

    /// <summary>Ephemeral-static ECDH (RFC 5753 §3.1) with an AES key wrap. The default, and only choice, of EC keys.</summary>
    Ecdh,
}
