using System.Security.Cryptography.X509Certificates;

namespace Waybill.EndToEnd.Tests;

/// <summary>Where a gateway lives: its keys, its data, its address and its settings. It is two stations with one partner each, so that receipts in the answer and receipts on their own go side by side.</summary>
internal sealed class GatewayHome
{
    /// <summary>Connection whose receipts come in the answer.</summary>
    internal const string AtOnce = "at-once";

    /// <summary>Connection whose receipts are posted on their own.</summary>
    internal const string Later = "later";

    private readonly string _folder;

    /// <param name="folder">Exists, and is this home's alone.</param>
    /// <param name="name">Who lives here.</param>
    /// <param name="database">PostgreSQL connection string; null for SQLite in the data folder.</param>
    internal GatewayHome(string folder, string name, string? database)
    {
        (_folder, Name, IsSqlite) = (folder, name, database is null);
        Database = database ?? $"Data Source={Path.Combine(folder, "data", "waybill.db")}";
        var identity = TestIdentities.Rsa(name);
        using var key = identity.GetRSAPrivateKey()!;
        File.WriteAllText(Path.Combine(folder, "own.crt"), identity.ExportCertificatePem());
        File.WriteAllText(Path.Combine(folder, "own.key"), key.ExportPkcs8PrivateKeyPem());
    }

    internal string Name { get; }

    /// <summary>The same in every life.</summary>
    internal Uri Address { get; } = FreePort.Take();

    internal string Database { get; }

    internal bool IsSqlite { get; }

    internal string Payloads => Path.Combine(_folder, "data", "payloads");

    internal string Inbox => Path.Combine(_folder, "data", "inbox");

    internal static string StationOf(string name, string connection) => $"{name}-{connection}";

    /// <summary>Environment of the process: every wait as short as the gateway's own settings allow.</summary>
    internal Dictionary<string, string> SettingsWith(GatewayHome partner)
    {
        File.WriteAllBytes(Path.Combine(_folder, "partner.cer"), TestIdentities.Rsa(partner.Name).RawData);
        var settings = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Waybill:Urls"] = Address.ToString(),
            ["Waybill:Data"] = Path.Combine(_folder, "data"),
            ["Waybill:Database"] = Database,
            ["Logging:LogLevel:Default"] = "Warning",
            ["Logging:LogLevel:Microsoft.Hosting.Lifetime"] = "Information",
        };
        foreach (var (at, connection) in new[] { AtOnce, Later }.Index())
        {
            settings[$"Waybill:Stations:{at}:As2Id"] = StationOf(Name, connection);
            settings[$"Waybill:Stations:{at}:Certificate"] = Path.Combine(_folder, "own.crt");
            settings[$"Waybill:Stations:{at}:Key"] = Path.Combine(_folder, "own.key");
            settings[$"Waybill:Partners:{at}:As2Id"] = StationOf(partner.Name, connection);
            settings[$"Waybill:Partners:{at}:Station"] = StationOf(Name, connection);
            settings[$"Waybill:Partners:{at}:Certificates:0"] = Path.Combine(_folder, "partner.cer");
            settings[$"Waybill:Connections:{at}:Name"] = connection;
            settings[$"Waybill:Connections:{at}:Station"] = StationOf(Name, connection);
            settings[$"Waybill:Connections:{at}:Partner"] = StationOf(partner.Name, connection);
            settings[$"Waybill:Connections:{at}:Url"] = new Uri(partner.Address, "/as2").ToString();
            settings[$"Waybill:Connections:{at}:AllowPrivate"] = "true";
            settings[$"Waybill:Connections:{at}:AsyncReceiptUrl"] = connection is Later ? new Uri(Address, "/as2").ToString() : "";
            foreach (var waits in new[] { "RetryWaits", "ReceiptWaits", "PauseWaits" })
            {
                settings[$"Waybill:Connections:{at}:{waits}:0"] = "00:00:00.1";
                settings[$"Waybill:Connections:{at}:{waits}:1"] = "00:00:00.5";
            }
        }

        return settings.ToDictionary(s => s.Key.Replace(":", "__", StringComparison.Ordinal), s => s.Value, StringComparer.Ordinal);
    }
}
