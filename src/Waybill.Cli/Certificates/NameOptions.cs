using System.CommandLine;
using System.Text.Json.Nodes;
using Waybill.Certificates;

namespace Waybill.Cli.Certificates;

/// <summary>The options that say whom a certificate is for and what its key is.</summary>
internal sealed class NameOptions
{
    private readonly Option<string> name = new("--cn") { Description = "Common name, for example your AS2 name.", Required = true };
    private readonly Option<string?> organization = new("--org") { Description = "Your company." };
    private readonly Option<string?> country = new("--country") { Description = "Its country, two letters." };
    private readonly Option<string> kind = new("--key-type") { Description = "Kind of key. Default rsa-2048.", DefaultValueFactory = _ => "rsa-2048" };

    public NameOptions() => kind.AcceptOnlyFromAmong([.. KeyKinds.Names]);

    public void AddTo(Command command)
    {
        command.Options.Add(name);
        command.Options.Add(organization);
        command.Options.Add(country);
        command.Options.Add(kind);
    }

    /// <summary>As the API takes them.</summary>
    public JsonObject AddTo(JsonObject body, ParseResult parsed)
    {
        var chosen = Name(parsed);
        (body["commonName"], body["keyType"]) = (chosen.CommonName, parsed.GetRequiredValue(kind));
        if (chosen.Organization is not null)
        {
            body["organization"] = chosen.Organization;
        }

        if (chosen.Country is not null)
        {
            body["country"] = chosen.Country;
        }

        return body;
    }

    public KeyKind Kind(ParseResult parsed) => KeyKinds.Parse(parsed.GetRequiredValue(kind)) ?? KeyKind.Rsa2048;

    /// <exception cref="CliException">It cannot be used.</exception>
    public CertificateName Name(ParseResult parsed)
    {
        var chosen = new CertificateName(parsed.GetRequiredValue(name), parsed.GetValue(organization), parsed.GetValue(country));
        return chosen.Problem is { } problem ? throw CliException.Misuse($"--cn, --org, --country: {problem}") : chosen;
    }
}
