using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Waybill.Certificates;

/// <summary>Looks at a certificate before it is used, and says everything at once.</summary>
/// <threadsafety>Pure functions.</threadsafety>
public static class CertificateCheck
{
    /// <summary>Smallest RSA key of ours, in bits (AS2-CRYPTO-010).</summary>
    public const int MinimumRsaBits = 2048;

    private const int MostRsaBits = 8192;

    /// <summary>What is to be said of an import.</summary>
    public static IReadOnlyList<CertificateFinding> Check(ImportedCertificates imported, CertificateCheckOptions options)
    {
        ArgumentNullException.ThrowIfNull(imported);
        return Check(imported.Certificates[0], [.. imported.Certificates.Skip(1)], imported.Key, options);
    }

    /// <summary>What is to be said of a certificate.</summary>
    /// <param name="certificate">Which.</param>
    /// <param name="others">Others that came with it: its issuers, when there are.</param>
    /// <param name="key">Its key; null where there is none.</param>
    /// <param name="options">What for, and when.</param>
    public static IReadOnlyList<CertificateFinding> Check(X509Certificate2 certificate, IReadOnlyList<X509Certificate2> others, AsymmetricAlgorithm? key, CertificateCheckOptions options)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        ArgumentNullException.ThrowIfNull(others);
        ArgumentNullException.ThrowIfNull(options);
        return [
            .. KeyFindings(certificate, key, options), .. SizeFindings(certificate, options), .. UsageFindings(certificate, options), .. DateFindings(certificate, options),
            .. ChainFindings.Of(certificate, others), .. TlsFindings(certificate, options),
        ];
    }

    private static IEnumerable<CertificateFinding> KeyFindings(X509Certificate2 certificate, AsymmetricAlgorithm? key, CertificateCheckOptions options)
    {
        if (key is null ? options.NeedsKey : !KeyMatch.Is(certificate, key))
        {
            yield return key is null
                ? new("key-missing", CertificateSeverity.Error, "The private key is missing: a certificate of ours is of no use without it.")
                : new("key-mismatch", CertificateSeverity.Error, "The private key is not that of the certificate.");
        }
        else if (key is not null && !options.NeedsKey)
        {
            yield return new("key-foreign", CertificateSeverity.Warning, "A private key came with the partner's certificate: it should never leave the partner, who ought to make a new one. It is not kept.");
        }
    }

    private static IEnumerable<CertificateFinding> SizeFindings(X509Certificate2 certificate, CertificateCheckOptions options)
    {
        using var rsa = certificate.GetRSAPublicKey();
        if (rsa is not null)
        {
            if (rsa.KeySize < MinimumRsaBits)
            {
                // What a partner has is read with a warning; of ours no new message is signed so.
                yield return new(
                    "size", options.NeedsKey ? CertificateSeverity.Error : CertificateSeverity.Warning,
                    string.Create(CultureInfo.InvariantCulture, $"The RSA key has {rsa.KeySize} bits and can be broken; {MinimumRsaBits} or more are needed."));
            }
            else if (rsa.KeySize > MostRsaBits)
            {
                yield return new("size", CertificateSeverity.Error, string.Create(CultureInfo.InvariantCulture, $"The RSA key has {rsa.KeySize} bits; more than {MostRsaBits} are not taken."));
            }

            yield break;
        }

        if (EcCurve.Bits(certificate) is not { } bits)
        {
            yield return new("size", CertificateSeverity.Error, "The key is neither RSA nor on the curves P-256, P-384 or P-521.");
        }
        else if (bits is 521)
        {
            yield return new("size", CertificateSeverity.Info, "The key is on P-521, which many partners cannot use; P-256 and P-384 are what they have.");
        }
    }

    private static IEnumerable<CertificateFinding> UsageFindings(X509Certificate2 certificate, CertificateCheckOptions options)
    {
        if (certificate.Extensions.OfType<X509BasicConstraintsExtension>().Any(static b => b.CertificateAuthority) && !IsSelfIssued(certificate))
        {
            yield return new("usage", CertificateSeverity.Warning, "This is the certificate of a CA, and not one that signs and encrypts: the wrong one of a chain?");
        }

        if (certificate.Extensions.OfType<X509KeyUsageExtension>().FirstOrDefault()?.KeyUsages is not { } usage)
        {
            // Without the extension a key may do everything.
            yield break;
        }

        if (options.Uses.HasFlag(CheckedUses.Sign) && (usage & (X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.NonRepudiation)) is X509KeyUsageFlags.None)
        {
            yield return new("usage", CertificateSeverity.Warning, "Its key usage does not allow signing (digitalSignature); partners that look refuse what it signs.");
        }

        var isCurve = EcCurve.Bits(certificate) is not null;
        var needed = isCurve ? X509KeyUsageFlags.KeyAgreement : X509KeyUsageFlags.KeyEncipherment | X509KeyUsageFlags.DataEncipherment;
        if (options.Uses.HasFlag(CheckedUses.Encrypt) && (usage & needed) is X509KeyUsageFlags.None)
        {
            yield return new("usage", CertificateSeverity.Warning, $"Its key usage does not allow encryption ({(isCurve ? "keyAgreement" : "keyEncipherment")}); partners that look refuse to encrypt for it.");
        }
    }

    private static IEnumerable<CertificateFinding> DateFindings(X509Certificate2 certificate, CertificateCheckOptions options)
    {
        var (from, until) = (new DateTimeOffset(certificate.NotBefore.ToUniversalTime()), new DateTimeOffset(certificate.NotAfter.ToUniversalTime()));
        if (options.At > until)
        {
            yield return new("dates", CertificateSeverity.Error, $"CERT_HAS_EXPIRED: it expired on {Date(until)}.");
        }
        else if (options.At < from)
        {
            yield return new("dates", CertificateSeverity.Warning, $"CERT_NOT_YET_VALID: it is valid from {Date(from)} on.");
        }
        else if ((until - options.At).TotalDays is var days && days <= options.NearEndDays)
        {
            yield return new("near-end", CertificateSeverity.Warning, string.Create(CultureInfo.InvariantCulture, $"It expires on {Date(until)}, in {Math.Floor(days)} days."));
        }
    }

    private static IEnumerable<CertificateFinding> TlsFindings(X509Certificate2 certificate, CertificateCheckOptions options)
    {
        if ((options.Uses & (CheckedUses.Sign | CheckedUses.Encrypt)) is CheckedUses.None)
        {
            yield break;
        }

        var purposes = certificate.Extensions.OfType<X509EnhancedKeyUsageExtension>().FirstOrDefault()?.EnhancedKeyUsages.Cast<Oid>().Select(static o => o.Value).ToList();
        if (options.TlsThumbprints.Contains(certificate.GetCertHashString(HashAlgorithmName.SHA256)) || options.Uses.HasFlag(CheckedUses.Tls))
        {
            yield return new("tls-reused", CertificateSeverity.Warning, "It is used for TLS too: renewing the one would break the other, and whoever reads the server's key reads messages. Use one of its own.");
        }
        else if (purposes is { Count: > 0 } && purposes.TrueForAll(static p => p is "1.3.6.1.5.5.7.3.1" or "1.3.6.1.5.5.7.3.2"))
        {
            yield return new("tls-reused", CertificateSeverity.Warning, "It was issued for TLS alone (extended key usage): a certificate of a web server is not meant for AS2.");
        }
    }

    private static bool IsSelfIssued(X509Certificate2 certificate) => certificate.SubjectName.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData);

    private static string Date(DateTimeOffset date) => date.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) + " UTC";
}
