using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Waybill.Gateway;
using Waybill.Server.Tests.Api;
using Waybill.TestKit;

namespace Waybill.Cli.Tests.Server;

/// <summary><c>waybill cert</c> against a gateway: the key is made, sealed and kept there.</summary>
public sealed class CertificateServerTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("waybill-cli-");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Certificates_are_made_asked_for_taken_and_switched_in_the_gateway()
    {
        await using var host = await ApiHost.StartAsync();
        await PutAsync(host, "stations/us", """{"as2Id": "US"}""");
        await PutAsync(host, "partners/initech", """{"identities": [{"as2Id": "INITECH"}]}""");

        var (made, text, _) = await RunAsync(host, "cert", "new", "--name", "us-1", "--owner", "station/us", "--cn", "US", "--days", "400");
        Assert.Equal(0, made);
        Assert.Contains("subject     CN=US", text, StringComparison.Ordinal);
        Assert.Contains("owner       station/us", text, StringComparison.Ordinal);
        Assert.Empty(_folder.GetFiles());

        var pfx = Path.Combine(_folder.FullName, "initech.pfx");
        var password = Path.Combine(_folder.FullName, "password");
        await File.WriteAllBytesAsync(pfx, TestIdentities.Rsa("initech").Export(X509ContentType.Pkcs12, "open"), Token);
        await File.WriteAllTextAsync(password, "open\n", Token);
        Assert.Equal(0, (await RunAsync(host, "cert", "import", pfx, "--password-file", password, "--name", "initech-1", "--owner", "partner/initech", "--note", "by mail")).Exit);
        await PutAsync(host, "connections/initech", """{"station": "us", "partner": "initech", "url": "https://i.example/"}""");

        var csr = Path.Combine(_folder.FullName, "us");
        var asked = await RunAsync(host, "cert", "csr", "--name", "us-2", "--owner", "station/us", "--cn", "US", "--org", "US Ltd", "--state", "planned", "--out", csr);
        Assert.True(asked.Exit is 0, asked.Error);
        using var ca = TestIdentities.Rsa("ca").GetRSAPrivateKey()!;
        var request = CertificateRequest.LoadSigningRequestPem(await File.ReadAllTextAsync(csr + ".csr", Token), HashAlgorithmName.SHA256, CertificateRequestLoadOptions.UnsafeLoadCertificateExtensions, RSASignaturePadding.Pkcs1);
        using var answer = request.Create(new X500DistinguishedName("CN=ca"), X509SignatureGenerator.CreateForRSA(ca, RSASignaturePadding.Pkcs1), DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(90), [7]);
        var file = Path.Combine(_folder.FullName, "answer.cer");
        await File.WriteAllBytesAsync(file, answer.RawData, Token);
        Assert.Equal(1, (await RunAsync(host, "cert", "answer", pfx, "--password-file", password, "--name", "us-2")).Exit);
        Assert.Equal(0, (await RunAsync(host, "cert", "answer", file, "--name", "us-2")).Exit);
        var (switched, json, _) = await RunAsync(host, "cert", "switch", "--name", "us-2", "--json");
        Assert.Equal(0, switched);
        using (var now = JsonDocument.Parse(json))
        {
            Assert.Equal("current", now.RootElement.GetProperty("state").GetString());
        }

        Assert.Equal(answer.GetCertHashString(HashAlgorithmName.SHA256), host.Configuration.Connections.FindOut("initech")!.Signer!.Key.Certificate.Sha256Thumbprint);
        Assert.Equal(["initech-1", "us-1", "us-2"], host.Configuration.List(ResourceKinds.Certificate, null, 9).Select(static c => c.Name));
    }

    [Fact]
    public async Task A_certificate_for_a_gateway_needs_a_name_and_an_owner_there_and_one_for_files_a_place()
    {
        foreach (var (line, said) in new[]
        {
            ("cert new --cn US", "--out"), ("cert new --cn US --server http://127.0.0.1:1", "--name"), ("cert new --cn US --server http://127.0.0.1:1 --name us", "--owner"),
            ("cert answer x.cer --out x", "--key"), ("cert switch", "--server"),
        })
        {
            var (exit, _, error) = await CommandLine.RunAsync(line.Split(' '));
            Assert.Equal(2, exit);
            Assert.Contains(said, error, StringComparison.Ordinal);
        }
    }

    private static async Task PutAsync(ApiHost host, string path, string json)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/v1/{path}") { Content = new StringContent(json, System.Text.Encoding.UTF8, "application/json") };
        request.Headers.Authorization = new("Bearer", host.LocalToken);
        request.Headers.TryAddWithoutValidation("If-None-Match", "*");
        using var answer = await host.Client.SendAsync(request, Token);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Token));
    }

    private static Task<(int Exit, string Output, string Error)> RunAsync(ApiHost host, params string[] arguments)
        => CommandLine.RunAsync([.. arguments, "--server", host.Address.ToString(), "--token", host.LocalToken]);
}
