using Waybill.As2;

namespace Waybill.Gateway.Stores;

/// <summary>Removes what is older than it is kept. Most exchanges are looked at once, in order of time: what was due and could not go then is marked, and found by the mark.</summary>
internal static class Retaining
{
    /// <summary>Exchanges of one step: it stays below 5 ms.</summary>
    internal const int Slice = 20;

    private const int Late = (int)KeptParts.Late;
    private const int Evidence = (int)KeptParts.Evidence;
    private const int Row = (int)KeptParts.Row;
    private const int Key = (int)KeptParts.Key;

    /// <summary>On no legal hold, and nothing more happens to it by itself.</summary>
    private const string IsFinished =
        "e.legal_hold is null and e.state not in (1, 2, 3, 4, 5, 13, 22) and not exists (select 1 from handoff h where h.exchange_n = e.n and h.due_at is not null) " +
        "and not exists (select 1 from receipt_out r where r.exchange_n = e.n and r.due_at is not null)";

    private const string Columns = "e.n, e.direction, e.state, e.as2_from, e.as2_to, e.message_id";

    internal static async ValueTask<string?> NextConnectionAsync(ISqlUnit unit, string? after)
    {
        if (after is null && await unit.OneAsync("select 1 from exchange where connection is null limit 1", static r => r.Number(0)) is 1)
        {
            return "";
        }

        return await unit.OneAsync("select min(connection) from exchange where connection > $1", static r => r.TextOrNull(0), after ?? "");
    }

    /// <summary>Whether a step would find anything; a look is no transaction of the writer's.</summary>
    internal static async ValueTask<bool> IsDueAsync(ISqlUnit unit, string connection, KeptAges ages, DateTimeOffset now)
    {
        var mark = await unit.OneAsync("select mark from retention where connection = $1", static r => r.Number(0), connection);
        if (await AnyAsync("e.n > $2 and e.n < $1", Before(now, ages.Wire), mark))
        {
            return true;
        }

        foreach (var (kept, age) in new[] { (Late, ages.Wire), (Evidence, ages.Evidence), (Row, ages.Row), (Key, ages.Key) })
        {
            if (await AnyAsync($"e.kept <> 0 and e.kept = $2 and e.n < $1 and {IsFinished}", Before(now, age), kept))
            {
                return true;
            }
        }

        return false;

        async ValueTask<bool> AnyAsync(string condition, long before, long value)
            => await unit.OneAsync($"select 1 from exchange e where {Of(connection, "$3")} and {condition} limit 1", static r => r.Number(0), before, value, connection) is 1;
    }

    internal static async ValueTask<RetentionStep> RemoveAsync(ISqlUnit unit, string connection, KeptAges ages, DateTimeOffset now)
    {
        // One process at a time: the other one waits here.
        var mark = await unit.OneAsync(
            "insert into retention(connection, mark) values ($1, 0) on conflict (connection) do update set mark = retention.mark returning mark", static r => r.Number(0), connection);
        var files = new List<PayloadId>();
        var reached = await unit.ManyAsync(
            $"select {Columns}, case when {IsFinished} then 1 else 0 end from exchange e where {Of(connection, "$4")} and e.n > $1 and e.n < $2 order by e.n limit $3 /*lock*/",
            static r => (Exchange: Read(r), IsFinished: r.Flag(6)), mark, Before(now, ages.Wire), Slice, connection);
        if (reached is not [])
        {
            foreach (var late in reached.Where(static r => !r.IsFinished))
            {
                await MarkAsync(unit, late.Exchange, Late);
            }

            var over = reached.Where(static r => r.IsFinished).Select(static r => r.Exchange).ToList();
            await WiresAsync(unit, connection, over, files);
            await unit.DoAsync("update retention set mark = $2 where connection = $1", connection, reached[^1].Exchange.Number);
            return new(KeptParts.Evidence, over.Count, files);
        }

        if (await DueAsync(unit, connection, Late, Before(now, ages.Wire)) is { Count: > 0 } wires)
        {
            await WiresAsync(unit, connection, wires, files);
            return new(KeptParts.Evidence, wires.Count, files);
        }

        if (await DueAsync(unit, connection, Evidence, Before(now, ages.Evidence)) is { Count: > 0 } evidence)
        {
            foreach (var exchange in evidence)
            {
                await EvidenceAsync(unit, exchange, files);
            }

            return new(KeptParts.Row, evidence.Count, files);
        }

        if (await DueAsync(unit, connection, Row, Before(now, ages.Row)) is { Count: > 0 } rows)
        {
            foreach (var exchange in rows)
            {
                await RowAsync(unit, connection, exchange);
            }

            return new(KeptParts.Key, rows.Count, files);
        }

        var keys = await DueAsync(unit, connection, Key, Before(now, ages.Key));
        foreach (var exchange in keys)
        {
            await KeyAsync(unit, exchange);
        }

        return new(keys.Count > 0 ? KeptParts.Key : null, keys.Count, files) { IsGone = true };
    }

    private static async ValueTask<List<Due>> DueAsync(ISqlUnit unit, string connection, int kept, long before)
        => await unit.ManyAsync(
            $"select {Columns} from exchange e where e.kept <> 0 and e.kept = $1 and {Of(connection, "$4")} and e.n < $2 and {IsFinished} order by e.n limit $3 /*lock*/", Read, kept, before, Slice, connection);

    private static async ValueTask WiresAsync(ISqlUnit unit, string connection, List<Due> exchanges, List<PayloadId> files)
    {
        foreach (var exchange in exchanges)
        {
            await WireAsync(unit, connection, exchange, files);
            await MarkAsync(unit, exchange, Evidence);
        }
    }

    /// <summary>In: what came, and copies of documents that are in the signed entity. Out: the package, and the key it can be made again with.</summary>
    private static async ValueTask WireAsync(ISqlUnit unit, string connection, Due exchange, List<PayloadId> files)
    {
        var kept = await unit.ManyAsync("select distinct object from document where exchange_n = $1", static r => r.Text(0), exchange.Number);
        if (exchange.IsOut)
        {
            await unit.DoAsync("update outbound set body = null, content_key = null where exchange_n = $1", exchange.Number);
        }
        else
        {
            var (entity, isSigned, wireBytes) = await unit.OneAsync(
                "select entity, case when signature is null then 0 else 1 end, case when wire is null then -1 else wire_bytes end from inbound where exchange_n = $1",
                static r => (r.TextOrNull(0), r.Flag(1), r.Number(2)), exchange.Number);
            if (entity is not null)
            {
                // A multipart/signed has its headers in the entity: the documents can be decoded from it again.
                kept = isSigned ? [entity] : [.. kept, entity];
            }

            await unit.DoAsync("update inbound set wire = null where exchange_n = $1", exchange.Number);
            if (exchange.State is ExchangeState.Refused && wireBytes > 0)
            {
                await Quota.LightenAsync(unit, connection, wireBytes);
            }
        }

        await UnnameAsync(unit, exchange.Number, kept, files);
    }

    private static async ValueTask EvidenceAsync(ISqlUnit unit, Due exchange, List<PayloadId> files)
    {
        if (exchange.IsOut)
        {
            await unit.DoAsync("update outbound set recipe = null, certificates = null where exchange_n = $1", exchange.Number);
            await unit.DoAsync("update receipt_in set body = $2, headers = '[]' where exchange_n = $1", exchange.Number, ReadOnlyMemory<byte>.Empty);
        }
        else
        {
            await unit.DoAsync("update inbound set entity = null, signature = null, certificates = '[]' where exchange_n = $1", exchange.Number);
        }

        await UnnameAsync(unit, exchange.Number, [], files);
        await MarkAsync(unit, exchange, Row);
    }

    /// <summary>Only an accepted message has a key that outlives its row: then so much stays of it as answers a repeat.</summary>
    private static async ValueTask RowAsync(ISqlUnit unit, string connection, Due exchange)
    {
        await ForgetNamesAsync(unit, exchange);
        await unit.DoAsync("delete from file_name_key where exchange_n = $1", exchange.Number);
        if (exchange.State is not ExchangeState.Accepted)
        {
            if (exchange.State is ExchangeState.Refused)
            {
                await Quota.ReleaseAsync(unit, connection, 0);
            }

            await unit.DoAsync("delete from exchange where n = $1", exchange.Number);
            return;
        }

        foreach (var table in new[] { "document", "envelope", "envelope_control", "attempt", "timeline", "handoff" })
        {
            await unit.DoAsync($"delete from {table} where exchange_n = $1", exchange.Number);
        }

        await unit.DoAsync("update inbound set headers = '[]', layers = '[]', remote_address = null, hint = null where exchange_n = $1", exchange.Number);
        await unit.DoAsync("update exchange set subject = null, file_names = null, id_start = null, detail = null, cause = null where n = $1", exchange.Number);
        await MarkAsync(unit, exchange, Key);
    }

    private static async ValueTask KeyAsync(ISqlUnit unit, Due exchange)
    {
        var wire = await unit.OneAsync("select wire_sha256 from inbound where exchange_n = $1", static r => r.Bytes(0), exchange.Number);
        var id = exchange.MessageId is { } raw ? MessageId.Parse(raw).Value?.Bare ?? raw : "sha256:" + Convert.ToHexStringLower(wire ?? []);
        if (await unit.DoAsync(
            "delete from message_key where as2_from = $1 and as2_to = $2 and message_id = $3 and exchange_n = $4", exchange.From, exchange.To, SqlCodec.Key(id), exchange.Number) is 0)
        {
            // Spelt otherwise by an earlier program: found among those of its pair.
            await unit.DoAsync("delete from message_key where as2_from = $1 and as2_to = $2 and exchange_n = $3", exchange.From, exchange.To, exchange.Number);
        }

        await unit.DoAsync("delete from exchange where n = $1", exchange.Number);
    }

    /// <summary>Takes the exchange's name off all objects but these. A small one goes with its last name, a large one is told.</summary>
    private static async ValueTask UnnameAsync(ISqlUnit unit, long number, List<string> kept, List<PayloadId> files)
    {
        foreach (var name in await unit.ManyAsync("select object from payload_name where exchange_n = $1", static r => r.Text(0), number))
        {
            if (kept.Contains(name, StringComparer.Ordinal))
            {
                continue;
            }

            await unit.DoAsync("delete from payload_name where object = $1 and exchange_n = $2", name, number);
            if (await unit.OneAsync("select 1 from payload_name where object = $1 limit 1", static r => r.Number(0), name) is not 1
                && await unit.DoAsync("delete from payload_blob where object = $1", name) is 0)
            {
                files.Add(new(name));
            }
        }
    }

    private static async ValueTask ForgetNamesAsync(ISqlUnit unit, Due exchange)
    {
        if (unit.HasPendingNames)
        {
            await unit.DoAsync("delete from exchange_name_pending where n = $1", exchange.Number);
            await unit.DoAsync("delete from exchange_name where rowid = $1", exchange.Number);
        }
    }

    private static async ValueTask MarkAsync(ISqlUnit unit, Due exchange, int kept) => await unit.DoAsync("update exchange set kept = $2 where n = $1", exchange.Number, kept);

    private static long Before(DateTimeOffset now, TimeSpan age)
        => now - DateTimeOffset.UnixEpoch <= age ? 0 : SqlCodec.Number(now - age, 0);

    private static string Of(string connection, string parameter) => connection is "" ? $"e.connection is null and {parameter} = ''" : $"e.connection = {parameter}";

    private static Due Read(ISqlRow r) => new(r.Number(0), r.Int(1) is (int)Direction.Out, (ExchangeState)r.Int(2), r.Text(3), r.Text(4), r.TextOrNull(5));

    private sealed record Due(long Number, bool IsOut, ExchangeState State, string From, string To, string? MessageId);
}
