using System.Text.Json.Nodes;

namespace Waybill.Benchmarks;

/// <summary>The gateway's identity and its partner's, with the files that settings name.</summary>
internal sealed class Parties : IDisposable
{
    public const string StationName = "STATION";
    public const string PartnerName = "PARTNER";
    public const string Connection = "bench";

    private Parties(Identity station, Identity partner, string folder) => (Station, Partner, Folder) = (station, partner, folder);

    public Identity Station { get; }

    public Identity Partner { get; }

    /// <summary>Where the files are.</summary>
    public string Folder { get; }

    public string StationFile => Path.Combine(Folder, "station.pem");

    public string PartnerFile => Path.Combine(Folder, "partner.pem");

    public static async Task<Parties> CreateAsync(string folder)
    {
        var parties = new Parties(Identity.Create(), Identity.Create(), folder);
        await parties.Station.SaveAsync(parties.StationFile);
        await parties.Partner.SaveAsync(parties.PartnerFile);
        return parties;
    }

    /// <summary>Settings of a gateway with this one connection.</summary>
    /// <param name="change">Adds to the connection's settings.</param>
    public JsonObject Settings(Action<JsonObject>? change = null)
    {
        var connection = new JsonObject { ["Name"] = Connection, [nameof(Partner)] = PartnerName, ["AllowPrivate"] = true };
        change?.Invoke(connection);
        return new()
        {
            ["Stations"] = new JsonArray(new JsonObject { ["As2Id"] = StationName, ["Certificate"] = StationFile, ["Key"] = StationFile }),
            ["Partners"] = new JsonArray(new JsonObject { ["As2Id"] = PartnerName, ["Certificates"] = new JsonArray(PartnerFile) }),
            ["Connections"] = new JsonArray(connection),
        };
    }

    public void Dispose()
    {
        Station.Dispose();
        Partner.Dispose();
    }
}
