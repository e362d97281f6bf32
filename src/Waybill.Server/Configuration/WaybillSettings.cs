using Microsoft.Extensions.Options;

namespace Waybill.Server;

/// <summary>What an operator sets under <c>Waybill</c>: in appsettings.json, then <c>WAYBILL__…</c> in the environment, then on the command line.</summary>
internal sealed class WaybillSettings
{
    internal const string Section = "Waybill";

    /// <summary>Addresses to listen on, separated by semicolons.</summary>
    public string Urls { get; set; } = "http://localhost:8080";

    /// <summary>The folder that takes the payloads, relative to where the program was started.</summary>
    public string Payloads { get; set; } = "./data/payloads";

    /// <summary>Largest message of anybody, in bytes as it arrives; a partner may have a smaller bound of its own. Default no bound.</summary>
    public long? MaxBodyBytes { get; set; }

    /// <summary>Our own AS2 identities.</summary>
    public IList<StationSettings> Stations { get; set; } = [];

    /// <summary>The companies we exchange with.</summary>
    public IList<PartnerSettings> Partners { get; set; } = [];
}

/// <summary>Names every wrong setting at start, by the name the operator typed.</summary>
internal sealed class WaybillSettingsCheck : IValidateOptions<WaybillSettings>
{
    public ValidateOptionsResult Validate(string? name, WaybillSettings options)
    {
        List<string> problems = [];
        foreach (var url in options.Urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            // The hosts * and + are Kestrel's words for "every address" and no legal URL.
            if (!Uri.TryCreate(url.Replace("://*", "://any", StringComparison.Ordinal).Replace("://+", "://any", StringComparison.Ordinal), UriKind.Absolute, out var parsed) || parsed.Scheme is not ("http" or "https"))
            {
                problems.Add($"Waybill:Urls: '{url}' is not an http or https address.");
            }
        }

        if (string.IsNullOrWhiteSpace(options.Payloads))
        {
            problems.Add("Waybill:Payloads: name a folder.");
        }
        else if (options.Payloads.Contains("://", StringComparison.Ordinal))
        {
            problems.Add($"Waybill:Payloads: '{options.Payloads}' is not a folder; only folders can be used so far.");
        }

        if (options.MaxBodyBytes <= 0)
        {
            problems.Add("Waybill:MaxBodyBytes: must be at least 1.");
        }

        PartnerBook.Open(options, problems).Dispose();
        return problems is [] ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }
}
