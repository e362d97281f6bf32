using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Waybill.Gateway.Stores;

/// <summary>Resources of the configuration. A change first takes the one row of the version: changes come one after the other, and statements serve any number of resources.</summary>
internal static class Configuring
{
    /// <summary>Resources of one statement.</summary>
    private const int Slice = 500;

    internal static async ValueTask<long> VersionAsync(ISqlUnit unit) => await unit.OneAsync("select version from config_version where n = 1", static r => r.Number(0));

    internal static async ValueTask<ConfigurationRows> ReadAsync(ISqlUnit unit)
    {
        var version = await VersionAsync(unit);
        var resources = await unit.ManyAsync(
            "select kind, name, body, etag, managed_by, managed_set, created_at, updated_at from config order by kind, name",
            static r => new ResourceRow(r.Text(0), r.Text(1), r.Text(2), r.Text(3), r.TextOrNull(4), r.TextOrNull(5), r.Time(6), r.Time(7)));
        var secrets = await unit.ManyAsync(
            "select kind, name, field, sealed from config_secret order by kind, name, field", static r => new SealedSecret(r.Text(0), r.Text(1), r.Text(2), r.Bytes(3)));
        return new(version, resources, secrets);
    }

    internal static async ValueTask<ChangeOutcome> ChangeAsync(ISqlUnit unit, IReadOnlyList<ResourceChange> changes, long? ifVersion, DateTimeOffset now)
    {
        var version = await unit.OneAsync("update config_version set version = version + 1 where n = 1 returning version", static r => r.Number(0));
        var refusal = ifVersion is { } seen && seen != version - 1 ? new ChangeOutcome.Drifted(version - 1) : await RefusalAsync(unit, changes);
        if (refusal is not null || changes is [])
        {
            unit.Discard();
            return refusal ?? new ChangeOutcome.Done(version - 1, new Dictionary<(string, string), string>());
        }

        var etags = changes.Where(static c => c.Body is not null).ToDictionary(static c => (c.Kind, c.Name), c => ETag(version, c));
        foreach (var slice in changes.Where(static c => c.Body is not null).Chunk(Slice))
        {
            await unit.DoAsync(
                "insert into config(kind, name, body, etag, managed_by, managed_set, created_at, updated_at) " +
                "select value->>0, value->>1, value->>2, value->>3, value->>4, value->>5, $2, $2 from rows($1) where true " +
                "on conflict (kind, name) do update set body = excluded.body, etag = excluded.etag, managed_by = excluded.managed_by, managed_set = excluded.managed_set, " +
                "updated_at = excluded.updated_at",
                SqlCodec.Json([.. slice.Select(c => new[] { c.Kind, c.Name, c.Body, etags[(c.Kind, c.Name)], c.ManagedBy, c.Set })]), now);
        }

        foreach (var slice in changes.Where(static c => c.Body is null).Chunk(Slice))
        {
            // Its secrets go with it.
            await unit.DoAsync("delete from config where (kind, name) in (select value->>0, value->>1 from rows($1))", Keys(slice));
        }

        foreach (var change in changes.Where(static c => c.Body is not null))
        {
            foreach (var (field, sealedSecret) in change.Secrets)
            {
                await KeepAsync(unit, change, field, sealedSecret);
            }
        }

        foreach (var slice in changes.Chunk(Slice))
        {
            await Auditing.WriteAsync(unit, [.. slice.Select(static c => c.Audit)]);
        }

        await unit.DueAsync(IConfigurationJournal.Scope);
        foreach (var change in changes)
        {
            unit.Changed(ChangeTopics.Configuration, $"{change.Kind}/{change.Name}");
            if (change.Kind is ResourceKinds.Connection or ResourceKinds.Certificate)
            {
                unit.Changed(change.Kind is ResourceKinds.Connection ? ChangeTopics.Connection : ChangeTopics.Certificate, change.Name);
            }
        }

        return new ChangeOutcome.Done(version, etags);
    }

    /// <summary>The first condition that is not met; null when all are.</summary>
    private static async ValueTask<ChangeOutcome?> RefusalAsync(ISqlUnit unit, IReadOnlyList<ResourceChange> changes)
    {
        var there = new Dictionary<(string, string), string>();
        foreach (var slice in changes.Chunk(Slice))
        {
            foreach (var (kind, name, etag) in await unit.ManyAsync(
                "select kind, name, etag from config where (kind, name) in (select value->>0, value->>1 from rows($1))", static r => (r.Text(0), r.Text(1), r.Text(2)), Keys(slice)))
            {
                there[(kind, name)] = etag;
            }
        }

        return changes.Select(c => Refusal(c, there.GetValueOrDefault((c.Kind, c.Name)))).FirstOrDefault(static r => r is not null);
    }

    private static ChangeOutcome? Refusal(ResourceChange change, string? etag) => (change.IfMatch, etag) switch
    {
        (null, not null) => new ChangeOutcome.AlreadyThere(change.Kind, change.Name),
        (null, null) => null,
        (ResourceChange.Any, null) => change.Body is null ? new ChangeOutcome.Gone(change.Kind, change.Name) : null,
        (ResourceChange.Any, _) => null,
        (_, null) => new ChangeOutcome.Gone(change.Kind, change.Name),
        var (expected, found) => string.Equals(expected, found, StringComparison.Ordinal) ? null : new ChangeOutcome.PreconditionFailed(change.Kind, change.Name),
    };

    private static async ValueTask KeepAsync(ISqlUnit unit, ResourceChange change, string field, byte[]? sealedSecret)
    {
        if (sealedSecret is null)
        {
            await unit.DoAsync("delete from config_secret where kind = $1 and name = $2 and field = $3", change.Kind, change.Name, field);
        }
        else
        {
            await unit.DoAsync(
                "insert into config_secret(kind, name, field, sealed) values ($1, $2, $3, $4) on conflict (kind, name, field) do update set sealed = excluded.sealed",
                change.Kind, change.Name, field, (ReadOnlyMemory<byte>)sealedSecret);
        }
    }

    /// <summary>The version makes it new, also for the same body with another secret; the digest, should a restored database count its versions again.</summary>
    private static string ETag(long version, ResourceChange change)
        => string.Create(CultureInfo.InvariantCulture, $"{version}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(change.Body!)).AsSpan(0, 6))}");

    private static string Keys(IReadOnlyList<ResourceChange> changes) => SqlCodec.Json([.. changes.Select(static c => new[] { c.Kind, c.Name })]);
}
