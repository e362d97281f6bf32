using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Waybill.Gateway;

/// <summary>A change of one resource that is ready to be committed.</summary>
/// <param name="Before">The resource now; null when there is none.</param>
/// <param name="After">The resource then; null when it goes.</param>
/// <param name="Secrets">Sealed secrets that change; null goes.</param>
/// <param name="BeforeJson">Its settings now, secrets masked.</param>
/// <param name="AfterJson">Its settings then, secrets masked.</param>
internal sealed record PreparedChange(Resource? Before, Resource? After, IReadOnlyDictionary<string, byte[]?> Secrets, JsonObject? BeforeJson, JsonObject? AfterJson)
{
    internal (string Kind, string Name) Key { get; } = ((Before ?? After)!.Kind, (Before ?? After)!.Name);

    internal ResourceChange Change(string principal, string action, DateTimeOffset now) => new()
    {
        Kind = Key.Kind, Name = Key.Name, Body = After?.Row.Body, IfMatch = Before?.Row.ETag, ManagedBy = After?.Row.ManagedBy, Set = After?.Row.Set, Secrets = Secrets,
        Audit = new(0, now, principal, action, Key.Kind, Key.Name, BeforeJson is null ? null : ResourceWriter.Text(BeforeJson), AfterJson is null ? null : ResourceWriter.Text(AfterJson)),
    };
}

/// <summary>Reads what somebody wants a resource to be, over what it is: secrets that are not named are kept, a name that changes stays answered.</summary>
internal sealed class ResourceEditor(ISecretRing ring)
{
    /// <summary>How long a former AS2 name is answered when nothing else is said: partners change theirs slowly.</summary>
    internal static readonly TimeSpan AliasTime = TimeSpan.FromDays(90);

    /// <param name="before">The resource now; null when there is none.</param>
    /// <param name="kind">Of the resource.</param>
    /// <param name="name">Of the resource.</param>
    /// <param name="json">What it is to be.</param>
    /// <param name="managedBy">See <see cref="ResourceRow.ManagedBy"/>.</param>
    /// <param name="set">See <see cref="ResourceRow.Set"/>.</param>
    /// <param name="now">When.</param>
    /// <param name="check">Takes what is wrong with it by itself.</param>
    /// <returns>Null when nothing would change.</returns>
    internal PreparedChange? Edit(Resource? before, string kind, string name, JsonElement json, string? managedBy, string? set, DateTimeOffset now, ConfigurationCheck check)
    {
        var path = FieldPath.Of(kind, name);
        if (json.ValueKind is JsonValueKind.Object && json.TryGetProperty("name", out var said) && !(said.ValueKind is JsonValueKind.String && said.ValueEquals(name)))
        {
            check.Error($"{path.Root}/name", $"It is called {name}: a name never changes. Make another one and remove this one.");
        }

        var read = ResourceReader.Read(ResourceTypes.Of(kind)!, json, path.Root, check);
        foreach (var (field, _) in read.Secrets.Where(static s => s.Value is not null && s.Key.StartsWith("defaults/", StringComparison.Ordinal)))
        {
            check.Error($"{path.Root}/{field}", "A secret belongs to one connection: it is no default.");
        }

        var body = Renamed(before, read, now);
        var secrets = new Dictionary<string, byte[]?>(StringComparer.Ordinal);
        List<string> kept = [];
        foreach (var field in before?.Secrets ?? [])
        {
            if (read.Secrets.ContainsKey(field))
            {
                continue;
            }

            if (ResourceSecrets.Get(before!.Settings!, field) is { } clear && ResourceSecrets.Set(read.Value, field, clear))
            {
                kept.Add(field);
            }
            else
            {
                secrets[field] = null;
            }
        }

        foreach (var (field, clear) in read.Secrets)
        {
            if (clear is null)
            {
                if (before?.Secrets.Contains(field, StringComparer.Ordinal) is true)
                {
                    secrets[field] = null;
                }

                continue;
            }

            kept.Add(field);
            if (before is null || !string.Equals(ResourceSecrets.Get(before.Settings!, field), Canonical(clear), StringComparison.Ordinal) || !before.Secrets.Contains(field, StringComparer.Ordinal))
            {
                secrets[field] = Seal(ResourceSecrets.Purpose(kind, name, field), clear);
            }
        }

        var text = ResourceWriter.Text(body);
        if (before is not null && secrets.Count is 0 && string.Equals(text, before.Row.Body, StringComparison.Ordinal)
            && string.Equals(managedBy, before.Row.ManagedBy, StringComparison.Ordinal) && string.Equals(set, before.Row.Set, StringComparison.Ordinal))
        {
            return null;
        }

        var own = new ConfigurationCheck();
        own.Add(check.Findings.Where(f => f.Field.StartsWith(path.Root + "/", StringComparison.Ordinal)));
        var after = new Resource(new(kind, name, text, "", managedBy, set, before?.Row.CreatedAt ?? now, now), read.Value, kept, own.Findings);
        return new(before, after, secrets, before is null ? null : Masked(before, []), Masked(after, secrets.Where(static s => s.Value is not null).Select(static s => s.Key)));
    }

    /// <summary>Takes a resource away.</summary>
    internal static PreparedChange Remove(Resource before) => new(before, null, new Dictionary<string, byte[]?>(StringComparer.Ordinal), Masked(before, []), null);

    /// <summary>Its settings without secrets; of each secret whether it is set, and of those that come whether they are new.</summary>
    internal static JsonObject Masked(Resource resource, IEnumerable<string> changed)
    {
        var body = resource.Body;
        ResourceSecrets.Mark(body, resource.Secrets, "Set");
        ResourceSecrets.Mark(body, changed, "Changed");
        return body;
    }

    /// <summary>The AS2 name it had stays answered for a time, unless something is said of it.</summary>
    private static JsonObject Renamed(Resource? before, ReadResource read, DateTimeOffset now)
    {
        var isRenamed = false;
        switch (before?.Settings, read.Value)
        {
            case (StationResource was, StationResource station):
                isRenamed = Keep(was.As2Id, station.As2Id, station.Aliases, read.Body, now);
                break;
            case (PartnerResource was, PartnerResource partner):
                for (var at = 0; at < Math.Min(was.Identities.Count, partner.Identities.Count); at++)
                {
                    if (!partner.Identities.Any(i => string.Equals(i.As2Id, was.Identities[at].As2Id, StringComparison.Ordinal))
                        && !was.Identities.Any(i => string.Equals(i.As2Id, partner.Identities[at].As2Id, StringComparison.Ordinal)))
                    {
                        isRenamed |= Keep(was.Identities[at].As2Id, partner.Identities[at].As2Id, partner.Identities[at].Aliases, read.Body["identities"]!.AsArray()[at]!.AsObject(), now);
                    }
                }

                break;
        }

        // In the one form again.
        return isRenamed ? ResourceReader.Read(read.Value.GetType(), JsonSerializer.SerializeToElement(read.Body), "", new()).Body : read.Body;
    }

    private static bool Keep(string was, string now, IList<AliasSettings> aliases, JsonObject body, DateTimeOffset at)
    {
        if (was is "" || string.Equals(was, now, StringComparison.Ordinal) || aliases.Any(a => string.Equals(a.As2Id, was, StringComparison.Ordinal)))
        {
            return false;
        }

        var until = at + AliasTime;
        aliases.Add(new() { As2Id = was, Until = until });
        if (body["aliases"] is not JsonArray list)
        {
            body["aliases"] = list = [];
        }

        list.Add(new JsonObject { ["as2Id"] = was, ["until"] = ResourceReader.Moment(until) });
        return true;
    }

    private byte[] Seal(string purpose, string clear)
    {
        var bytes = Encoding.UTF8.GetBytes(clear);
        try
        {
            return ring.Seal(purpose, bytes);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }

    private static string Canonical(string json) => JsonNode.Parse(json)!.ToJsonString();
}
