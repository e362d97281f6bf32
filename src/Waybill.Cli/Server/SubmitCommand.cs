using System.CommandLine;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using Waybill.Cli.Output;

namespace Waybill.Cli.Server;

/// <summary><c>waybill submit</c>.</summary>
internal static class SubmitCommand
{
    private const int UsualSeconds = 600;
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(500);
    private static readonly string[] GoodEnds = ["delivered", "sent"];
    private static readonly string[] BadEnds = ["rejected", "mic_mismatch", "receipt_invalid", "failed", "cancelled", "overdue"];

    private const string Summary = "Give files to a gateway that sends them to a partner, with retries, until its receipt is there.";

    private const string Help = """
        Ends with 0 when the gateway has stored the message: it will be sent, whatever happens to the gateway.
        With --wait it ends with 0 when the partner has it, with 1 when it was refused, given up, or --timeout passed.

        Examples:
          waybill submit --connection globex --file order.edi --subject "Order 4711"
          waybill submit --connection globex --file order.edi --file drawing.pdf --wait
        """;

    public static Command Create(CliHost host)
    {
        var server = new ServerOptions();
        var connection = new Option<string>("--connection") { Description = "Name of the connection.", Required = true };
        var files = new Option<string[]>("--file") { Description = "A file to send. Repeat it to send several in one message.", Required = true };
        var subject = new Option<string?>("--subject") { Description = "Subject of the message. Default: the connection's." };
        var type = new Option<string?>("--content-type") { Description = "Media type of every file. Default: what their first bytes show." };
        var key = new Option<string?>("--idempotency-key") { Description = "The same key with the same files is one message, however often it is submitted within 7 days." };
        var isTest = new Option<bool>("--test") { Description = "Mark the message as a test and leave it out of statistics. The partner's system takes it all the same." };
        var wait = new Option<bool>("--wait") { Description = "Wait until the partner has it or it is given up." };
        var timeout = new Option<int>("--timeout") { Description = "Seconds to wait at most. Default 600.", DefaultValueFactory = _ => UsualSeconds };
        var command = new DetailedCommand("submit", Summary, Help) { connection, files, subject, type, key, isTest, wait, timeout };
        server.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var query = new QueryText().Add("connection", parsed.GetRequiredValue(connection)).Add("subject", parsed.GetValue(subject)).Add("isTest", parsed.GetValue(isTest) ? "true" : null);
            using var client = server.Connect(parsed);
            using var content = ContentOf(parsed.GetRequiredValue(files), parsed.GetValue(type), query);
            var exchange = await client.JsonAsync(HttpMethod.Post, "exchanges" + query, content, parsed.GetValue(key), cancellationToken);
            var id = exchange.GetProperty("id").GetString()!;
            var isJson = parsed.GetValue(server.Json);
            if (!parsed.GetValue(wait))
            {
                await host.Out.WriteLineAsync(isJson ? JsonOutput.Write(exchange) : $"submitted   {id}, Message-ID {Paint.OneLine(exchange.GetProperty("messageId").GetString()!)}");
                return ExitCode.Good;
            }

            var (found, isGood) = await WaitAsync(client, id, parsed.GetValue(timeout), host.Time, cancellationToken);
            if (isJson)
            {
                await host.Out.WriteLineAsync(JsonOutput.Write(found));
            }
            else
            {
                foreach (var line in MessageText.Show(found))
                {
                    await host.Out.WriteLineAsync(line);
                }
            }

            return isGood ? ExitCode.Good : ExitCode.Failed;
        });
        return command;
    }

    private static HttpContent ContentOf(string[] paths, string? type, QueryText query)
    {
        var parts = paths.Select(path => PartOf(path, type)).ToList();
        if (parts is [var only])
        {
            query.Add("fileName", Path.GetFileName(paths[0]));
            return only;
        }

        var form = new MultipartFormDataContent();
        foreach (var (part, path) in parts.Zip(paths))
        {
            form.Add(part, "file", Path.GetFileName(path));
        }

        return form;
    }

    private static StreamContent PartOf(string path, string? type)
    {
        try
        {
            var part = new StreamContent(new FileStream(path, new FileStreamOptions { Options = FileOptions.Asynchronous | FileOptions.SequentialScan }));
            part.Headers.ContentType = type is null ? null : MediaTypeHeaderValue.Parse(type);
            return part;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw CliException.Misuse($"{path} cannot be read: check the file name and your rights to it.", problem);
        }
        catch (FormatException problem)
        {
            throw CliException.Misuse("--content-type must be a media type, for example application/edi-x12.", problem);
        }
    }

    /// <summary>Waits until the partner has a message or it is given up.</summary>
    /// <exception cref="CliException">The time is over.</exception>
    internal static async Task<(JsonElement Exchange, bool IsGood)> WaitAsync(ApiClient client, string id, int seconds, TimeProvider time, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        while (true)
        {
            var found = await client.GetAsync("exchanges/" + id, cancellationToken);
            var state = found.GetProperty("exchange").GetProperty("state").GetString();
            if (GoodEnds.Contains(state, StringComparer.Ordinal) || BadEnds.Contains(state, StringComparer.Ordinal))
            {
                return (found, GoodEnds.Contains(state, StringComparer.Ordinal));
            }

            if (time.GetElapsedTime(start) >= TimeSpan.FromSeconds(seconds))
            {
                throw CliException.Failed(string.Create(CultureInfo.InvariantCulture, $"{id} is {state} after {seconds} seconds. The gateway goes on; look with: waybill message show {id}"));
            }

            await Task.Delay(Between, time, cancellationToken);
        }
    }
}
