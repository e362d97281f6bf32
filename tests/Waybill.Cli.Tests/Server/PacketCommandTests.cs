using System.IO.Compression;
using System.Net;
using System.Text.Json;
using Waybill.Server.Tests.Api;

namespace Waybill.Cli.Tests.Server;

/// <summary><c>waybill connection packet</c> and its links.</summary>
public sealed class PacketCommandTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("waybill-cli-");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task The_packet_is_printed_saved_and_shared_until_it_is_ended()
    {
        await using var host = await ApiHost.StartAsync();
        await host.Journal.Configuration.ChangeOrganisationAsync(new(null, null, "https://as2.acme.example"), "test", DateTimeOffset.UtcNow, Token);
        var (exit, text, _) = await RunAsync(host, "packet", "globex", "--company", "ACME Ltd");
        Assert.Equal(0, exit);
        Assert.Contains("AS2 details of ACME Ltd", text, StringComparison.Ordinal);
        Assert.Contains("URL               https://as2.acme.example/as2", text, StringComparison.Ordinal);

        Assert.Equal(0, (await RunAsync(host, "packet", "globex", "--out", _folder.FullName)).Exit);
        await using (var zip = await ZipFile.OpenReadAsync(Path.Combine(_folder.FullName, "globex.zip"), Token))
        {
            Assert.Contains(zip.Entries, e => e.Name.EndsWith(".p7b", StringComparison.Ordinal));
        }

        Assert.Equal(1, (await RunAsync(host, "packet", "globex", "--out", _folder.FullName)).Exit);
        Assert.Equal(1, (await RunAsync(host, "packet", "nobody")).Exit);

        var (shared, json, _) = await RunAsync(host, "packet", "globex", "--share", "7", "--json");
        Assert.Equal(0, shared);
        using var made = JsonDocument.Parse(json);
        var (link, id) = (made.RootElement.GetProperty("link").GetString()!, made.RootElement.GetProperty("share").GetProperty("id").GetString()!);
        Assert.Contains("not opened", (await RunAsync(host, "shares", "globex")).Output, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(host, link));
        Assert.Contains("  opened ", (await RunAsync(host, "shares", "globex")).Output, StringComparison.Ordinal);
        Assert.Equal(0, (await RunAsync(host, "unshare", id)).Exit);
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(host, link));
        Assert.Contains("ended ", (await RunAsync(host, "shares", "globex")).Output, StringComparison.Ordinal);
        Assert.Equal(1, (await RunAsync(host, "unshare", id)).Exit);
    }

    private static async Task<HttpStatusCode> StatusAsync(ApiHost host, string link)
    {
        using var answer = await host.SendAsync(HttpMethod.Get, new Uri(link).AbsolutePath, null);
        return answer.StatusCode;
    }

    private static Task<(int Exit, string Output, string Error)> RunAsync(ApiHost host, params string[] arguments)
        => CommandLine.RunAsync(["connection", .. arguments, "--server", host.Address.ToString(), "--token", host.LocalToken]);
}
