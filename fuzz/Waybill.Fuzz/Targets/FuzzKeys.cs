using System.Security.Cryptography.X509Certificates;
using Waybill.Cms;

namespace Waybill.Fuzz;

/// <summary>The keys the seeds were made with: the same on every machine, so that every finding repeats everywhere.</summary>
internal static class FuzzKeys
{
    /// <summary>RSA; signs.</summary>
    public static CmsPrivateKey Alice { get; } = Load("alice.pem");

    /// <summary>RSA; opens.</summary>
    public static CmsPrivateKey Bob { get; } = Load("bob.pem");

    /// <summary>P-256; signs and opens.</summary>
    public static CmsPrivateKey Carol { get; } = Load("carol.pem");

    /// <summary>What opens every seed.</summary>
    public static CmsKeyBook Book { get; } = new([Bob, Carol, Captured("OAS2B"), Captured("OAS2A")]);

    /// <summary>Who signed every seed.</summary>
    public static IReadOnlyList<CmsCertificate> Trusted { get; } = [Alice.Certificate, Carol.Certificate, Book.Keys[2].Certificate, Book.Keys[3].Certificate];

    /// <summary>When the seeds are read.</summary>
    public static DateTimeOffset Now { get; } = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    private static CmsPrivateKey Load(string file) => new(X509Certificate2.CreateFromPemFile(Path.Combine(FuzzFiles.Keys, file)));

    private static CmsPrivateKey Captured(string name)
    {
        var path = Path.Combine(FuzzFiles.TestData, "openas2", "certificates", name);
        return new(X509Certificate2.CreateFromPemFile(path + ".crt", path + ".key"));
    }
}
