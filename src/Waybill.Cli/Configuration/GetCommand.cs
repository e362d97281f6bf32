using System.CommandLine;
using System.Text.Json;
using Waybill.Cli.Output;
using Waybill.Cli.Server;

namespace Waybill.Cli.Configuration;

/// <summary><c>waybill get</c>.</summary>
internal static class GetCommand
{
    private const string Summary = "Show a gateway's configuration, in the form that apply takes.";

    private const string Help = """
        Secrets are never shown: of a password it says only whether one is set.

        Examples:
          waybill get connections
          waybill get connection globex
        """;

    /// <summary>What an answer says beside the settings, and the kinds of channels and connections: they follow from the other settings, and the word is taken.</summary>
    private static readonly HashSet<string> Told = new(StringComparer.Ordinal) { "kind", "etag", "managedBy", "set", "createdAt", "updatedAt", "usedBy", "usedByTotal", "details", "errors", "warnings" };

    /// <summary>The state of a connection or a partner is told; that of a certificate is a setting.</summary>
    private static readonly HashSet<string> ToldOfConnections = [.. Told, "state"];

    public static Command Create(CliHost host)
    {
        var server = new ServerOptions();
        var kind = new Argument<string>("KIND") { Description = "station, partner, certificate, connection, channel or rule." };
        var name = new Argument<string?>("NAME") { Description = "Which one. Default: all of them, one a line.", Arity = ArgumentArity.ZeroOrOne };
        var command = new DetailedCommand("get", Summary, Help) { kind, name };
        server.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var word = parsed.GetRequiredValue(kind);
            var path = Kinds.CollectionOf(word) ?? throw CliException.Misuse($"There are no resources of the kind {Paint.OneLine(word)}; there are {Kinds.Text}.");
            using var client = server.Connect(parsed);
            return parsed.GetValue(name) is { } one
                ? await ShowAsync(host, Kinds.KindOf(path), await client.GetAsync($"{path}/{Uri.EscapeDataString(one)}", cancellationToken), parsed.GetValue(server.Json))
                : await ListAsync(host, client, path, parsed.GetValue(server.Json), cancellationToken);
        });
        return command;
    }

    private static async Task<int> ShowAsync(CliHost host, string kind, JsonElement resource, bool isJson)
    {
        if (isJson)
        {
            await host.Out.WriteLineAsync(JsonOutput.Write(resource));
            return ExitCode.Good;
        }

        await host.Out.WriteAsync($"kind: {kind}\n{YamlText.Write(resource, kind is "connection" or "partner" ? ToldOfConnections : Told)}");
        foreach (var (word, mark) in new[] { ("errors", "#! "), ("warnings", "# ") })
        {
            if (resource.TryGetProperty(word, out var fields))
            {
                foreach (var field in fields.EnumerateObject())
                {
                    foreach (var sentence in field.Value.EnumerateArray())
                    {
                        await host.Out.WriteLineAsync(Paint.OneLine($"{mark}{field.Name}: {sentence.GetString()}"));
                    }
                }
            }
        }

        return ExitCode.Good;
    }

    private static async Task<int> ListAsync(CliHost host, ApiClient client, string path, bool isJson, CancellationToken cancellationToken)
    {
        string? next = null;
        do
        {
            var page = await client.GetAsync(path + new QueryText().Add("limit", "200").Add("cursor", next), cancellationToken);
            foreach (var item in page.GetProperty("items").EnumerateArray())
            {
                await host.Out.WriteLineAsync(isJson ? item.GetRawText() : Paint.OneLine(item.GetProperty("name").GetString()!));
            }

            next = page.TryGetProperty("next", out var cursor) ? cursor.GetString() : null;
        }
        while (next is not null);
        return ExitCode.Good;
    }
}
