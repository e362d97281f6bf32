using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Waybill.Cli.Output;
using Waybill.Cli.Server;

namespace Waybill.Cli.Certificates;

/// <summary>The options that put a certificate into a gateway and not into files: which gateway, and under which name and owner.</summary>
internal sealed class PlaceOptions
{
    private static readonly string[] Settings = ["owner", "identity", "use", "from", "until", "state", "note"];

    private readonly Option<string?> name = new("--name") { Description = "With --server: the certificate's name there." };
    private readonly List<(string Member, Option<string?> Option)> settings =
    [
        ("owner", new("--owner") { Description = "With --server: whose, station/NAME or partner/NAME." }),
        ("identity", new("--identity") { Description = "With --server: the AS2 id of one identity of the partner. Default all." }),
        ("use", new("--use") { Description = "With --server: any, sign, encrypt or tls. Default any (but TLS)." }),
        ("from", new("--from") { HelpName = "TIME", Description = "With --server: from when it is signed with or encrypted for; with --state planned it takes over then by itself." }),
        ("until", new("--until") { HelpName = "TIME", Description = "With --server: until when." }),
        ("state", new("--state") { Description = "With --server: current, planned or retired. Default current." }),
        ("note", new("--note") { Description = "With --server: for people." }),
    ];

    /// <summary>Which gateway; it has <c>--json</c> too.</summary>
    public ServerOptions Server { get; } = new();

    /// <param name="command">Takes them.</param>
    /// <param name="isNew">Whether a certificate is made there, or one that is there is named.</param>
    public void AddTo(Command command, bool isNew = true)
    {
        command.Options.Add(name);
        foreach (var (_, option) in isNew ? settings : [])
        {
            command.Options.Add(option);
        }

        Server.AddTo(command);
    }

    /// <summary>Whether a gateway was named: then nothing is written here that does not have to be.</summary>
    /// <exception cref="CliException">Neither it nor a file was named, or only a part.</exception>
    public bool IsServer(ParseResult parsed, string? target, bool needsOwner = true)
    {
        if (parsed.GetValue(Server.Server) is null)
        {
            return target is not null ? false : throw CliException.Misuse("say --out NAME for files, or --server URL with --name for a gateway.");
        }

        if (parsed.GetValue(name) is null)
        {
            throw CliException.Misuse("--server needs --name: what the certificate is called there.");
        }

        return !needsOwner || parsed.GetValue(settings[0].Option) is not null ? true : throw CliException.Misuse("--server needs --owner: station/NAME or partner/NAME.");
    }

    public string Name(ParseResult parsed) => parsed.GetRequiredValue(name)!;

    /// <summary>Name and settings, as the API takes them.</summary>
    public JsonObject Body(ParseResult parsed)
    {
        var body = new JsonObject { ["name"] = Name(parsed) };
        foreach (var (member, option) in settings)
        {
            if (parsed.GetValue(option) is { } value)
            {
                body[member] = value;
            }
        }

        return body;
    }

    /// <summary>Asks the gateway.</summary>
    /// <returns>The certificate as it is there now.</returns>
    /// <exception cref="CliException">Refused, or nobody answers.</exception>
    public async Task<JsonElement> PostAsync(ParseResult parsed, string path, JsonObject body, CancellationToken cancellationToken)
    {
        using var client = Server.Connect(parsed);
        using var content = new StringContent(body.ToJsonString(), System.Text.Encoding.UTF8, "application/json");
        return await client.PostAsync(path, content, null, cancellationToken);
    }

    /// <summary>Shows what the gateway answered.</summary>
    public async Task PrintAsync(CliHost host, ParseResult parsed, JsonElement answer)
    {
        if (parsed.GetValue(Server.Json))
        {
            await host.Out.WriteLineAsync(JsonOutput.Write(answer));
            return;
        }

        await host.Out.WriteLineAsync($"certificate {Paint.OneLine(MessageText.Text(answer, "name"))}");
        foreach (var member in Settings.Where(m => MessageText.Text(answer, m) is { Length: > 0 }))
        {
            await host.Out.WriteLineAsync($"{member,-11} {Paint.OneLine(MessageText.Text(answer, member))}");
        }

        if (!answer.TryGetProperty("details", out var details))
        {
            return;
        }

        foreach (var (word, member) in new[] { ("subject", "subject"), ("issuer", "issuer"), ("serial", "serialNumber"), ("sha-256", "sha256"), ("sha-1", "sha1"), ("key", "key"), ("not before", "notBefore"), ("not after", "notAfter"), ("validity", "validity") })
        {
            await host.Out.WriteLineAsync($"{word,-11} {Paint.OneLine(MessageText.Text(details, member))}");
        }

        foreach (var finding in details.GetProperty("findings").EnumerateArray())
        {
            await host.Out.WriteLineAsync($"{MessageText.Text(finding, "severity"),-11} {Paint.OneLine(MessageText.Text(finding, "sentence"))}");
        }
    }
}
