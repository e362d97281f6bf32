using System.CommandLine;

namespace Waybill.Cli.Server;

/// <summary>Which server, and how the answer is printed.</summary>
internal sealed class ServerOptions
{
    private const string Usual = "http://localhost:8080";

    public Option<string?> Server { get; } = new("--server") { Description = $"Address of the gateway. Default: the environment variable WAYBILL_SERVER, else {Usual}." };

    public Option<string?> Token { get; } = new("--token") { Description = $"API token. Default: the environment variable {TokenSource.Variable}, the file of {TokenSource.FileVariable}, on the gateway's machine the one in its data folder." };

    public Option<string?> TokenFile { get; } = new("--token-file") { Description = "File whose first line is the API token." };

    public Option<bool> Json { get; } = new("--json") { Description = "Print JSON instead of text." };

    public void AddTo(Command command)
    {
        command.Options.Add(Server);
        command.Options.Add(Token);
        command.Options.Add(TokenFile);
        command.Options.Add(Json);
    }

    /// <exception cref="CliException">It is no address.</exception>
    public ApiClient Connect(ParseResult parsed)
    {
        var text = parsed.GetValue(Server) ?? Environment.GetEnvironmentVariable("WAYBILL_SERVER") ?? "";
        return Uri.TryCreate(text.Length is 0 ? Usual : text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? new(address, TokenSource.Of(address, parsed.GetValue(Token), parsed.GetValue(TokenFile)))
            : throw CliException.Misuse("--server must be an http or https address, for example http://localhost:8080.");
    }
}
