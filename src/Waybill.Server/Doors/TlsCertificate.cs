using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Waybill.Server;

/// <summary>A certificate of the https addresses, opened, with the chain that is sent with it.</summary>
/// <threadsafety>Immutable.</threadsafety>
internal sealed class TlsCertificate
{
    private TlsCertificate(X509Certificate2 certificate, X509Certificate2Collection others, IReadOnlyList<string> names)
        => (Certificate, Context, Names) = (certificate, SslStreamCertificateContext.Create(certificate, others, offline: true), names);

    internal X509Certificate2 Certificate { get; }

    internal SslStreamCertificateContext Context { get; }

    /// <summary>Host names it answers to, lower case; <c>*.example.com</c> for one label.</summary>
    internal IReadOnlyList<string> Names { get; }

    /// <summary>What it is called in alerts.</summary>
    internal string Shown => Names is [var first, ..] ? first : Certificate.Subject;

    /// <exception cref="CryptographicException">The files are no certificate and its key.</exception>
    /// <exception cref="IOException">One cannot be read.</exception>
    internal static TlsCertificate Open(TlsSettings settings)
    {
        var others = new X509Certificate2Collection();
        var certificate = IsPem(settings.Certificate) ? OpenPem(settings, others) : OpenPfx(settings, others);
        return new(certificate, others, [.. (settings.Names is [] ? NamesOf(certificate) : settings.Names).Select(static n => n.Trim().ToLowerInvariant())]);
    }

    /// <summary>Whether it is for this host: 2 exactly, 1 by a wildcard, 0 not.</summary>
    internal int Fits(string host)
        => Names.Contains(host, StringComparer.Ordinal) ? 2
            : host.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot && Names.Contains("*" + host[dot..], StringComparer.Ordinal) ? 1 : 0;

    private static bool IsPem(string file)
    {
        using var reader = new StreamReader(file);
        var start = new char[64 * 1024];
        return new string(start, 0, reader.ReadBlock(start)).Contains("-----BEGIN ", StringComparison.Ordinal);
    }

    private static X509Certificate2 OpenPem(TlsSettings settings, X509Certificate2Collection others)
    {
        using var pair = X509Certificate2.CreateFromPemFile(settings.Certificate, settings.Key is "" ? null : settings.Key);
        others.ImportFromPemFile(settings.Certificate);
        RemoveItself(others, pair);

        // TLS on Windows takes no key that lives in memory alone; elsewhere this costs nothing.
        return X509CertificateLoader.LoadPkcs12(pair.Export(X509ContentType.Pkcs12), password: null);
    }

    private static X509Certificate2 OpenPfx(TlsSettings settings, X509Certificate2Collection others)
    {
        others.AddRange(X509CertificateLoader.LoadPkcs12CollectionFromFile(settings.Certificate, settings.Password));
        var own = others.FirstOrDefault(static c => c.HasPrivateKey) ?? throw new CryptographicException("There is no private key in it.");
        others.Remove(own);
        return own;
    }

    private static void RemoveItself(X509Certificate2Collection others, X509Certificate2 own)
    {
        foreach (var same in others.Where(c => c.RawDataMemory.Span.SequenceEqual(own.RawDataMemory.Span)).ToList())
        {
            others.Remove(same);
        }
    }

    private static IEnumerable<string> NamesOf(X509Certificate2 certificate)
        => certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().FirstOrDefault() is { } names ? names.EnumerateDnsNames()
            : certificate.GetNameInfo(X509NameType.DnsName, forIssuer: false) is { Length: > 0 } common ? [common] : [];
}
