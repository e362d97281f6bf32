namespace Waybill.Gateway;

/// <summary>Which algorithms and encodings, beyond the usual ones.</summary>
public abstract partial class ConnectionPolicySettings
{
    /// <summary>The only ciphers of messages in that are decrypted: aes256-gcm …, with their switches 3des-cbc and rc2-cbc. Empty: all that the switches allow.</summary>
    public IList<string> DecryptionCiphers { get; set; } = [];

    /// <summary>The only digests of messages in whose signatures count: sha-256 …, with their switches sha-1 and md5. Empty: all that the switches allow.</summary>
    public IList<string> SignatureDigests { get; set; } = [];

    /// <summary>The only digests of the partner's receipts whose signatures count. Empty: all that the switches allow.</summary>
    public IList<string> ReceiptDigests { get; set; } = [];

    /// <summary>Digest our receipts are signed with: sha-256, sha-384, sha-512, with <see cref="AllowSha1"/> sha-1. Empty: the one each message asks for (RFC 4130 §7.3).</summary>
    public string ReceiptSign { get; set; } = "";

    /// <summary>How the content key reaches the partner. Default <see cref="KeyTransport.Usual"/>.</summary>
    public KeyTransport KeyTransport { get; set; }

    /// <summary>How our messages are signed with an RSA key: PKCS#1 or PSS. Default PKCS#1, what every product verifies.</summary>
    public RsaPadding SignaturePadding { get; set; }

    /// <summary>Signs the algorithms too (RFC 6211). Default false: IBM Sterling and DataPower refuse such a signature.</summary>
    public bool AlgorithmProtection { get; set; }

    /// <summary>Writes <c>sha256</c> instead of <c>sha-256</c>, as before RFC 5751, in micalg and in the receipt request, for a partner that knows nothing newer. Default false.</summary>
    public bool OldDigestNames { get; set; }

    /// <summary>Carries the document inside the signature instead of beside it, for a partner that asks for it. Default false: AS2 itself knows multipart/signed only.</summary>
    public bool OpaqueSignature { get; set; }

    /// <summary>Coding of the signature's part: <c>base64</c> (default) or <c>binary</c>.</summary>
    public string SignatureEncoding { get; set; } = "base64";

    /// <summary>Coding of the document inside its layers: <c>binary</c> (default) or <c>base64</c>. No byte of the document itself is ever changed before it is signed.</summary>
    public string DocumentEncoding { get; set; } = "binary";

    /// <summary>Coding of a compressed part inside another layer: <c>binary</c> (default) or <c>base64</c>.</summary>
    public string CompressedEncoding { get; set; } = "binary";

    /// <summary>Says <c>Content-Transfer-Encoding: binary</c> among the HTTP headers, for a partner that demands it. Default false.</summary>
    public bool StateTransferEncoding { get; set; }

    /// <summary>When a signature of the partner does not fit, tries once more over the content with bare line feeds made CRLF: some products sign so and send otherwise. Default false.</summary>
    public bool RetrySignatureWithCrlf { get; set; }
}

/// <summary>How a content key reaches the one it is for.</summary>
public enum KeyTransport
{
    /// <summary>PKCS#1 v1.5 for an RSA key, which every product opens; ECDH for an EC key.</summary>
    Usual = 0,

    /// <summary>RSA with OAEP and SHA-256.</summary>
    OaepSha256 = 1,

    /// <summary>RSA with OAEP and SHA-1, for a partner that knows no other OAEP; needs <see cref="ConnectionPolicySettings.AllowSha1"/>.</summary>
    OaepSha1 = 2,
}

/// <summary>How an RSA signature is padded.</summary>
public enum RsaPadding
{
    /// <summary>PKCS#1 v1.5.</summary>
    Pkcs1 = 0,

    /// <summary>PSS, with a salt as long as the digest.</summary>
    Pss = 1,
}
