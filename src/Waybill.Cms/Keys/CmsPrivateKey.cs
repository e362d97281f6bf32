using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Security;

namespace Waybill.Cms;

/// <summary>A key pair of ours: a certificate with its private key, opened once.</summary>
/// <remarks>Nothing here prints the private key or gives it out.</remarks>
/// <threadsafety>Immutable until disposed; the key handles are safe for single operations from many threads.</threadsafety>
public sealed class CmsPrivateKey : IDisposable
{
    /// <summary>Smallest RSA key we use ourselves, in bits.</summary>
    public const int MinimumRsaBits = 2048;

    private readonly Lazy<RsaPrivateCrtKeyParameters> _parameters;

    /// <summary>Opens the key.</summary>
    /// <param name="certificateWithKey">Not kept: the caller may dispose it afterwards.</param>
    /// <param name="allowSmall">Takes RSA keys below <see cref="MinimumRsaBits"/>, to look into old messages; never for a connection.</param>
    /// <exception cref="CmsException"><see cref="CmsProblem.BadRequest"/>: no private key, too small, or of a kind we do not use.</exception>
    public CmsPrivateKey(X509Certificate2 certificateWithKey, bool allowSmall = false)
    {
        ArgumentNullException.ThrowIfNull(certificateWithKey);
        Certificate = new(certificateWithKey);
        Rsa = certificateWithKey.GetRSAPrivateKey();
        Ecdsa = Rsa is null ? certificateWithKey.GetECDsaPrivateKey() : null;
        Ecdh = Rsa is null ? certificateWithKey.GetECDiffieHellmanPrivateKey() : null;
        _parameters = new(() => (RsaPrivateCrtKeyParameters)DotNetUtilities.GetRsaKeyPair(Rsa!.ExportParameters(includePrivateParameters: true)).Private);
        var problem = Rsa is null && Ecdsa is null && Ecdh is null ? "The certificate comes without its private key."
            : Rsa is { KeySize: < MinimumRsaBits } && !allowSmall ? $"An RSA key of {Rsa.KeySize} bits is too small; at least {MinimumRsaBits} are needed."
            : null;
        if (problem is not null)
        {
            Dispose();
            throw new CmsException(CmsProblem.BadRequest, problem);
        }
    }

    /// <summary>Its certificate.</summary>
    public CmsCertificate Certificate { get; }

    /// <summary>True for RSA, false for an elliptic curve.</summary>
    public bool IsRsa => Rsa is not null;

    /// <summary>The certificate with its private key as the framework has it, to be shown in TLS. A copy: it may outlive this one.</summary>
    public X509Certificate2 ToCertificate()
        => Rsa is not null ? Certificate.Certificate.CopyWithPrivateKey(Rsa) : Ecdsa is not null ? Certificate.Certificate.CopyWithPrivateKey(Ecdsa) : Certificate.Certificate.CopyWithPrivateKey(Ecdh!);

    internal RSA? Rsa { get; }

    /// <summary>The RSA key for what the framework cannot do; opened at its first use and kept.</summary>
    /// <exception cref="CryptographicException">The key store does not give the key out.</exception>
    internal RsaPrivateCrtKeyParameters RsaParameters => _parameters.Value;

    internal ECDsa? Ecdsa { get; }

    internal ECDiffieHellman? Ecdh { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        Rsa?.Dispose();
        Ecdsa?.Dispose();
        Ecdh?.Dispose();
        Certificate.Dispose();
    }
}
