using System.CommandLine;

namespace Waybill.Cli.Server;

/// <summary>Which server, and how the answer is printed.</summary>
internal sealed class ServerOptions
{
    private const string Usual = "http://localhost:8080";

    public Option<string?> Server { get; } = new("--server") { Description = $"Address of the gateway. Default: the environment variable WAYBILL_SERVER, else {Usual}." };

    public Option<bool> Json { get; } = new("--json") { Description = "Print JSON instead of text." };

    public void AddTo(Command command)
    {
        command.Options.Add(Server);
        command.Options.Add(Json);
    }

    /// <exception cref="CliException">It is no address.</exception>
    public ApiClient Connect(ParseResult parsed)
    {
        var text = parsed.GetValue(Server) ?? Environment.GetEnvironmentVariable("WAYBILL_SERVER") ?? "";
        return Uri.TryCreate(text.Length is 0 ? Usual : text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? new(address)
            : throw CliException.Misuse("--server must be an http or https address, for example http://localhost:8080.");
    }
}
