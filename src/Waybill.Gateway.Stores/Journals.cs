using Waybill.Gateway.Stores;

namespace Waybill.Gateway;

/// <summary>Opens the journal a connection string names.</summary>
public static class Journals
{
    /// <summary>Opens the journal, and creates or migrates its tables.</summary>
    /// <param name="connectionString"><c>Data Source=…</c> is a SQLite file; anything else is a PostgreSQL connection string.</param>
    /// <param name="time">The clock.</param>
    /// <param name="ct">Cancels opening.</param>
    /// <exception cref="JournalException">The database cannot be used: locked by another process, unreachable, not durable, of a newer version. Says what to do.</exception>
    public static async ValueTask<IJournal> OpenAsync(string connectionString, TimeProvider time, CancellationToken ct = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        ArgumentNullException.ThrowIfNull(time);
        return IsSqlite(connectionString)
            ? await SqliteJournal.OpenAsync(connectionString, time, ct)
            : await PostgresJournal.OpenAsync(connectionString, time, ct);
    }

    /// <summary>Whether a connection string names a SQLite file.</summary>
    public static bool IsSqlite(string connectionString)
    {
        ArgumentNullException.ThrowIfNull(connectionString);
        return connectionString.TrimStart().StartsWith("Data Source", StringComparison.OrdinalIgnoreCase)
            || connectionString.TrimStart().StartsWith("DataSource", StringComparison.OrdinalIgnoreCase)
            || connectionString.TrimStart().StartsWith("Filename", StringComparison.OrdinalIgnoreCase);
    }
}
