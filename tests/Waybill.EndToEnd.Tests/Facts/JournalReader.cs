using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using Npgsql;
using Waybill.Gateway;
using Waybill.Gateway.Stores;

namespace Waybill.EndToEnd.Tests;

/// <summary>Reads what a gateway holds, by SQL of its own: what the gateway's own reading would hide is seen too.</summary>
internal static class JournalReader
{
    /// <summary>How long something due may wait.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Rows that are not at their end. May be asked while the gateway runs.</summary>
    internal static async Task<long> OpenRowsAsync(GatewayHome home, CancellationToken ct)
    {
        await using var connection = await OpenAsync(home, ct);
        return await CountAsync(
            connection,
            """
            select (select count(*) from exchange where state in (1, 2, 3, 4, 5, 22)) + (select count(*) from receipt_out where due_at is not null)
                + (select count(*) from handoff where due_at is not null)
            """,
            ct);
    }

    /// <summary>Messages delivered so far. May be asked while the gateway runs.</summary>
    internal static async Task<long> DeliveredAsync(GatewayHome home, CancellationToken ct)
    {
        await using var connection = await OpenAsync(home, ct);
        return await CountAsync(connection, "select count(*) from exchange where state = 6", ct);
    }

    /// <summary>Sweeps the store of a gateway that has ended, and reads everything.</summary>
    /// <param name="home">Whose.</param>
    /// <param name="endedAt">When it ended.</param>
    /// <param name="ct">Cancels.</param>
    internal static async Task<GatewayFacts> ReadAsync(GatewayHome home, DateTimeOffset endedAt, CancellationToken ct)
    {
        await using var journal = await Journals.OpenAsync(home.Database, TimeProvider.System, ct);
        using var payloads = new PayloadStore(new(home.Payloads, new() { MinFreeBytes = 0, MinFreeShare = 0 }), journal.SmallPayloads);
        // Nobody is writing, so all ages may be swept.
        await payloads.SweepAsync(TimeProvider.System.GetUtcNow().AddDays(1), journal.NamesAsync, ct);
        await using var connection = await OpenAsync(home, ct);
        var named = (await RowsAsync(connection, "select distinct object from payload_name", static r => r.GetString(0), ct)).ToHashSet(StringComparer.Ordinal);
        HashSet<string> kept = [.. Files(home.Payloads).Select(f => Path.GetFileName(f)), .. await RowsAsync(connection, "select object from payload_blob", static r => r.GetString(0), ct)];
        return new()
        {
            Accepted = await AcceptedAsync(connection, payloads, ct),
            Sent = await RowsAsync(
                connection,
                """
                select as2_from, as2_to, message_id, state, (select sentence from attempt where exchange_n = n order by number desc limit 1)
                from exchange where direction = 2
                """,
                static r => new SentFact(r.GetString(0), r.GetString(1), Bare(r.GetString(2)), ((ExchangeState)r.GetInt64(3)).ToString(), r.IsDBNull(4) ? null : r.GetString(4)), ct),
            Receipts = await RowsAsync(connection,
                "select e.as2_from, e.as2_to, e.message_id, r.mic from receipt_in r join exchange e on e.n = r.exchange_n where r.is_authentic = 1",
                static r => new ReceiptFact(r.GetString(0), r.GetString(1), Bare(r.GetString(2)), r.IsDBNull(3) ? null : r.GetString(3)), ct),
            Files = [.. Files(home.Inbox).Select(f => new FileFact(Path.GetFileName(f), Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(f)))))],
            Overdue = await OverdueAsync(connection, endedAt - Patience, ct),
            Repeats = (int)await CountAsync(connection, "select count(*) from attempt where kind = 'duplicate'", ct),
            Unknown = (int)await CountAsync(connection, "select count(*) from attempt where sentence like 'Outcome unknown%'", ct),
            Orphans = [.. kept.Except(named, StringComparer.Ordinal)],
            Missing = [.. named.Except(kept, StringComparer.Ordinal)],
        };
    }

    private static async Task<IReadOnlyList<AcceptedFact>> AcceptedAsync(DbConnection connection, PayloadStore payloads, CancellationToken ct)
    {
        var documents = (await RowsAsync(connection, "select exchange_n, object, start, length from document order by exchange_n, ordinal",
            static r => (Exchange: r.GetInt64(0), Object: new PayloadId(r.GetString(1)), Start: r.GetInt64(2), Length: r.GetInt64(3)), ct)).ToLookup(d => d.Exchange);
        var rows = await RowsAsync(connection, "select e.n, e.as2_from, e.as2_to, e.message_id, i.mic from exchange e join inbound i on i.exchange_n = e.n where e.state = 20",
            static r => (Number: r.GetInt64(0), From: r.GetString(1), To: r.GetString(2), Id: Bare(r.GetString(3)), Mic: r.GetString(4)), ct);
        var accepted = new List<AcceptedFact>();
        foreach (var row in rows)
        {
            var digests = new List<string?>();
            foreach (var document in documents[row.Number])
            {
                digests.Add(await DigestAsync(payloads, document.Object, document.Start, document.Length, ct));
            }

            accepted.Add(new(row.From, row.To, row.Id, row.Mic, digests));
        }

        return accepted;
    }

    private static async Task<string?> DigestAsync(PayloadStore payloads, PayloadId id, long start, long length, CancellationToken ct)
    {
        try
        {
            await using var content = await payloads.OpenAsync(id, start, length, ct);
            return Convert.ToHexStringLower(await SHA256.HashDataAsync(content, ct));
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static async Task<IReadOnlyList<string>> OverdueAsync(DbConnection connection, DateTimeOffset before, CancellationToken ct)
    {
        var at = before.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        return await RowsAsync(
            connection,
            $"""
            select 'message ' || message_id || ' in state ' || cast(state as text) from exchange where (due_at is not null and due_at < {at} and state in (2, 4, 5)) or (state in (1, 3, 22) and updated_at < {at})
            union all select 'receipt of exchange ' || cast(exchange_n as text) from receipt_out where due_at is not null and due_at < {at}
            union all select 'handoff of exchange ' || cast(exchange_n as text) from handoff where due_at is not null and due_at < {at}
            """,
            static r => r.GetString(0), ct);
    }

    /// <summary>Everything below a folder: files begun and left behind by a death are among them.</summary>
    private static string[] Files(string folder) => Directory.Exists(folder) ? Directory.GetFiles(folder, "*", SearchOption.AllDirectories) : [];

    private static string Bare(string messageId) => messageId.Trim('<', '>');

    /// <summary>Takes an accepted message out of the journal: what a lost write would look like.</summary>
    internal static async Task ForgetAsync(GatewayHome home, string messageId, CancellationToken ct)
    {
        await using var connection = await OpenAsync(home, ct, toWrite: true);
        await using var command = connection.CreateCommand();
        command.CommandText = "delete from exchange where direction = 1 and trim(message_id, '<>') = $id";
        var id = command.CreateParameter();
        (id.ParameterName, id.Value) = ("$id", messageId);
        command.Parameters.Add(id);
        Assert.Equal(1, await command.ExecuteNonQueryAsync(ct));
    }

    private static async Task<DbConnection> OpenAsync(GatewayHome home, CancellationToken ct, bool toWrite = false)
    {
        DbConnection connection = home.IsSqlite
            ? new SqliteConnection(home.Database + (toWrite ? ";Pooling=False" : ";Mode=ReadOnly;Pooling=False"))
            : new NpgsqlConnection(home.Database + ";Pooling=false");
        await connection.OpenAsync(ct);
        return connection;
    }

    private static async Task<long> CountAsync(DbConnection connection, string sql, CancellationToken ct)
        => (await RowsAsync(connection, sql, static r => Convert.ToInt64(r[0], CultureInfo.InvariantCulture), ct))[0];

    private static async Task<IReadOnlyList<T>> RowsAsync<T>(DbConnection connection, string sql, Func<DbDataReader, T> read, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Every text is written here; the one number in it is ours.
        command.CommandText = sql;
#pragma warning restore CA2100
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new List<T>();
        while (await reader.ReadAsync(ct))
        {
            rows.Add(read(reader));
        }

        return rows;
    }
}
