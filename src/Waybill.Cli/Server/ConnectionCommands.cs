using System.CommandLine;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Waybill.Cli.Output;

namespace Waybill.Cli.Server;

/// <summary><c>waybill connection</c>: <c>test</c>, <c>ping</c>, <c>debug</c>, <c>packet</c> with its share links, and hold and release.</summary>
internal static class ConnectionCommands
{
    private const string PingText = "This is a test message of Waybill. Nothing needs to be done.\r\n";

    private static readonly (string Word, CheckResult Result)[] Results =
        [("good", CheckResult.Good), ("warning", CheckResult.Weak), ("failed", CheckResult.Bad), ("skipped", CheckResult.Unchecked)];

    public static Command Create(CliHost host)
    {
        var command = new Command("connection", "Test connections, hold them, and look at what goes over them.");
        command.Subcommands.Add(Test(host));
        command.Subcommands.Add(Ping(host));
        command.Subcommands.Add(Debug(host));
        foreach (var action in PacketCommands.All(host).Concat(MessageActions.OfConnections(host)))
        {
            command.Subcommands.Add(action);
        }

        return command;
    }

    private static DetailedCommand Test(CliHost host)
    {
        const string help = """
            Looks at name, connection, TLS and web server of each of the partner's addresses, the way messages go. No document, password or token is sent.
            Ends with 0 when no step failed.
            """;
        var (server, connection) = (new ServerOptions(), NameArgument());
        var command = new DetailedCommand("test", "Look whether the partner can be reached.", help) { connection };
        server.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = server.Connect(parsed);
            var found = await client.PostAsync($"connections/{Escaped(parsed, connection)}/test", null, null, cancellationToken);
            if (parsed.GetValue(server.Json))
            {
                await host.Out.WriteLineAsync(JsonOutput.Write(found));
            }
            else
            {
                await WriteAsync(host, found);
            }

            return found.GetProperty("isGood").GetBoolean() ? ExitCode.Good : ExitCode.Failed;
        });
        return command;
    }

    private static async Task WriteAsync(CliHost host, JsonElement found)
    {
        string? url = null;
        foreach (var step in found.GetProperty("steps").EnumerateArray())
        {
            if (MessageText.Text(step, "url") is var address && !string.Equals(address, url, StringComparison.Ordinal))
            {
                await host.Out.WriteLineAsync(Paint.OneLine(url = address));
            }

            var result = Results.FirstOrDefault(r => string.Equals(r.Word, MessageText.Text(step, "result"), StringComparison.Ordinal), (Word: "", Result: CheckResult.Unchecked)).Result;
            await host.Out.WriteLineAsync($"  {Paint.Result(result, host.UseColour)}  {MessageText.Text(step, "step"),-8} {Paint.OneLine(MessageText.Text(step, "text"))}");
        }
    }

    private static DetailedCommand Ping(CliHost host)
    {
        const string help = """
            Sends the partner a small text, marked as a test and left out of statistics, and waits for its receipt. The partner's system takes it all the same:
            --send-test says that this is wanted.
            """;
        var (server, connection) = (new ServerOptions(), NameArgument());
        var sendTest = new Option<bool>("--send-test") { Description = "Yes, send the partner a message." };
        var timeout = new Option<int>("--timeout") { Description = "Seconds to wait at most. Default 60.", DefaultValueFactory = static _ => 60 };
        var command = new DetailedCommand("ping", "Send a test message and wait for its receipt.", help) { connection, sendTest, timeout };
        server.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var name = parsed.GetRequiredValue(connection);
            if (!parsed.GetValue(sendTest))
            {
                throw CliException.Misuse($"This sends a message to the partner of {Paint.OneLine(name)}, and its system will take it. Say --send-test if that is wanted; waybill connection test sends nothing.");
            }

            using var client = server.Connect(parsed);
            using var content = new ByteArrayContent(Encoding.ASCII.GetBytes(PingText)) { Headers = { ContentType = new MediaTypeHeaderValue("text/plain") } };
            var query = new QueryText().Add("connection", name).Add("subject", "Test message").Add("isTest", "true").Add("fileName", "test.txt");
            var exchange = await client.JsonAsync(HttpMethod.Post, "exchanges" + query, content, null, cancellationToken);
            var (found, isGood) = await SubmitCommand.WaitAsync(client, exchange.GetProperty("id").GetString()!, parsed.GetValue(timeout), host.Time, cancellationToken);
            if (parsed.GetValue(server.Json))
            {
                await host.Out.WriteLineAsync(JsonOutput.Write(found));
                return isGood ? ExitCode.Good : ExitCode.Failed;
            }

            foreach (var line in MessageText.Show(found))
            {
                await host.Out.WriteLineAsync(line);
            }

            return isGood ? ExitCode.Good : ExitCode.Failed;
        });
        return command;
    }

    private static DetailedCommand Debug(CliHost host)
    {
        const string help = """
            Without options it prints what the log holds, oldest first. --minutes 15 switches it on, --minutes 0 off. Secrets are masked; an entry is kept for a day.
            """;
        var (server, connection) = (new ServerOptions(), NameArgument());
        var minutes = new Option<int?>("--minutes") { Description = "Write down what goes over the connection for so many minutes, 1 to 60; 0 switches it off." };
        var command = new DetailedCommand("debug", "Write down what goes over a connection for some minutes, and read it.", help) { connection, minutes };
        server.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = server.Connect(parsed);
            var path = $"connections/{Escaped(parsed, connection)}/debug";
            if (parsed.GetValue(minutes) is { } wanted)
            {
                using var content = MessageActions.Json(w => w.WriteNumber("minutes", wanted));
                var state = await client.PostAsync(path, content, null, cancellationToken);
                await host.Out.WriteLineAsync(parsed.GetValue(server.Json) ? JsonOutput.Write(state) : MessageText.Text(state, "until") is { Length: > 0 } until ? $"on until {until}" : "off");
                return ExitCode.Good;
            }

            var page = await client.GetAsync(path + new QueryText().Add("limit", "200"), cancellationToken);
            if (parsed.GetValue(server.Json))
            {
                await host.Out.WriteLineAsync(JsonOutput.Write(page));
                return ExitCode.Good;
            }

            foreach (var entry in page.GetProperty("items").EnumerateArray().Reverse())
            {
                await host.Out.WriteLineAsync(Paint.OneLine($"{MessageText.Text(entry, "at")} {MessageText.Text(entry, "kind")} {MessageText.Text(entry, "call")} {MessageText.Text(entry, "exchange")}").TrimEnd());
                foreach (var line in MessageText.Text(entry, "text").Split('\n'))
                {
                    await host.Out.WriteLineAsync("  " + Paint.OneLine(line.TrimEnd('\r')));
                }
            }

            return ExitCode.Good;
        });
        return command;
    }

    private static Argument<string> NameArgument() => new("CONNECTION") { Description = "Its name." };

    private static string Escaped(ParseResult parsed, Argument<string> argument) => Uri.EscapeDataString(parsed.GetRequiredValue(argument));
}
