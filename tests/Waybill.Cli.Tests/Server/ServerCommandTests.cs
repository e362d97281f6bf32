using System.Text.Json;
using Waybill.Gateway;
using Waybill.Server.Tests.Api;

namespace Waybill.Cli.Tests.Server;

/// <summary>The commands that talk to a gateway, against its real API.</summary>
public sealed class ServerCommandTests : IDisposable
{
    private static readonly byte[] Order = "ISA*00*          *00*          *ZZ*ACME~"u8.ToArray();

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("waybill-cli-");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_submitted_file_is_listed_shown_and_downloaded_byte_for_byte()
    {
        await using var host = await ApiHost.StartAsync();
        var file = await FileAsync("order.edi", Order);

        var (exit, submitted) = await CommandLine.JsonAsync("submit", "--connection", "globex", "--file", file, "--subject", "Order 4711", "--server", $"{host.Address}");
        Assert.Equal(0, exit);
        var id = submitted.GetProperty("id").GetString()!;

        var (_, page) = await CommandLine.JsonAsync("message", "list", "--direction", "out", "--state", "submitted", "--file-name", "order", "--server", $"{host.Address}");
        Assert.Equal(id, Assert.Single(page.GetProperty("items").EnumerateArray()).GetProperty("id").GetString());
        var (listed, lines, _) = await CommandLine.RunAsync("message", "list", "--server", $"{host.Address}");
        Assert.Equal(0, listed);
        Assert.Contains(id, lines, StringComparison.Ordinal);

        var (shown, text, _) = await CommandLine.RunAsync("message", "show", id, "--server", $"{host.Address}");
        Assert.Equal(0, shown);
        Assert.Contains("Order 4711", text, StringComparison.Ordinal);

        var (downloaded, _, _) = await CommandLine.RunAsync("message", "download", id, "--out", Path.Combine(_folder.FullName, "out"), "--server", $"{host.Address}");
        Assert.Equal(0, downloaded);
        Assert.Equal(Order, await File.ReadAllBytesAsync(Path.Combine(_folder.FullName, "out", "order.edi"), Token));
        var (again, _, error) = await CommandLine.RunAsync("message", "download", id, "--out", Path.Combine(_folder.FullName, "out"), "--server", $"{host.Address}");
        Assert.Equal(1, again);
        Assert.Contains("not overwritten", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_files_are_one_message_and_a_key_makes_a_repeat_the_same()
    {
        await using var host = await ApiHost.StartAsync();
        string[] command = ["submit", "--connection", "globex", "--file", await FileAsync("a.edi", Order), "--file", await FileAsync("b.xml", "<a/>"u8.ToArray()), "--idempotency-key", "k1", "--server", $"{host.Address}"];

        var first = Id((await CommandLine.JsonAsync(command)).Json);
        Assert.Equal(first, Id((await CommandLine.JsonAsync(command)).Json));

        var documents = (await host.Journal.FindAsync(ExchangeId.Parse(first)!.Value, Token))!.Documents;
        Assert.Equal(["a.edi", "b.xml"], documents.Select(d => d.FileName));
        Assert.Equal("application/xml", documents[1].ContentType);
    }

    [Fact]
    public async Task Waiting_ends_with_0_when_the_partner_has_it_and_with_1_when_it_was_given_up()
    {
        await using var host = await ApiHost.StartAsync();
        foreach (var (end, status, expected) in new[] { (ExchangeState.Sent, 200, 0), (ExchangeState.Failed, 404, 1) })
        {
            var waiting = CommandLine.RunAsync("submit", "--connection", "globex", "--file", await FileAsync($"{end}.edi", Order), "--wait", "--server", $"{host.Address}");
            ExchangePage page;
            while ((page = await host.Journal.ListAsync(new() { States = [ExchangeState.Submitted] }, null, 1, Token)).Items.Count is 0)
            {
                await Task.Delay(20, Token);
            }

            await host.AttemptAsync(page.Items[0].Id, end, status);
            Assert.Equal(expected, (await waiting).Exit);
        }
    }

    [Fact]
    public async Task A_refusal_is_the_gateways_sentence_and_1_a_wrong_command_line_2()
    {
        await using var host = await ApiHost.StartAsync();
        var file = await FileAsync("order.edi", Order);

        var (exit, _, error) = await CommandLine.RunAsync("submit", "--connection", "nobody", "--file", file, "--server", $"{host.Address}");
        Assert.Equal(1, exit);
        Assert.Contains("connection: There is no connection nobody that sends.", error, StringComparison.Ordinal);
        (exit, _, error) = await CommandLine.RunAsync("message", "show", "0123", "--server", $"{host.Address}");
        Assert.Equal((1, "waybill: There is no such exchange. Look it up with GET /api/v1/exchanges.\n"), (exit, error.ReplaceLineEndings("\n")));
        Assert.Equal(2, (await CommandLine.RunAsync("submit", "--connection", "globex")).Exit);
        Assert.Equal(2, (await CommandLine.RunAsync("submit", "--connection", "globex", "--file", file + ".gone", "--server", $"{host.Address}")).Exit);
        Assert.Equal(2, (await CommandLine.RunAsync("message", "list", "--server", "ftp://here")).Exit);
        (exit, _, error) = await CommandLine.RunAsync("message", "list", "--server", "http://127.0.0.1:9");
        Assert.Equal(1, exit);
        Assert.Contains("cannot be reached", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_partner_calls_a_document_never_leaves_the_folder()
    {
        await using var host = await ApiHost.StartAsync();
        var id = await host.AcceptAsync(Order, "../../evil\u0007.edi", "<1@globex>");

        var (exit, _) = await CommandLine.JsonAsync("message", "download", id.Value, "--out", Path.Combine(_folder.FullName, "x", "y"), "--server", $"{host.Address}");

        Assert.Equal(0, exit);
        Assert.Equal(["evil_.edi"], Directory.EnumerateFiles(_folder.FullName, "*", SearchOption.AllDirectories).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Messages_are_cancelled_sent_again_opened_again_held_and_acknowledged()
    {
        await using var host = await ApiHost.StartAsync();
        var id = Id((await CommandLine.JsonAsync("submit", "--connection", "globex", "--file", await FileAsync("a.edi", Order), "--server", $"{host.Address}")).Json);
        await host.AttemptAsync(ExchangeId.Parse(id)!.Value, ExchangeState.Failed, 404);

        var (exit, _, error) = await RunAsync(host, "message", "resend", id);
        Assert.Equal(1, exit);
        Assert.Contains("may have this message already", error, StringComparison.Ordinal);
        Assert.Equal((0, $"done        {id}, cancelled\n"), await DoneAsync(host, "message", "skip", id));
        Assert.Equal((0, $"done        {id}, retry_wait\n"), await DoneAsync(host, "message", "resend", id, "--confirm", "--idempotency-key", "k1"));
        Assert.Equal((0, $"done        {id}, retry_wait\n"), await DoneAsync(host, "message", "resend", id, "--confirm", "--idempotency-key", "k1"));
        Assert.Equal((0, $"done        {id}, cancelled\n"), await DoneAsync(host, "message", "cancel", id));
        var anew = Id((await CommandLine.JsonAsync("message", "resend", id, "--new", "--confirm", "--server", $"{host.Address}")).Json);
        Assert.Contains($"again       sends {id} once more", (await DoneAsync(host, "message", "show", anew)).Text, StringComparison.Ordinal);
        Assert.Equal((0, "globex      held\n"), await DoneAsync(host, "message", "hold", "globex"));
        Assert.Equal((0, "globex      released\n"), await DoneAsync(host, "message", "release", "globex"));

        var refused = (await host.RefuseAsync(connection: null)).Value;
        Assert.Contains("AS2-From is a known partner.", (await DoneAsync(host, "message", "list", "--unmatched")).Text, StringComparison.Ordinal);
        Assert.Contains("header      AS2-From: globex", (await DoneAsync(host, "message", "show", refused)).Text, StringComparison.Ordinal);
        Assert.Equal((0, $"done        {refused}, accepted\n"), await DoneAsync(host, "message", "reprocess", refused));
        Assert.Contains("certificate verify: CN=globex", (await DoneAsync(host, "message", "show", refused)).Text, StringComparison.Ordinal);
        var claimed = Assert.Single((await CommandLine.JsonAsync("message", "claim", "--server", $"{host.Address}")).Json.GetProperty("items").EnumerateArray());
        Assert.Equal(refused, claimed.GetProperty("exchange").GetString());
        Assert.Equal((0, "done\n"), await DoneAsync(host, "message", "ack", refused, "--claim", claimed.GetProperty("claim").GetString()!));
        Assert.Equal((0, $"done        {refused}, accepted\n"), await DoneAsync(host, "message", "reprocess", refused, "--consumer", "api"));
    }

    [Fact]
    public async Task Receipts_for_no_message_of_ours_are_listed_and_saved()
    {
        await using var host = await ApiHost.StartAsync();
        await host.Journal.OrphanReceiptAsync(
            "globex", "acme", new(DateTimeOffset.UtcNow, IsSynchronous: false, [new("AS2-From", "globex")], "mdn"u8.ToArray(), As2.ReceiptOutcome.OtherMessage, IsAuthentic: false, "It names <1@acme>.", null, null, null), Token);

        var number = Assert.Single((await CommandLine.JsonAsync("message", "orphans", "--server", $"{host.Address}")).Json.GetProperty("items").EnumerateArray()).GetProperty("number").ToString();
        Assert.Contains("globex → acme  It names <1@acme>.", (await DoneAsync(host, "message", "orphans")).Text, StringComparison.Ordinal);
        Assert.Equal(0, (await DoneAsync(host, "message", "download", number, "--what", "orphan", "--out", _folder.FullName)).Exit);
        Assert.EndsWith("\r\n\r\nmdn", await File.ReadAllTextAsync(Path.Combine(_folder.FullName, $"orphan-{number}.receipt"), Token), StringComparison.Ordinal);
    }

    private static async Task<(int Exit, string Text)> DoneAsync(ApiHost host, params string[] arguments)
    {
        var (exit, text, _) = await RunAsync(host, arguments);
        return (exit, text.ReplaceLineEndings("\n"));
    }

    private static Task<(int Exit, string Output, string Error)> RunAsync(ApiHost host, params string[] arguments) => CommandLine.RunAsync([.. arguments, "--server", $"{host.Address}"]);

    private static string Id(JsonElement json) => json.GetProperty("id").GetString()!;

    private async Task<string> FileAsync(string name, byte[] content)
    {
        var path = Path.Combine(_folder.FullName, name);
        await File.WriteAllBytesAsync(path, content, Token);
        return path;
    }
}
