using SQLitePCL;

namespace Waybill.Gateway.Stores;

/// <summary>SQLite's errors in words for an operator: which file, and what to do.</summary>
internal static class SqliteFaults
{
    internal static JournalException Translate(string path, int code, int extended, string message, Exception? cause)
    {
        var sentence = (code & 0xff) switch
        {
            raw.SQLITE_FULL => $"The disk that holds the database {path} is full. Free some space; nothing is lost.",
            raw.SQLITE_BUSY or raw.SQLITE_LOCKED => $"Another program works in the database {path}. Close it: only the gateway may write there.",
            raw.SQLITE_READONLY or raw.SQLITE_PERM => $"The database {path} cannot be written. Give the gateway's user the right to write the file and its folder.",
            raw.SQLITE_CANTOPEN => $"The database {path} cannot be opened. Look whether its folder exists and the gateway's user may write there.",
            raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB => $"The file {path} is damaged or no database of Waybill. Restore it from a backup, or name another file.",
            raw.SQLITE_IOERR => $"The disk that holds the database {path} failed. Look at the disk and the system's log.",
            _ => $"The database {path} answered with an error.",
        };
        return new($"{sentence} (SQLite {extended}: {message})", cause);
    }
}
