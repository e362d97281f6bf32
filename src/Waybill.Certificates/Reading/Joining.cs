using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Waybill.Certificates;

/// <summary>Puts what files hold together: the key that is meant with its certificate and issuers, or certificates alone.</summary>
internal static class Joining
{
    /// <exception cref="ImportException">Something is missing, or there is more than one.</exception>
    internal static ImportResult Join(IReadOnlyList<KeyMaterial> files, string? alias)
    {
        var certificates = files.SelectMany(static f => f.Certificates).DistinctBy(static c => c.GetCertHashString(HashAlgorithmName.SHA256), StringComparer.Ordinal).ToList();
        var keys = Distinct(files.SelectMany(static f => f.Keys));
        var format = string.Join(" + ", files.Select(static f => f.Format).Distinct(StringComparer.Ordinal));
        if (keys is [])
        {
            return certificates is [] ? ImportResult.Refused("It holds no certificate.") : new(new(format, Copy(Ends(certificates, alias)), null), null);
        }

        var (key, certificate) = Choose([.. keys.Select(k => (k, certificates.Find(c => KeyMatch.Is(c, k.Key))))], certificates.Count > 0, alias);
        return new(new(format, Copy(Chain(certificate, certificates)), CopyKey(key.Key)), null);
    }

    private static (NamedKey Key, X509Certificate2 Certificate) Choose(List<(NamedKey Key, X509Certificate2? Certificate)> found, bool hasCertificates, string? alias)
    {
        var meant = alias is null ? found : found.Where(f => IsNamed(f.Key, f.Certificate, alias)).ToList();
        if (meant is [])
        {
            throw new ImportException($"None of its keys has this alias. It holds {Names(found)}.");
        }

        if (meant.Count > 1 && meant.Where(static m => m.Certificate is not null).ToList() is var whole)
        {
            // A key that lies beside without its certificate is not the one that is meant.
            meant = whole.Count is 0 ? meant : whole;
        }

        return meant switch
        {
            [(var key, { } certificate)] => (key, certificate),
            [_] => throw new ImportException(hasCertificates ? "Its private key belongs to none of the certificates." : "It holds a private key without its certificate: give the certificate too."),
            _ => throw new ImportException($"It holds several keys: {Names(meant)}. Say which one by its alias."),
        };
    }

    private static bool IsNamed(NamedKey key, X509Certificate2? certificate, string alias)
        => string.Equals(key.Alias, alias, StringComparison.OrdinalIgnoreCase)
            || (certificate is not null && (string.Equals(certificate.Subject, alias, StringComparison.OrdinalIgnoreCase)
                || (alias.Length >= 8 && certificate.GetCertHashString(HashAlgorithmName.SHA256).StartsWith(alias.Replace(":", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase))));

    private static string Names(IEnumerable<(NamedKey Key, X509Certificate2? Certificate)> found)
        => string.Join(", ", found.Take(10).Select(static f => f.Key.Alias is { } alias ? $"'{OneLine(alias)}'" : f.Certificate is { } c ? $"'{OneLine(c.Subject)}'" : "one without a certificate"));

    private static string OneLine(string text) => string.Concat(text.Take(100).Select(static c => char.IsControl(c) ? ' ' : c));

    /// <summary>Those that issued no other first; of a named one it and its issuers.</summary>
    private static List<X509Certificate2> Ends(List<X509Certificate2> certificates, string? alias)
    {
        if (alias is not null)
        {
            var meant = certificates.Find(c => IsNamed(new(null, null!), c, alias)) ?? throw new ImportException("None of its certificates has this name.");
            return Chain(meant, certificates);
        }

        var issuers = certificates.Where(c => certificates.Exists(other => other != c && !Issued(other, other) && Issued(c, other))).ToHashSet();
        return [.. certificates.Where(c => !issuers.Contains(c)), .. certificates.Where(issuers.Contains)];
    }

    /// <summary>It and its issuers as far as they are there.</summary>
    private static List<X509Certificate2> Chain(X509Certificate2 first, List<X509Certificate2> certificates)
    {
        List<X509Certificate2> chain = [first];
        while (!Issued(chain[^1], chain[^1]) && certificates.Find(c => !chain.Contains(c) && Issued(c, chain[^1])) is { } issuer)
        {
            chain.Add(issuer);
        }

        return chain;
    }

    /// <summary>By name: a signature is checked where it matters.</summary>
    private static bool Issued(X509Certificate2 issuer, X509Certificate2 certificate) => issuer.SubjectName.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData);

    private static List<NamedKey> Distinct(IEnumerable<NamedKey> keys)
        => [.. keys.DistinctBy(static k => Convert.ToHexString(k.Key.ExportSubjectPublicKeyInfo()), StringComparer.Ordinal)];

    private static X509Certificate2[] Copy(IEnumerable<X509Certificate2> certificates)
        => [.. certificates.Select(static c => X509CertificateLoader.LoadCertificate(c.RawDataMemory.Span))];

    private static AsymmetricAlgorithm CopyKey(AsymmetricAlgorithm key)
    {
        var pkcs8 = key.ExportPkcs8PrivateKey();
        try
        {
            return PrivateKeys.Plain(pkcs8)!;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(pkcs8);
        }
    }
}
