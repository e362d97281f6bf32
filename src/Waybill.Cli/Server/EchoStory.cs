using System.Globalization;
using System.Text.Json;
using Waybill.Cli.Output;

namespace Waybill.Cli.Server;

/// <summary>Follows a message to Echo, and the one that Echo sends, to their ends, and tells it line by line.</summary>
internal sealed class EchoStory(CliHost host, ApiClient client, bool isJson, int seconds)
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(250);
    private static readonly string[] Ends = ["delivered", "sent", "rejected", "mic_mismatch", "receipt_invalid", "failed", "cancelled", "accepted", "refused"];

    private readonly long _start = host.Time.GetTimestamp();

    /// <returns>0 when both ended as they should.</returns>
    /// <exception cref="CliException">The time is over.</exception>
    public async Task<int> TellAsync(JsonElement sent, CancellationToken cancellationToken)
    {
        await SayAsync($"to Echo     {MessageText.Text(sent, "id")}, {MessageText.Text(sent, "mode")} over {MessageText.Text(sent, "connection")}: {MessageText.Text(sent, "expect")}");
        var (message, isGood) = await FollowAsync(MessageText.Text(sent, "id"), MessageText.Text(sent, "endsAs"), cancellationToken);
        JsonElement? reply = null;
        if (MessageText.Text(sent, "reply") is { Length: > 0 } replyId)
        {
            var id = await FindAsync(replyId, cancellationToken);
            await SayAsync($"from Echo   {id}, Message-ID {replyId}");
            (reply, var isReplyGood) = await FollowAsync(id, MessageText.Text(sent, "replyEndsAs"), cancellationToken);
            isGood &= isReplyGood;
        }

        if (isJson)
        {
            await host.Out.WriteLineAsync(JsonOutput.Write(Both(message, reply)));
        }

        return isGood ? ExitCode.Good : ExitCode.Failed;
    }

    /// <summary>Prints each step when it is new, and the end.</summary>
    private async Task<(JsonElement Exchange, bool IsGood)> FollowAsync(string id, string endsAs, CancellationToken cancellationToken)
    {
        var told = 0;
        while (true)
        {
            var found = await client.GetAsync("exchanges/" + id, cancellationToken);
            var exchange = found.GetProperty("exchange");
            foreach (var step in found.GetProperty("timeline").EnumerateArray().Skip(told))
            {
                told++;
                await SayAsync($"            {MessageText.Text(step, "at")[11..23]}Z  {MessageText.Text(step, "text")}");
            }

            var state = MessageText.Text(exchange, "state");
            if (Ends.Contains(state, StringComparer.Ordinal))
            {
                await EndAsync(found, exchange, state);
                return (found, string.Equals(state, endsAs, StringComparison.Ordinal));
            }

            await WaitAsync($"{id} is {state}", cancellationToken);
        }
    }

    private async Task EndAsync(JsonElement found, JsonElement exchange, string state)
    {
        var cause = MessageText.Text(exchange, "cause") is { Length: > 0 } word ? $": {word}, to be put right by {MessageText.Text(exchange, "blame") switch { "us" => "us", "partner" => "the partner", _ => "agreement" }}" : "";
        await SayAsync($"            {state}{cause}");
        if (MessageText.Text(exchange, "detail") is { Length: > 0 } detail)
        {
            await SayAsync($"            {detail}");
        }

        foreach (var envelope in found.GetProperty("envelopes").EnumerateArray())
        {
            await SayAsync($"            holds {MessageText.Text(envelope, "standard")} {MessageText.Text(envelope, "type")}, number {MessageText.Text(envelope, "interchangeControl")}");
        }
    }

    private async Task<string> FindAsync(string messageId, CancellationToken cancellationToken)
    {
        while (true)
        {
            var list = await client.GetAsync("exchanges" + new QueryText().Add("direction", "in").Add("id", messageId), cancellationToken);
            if (list.GetProperty("items").EnumerateArray().FirstOrDefault() is { ValueKind: JsonValueKind.Object } first)
            {
                return MessageText.Text(first, "id");
            }

            await WaitAsync("Echo's own message has not come", cancellationToken);
        }
    }

    private async Task WaitAsync(string sentence, CancellationToken cancellationToken)
    {
        if (host.Time.GetElapsedTime(_start) >= TimeSpan.FromSeconds(seconds))
        {
            throw CliException.Failed(string.Create(CultureInfo.InvariantCulture, $"{sentence} after {seconds} seconds."));
        }

        await Task.Delay(Between, host.Time, cancellationToken);
    }

    private async Task SayAsync(string line)
    {
        if (!isJson)
        {
            await host.Out.WriteLineAsync(Paint.OneLine(line));
        }
    }

    private static JsonElement Both(JsonElement message, JsonElement? reply)
    {
        using var text = new MemoryStream();
        using (var writer = new Utf8JsonWriter(text))
        {
            writer.WriteStartObject();
            writer.WritePropertyName("message");
            message.WriteTo(writer);
            if (reply is { } own)
            {
                writer.WritePropertyName("reply");
                own.WriteTo(writer);
            }

            writer.WriteEndObject();
        }

        using var json = JsonDocument.Parse(text.ToArray());
        return json.RootElement.Clone();
    }
}
