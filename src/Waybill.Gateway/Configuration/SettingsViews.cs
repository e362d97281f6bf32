using System.Text.Json.Nodes;

namespace Waybill.Gateway;

/// <summary>Shows what settings files bring as resources: read-only, without the paths of key files.</summary>
internal static class SettingsViews
{
    /// <summary>Names of a kind.</summary>
    internal static IEnumerable<string> Names(BookSource source, string kind) => kind switch
    {
        ResourceKinds.Station => source.Stations.Select(static s => s.Name),
        ResourceKinds.Partner => source.Partners.Select(static p => p.Name),
        ResourceKinds.Connection => source.Connections.Where(static c => c.Name is not "").Select(static c => c.Name),
        _ => [],
    };

    /// <summary>One of them; null when there is none.</summary>
    internal static ResourceView? Find(BookSource source, string kind, string name) => kind switch
    {
        ResourceKinds.Station when source.Stations.FirstOrDefault(s => Is(s.Name, name)) is { } station => View(kind, name, new() { ["as2Id"] = station.As2Id }),
        ResourceKinds.Partner when source.Partners.FirstOrDefault(p => Is(p.Name, name)) is { } partner
            => View(kind, name, new() { ["identities"] = new JsonArray([.. partner.Identities.Select(static i => new JsonObject { ["as2Id"] = i.As2Id })]) }),
        ResourceKinds.Connection when source.Connections.FirstOrDefault(c => Is(c.Name, name)) is { } connection => View(kind, name, Body(source, connection)),
        _ => null,
    };

    private static bool Is(string one, string other) => string.Equals(one, other, StringComparison.Ordinal);

    private static JsonObject Body(BookSource source, ConnectionPart connection)
    {
        // A partner that is its own connection has settings of its own besides the policies.
        var body = ResourceWriter.Write(connection.Settings, typeof(ConnectionSettings));
        var station = connection.Station is "" && source.Stations is [var only] ? only : source.Stations.FirstOrDefault(s => Is(s.As2Id, connection.Station) || Is(s.Name, connection.Station));
        body["station"] = station?.Name ?? connection.Station;
        body["partner"] = source.Partners.FirstOrDefault(p => p.Identities.Any(i => Is(i.As2Id, connection.Partner)) || Is(p.Name, connection.Partner))?.Name ?? connection.Partner;
        return body;
    }

    private static ResourceView View(string kind, string name, JsonObject body)
    {
        var etag = "settings-" + Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(ResourceWriter.Text(body))).AsSpan(0, 6));
        return new(kind, name, etag, ResourceView.BySettings, null, null, null, body, []);
    }
}
