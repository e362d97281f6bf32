using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Waybill.Cms;

/// <summary>A certificate with its public key opened once: opening it per message costs more than using it.</summary>
/// <remarks>Owns its copy of the certificate. Nothing here says whether it is valid at some time or trusted: that is the caller's choice.</remarks>
/// <threadsafety>Immutable until disposed; the key handles are safe for single operations from many threads.</threadsafety>
public sealed class CmsCertificate : IDisposable
{
    private readonly byte[] _serialNumber;
    private readonly Lazy<RSA?> _rsa;
    private readonly Lazy<ReadOnlyMemory<byte>> _subjectKeyIdentifier;

    /// <summary>Opens the certificate's key.</summary>
    /// <exception cref="CmsException"><see cref="CmsProblem.BadRequest"/>: the key is neither RSA nor on P-256, P-384 or P-521.</exception>
    public CmsCertificate(X509Certificate2 certificate)
        : this(X509CertificateLoader.LoadCertificate((certificate ?? throw new ArgumentNullException(nameof(certificate))).RawDataMemory.Span), opensLater: false)
    {
    }

    private CmsCertificate(X509Certificate2 own, bool opensLater)
    {
        Certificate = own;
        _rsa = new(Certificate.GetRSAPublicKey);
        _serialNumber = Certificate.SerialNumberBytes.ToArray();
        NotBefore = new(Certificate.NotBefore.ToUniversalTime());
        NotAfter = new(Certificate.NotAfter.ToUniversalTime());
        Sha256Thumbprint = Certificate.GetCertHashString(HashAlgorithmName.SHA256);
        _subjectKeyIdentifier = new(() => Certificate.Extensions.OfType<X509SubjectKeyIdentifierExtension>().FirstOrDefault()?.SubjectKeyIdentifierBytes ?? default);
        if (opensLater && RsaBits(Certificate) is { } bits)
        {
            (IsRsa, KeyBits) = (true, bits);
            return;
        }

        _ = _subjectKeyIdentifier.Value;
        IsRsa = Rsa is not null;
        Ecdsa = IsRsa ? null : Certificate.GetECDsaPublicKey();
        Ecdh = IsRsa ? null : Certificate.GetECDiffieHellmanPublicKey();
        PssOnly = OpenPssKey(Certificate.PublicKey);
        KeyBits = (Rsa ?? PssOnly)?.KeySize ?? Ecdsa?.KeySize ?? Ecdh?.KeySize ?? 0;
        if (!IsRsa && PssOnly is null && !IsNamedCurve())
        {
            var algorithm = Certificate.PublicKey.Oid.Value;
            Dispose();
            throw new CmsException(CmsProblem.BadRequest, "The certificate's key is neither RSA nor on the curves P-256, P-384 or P-521.", algorithm);
        }
    }

    /// <summary>Takes a certificate over as it is, without a copy, and opens an RSA key at its first use: who holds ten thousand of them uses few.</summary>
    /// <param name="certificate">Disposed with what is returned, and when this fails.</param>
    /// <exception cref="CmsException">As the constructor.</exception>
    /// <exception cref="CryptographicException">The key cannot be read.</exception>
    public static CmsCertificate TakeOver(X509Certificate2 certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        try
        {
            return new(certificate, opensLater: true);
        }
        catch
        {
            certificate.Dispose();
            throw;
        }
    }

    /// <summary>The certificate without a private key.</summary>
    public X509Certificate2 Certificate { get; }

    /// <summary>Distinguished name of the holder.</summary>
    public string Subject => Certificate.Subject;

    /// <summary>Distinguished name of the issuer.</summary>
    public string Issuer => Certificate.Issuer;

    /// <summary>Serial number as upper-case hexadecimal.</summary>
    public string SerialNumber => Certificate.SerialNumber;

    /// <summary>Its first moment, in UTC.</summary>
    public DateTimeOffset NotBefore { get; }

    /// <summary>Its last moment, in UTC.</summary>
    public DateTimeOffset NotAfter { get; }

    /// <summary>SHA-256 over the certificate as upper-case hexadecimal.</summary>
    public string Sha256Thumbprint { get; }

    /// <summary>Size of the key, in bits.</summary>
    public int KeyBits { get; }

    /// <summary>True for RSA, false for an elliptic curve and for an RSA key that is for PSS alone.</summary>
    public bool IsRsa { get; }

    internal RSA? Rsa => _rsa.Value;

    /// <summary>The key of a certificate that says id-RSASSA-PSS (RFC 4055 §1.2): it verifies PSS and does nothing else.</summary>
    internal RSA? PssOnly { get; }

    internal ECDsa? Ecdsa { get; }

    internal ECDiffieHellman? Ecdh { get; }

    /// <summary>The issuer's name as DER, as it stands in the certificate.</summary>
    internal ReadOnlyMemory<byte> RawIssuer => Certificate.IssuerName.RawData;

    /// <summary>Big-endian content octets of the serial number's INTEGER, as they stand in the certificate.</summary>
    internal ReadOnlySpan<byte> RawSerialNumber => _serialNumber;

    /// <summary>The subjectKeyIdentifier extension's value; empty when there is none.</summary>
    internal ReadOnlyMemory<byte> SubjectKeyIdentifier => _subjectKeyIdentifier.Value;

    /// <summary>Whether an IssuerAndSerialNumber names this certificate. Leading zero octets of the serial number do not count: peers differ in them.</summary>
    internal bool Is(ReadOnlySpan<byte> rawIssuer, ReadOnlySpan<byte> serialNumber)
        => serialNumber.TrimStart((byte)0).SequenceEqual(RawSerialNumber.TrimStart((byte)0)) && rawIssuer.SequenceEqual(RawIssuer.Span);

    /// <summary>Whether a subject key identifier names this certificate.</summary>
    internal bool Is(ReadOnlySpan<byte> subjectKeyIdentifier)
        => !subjectKeyIdentifier.IsEmpty && subjectKeyIdentifier.SequenceEqual(SubjectKeyIdentifier.Span);

    /// <summary>Bits of the modulus of a key of rsaEncryption (RFC 8017 A.1.1); null for another kind.</summary>
    private static int? RsaBits(X509Certificate2 certificate)
    {
        const string RsaEncryption = "1.2.840.113549.1.1.1";
        if (!string.Equals(certificate.GetKeyAlgorithm(), RsaEncryption, StringComparison.Ordinal))
        {
            return null;
        }

        try
        {
            var sequence = new AsnReader(certificate.GetPublicKey(), AsnEncodingRules.DER).ReadSequence();
            var modulus = sequence.ReadIntegerBytes().Span.TrimStart((byte)0);
            sequence.ReadIntegerBytes();
            return modulus.IsEmpty ? null : (modulus.Length * 8) - System.Numerics.BitOperations.LeadingZeroCount((uint)modulus[0]) + 24;
        }
        catch (AsnContentException)
        {
            // The framework says what it thinks of it.
            return null;
        }
    }

    // The framework opens keys of rsaEncryption only.
    private static RSA? OpenPssKey(PublicKey key)
    {
        if (!string.Equals(key.Oid.Value, WritingOids.RsaPss, StringComparison.Ordinal))
        {
            return null;
        }

        var rsa = RSA.Create();
        try
        {
            rsa.ImportRSAPublicKey(key.EncodedKeyValue.RawData, out _);
            return rsa;
        }
        catch (CryptographicException)
        {
            rsa.Dispose();
            return null;
        }
    }

    /// <summary>By OID, not by size: other curves have 256 bits too.</summary>
    private bool IsNamedCurve()
        => (Ecdsa?.ExportParameters(includePrivateParameters: false).Curve ?? Ecdh?.ExportParameters(includePrivateParameters: false).Curve)?.Oid?.Value
            is "1.2.840.10045.3.1.7" or "1.3.132.0.34" or "1.3.132.0.35";

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_rsa.IsValueCreated)
        {
            _rsa.Value?.Dispose();
        }

        PssOnly?.Dispose();
        Ecdsa?.Dispose();
        Ecdh?.Dispose();
        Certificate.Dispose();
    }
}
