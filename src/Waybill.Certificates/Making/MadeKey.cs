namespace Waybill.Certificates;

/// <summary>A new key with what goes to others.</summary>
/// <param name="PublicPem">The self-signed certificate, or the request for a CA, in PEM.</param>
/// <param name="KeyPem">The private key as PKCS#8 in PEM, without a passphrase.</param>
public sealed record MadeKey(string PublicPem, string KeyPem)
{
    /// <summary>Without the key: this may be logged.</summary>
    public override string ToString() => PublicPem;
}
