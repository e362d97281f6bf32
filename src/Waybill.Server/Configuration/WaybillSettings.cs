using Microsoft.Extensions.Options;
using Waybill.Gateway;

namespace Waybill.Server;

/// <summary>What an operator sets under <c>Waybill</c>: in appsettings.json, then <c>WAYBILL__…</c> in the environment, then on the command line.</summary>
internal sealed class WaybillSettings
{
    internal const string Section = "Waybill";

    private ConnectionBook? _checked;

    /// <summary>Addresses to listen on, separated by semicolons.</summary>
    public string Urls { get; set; } = "http://localhost:8080";

    /// <summary>Addresses for partners alone, separated by semicolons: then <see cref="Urls"/> take no messages, and these nothing else. Empty: <see cref="Urls"/> serve both.</summary>
    public string As2Urls { get; set; } = "";

    /// <summary>Certificates of https addresses, chosen by the name a client asks for; the first one where none fits. Empty: the one of <c>Kestrel:Certificates:Default</c>.</summary>
    public IList<TlsSettings> Tls { get; set; } = [];

    /// <summary>Oldest TLS that https addresses speak: 1.2 (default) or 1.3.</summary>
    public string TlsMinimum { get; set; } = "1.2";

    /// <summary>Proxies whose <c>X-Forwarded-For</c> and <c>X-Forwarded-Proto</c> are believed: addresses or ranges. Empty: nobody's.</summary>
    public IList<string> TrustedProxies { get; set; } = [];

    /// <summary>Most connections at once; one more is closed. Default 4096.</summary>
    public int MaxConnections { get; set; } = 4096;

    /// <summary>Requests of the API a second by one caller. Default 1000.</summary>
    public int ApiRequestsPerSecond { get; set; } = 1000;

    /// <summary>The folder of everything that is kept, relative to where the program was started.</summary>
    public string Data { get; set; } = "./data";

    /// <summary>Where the journal is: <c>Data Source=…</c> for a SQLite file, else a PostgreSQL connection string. Empty: <c>waybill.db</c> in <see cref="Data"/>.</summary>
    public string Database { get; set; } = "";

    /// <summary>The folder that takes the payloads. Empty: <c>payloads</c> in <see cref="Data"/>.</summary>
    public string Payloads { get; set; } = "";

    /// <summary>The folder that accepted documents are written to, one below it for each connection. Empty: <c>inbox</c> in <see cref="Data"/>.</summary>
    public string Inbox { get; set; } = "";

    /// <summary>The file of the key that wraps all secrets, outside <see cref="Data"/>. Empty: beside it, with <c>.key</c> after its name. Made at the first start.</summary>
    public string MasterKeyFile { get; set; } = "";

    /// <summary>Largest message of anybody, in bytes as it arrives; a partner may have a smaller bound of its own. Default no bound.</summary>
    public long? MaxBodyBytes { get; set; }

    /// <summary>Most messages being received at once; one more is told to come back. Default 256.</summary>
    public int MaxConcurrentMessages { get; set; } = 256;

    /// <summary>Requests a second that one address may make of the AS2 address; one more is told to come back. Default 1000.</summary>
    public int As2RequestsPerSecond { get; set; } = 1000;

    /// <summary>How the first owner is made.</summary>
    public SetupSettings Setup { get; set; } = new();

    /// <summary>How long people stay signed in.</summary>
    public SignInSettings SignIn { get; set; } = new();

    /// <summary>Another server that people sign in at.</summary>
    public OidcSettings Oidc { get; set; } = new();

    /// <summary>How alerts leave the house.</summary>
    public AlertSettings Alerts { get; set; } = new();

    /// <summary>Our own AS2 identities.</summary>
    public IList<StationSettings> Stations { get; set; } = [];

    /// <summary>The companies we exchange with.</summary>
    public IList<PartnerSettings> Partners { get; set; } = [];

    /// <summary>Connections with a name and policies of their own.</summary>
    public IList<ConnectionSettings> Connections { get; set; } = [];

    /// <summary>The certificates of <see cref="Tls"/>, opened to see whether they are right.</summary>
    internal IReadOnlyList<(TlsCertificate Certificate, string Stamp)> OpenedTls { get; set; } = [];

    internal static string[] Split(string urls) => urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    internal string DataFolder => Path.GetFullPath(Data);

    internal string DatabaseText => Database is "" ? $"Data Source={Path.Combine(DataFolder, "waybill.db")}" : Database;

    internal string PayloadFolder => Payloads is "" ? Path.Combine(DataFolder, "payloads") : Path.GetFullPath(Payloads);

    internal string InboxFolder => Inbox is "" ? Path.Combine(DataFolder, "inbox") : Path.GetFullPath(Inbox);

    internal string MasterKeyPath => MasterKeyFile is "" ? Path.TrimEndingDirectorySeparator(DataFolder) + ".key" : Path.GetFullPath(MasterKeyFile);

    /// <summary>Whether a key can only be opened with the ring: then the book is judged when that is open.</summary>
    internal bool HasSealedKeys => Stations.SelectMany(s => s.EarlierKeys.Prepend(s)).Any(k => SealedKey.Is(k.Key));

    /// <summary>What these settings bring to the configuration.</summary>
    internal ConfigurationFiles Files => new(
        new() { Stations = Stations, Partners = Partners, Connections = Connections }, Section, string.IsNullOrWhiteSpace(Data) ? Path.GetFullPath("inbox") : InboxFolder)
    {
        Channels = [.. Alerts.Channels.Select(static c => c.Name)],
    };

    /// <summary>Keeps the book that was made to see whether the settings are right: what it opened need not be opened again.</summary>
    internal void Keep(ConnectionBook book) => Interlocked.Exchange(ref _checked, book)?.Release();

    /// <summary>Gives that book out, once, to be released; null when there is none.</summary>
    internal ConnectionBook? TakeKept() => Interlocked.Exchange(ref _checked, null);
}

/// <summary>How the first owner is made.</summary>
internal sealed class SetupSettings
{
    /// <summary>A file with a set-up secret of the operator's, at least 32 characters, for a set-up without a person. Empty: the gateway makes one.</summary>
    public string TokenFile { get; set; } = "";
}

/// <summary>Names every wrong setting at start, by the name the operator typed.</summary>
internal static class WaybillSettingsCheck
{
    /// <param name="options">The settings.</param>
    /// <param name="now">When.</param>
    /// <param name="problems">What was found wrong before.</param>
    /// <exception cref="OptionsValidationException">At least one is wrong.</exception>
    internal static void Check(WaybillSettings options, DateTimeOffset now, List<string> problems)
    {
        CheckAddresses("Urls", options.Urls, problems);
        CheckAddresses("As2Urls", options.As2Urls, problems);
        for (var at = 0; at < options.TrustedProxies.Count; at++)
        {
            if (TrustedProxies.Parse(options.TrustedProxies[at]) is null)
            {
                problems.Add($"Waybill:TrustedProxies:{at}: '{options.TrustedProxies[at]}' is not an address or a range such as 10.0.0.0/8.");
            }
        }

        AlertRoutes.Check(options.Alerts, "Waybill:Alerts", problems);
        options.OpenedTls = TlsCertificates.Open(options.Tls, problems);
        if (options.TlsMinimum is not ("1.2" or "1.3"))
        {
            problems.Add($"Waybill:TlsMinimum: '{options.TlsMinimum}' is not 1.2 or 1.3; older ones are not spoken.");
        }

        options.SignIn.Check(problems);
        options.Oidc.Check(problems);
        if (options.MaxConnections < 1)
        {
            problems.Add("Waybill:MaxConnections: must be at least 1.");
        }

        if (options.ApiRequestsPerSecond < 1)
        {
            problems.Add("Waybill:ApiRequestsPerSecond: must be at least 1.");
        }

        if (options.As2RequestsPerSecond < 1)
        {
            problems.Add("Waybill:As2RequestsPerSecond: must be at least 1.");
        }

        if (string.IsNullOrWhiteSpace(options.Data))
        {
            problems.Add("Waybill:Data: name a folder.");
        }

        if (options.Payloads.Contains("://", StringComparison.Ordinal))
        {
            problems.Add($"Waybill:Payloads: '{options.Payloads}' is not a folder; only folders can be used so far.");
        }

        if (options.MaxBodyBytes <= 0)
        {
            problems.Add("Waybill:MaxBodyBytes: must be at least 1.");
        }

        if (options.MaxConcurrentMessages < 1)
        {
            problems.Add("Waybill:MaxConcurrentMessages: must be at least 1.");
        }

        if (!options.HasSealedKeys)
        {
            var files = options.Files;
            var book = BookBuilder.Build(files.Settings, files.Root, files.Inbox, now, problems);
            if (problems is [])
            {
                options.Keep(book);
            }
            else
            {
                book.Release();
            }
        }

        if (problems is not [])
        {
            throw new OptionsValidationException(WaybillSettings.Section, typeof(WaybillSettings), problems);
        }
    }

    private static void CheckAddresses(string setting, string urls, List<string> problems)
    {
        foreach (var url in WaybillSettings.Split(urls))
        {
            // The hosts * and + are Kestrel's words for "every address" and no legal URL.
            if (!Uri.TryCreate(url.Replace("://*", "://any", StringComparison.Ordinal).Replace("://+", "://any", StringComparison.Ordinal), UriKind.Absolute, out var parsed) || parsed.Scheme is not ("http" or "https"))
            {
                problems.Add($"Waybill:{setting}: '{url}' is not an http or https address.");
            }
            else if (parsed.AbsolutePath is not "/")
            {
                problems.Add($"Waybill:{setting}: '{url}' names a path; an address to listen on is a scheme, a host and a port.");
            }
        }
    }
}
