using System.Security.Cryptography.X509Certificates;

namespace Waybill.Certificates;

/// <summary>Whether the issuers of a certificate are there, and how it and they are signed.</summary>
internal static class ChainFindings
{
    internal static IEnumerable<CertificateFinding> Of(X509Certificate2 certificate, IReadOnlyList<X509Certificate2> others)
    {
        List<X509Certificate2> chain = [certificate];
        while (!IsSelfIssued(chain[^1]))
        {
            if (others.FirstOrDefault(c => !chain.Contains(c) && Issued(c, chain[^1])) is not { } issuer)
            {
                yield return new(
                    "chain", CertificateSeverity.Info,
                    $"Its issuer, {OneLine(chain[^1].Issuer)}, did not come along. AS2 needs no chain here; a partner that checks chains needs it from you.");
                break;
            }

            chain.Add(issuer);
        }

        foreach (var weak in chain.Where(c => Weak(c) is not null && (c == certificate || !IsSelfIssued(c))))
        {
            yield return new("weak-signature", CertificateSeverity.Warning, $"{OneLine(weak.Subject)} is signed with {Weak(weak)}, which no longer protects; partners may refuse it.");
        }
    }

    /// <summary>Null when it protects. The signature of a self-signed one proves nothing anyway, but some look at it.</summary>
    private static string? Weak(X509Certificate2 certificate) => certificate.SignatureAlgorithm.Value switch
    {
        "1.2.840.113549.1.1.2" => "MD2",
        "1.2.840.113549.1.1.4" => "MD5",
        "1.2.840.113549.1.1.5" or "1.3.14.3.2.29" or "1.2.840.10045.4.1" or "1.2.840.10040.4.3" => "SHA-1",
        _ => null,
    };

    private static bool Issued(X509Certificate2 issuer, X509Certificate2 certificate) => issuer.SubjectName.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData);

    private static bool IsSelfIssued(X509Certificate2 certificate) => Issued(certificate, certificate);

    private static string OneLine(string text) => string.Concat(text.Take(200).Select(static c => char.IsControl(c) ? ' ' : c));
}
