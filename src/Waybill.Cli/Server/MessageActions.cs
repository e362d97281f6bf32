using System.CommandLine;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using Waybill.Cli.Output;

namespace Waybill.Cli.Server;

/// <summary>What people do with messages: <c>waybill message cancel</c>, <c>skip</c>, <c>resend</c>, <c>reprocess</c>, <c>hold</c>, <c>release</c>, <c>claim</c> and <c>ack</c>.</summary>
internal static class MessageActions
{
    public static IEnumerable<Command> All(CliHost host)
    {
        yield return OfOne(host, "cancel", "Stop a message out: no further attempt. One on the wire is cut.");
        yield return OfOne(host, "skip", "Let go on what waits behind a message that did not get through, on a connection that keeps the order.");
        yield return Resend(host);
        yield return Reprocess(host);
        foreach (var action in OfConnections(host))
        {
            yield return action;
        }

        yield return Claim(host);
        yield return Acknowledge(host);
    }

    /// <summary><c>hold</c> and <c>release</c>.</summary>
    public static IEnumerable<Command> OfConnections(CliHost host)
    {
        yield return OfConnection(host, "hold", "Send nothing over a connection until it is released. Messages are still taken and wait.");
        yield return OfConnection(host, "release", "Send over a held connection again.");
    }

    private static Command OfOne(CliHost host, string name, string summary)
    {
        var (server, id, key) = (new ServerOptions(), MessageCommands.IdArgument(), KeyOption());
        var command = new Command(name, summary) { id, key };
        server.AddTo(command);
        command.SetAction((parsed, cancellationToken) => PostAsync(host, server, parsed, $"exchanges/{Escaped(parsed, id)}/{name}", null, parsed.GetValue(key), cancellationToken));
        return command;
    }

    private static Command Resend(CliHost host)
    {
        var (server, id, key) = (new ServerOptions(), MessageCommands.IdArgument(), KeyOption());
        var anew = new Option<bool>("--new") { Description = "As a new message with a new Message-ID. Default: the same bytes under the same Message-ID, which a receiver that has them suppresses." };
        var confirm = new Option<bool>("--confirm") { Description = "Needed where the partner may have the message already: look at its attempts first." };
        var command = new Command("resend", "Send a message again.") { id, anew, confirm, key };
        server.AddTo(command);
        command.SetAction((parsed, cancellationToken) => PostAsync(
            host, server, parsed, $"exchanges/{Escaped(parsed, id)}/resend", Json(w =>
            {
                w.WriteBoolean("newId", parsed.GetValue(anew));
                w.WriteBoolean("confirm", parsed.GetValue(confirm));
            }),
            parsed.GetValue(key), cancellationToken));
        return command;
    }

    private static DetailedCommand Reprocess(CliHost host)
    {
        const string help = """
            An accepted message is handed on again, marked as a replay.
            A refused one is opened again from the bytes that are kept of it, with the keys, certificates and connections the gateway has now. Good now, it is
            accepted and handed on; the answer already given stays. Else it stays refused, and the cause is printed.
            """;
        var (server, id, key) = (new ServerOptions(), MessageCommands.IdArgument(), KeyOption());
        var consumers = new Option<string[]>("--consumer") { Description = "Of an accepted message: to whom; repeat it. Default: to all that had it." };
        var command = new DetailedCommand("reprocess", "Hand an accepted message on again, or open a refused one again.", help) { id, consumers, key };
        server.AddTo(command);
        command.SetAction((parsed, cancellationToken) => PostAsync(
            host, server, parsed, $"exchanges/{Escaped(parsed, id)}/reprocess", Json(w =>
            {
                if (parsed.GetValue(consumers) is { Length: > 0 } named)
                {
                    w.WriteStartArray("consumers");
                    foreach (var name in named)
                    {
                        w.WriteStringValue(name);
                    }

                    w.WriteEndArray();
                }
            }),
            parsed.GetValue(key), cancellationToken));
        return command;
    }

    private static Command OfConnection(CliHost host, string name, string summary)
    {
        var (server, key) = (new ServerOptions(), KeyOption());
        var connection = new Argument<string>("CONNECTION") { Description = "Its name." };
        var command = new Command(name, summary) { connection, key };
        server.AddTo(command);
        command.SetAction((parsed, cancellationToken) => PostAsync(host, server, parsed, $"connections/{Escaped(parsed, connection)}/{name}", null, parsed.GetValue(key), cancellationToken));
        return command;
    }

    private static Command Claim(CliHost host)
    {
        var (server, consumer) = (new ServerOptions(), ConsumerOption());
        var most = new Option<int>("--max") { Description = "At most so many, 1 to 100. Default 10.", DefaultValueFactory = _ => 10 };
        var command = new Command("claim", "Take messages that wait to be fetched; nobody else gets them for 5 minutes. Download and acknowledge each.") { consumer, most };
        server.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = server.Connect(parsed);
            var query = new QueryText().Add("consumer", parsed.GetValue(consumer)).Add("max", parsed.GetValue(most).ToString(CultureInfo.InvariantCulture));
            var claimed = await client.JsonAsync(HttpMethod.Post, "handoffs/claim" + query, null, null, cancellationToken);
            if (parsed.GetValue(server.Json))
            {
                await host.Out.WriteLineAsync(JsonOutput.Write(claimed));
                return ExitCode.Good;
            }

            foreach (var item in claimed.GetProperty("items").EnumerateArray())
            {
                await host.Out.WriteLineAsync(Paint.OneLine($"{MessageText.Text(item, "exchange")}  --claim {MessageText.Text(item, "claim")}  {MessageText.Text(item, "from")} → {MessageText.Text(item, "to")}"));
            }

            return ExitCode.Good;
        });
        return command;
    }

    private static Command Acknowledge(CliHost host)
    {
        var (server, id, key, consumer) = (new ServerOptions(), MessageCommands.IdArgument(), KeyOption(), ConsumerOption());
        var claim = new Option<string>("--claim") { Description = "As waybill message claim printed it.", Required = true };
        var failed = new Option<string?>("--failed") { Description = "It could not be taken, for this reason, and is given out again. Default: it was taken." };
        var command = new Command("ack", "Say what became of a message that was claimed.") { id, claim, failed, consumer, key };
        server.AddTo(command);
        command.SetAction((parsed, cancellationToken) => PostAsync(
            host, server, parsed, $"handoffs/{Escaped(parsed, id)}/ack{new QueryText().Add("consumer", parsed.GetValue(consumer))}", Json(w =>
            {
                w.WriteString("claim", parsed.GetRequiredValue(claim));
                w.WriteString("result", parsed.GetValue(failed) is null ? "done" : "failed");
                if (parsed.GetValue(failed) is { } reason)
                {
                    w.WriteString("reason", reason);
                }
            }),
            parsed.GetValue(key), cancellationToken));
        return command;
    }

    private static async Task<int> PostAsync(
        CliHost host, ServerOptions server, ParseResult parsed, string path, HttpContent? content, string? idempotencyKey, CancellationToken cancellationToken)
    {
        using var client = server.Connect(parsed);
        var answer = await client.PostAsync(path, content, idempotencyKey, cancellationToken);
        await host.Out.WriteLineAsync(parsed.GetValue(server.Json) ? answer.ValueKind is JsonValueKind.Object ? JsonOutput.Write(answer) : "{}" : MessageText.Done(answer));
        return ExitCode.Good;
    }

    internal static ByteArrayContent Json(Action<Utf8JsonWriter> write)
    {
        using var text = new MemoryStream();
        using (var json = new Utf8JsonWriter(text))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return new(text.ToArray()) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
    }

    private static Option<string?> KeyOption() => new("--idempotency-key") { Description = "The same command under the same key is carried out once within 7 days." };

    private static Option<string> ConsumerOption() => new("--consumer") { Description = "Name of the consumer. Default api.", DefaultValueFactory = _ => "api" };

    private static string Escaped(ParseResult parsed, Argument<string> argument) => Uri.EscapeDataString(parsed.GetRequiredValue(argument));
}
