using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Waybill.Cli.Output;

namespace Waybill.Cli.Server;

/// <summary><c>waybill echo</c>.</summary>
internal static class EchoCommand
{
    private const string Summary = "Exchange a test message with Echo, the partner inside the gateway, and see what becomes of it.";

    private const string Help = """
        Echo is a second AS2 station inside the gateway, reached over HTTP on its own port. It answers well, or goes wrong on purpose: --list says how.
        Where it is not set up yet, --yes sets it up. Ends with 0 when the message ended as the mode says.

        Examples:
          waybill echo --yes
          waybill echo bad_mic
          waybill echo good --file order.edi
        """;

    public static Command Create(CliHost host)
    {
        var server = new ServerOptions();
        var mode = new Argument<string>("MODE") { Description = "How Echo is to behave. Default good.", DefaultValueFactory = static _ => "good" };
        var list = new Option<bool>("--list") { Description = "Say how Echo can behave, and send nothing." };
        var yes = new Option<bool>("--yes") { Description = "Set Echo up where it is not." };
        var station = new Option<string?>("--station") { Description = "The station Echo is to exchange with. Needed where there are several." };
        var file = new Option<string?>("--file") { Description = "The document, a text. Default: a sample order (X12 850)." };
        var timeout = new Option<int>("--timeout") { Description = "Seconds to wait at most. Default 120.", DefaultValueFactory = static _ => 120 };
        var command = new DetailedCommand("echo", Summary, Help) { mode, list, yes, station, file, timeout };
        server.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = server.Connect(parsed);
            var isJson = parsed.GetValue(server.Json);
            var echo = await client.GetAsync("echo", cancellationToken);
            if (parsed.GetValue(list))
            {
                return await ListAsync(host, echo, isJson);
            }

            if (!echo.GetProperty("isSetUp").GetBoolean())
            {
                await SetUpAsync(host, client, parsed.GetValue(yes), parsed.GetValue(station), cancellationToken);
            }

            var document = parsed.GetValue(file) is { } path ? await ReadAsync(path, cancellationToken) : null;
            using var content = MessageActions.Json(w =>
            {
                w.WriteString("mode", parsed.GetRequiredValue(mode));
                if (document is not null)
                {
                    w.WriteString("document", document);
                }
            });
            var sent = await client.PostAsync("echo/messages", content, null, cancellationToken);
            return await new EchoStory(host, client, isJson, parsed.GetValue(timeout)).TellAsync(sent, cancellationToken);
        });
        return command;
    }

    private static async Task<int> ListAsync(CliHost host, JsonElement echo, bool isJson)
    {
        if (isJson)
        {
            await host.Out.WriteLineAsync(JsonOutput.Write(echo));
            return ExitCode.Good;
        }

        foreach (var mode in echo.GetProperty("modes").EnumerateArray())
        {
            await host.Out.WriteLineAsync(Paint.OneLine(string.Create(CultureInfo.InvariantCulture, $"{MessageText.Text(mode, "mode"),-18} {MessageText.Text(mode, "about")} {MessageText.Text(mode, "expect")}")));
        }

        return ExitCode.Good;
    }

    private static async Task SetUpAsync(CliHost host, ApiClient client, bool isWanted, string? station, CancellationToken cancellationToken)
    {
        if (!isWanted && !(host.IsInteractive && await IsWantedAsync(host, cancellationToken)))
        {
            throw CliException.Misuse("Echo is not set up. Setting it up makes a station, a partner and three connections in the configuration: give --yes if that is wanted.");
        }

        using var content = MessageActions.Json(w =>
        {
            if (station is not null)
            {
                w.WriteString("station", station);
            }
        });
        var echo = await client.PostAsync("echo", content, null, cancellationToken);
        await host.Error.WriteLineAsync(Paint.OneLine($"Echo is set up for the station {MessageText.Text(echo, "station")}, at {MessageText.Text(echo, "url")}."));
    }

    private static async Task<bool> IsWantedAsync(CliHost host, CancellationToken cancellationToken)
    {
        await host.Error.WriteAsync("Echo is not set up. Set it up? It makes a station, a partner and three connections in the configuration. [y/N] ");
        using var input = new StreamReader(host.OpenInput());
        return (await input.ReadLineAsync(cancellationToken))?.Trim() is "y" or "Y" or "yes";
    }

    private static async Task<string> ReadAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return await File.ReadAllTextAsync(path, cancellationToken);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw CliException.Misuse($"{path} cannot be read: check the file name and your rights to it.", problem);
        }
    }
}
