using System.CommandLine;
using System.Globalization;
using Waybill.Cli.Inspection;
using Waybill.Cli.Output;

namespace Waybill.Cli.Server;

/// <summary><c>waybill message</c>: <c>list</c>, <c>show</c>, <c>download</c>, <c>orphans</c>, and what <see cref="MessageActions"/> does.</summary>
internal static class MessageCommands
{
    private const int UsualLines = 50;
    private const string Documents = "documents";
    private const string Orphan = "orphan";

    public static Command Create(CliHost host)
    {
        var command = new Command("message", "List, show, download and act on the messages of a gateway.");
        command.Subcommands.Add(List(host));
        command.Subcommands.Add(Show(host));
        command.Subcommands.Add(Download(host));
        command.Subcommands.Add(Orphans(host));
        foreach (var action in MessageActions.All(host))
        {
            command.Subcommands.Add(action);
        }

        return command;
    }

    private static Command List(CliHost host)
    {
        var server = new ServerOptions();
        var state = new Option<string[]>("--state") { Description = "Any of these states; repeat it." };
        (Option<string?> Option, string Name)[] filters =
        [
            (new("--direction") { Description = "in or out." }, "direction"),
            (new("--connection") { Description = "Name of a connection." }, "connection"),
            (new("--id") { Description = "Start of the id or of the Message-ID." }, "id"),
            (new("--file-name") { Description = "Part of a file name, at least 3 characters." }, "fileName"),
            (new("--from") { Description = "Not before, for example 2026-11-24T00:00:00Z." }, "from"),
            (new("--until") { Description = "Before." }, "until"),
            (new("--type") { Description = "Type of a document inside: 850, ORDERS." }, "documentType"),
            (new("--number") { Description = "Business number of a document inside." }, "documentNumber"),
            (new("--control-number") { Description = "Any control number of a document inside." }, "controlNumber"),
            (new("--cursor") { Description = "Goes on where an earlier page ended." }, "cursor"),
        ];
        var unmatched = new Option<bool>("--unmatched") { Description = "Only messages of pairs nobody configured." };
        var limit = new Option<int>("--limit") { Description = "Lines, 1 to 200. Default 50.", DefaultValueFactory = _ => UsualLines };
        var command = new Command("list", "List messages, newest first.") { state, unmatched, limit };
        foreach (var (option, _) in filters)
        {
            command.Options.Add(option);
        }

        server.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var query = new QueryText().Add("limit", parsed.GetValue(limit).ToString(CultureInfo.InvariantCulture)).Add("unmatched", parsed.GetValue(unmatched) ? "true" : null);
            foreach (var word in parsed.GetValue(state) ?? [])
            {
                query.Add("state", word);
            }

            foreach (var (option, name) in filters)
            {
                query.Add(name, parsed.GetValue(option));
            }

            using var client = server.Connect(parsed);
            var page = await client.GetAsync("exchanges" + query, cancellationToken);
            if (parsed.GetValue(server.Json))
            {
                await host.Out.WriteLineAsync(JsonOutput.Write(page));
                return ExitCode.Good;
            }

            foreach (var line in page.GetProperty("items").EnumerateArray())
            {
                await host.Out.WriteLineAsync(MessageText.Line(line));
                if (parsed.GetValue(unmatched))
                {
                    await host.Out.WriteLineAsync("    " + Paint.OneLine(MessageText.Text(line, "detail")));
                }
            }

            if (MessageText.Text(page, "next") is { Length: > 0 } next)
            {
                await host.Out.WriteLineAsync($"There are more: --cursor {next}");
            }

            return ExitCode.Good;
        });
        return command;
    }

    private static Command Show(CliHost host)
    {
        var server = new ServerOptions();
        var id = IdArgument();
        var command = new Command("show", "Show one message: state, attempts, receipts and what happened.") { id };
        server.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = server.Connect(parsed);
            var found = await client.GetAsync("exchanges/" + Uri.EscapeDataString(parsed.GetRequiredValue(id)), cancellationToken);
            foreach (var line in parsed.GetValue(server.Json) ? [JsonOutput.Write(found)] : MessageText.Show(found))
            {
                await host.Out.WriteLineAsync(line);
            }

            return ExitCode.Good;
        });
        return command;
    }

    private static Command Download(CliHost host)
    {
        var server = new ServerOptions();
        var id = IdArgument();
        var what = new Option<string>("--what")
        {
            Description = "documents (default), entity (what was signed), receipt, wire (the whole message as it goes over the wire), or orphan (a receipt of waybill message orphans, ID its number).",
            DefaultValueFactory = _ => Documents,
        };
        what.AcceptOnlyFromAmong(Documents, "entity", "receipt", "wire", Orphan);
        var folder = new Option<string>("--out") { Description = "Folder to write into. Default: here. Existing files are never overwritten.", DefaultValueFactory = _ => "." };
        var command = new Command("download", "Save a message's documents, signed entity, receipt or wire bytes.") { id, what, folder };
        server.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var (exchange, wanted, target) = (Uri.EscapeDataString(parsed.GetRequiredValue(id)), parsed.GetValue(what)!, parsed.GetValue(folder)!);
            using var client = server.Connect(parsed);
            var saved = new List<string>();
            if (wanted is Orphan)
            {
                saved.Add(await SavedFiles.WriteAsync(target, $"orphan-{exchange}.receipt", file => client.DownloadAsync($"receipts/orphans/{exchange}", file, cancellationToken)));
            }
            else if (wanted is not Documents)
            {
                saved.Add(await SavedFiles.WriteAsync(target, $"{exchange}.{wanted}", file => client.DownloadAsync($"exchanges/{exchange}/{wanted}", file, cancellationToken)));
            }
            else
            {
                var found = await client.GetAsync("exchanges/" + exchange, cancellationToken);
                var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
                foreach (var document in found.GetProperty("documents").EnumerateArray())
                {
                    var number = MessageText.Text(document, "number");
                    var name = MessageText.Text(document, "fileName") is { Length: > 0 } received ? PayloadFolder.SafeName(received) : $"{exchange}-{number}";
                    name = names.Add(name) ? name : $"{number}-{name}";
                    saved.Add(await SavedFiles.WriteAsync(target, name, file => client.DownloadAsync($"exchanges/{exchange}/documents/{number}", file, cancellationToken)));
                }
            }

            await host.Out.WriteLineAsync(parsed.GetValue(server.Json) ? JsonOutput.Write(new { saved }) : string.Join('\n', saved.Select(static s => $"saved       {Paint.OneLine(s)}")));
            return ExitCode.Good;
        });
        return command;
    }

    private static Command Orphans(CliHost host)
    {
        var server = new ServerOptions();
        var cursor = new Option<string?>("--cursor") { Description = "Goes on where an earlier page ended." };
        var limit = new Option<int>("--limit") { Description = "Lines, 1 to 200. Default 50.", DefaultValueFactory = _ => UsualLines };
        var command = new Command("orphans", "List receipts that came for no message of ours, newest first.") { cursor, limit };
        server.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var query = new QueryText().Add("limit", parsed.GetValue(limit).ToString(CultureInfo.InvariantCulture)).Add("cursor", parsed.GetValue(cursor));
            using var client = server.Connect(parsed);
            var page = await client.GetAsync("receipts/orphans" + query, cancellationToken);
            if (parsed.GetValue(server.Json))
            {
                await host.Out.WriteLineAsync(JsonOutput.Write(page));
                return ExitCode.Good;
            }

            foreach (var line in page.GetProperty("items").EnumerateArray())
            {
                await host.Out.WriteLineAsync(MessageText.Orphan(line));
            }

            if (MessageText.Text(page, "next") is { Length: > 0 } next)
            {
                await host.Out.WriteLineAsync($"There are more: --cursor {next}");
            }

            return ExitCode.Good;
        });
        return command;
    }

    internal static Argument<string> IdArgument() => new("ID") { Description = "Id of the exchange, as waybill message list shows it." };
}
