using System.Net.Sockets;
using Npgsql;

namespace Waybill.Gateway.Stores;

/// <summary>PostgreSQL's errors in words for an operator: which server and database, and what to do. Never a password.</summary>
internal static class PostgresFaults
{
    /// <summary>Whether the same unit may well succeed when it is run again.</summary>
    internal static bool IsTransient(Exception e) => e switch
    {
        PostgresException p => p.SqlState is PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected || IsGoingAway(p),
        NpgsqlException n => n.IsTransient || n.InnerException is IOException or SocketException,
        ObjectDisposedException => true,
        _ => false,
    };

    internal static JournalException Translate(string name, Exception e)
    {
        var sentence = e switch
        {
            PostgresException { SqlState: PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification } =>
                $"The database {name} does not let the gateway in. Look at the user and password of Waybill:Database and at the server's pg_hba.conf.",
            PostgresException { SqlState: PostgresErrorCodes.InvalidCatalogName } => $"There is no database {name}. Create it, or correct Waybill:Database.",
            PostgresException { SqlState: PostgresErrorCodes.InsufficientPrivilege } => $"The gateway's user may not do that in the database {name}. Make it the owner of the database.",
            PostgresException { SqlState: PostgresErrorCodes.DiskFull } => $"The disk of the database {name} is full. Free some space; nothing is lost.",
            PostgresException { SqlState: PostgresErrorCodes.TooManyConnections } => $"The database {name} has no connection left. Raise max_connections, or lower Maximum Pool Size.",
            PostgresException { SqlState: PostgresErrorCodes.ReadOnlySqlTransaction } => $"The database {name} is read only, perhaps a replica. Name the primary server.",
            PostgresException p when IsGoingAway(p) => $"The database {name} is shutting down or starting. The gateway goes on when it is back.",
            PostgresException => $"The database {name} answered with an error.",
            _ => $"The database {name} cannot be reached. Look whether the server runs and the address in Waybill:Database is right; the gateway goes on when it is back.",
        };
        return new($"{sentence} (PostgreSQL: {(e as PostgresException)?.MessageText ?? e.GetType().Name})", e);
    }

    private static bool IsGoingAway(PostgresException p) => p.SqlState is PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow;
}
