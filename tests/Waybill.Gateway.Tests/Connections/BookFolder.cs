using System.Security.Cryptography.X509Certificates;

namespace Waybill.Gateway.Tests;

/// <summary>Key files of GLOBEX, our station, and ACME, its partner, in a folder that goes with the test.</summary>
internal sealed class BookFolder : IDisposable
{
    internal BookFolder()
    {
        var globex = TestIdentities.Rsa("globex");
        using var key = globex.GetRSAPrivateKey()!;
        File.WriteAllText(In("globex.crt"), globex.ExportCertificatePem());
        File.WriteAllText(In("globex.key"), key.ExportPkcs8PrivateKeyPem());
        File.WriteAllBytes(In("acme.cer"), TestIdentities.Rsa("acme").RawData);
    }

    internal static DateTimeOffset Now { get; } = new(2026, 2, 3, 4, 5, 6, TimeSpan.Zero);

    internal string Path { get; } = Directory.CreateTempSubdirectory("waybill-book-").FullName;

    internal string In(string name) => System.IO.Path.Combine(Path, name);

    internal StationSettings Station(string name = "globex") => new() { As2Id = name, Certificate = In("globex.crt"), Key = In("globex.key") };

    internal PartnerSettings Partner(string name = "acme", Action<PartnerSettings>? more = null)
    {
        var partner = new PartnerSettings { As2Id = name, Certificates = [In("acme.cer")], Url = "https://as2.acme.example/in" };
        more?.Invoke(partner);
        return partner;
    }

    internal ConnectionBook Build(BookSettings settings, out List<string> problems)
    {
        problems = [];
        return BookBuilder.Build(settings, "Waybill", In("inbox"), Now, problems);
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
