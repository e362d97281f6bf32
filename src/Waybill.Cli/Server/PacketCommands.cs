using System.CommandLine;
using System.Globalization;
using Waybill.Cli.Output;

namespace Waybill.Cli.Server;

/// <summary><c>waybill connection packet</c>, <c>shares</c> and <c>unshare</c>: what the partner needs from us, as a page, a file or a link.</summary>
internal static class PacketCommands
{
    public static IEnumerable<Command> All(CliHost host)
    {
        yield return Packet(host);
        yield return Shares(host);
        yield return Unshare(host);
    }

    private static DetailedCommand Packet(CliHost host)
    {
        const string help = """
            Ids, address, algorithms and certificates, in use and to come. Without options it prints the page; --out writes a zip file with the page and each certificate as .cer and .p7b;
            --share makes a link to a page that shows it to whoever has the link, until it expires.
            """;
        var (server, connection) = (new ServerOptions(), NameArgument());
        var target = new Option<string?>("--out") { HelpName = "FOLDER", Description = "Write CONNECTION.zip there; an existing file is never overwritten." };
        var share = new Option<int?>("--share") { HelpName = "DAYS", Description = "Make a link that works for so many days, 1 to 90." };
        var company = new Option<string?>("--company") { Description = "Who we are, as the packet says it. Default the organisation, else our AS2 id." };
        var command = new DetailedCommand("packet", "Give the partner of a connection what it needs from us.", help) { connection, target, share, company };
        server.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = server.Connect(parsed);
            var (name, path) = (parsed.GetRequiredValue(connection), $"connections/{Uri.EscapeDataString(parsed.GetRequiredValue(connection))}");
            if (parsed.GetValue(share) is { } days)
            {
                using var content = MessageActions.Json(w =>
                {
                    w.WriteNumber("days", days);
                    if (parsed.GetValue(company) is { } who)
                    {
                        w.WriteString("company", who);
                    }
                });
                var made = await client.PostAsync($"{path}/shares", content, null, cancellationToken);
                await host.Out.WriteLineAsync(parsed.GetValue(server.Json) ? JsonOutput.Write(made)
                    : $"{Paint.OneLine(MessageText.Text(made, "link"))}\nworks until {MessageText.Text(made.GetProperty("share"), "expiresAt")}; it is shown this once. waybill connection unshare {MessageText.Text(made.GetProperty("share"), "id")} ends it.");
                return ExitCode.Good;
            }

            var query = new QueryText();
            if (parsed.GetValue(company) is { } said)
            {
                query.Add("company", said);
            }

            if (parsed.GetValue(target) is { } folder)
            {
                var file = await SavedFiles.WriteAsync(folder, $"{name}.zip", stream => client.DownloadAsync($"{path}/packet{query.Add("format", "zip")}", stream, cancellationToken));
                await host.Out.WriteLineAsync($"wrote       {file}");
                return ExitCode.Good;
            }

            var packet = await client.GetAsync($"{path}/packet{query}", cancellationToken);
            if (parsed.GetValue(server.Json))
            {
                await host.Out.WriteLineAsync(JsonOutput.Write(packet));
                return ExitCode.Good;
            }

            foreach (var line in MessageText.Text(packet, "text").Split("\r\n"))
            {
                await host.Out.WriteLineAsync(Paint.OneLine(line));
            }

            foreach (var warning in packet.GetProperty("warnings").EnumerateArray())
            {
                await host.Error.WriteLineAsync(Paint.OneLine($"waybill: {warning.GetString()}"));
            }

            return ExitCode.Good;
        });
        return command;
    }

    private static Command Shares(CliHost host)
    {
        var (server, connection) = (new ServerOptions(), NameArgument());
        var command = new Command("shares", "List the links that show a connection's packet, and when each was opened.") { connection };
        server.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = server.Connect(parsed);
            var page = await client.GetAsync($"connections/{Uri.EscapeDataString(parsed.GetRequiredValue(connection))}/shares", cancellationToken);
            if (parsed.GetValue(server.Json))
            {
                await host.Out.WriteLineAsync(JsonOutput.Write(page));
                return ExitCode.Good;
            }

            var now = host.Time.GetUtcNow();
            foreach (var share in page.GetProperty("items").EnumerateArray())
            {
                var expires = MessageText.Text(share, "expiresAt");
                var state = MessageText.Text(share, "revokedAt") is { Length: > 0 } revoked ? $"ended {revoked}"
                    : DateTimeOffset.Parse(expires, CultureInfo.InvariantCulture) <= now ? $"expired {expires}" : $"until {expires}";
                await host.Out.WriteLineAsync(Paint.OneLine($"{MessageText.Text(share, "id")}  {state}  by {MessageText.Text(share, "createdBy")}  {(MessageText.Text(share, "openedAt") is { Length: > 0 } opened ? $"opened {opened}" : "not opened")}"));
            }

            return ExitCode.Good;
        });
        return command;
    }

    private static Command Unshare(CliHost host)
    {
        var server = new ServerOptions();
        var id = new Argument<string>("ID") { Description = "Of the link; waybill connection shares lists them." };
        var command = new Command("unshare", "End a link that shows a connection's packet.") { id };
        server.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = server.Connect(parsed);
            await client.DeleteAsync($"shares/{Uri.EscapeDataString(parsed.GetRequiredValue(id))}", cancellationToken);
            await host.Out.WriteLineAsync("ended");
            return ExitCode.Good;
        });
        return command;
    }

    private static Argument<string> NameArgument() => new("CONNECTION") { Description = "Its name." };
}
