using Waybill.Cli.Server;
using Waybill.Gateway;
using Waybill.Server.Tests.Api;

namespace Waybill.Cli.Tests.Server;

/// <summary>Tokens from the command line, and where it finds its own.</summary>
public sealed class TokenCommandTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("waybill-token-");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_token_is_made_used_listed_and_revoked()
    {
        await using var host = await ApiHost.StartAsync();
        var file = Path.Combine(_folder.FullName, "token");
        await File.WriteAllTextAsync(file, host.LocalToken + "\nhttp://elsewhere\n", Token);

        var (exit, made, _) = await RunAsync(host, "token", "new", "--name", "ada", "--role", "owner", "--token-file", file);
        Assert.Equal(0, exit);
        var owner = made.Trim();
        var (refused, _, sentence) = await RunAsync(host, "message", "list");
        Assert.Equal(1, refused);
        Assert.Contains("needs a token", sentence, StringComparison.Ordinal);
        Assert.Equal(0, (await RunAsync(host, "message", "list", "--token", owner)).Exit);

        var (_, json) = await CommandLine.JsonAsync("token", "new", "--name", "erp", "--role", "operator", "--scope", "send", "--days", "30", "--token", owner, "--server", $"{host.Address}");
        var erp = json.GetProperty("value").GetString()!;
        Assert.Equal("send", json.GetProperty("token").GetProperty("scopes")[0].GetString());
        Assert.Contains("limited to send", (await RunAsync(host, "message", "list", "--token", erp)).Error, StringComparison.Ordinal);

        var (_, lines, _) = await RunAsync(host, "token", "list", "--token", owner);
        Assert.Matches("good +operator +wbt_.{6}… +erp \\(send\\), last used ", lines);
        Assert.Equal("revoked     erp\n", (await RunAsync(host, "token", "revoke", "erp", "--token", owner)).Out.ReplaceLineEndings("\n"));
        Assert.Contains("revoked", (await RunAsync(host, "token", "list", "--token", owner)).Out, StringComparison.Ordinal);
        Assert.Contains("opens nothing", (await RunAsync(host, "message", "list", "--token", erp)).Error, StringComparison.Ordinal);
        Assert.Equal(1, (await RunAsync(host, "token", "revoke", "erp", "--token", owner)).Exit);
    }

    [Fact]
    public async Task A_new_set_up_secret_is_in_a_file_on_the_gateways_machine_and_its_link_is_printed_there()
    {
        await using var host = await ApiHost.StartAsync();
        var (exit, text, _) = await RunAsync(host, "admin", "setup-link", "--token", host.LocalToken);
        Assert.Equal(0, exit);
        var secret = (await File.ReadAllTextAsync(Path.Combine(host.Folder, "setup-token"), Token)).Trim();
        Assert.StartsWith(DoorSecret.SetupPrefix, secret, StringComparison.Ordinal);
        Assert.Equal($"Open {host.Address}setup?token={secret}", text.Trim());
    }

    [Fact]
    public async Task A_new_master_key_is_asked_for_by_an_owner_and_a_refusal_is_the_gateways_sentence()
    {
        // This host of the API has no master key of its own; the server's tests replace one.
        await using var host = await ApiHost.StartAsync();
        var (exit, _, error) = await RunAsync(host, "secrets", "rewrap", "--token", host.LocalToken);
        Assert.Equal(1, exit);
        Assert.Contains("There is no master key here.", error, StringComparison.Ordinal);
        Assert.Contains("needs the role owner", (await RunAsync(host, "secrets", "rewrap", "--token", await host.TokenAsync("admin", Role.Admin))).Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://localhost:8080", true)]
    [InlineData("http://127.0.0.1:9000", true)]
    [InlineData("http://[::1]:9000/", true)]
    [InlineData("http://127.0.0.1:9001", false)]
    [InlineData("http://gateway.example:8080", false)]
    [InlineData("http://127.0.0.1.example:9000", false)]
    public async Task The_token_of_this_machine_goes_to_its_own_port_of_this_machine_only(string server, bool isSent)
    {
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "local-token"), "wbl_x\nhttp://localhost:8080\nhttp://+:9000\n", Token);
        Assert.Equal(isSent ? "wbl_x" : null, TokenSource.LocalOf(new(server), _folder.FullName));
        Assert.Null(TokenSource.LocalOf(new(server), Path.Combine(_folder.FullName, "nothing")));
    }

    [Fact]
    public async Task What_is_no_token_is_misuse()
    {
        Assert.Equal(2, (await CommandLine.RunAsync("message", "list", "--token", "no blanks")).Exit);
        Assert.Equal(2, (await CommandLine.RunAsync("message", "list", "--token-file", Path.Combine(_folder.FullName, "gone"))).Exit);
        Assert.Equal(2, (await CommandLine.RunAsync("token", "new", "--name", "ada", "--role", "king")).Exit);
    }

    private static Task<(int Exit, string Out, string Error)> RunAsync(ApiHost host, params string[] arguments) => CommandLine.RunAsync([.. arguments, "--server", $"{host.Address}"]);
}
