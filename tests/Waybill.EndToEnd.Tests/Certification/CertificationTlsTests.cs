using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Waybill.Gateway;
using static Waybill.Gateway.ExchangeState;

namespace Waybill.EndToEnd.Tests;

/// <summary>The scenarios that are certified over TLS, between two gateways: one has a certificate of a CA, the other a self-signed one on an elliptic curve that its partner pins.</summary>
public sealed class CertificationTlsTests : IAsyncLifetime
{
    private static readonly IReadOnlyList<CertificationCell> Cells = [.. CertificationCell.All.Where(static c => c.Receipt is "Signed")];

    private readonly (int Acme, int Globex) _ports = (FreePort(), FreePort());
    private readonly (X509Certificate2 Authority, X509Certificate2 Acme, X509Certificate2 Globex) _servers = Servers();
    private Node _acme = null!;
    private Node _globex = null!;

    public async ValueTask InitializeAsync()
    {
        _acme = await StartAsync("acme", _ports.Acme, _servers.Acme);
        _globex = await StartAsync("globex", _ports.Globex, _servers.Globex);
        await AgreeAsync(_acme, "acme", "globex", _ports.Acme, _ports.Globex, ("TlsPins:0", _servers.Globex.GetCertHashString(HashAlgorithmName.SHA256)));
        await AgreeAsync(_globex, "globex", "acme", _ports.Globex, _ports.Acme, ("TlsRoots:0", Write(_globex.Folder, "authority", _servers.Authority).Certificate));
    }

    public async ValueTask DisposeAsync()
    {
        await _acme.DisposeAsync();
        await _globex.DisposeAsync();
    }

    [Fact]
    [Requirement("AS2-CERT-001", "AS2-CERT-004", "AS2-TLS-003")]
    public async Task Every_protection_goes_over_TLS_both_ways_with_receipts_at_once_and_later()
    {
        var sent = new List<(Node From, Node To, CertificationCell Cell, string Id, byte[] Content)>();
        foreach (var (from, to) in new[] { (_acme, _globex), (_globex, _acme) })
        {
            foreach (var cell in Cells)
            {
                var content = TestBytes.Random(sent.Count, 3_000);
                sent.Add((from, to, cell, (await from.SubmitAsync(cell.Name, content)).Id, content));
            }
        }

        foreach (var (from, to, _, id, content) in sent)
        {
            var ours = await from.UntilAsync(id, Delivered);
            Assert.Single(ours.Sends);
            var theirs = await to.FindAsync(Assert.Single(await to.ListAsync($"id={Uri.EscapeDataString(ours.Exchange.MessageId!)}&direction=in")).Id);
            Assert.Equal(Accepted, theirs.State);
            Assert.Equal(content, await to.DownloadAsync(theirs.Documents[0].Href));
        }
    }

    private static async Task<Node> StartAsync(string company, int port, X509Certificate2 server) => await Node.StartAsync(company, (settings, _) =>
    {
        var files = Write(Path.GetDirectoryName(settings["Waybill:Data"])!, "server", server);
        settings["Waybill:Urls"] += string.Create(CultureInfo.InvariantCulture, $";https://127.0.0.1:{port}");
        (settings["Kestrel:Certificates:Default:Path"], settings["Kestrel:Certificates:Default:KeyPath"]) = files;
    });

    private static async Task AgreeAsync(Node node, string own, string partner, int port, int partnerPort, (string Key, string Value) trust)
    {
        await node.StopAsync();
        node.Change(settings =>
        {
            foreach (var (at, cell) in Cells.Index())
            {
                var n = at.ToString(CultureInfo.InvariantCulture);
                (settings[$"Waybill:Stations:{n}:Certificate"], settings[$"Waybill:Stations:{n}:Key"]) = CertificationKeys.Write(node.Folder, own, cell.At);
                settings[$"Waybill:Stations:{n}:As2Id"] = cell.NameOf(own);
                settings[$"Waybill:Partners:{n}:As2Id"] = cell.NameOf(partner);
                settings[$"Waybill:Partners:{n}:Certificates:0"] = CertificationKeys.Write(node.Folder, partner, cell.At).Certificate;
                foreach (var (key, value) in (IEnumerable<(string, string)>)
                    [
                        ("Name", cell.Name), ("Station", cell.NameOf(own)), ("Partner", cell.NameOf(partner)), ("Url", Address(partnerPort)), ("AllowPrivate", "true"), ("RetryWaits:0", "01:00:00"),
                        ("PauseWaits:0", "00:00:01"), ("Folder", "-"), trust, .. cell.IsLater ? [("AsyncReceiptUrl", Address(port))] : ((string, string)[])[], .. cell.Settings,
                    ])
                {
                    settings[$"Waybill:Connections:{n}:{key}"] = value;
                }
            }
        });
        await node.StartAsync();
    }

    private static string Address(int port) => string.Create(CultureInfo.InvariantCulture, $"https://127.0.0.1:{port}/as2");

    private static (string Certificate, string Key) Write(string folder, string name, X509Certificate2 identity)
    {
        using var key = (AsymmetricAlgorithm?)identity.GetRSAPrivateKey() ?? identity.GetECDsaPrivateKey()!;
        var path = Path.Combine(folder, name);
        File.WriteAllText(path + ".crt", identity.ExportCertificatePem());
        File.WriteAllText(path + ".key", key.ExportPkcs8PrivateKeyPem());
        return (path + ".crt", path + ".key");
    }

    /// <summary>An authority, a server certificate of it for 127.0.0.1, and a self-signed one that names another host.</summary>
    private static (X509Certificate2, X509Certificate2, X509Certificate2) Servers()
    {
        var (from, until) = (TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(30));
        using var authorityKey = RSA.Create(2048);
        var request = new CertificateRequest("CN=TLS authority", authorityKey, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        var authority = request.CreateSelfSigned(from, until);
        using var acmeKey = RSA.Create(2048);
        var acme = new CertificateRequest("CN=as2.acme.example", acmeKey, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        acme.CertificateExtensions.Add(names.Build());
        acme.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new("1.3.6.1.5.5.7.3.1")], critical: false));
        using var issued = acme.Create(authority, from, until.AddHours(-1), [7, 7]);
        using var globexKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return (authority, issued.CopyWithPrivateKey(acmeKey), new CertificateRequest("CN=elsewhere.example", globexKey, HashAlgorithmName.SHA256).CreateSelfSigned(from, until));
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
