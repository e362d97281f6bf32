using System.Security.Cryptography.X509Certificates;

namespace Waybill.EndToEnd.Tests;

/// <summary>ACME and GLOBEX with their keys in a folder, and the settings of a gateway of either.</summary>
internal sealed class Household : IDisposable
{
    internal Household()
    {
        foreach (var name in new[] { "acme", "globex" })
        {
            var identity = TestIdentities.Rsa(name);
            using var key = identity.GetRSAPrivateKey()!;
            File.WriteAllText(In($"{name}.crt"), identity.ExportCertificatePem());
            File.WriteAllText(In($"{name}.pem"), key.ExportPkcs8PrivateKeyPem());
        }
    }

    internal string Folder { get; } = Directory.CreateTempSubdirectory("waybill-lives-").FullName;

    internal string In(string name) => Path.Combine(Folder, name);

    /// <summary>Settings of a company whose data lies in a folder of this name.</summary>
    internal Dictionary<string, string> Settings(string data, string self, string partner, Uri? address = null, params (string Name, string Value)[] more)
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Waybill:Data"] = In(data),
            ["Waybill:Stations:0:As2Id"] = self,
            ["Waybill:Stations:0:Certificate"] = In($"{self}.crt"),
            ["Waybill:Stations:0:Key"] = In($"{self}.pem"),
            ["Waybill:Partners:0:As2Id"] = partner,
            ["Waybill:Partners:0:Certificates:0"] = In($"{partner}.crt"),
            ["Waybill:Connections:0:Name"] = partner,
            ["Waybill:Connections:0:Partner"] = partner,
            ["Waybill:Connections:0:Url"] = new Uri(address ?? new("http://127.0.0.1:1"), "/as2").ToString(),
            ["Waybill:Connections:0:AllowPrivate"] = "true",
            ["Logging:LogLevel:Default"] = "Information",
        };
        foreach (var (name, value) in more)
        {
            settings[name] = value;
        }

        return settings;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
