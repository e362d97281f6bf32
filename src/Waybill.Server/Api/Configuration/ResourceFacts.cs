using System.Text.Json.Nodes;
using Waybill.Gateway;

namespace Waybill.Server;

/// <summary>How connections and partners stand, beside their settings.</summary>
internal static class ResourceFacts
{
    /// <summary>Most connections a partner's answer names.</summary>
    private const int MostConnections = 200;

    /// <summary>The state of one resource; null for kinds that have none.</summary>
    internal static async ValueTask<JsonObject?> OfAsync(IJournal journal, IConnections book, TimeProvider time, string kind, string name, CancellationToken ct) => kind switch
    {
        ResourceKinds.Connection => await ConnectionAsync(journal, book, time, name, ct),
        ResourceKinds.Partner => (await PartnersAsync(journal, book, time, [name], ct)).GetValueOrDefault(name),
        _ => null,
    };

    /// <summary>The states of partners, by name.</summary>
    internal static async ValueTask<Dictionary<string, JsonObject>> PartnersAsync(IJournal journal, IConnections book, TimeProvider time, IReadOnlyCollection<string> names, CancellationToken ct)
    {
        var wanted = names.ToHashSet(StringComparer.Ordinal);
        ILookup<string, (string Name, bool IsOnline)> theirs;
        using (var lease = book.Take())
        {
            theirs = lease.Book.Connections.Where(c => wanted.Contains(c.Partner.Id)).ToLookup(static c => c.Partner.Id, static c => (c.Name, c.IsOnline), StringComparer.Ordinal);
        }

        string[] all = [.. theirs.SelectMany(static t => t).Select(static c => c.Name)];
        var (states, facts, now) = (await journal.ConnectionStatesAsync(all, ct), await journal.ConnectionFactsAsync(all, ct), time.GetUtcNow());
        return wanted.ToDictionary(static n => n, n => Partner([.. theirs[n].OrderBy(static c => c.Name, StringComparer.Ordinal)], states, facts, now), StringComparer.Ordinal);
    }

    private static JsonObject Partner(
        List<(string Name, bool IsOnline)> connections, IReadOnlyDictionary<string, ConnectionStateRow> states, IReadOnlyDictionary<string, ConnectionFacts> facts, DateTimeOffset now)
    {
        var known = connections.ConvertAll(c => (c.Name, Facts: facts.GetValueOrDefault(c.Name) ?? ConnectionFacts.None, Condition: ConnectionFacts.ConditionOf(c.IsOnline, states.GetValueOrDefault(c.Name) ?? Unknown, now)));
        var state = new JsonObject
        {
            ["lastMessageAt"] = Text(known.Max(static c => c.Facts.LastMessageAt)),
            ["connections"] = new JsonArray([.. known.Take(MostConnections).Select(static c => new JsonObject
            {
                ["name"] = c.Name, ["condition"] = Words<ConnectionCondition>.Of(c.Condition), ["lastMessageAt"] = Text(c.Facts.LastMessageAt),
                ["href"] = $"{ApiSetup.Root}/connections/{c.Name}",
            })]),
        };
        if (known.Where(static c => c.Facts.LastError is not null).OrderByDescending(static c => c.Facts.LastError!.At).FirstOrDefault() is { Facts.LastError: { } error } last)
        {
            state["lastError"] = Error(error, last.Name);
        }

        return state;
    }

    private static async ValueTask<JsonObject> ConnectionAsync(IJournal journal, IConnections book, TimeProvider time, string name, CancellationToken ct)
    {
        var (state, facts) = (await journal.ConnectionStateAsync(name, ct), (await journal.ConnectionFactsAsync([name], ct)).GetValueOrDefault(name) ?? ConnectionFacts.None);
        bool isOnline;
        using (var lease = book.Take())
        {
            isOnline = lease.Book.FindOut(name) is { IsOnline: true };
        }

        var json = new JsonObject
        {
            ["condition"] = Words<ConnectionCondition>.Of(ConnectionFacts.ConditionOf(isOnline, state, time.GetUtcNow())),
            ["isHeld"] = state.IsHeld,
            ["pause"] = state.Pause is { } pause ? new JsonObject { ["until"] = Text(pause.Until), ["reason"] = pause.Reason } : null,
            ["lastCallAt"] = Text(state.LastCallAt),
            ["lastMessageAt"] = Text(facts.LastMessageAt),
        };
        if (facts.LastError is { } error)
        {
            json["lastError"] = Error(error, null);
        }

        return json;
    }

    private static ConnectionStateRow Unknown { get; } = new(IsHeld: false, null, null);

    private static JsonObject Error(ConnectionError error, string? connection)
    {
        var json = new JsonObject { ["at"] = Text(error.At), ["text"] = error.Text };
        if (connection is not null)
        {
            json["connection"] = connection;
        }

        return json;
    }

    private static JsonNode? Text(DateTimeOffset? at) => at?.UtcDateTime.ToString("O");
}
