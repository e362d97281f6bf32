using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Waybill.Gateway.Tests.Sending;

namespace Waybill.Gateway.Tests;

/// <summary>Resources as a database would hold them.</summary>
internal sealed class ResourceSet
{
    private readonly TestRing _ring = new();
    private readonly Dictionary<(string Kind, string Name), (ResourceRow Row, List<SealedSecret> Secrets)> _rows = [];
    private ResourceCatalog _catalog = ResourceCatalog.Empty;
    private int _version;

    /// <summary>US with a key, ACME with a certificate, and what joins them.</summary>
    internal void Usual()
    {
        Put("station", "us", """{"as2Id": "US"}""");
        Put("certificate", "us-1", $$"""{"owner": "station/us", "certificate": {{Pem("globex")}}}""", ("key", Key("globex")));
        Put("partner", "acme", """{"identities": [{"as2Id": "ACME"}]}""");
        Put("certificate", "acme-1", $$"""{"owner": "partner/acme", "certificate": {{Pem("acme")}}}""");
        Put("connection", "acme", """{"station": "us", "partner": "acme", "url": "https://as2.acme.example/in", "user": "u"}""", ("password", "p"));
    }

    internal void Put(string kind, string name, string body, params (string Field, string Clear)[] secrets)
    {
        var etag = (++_version).ToString(CultureInfo.InvariantCulture);
        _rows[(kind, name)] = (
            new(kind, name, body, etag, null, null, BookFolder.Now, BookFolder.Now),
            [.. secrets.Select(s => new SealedSecret(kind, name, s.Field, _ring.Seal(ResourceSecrets.Purpose(kind, name, s.Field), Encoding.UTF8.GetBytes(JsonSerializer.Serialize(s.Clear)))))]);
    }

    internal void Remove(string kind, string name) => Assert.True(_rows.Remove((kind, name)));

    internal ResourceCatalog Catalog()
        => _catalog = ResourceCatalog.Of(new(++_version, [.. _rows.Values.Select(static r => r.Row)], [.. _rows.Values.SelectMany(static r => r.Secrets)]), _ring, _catalog);

    /// <summary>A certificate as a text of JSON.</summary>
    internal static string Pem(string identity) => JsonSerializer.Serialize(TestIdentities.Rsa(identity).ExportCertificatePem());

    internal static string Key(string identity)
    {
        using var key = TestIdentities.Rsa(identity).GetRSAPrivateKey()!;
        return key.ExportPkcs8PrivateKeyPem();
    }
}
