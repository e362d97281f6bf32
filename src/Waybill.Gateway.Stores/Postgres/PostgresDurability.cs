using Npgsql;

namespace Waybill.Gateway.Stores;

/// <summary>Whether the server keeps what it acknowledged: what would lose messages in a power cut refuses the start, what would lose them in a failover is an alert.</summary>
internal static class PostgresDurability
{
    /// <summary>What readiness asks again and again: settings can be changed while the gateway runs.</summary>
    internal const string Settings = "current_setting('fsync') || ' ' || current_setting('synchronous_commit')";

    private const string Kind = "replica-asynchronous";
    private const int OldestServer = 15;

    /// <exception cref="JournalException">The server is too old.</exception>
    internal static void CheckVersion(Version version, string name)
    {
        if (version.Major < OldestServer)
        {
            throw new JournalException($"The database {name} runs on PostgreSQL {version}. Waybill needs {OldestServer} or newer: upgrade the server, or name another one.");
        }
    }

    /// <exception cref="JournalException">It would forget a commit.</exception>
    internal static async Task CheckAsync(NpgsqlConnection connection, string name, CancellationToken ct)
    {
        if (Problem(await PostgresSetup.AskAsync(connection, "select " + Settings, ct), name) is { } problem)
        {
            throw new JournalException(problem);
        }
    }

    /// <summary>What is wrong with the values of <see cref="Settings"/>, and the cure; null when nothing is.</summary>
    internal static string? Problem(string settings, string name) => settings.Split(' ') switch
    {
        ["on", "off"] =>
            $"The database {name} has synchronous_commit = off: a crash would lose acknowledged messages. Set it to on in postgresql.conf, or for the database or user.",
        ["on", _] => null,
        _ => $"The server of the database {name} runs with fsync = off: a power cut would lose acknowledged messages. Set fsync = on in postgresql.conf.",
    };

    /// <summary>Raises an alert while there are replicas and no commit waits for one of them; resolves it when that is no longer so. Looked at once, at the start.</summary>
    /// <remarks>Who may not read the statistics sees that there are replicas, and not of which kind: then the setting decides.</remarks>
    internal static async Task WarnAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        const string Asynchronous =
            "select case when count(*) > 0 and (current_setting('synchronous_standby_names') = '' or current_setting('synchronous_commit') = 'local' " +
            "or (bool_and(sync_state is not null) and not bool_or(sync_state in ('sync', 'quorum')))) then string_agg(distinct coalesce(nullif(application_name, ''), 'a replica'), ', ') end " +
            "from pg_stat_replication where coalesce(state, 'streaming') = 'streaming'";
        var replicas = await PostgresSetup.AskAsync(connection, Asynchronous, ct);
        if (replicas is "")
        {
            await PostgresSetup.RunAsync(
                connection, $"update alert set resolved_at = (extract(epoch from now()) * 1000)::bigint where kind = '{Kind}' and resolved_at is null", ct);
            return;
        }

        await using var raise = new NpgsqlCommand(
            $"insert into alert(kind, subject, severity, text, raised_at, last_at, count) select '{Kind}', 'store', 1, $1, t, t, 1 " +
            "from (select (extract(epoch from now()) * 1000)::bigint t) x on conflict (kind, subject) where resolved_at is null do update set text = excluded.text", connection);
        raise.Parameters.Add(new NpgsqlParameter<string>
        {
            TypedValue = $"The database is copied to {SqlCodec.Cut(replicas, 500)} asynchronously: after a failover to it, exchanges that were acknowledged may be missing. " +
                "Name it in synchronous_standby_names, or fail over to it only when the loss is known.",
        });
        await raise.ExecuteNonQueryAsync(ct);
    }
}
