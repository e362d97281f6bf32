namespace Waybill.Gateway.Stores;

/// <summary>One row while it is read. Columns count from 0.</summary>
internal interface ISqlRow
{
    bool IsNull(int column);

    long Number(int column);

    string Text(int column);

    byte[] Bytes(int column);
}

/// <summary>One transaction. Everything in it is committed and synced together, or nothing is.</summary>
/// <remarks>Statements are written once for both databases, with parameters <c>$1</c>, <c>$2</c> and the marks of <see cref="SqlDialect"/>.
/// On SQLite every call completes before it returns. Not safe for concurrent calls.</remarks>
internal interface ISqlUnit
{
    /// <summary>Runs a statement. Returns how many rows it changed.</summary>
    ValueTask<int> DoAsync(string sql, params ReadOnlySpan<SqlValue> values);

    /// <summary>The first row, or the default.</summary>
    ValueTask<T?> OneAsync<T>(string sql, Func<ISqlRow, T> read, params ReadOnlySpan<SqlValue> values);

    /// <summary>All rows.</summary>
    ValueTask<List<T>> ManyAsync<T>(string sql, Func<ISqlRow, T> read, params ReadOnlySpan<SqlValue> values);

    /// <summary>The number of a new exchange: its time, and what tells it from others of the same millisecond.</summary>
    ValueTask<long> NewNumberAsync(DateTimeOffset at);

    /// <summary>Tells the journal's listeners after the commit that something is due in a scope.</summary>
    ValueTask DueAsync(string scope);

    /// <summary>Tells those who look at the journal after the commit that something looks different. Costs no statement.</summary>
    void Changed(string topic, string id);

    /// <summary>Whether file names go into an index of their own, later.</summary>
    bool HasPendingNames { get; }

    /// <summary>Gives up: nothing of this unit is kept, though it ends without an exception.</summary>
    void Discard();
}
