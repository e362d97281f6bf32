using Microsoft.Data.Sqlite;

namespace Waybill.Benchmarks;

/// <summary>Looks into the journal of a server that has ended: figures of messages that are not there would be worth nothing.</summary>
internal static class JournalCheck
{
    private const int Accepted20 = 20;
    private const int Delivered6 = 6;

    public static void Accepted(string database, int messages) => Expect(database, Accepted20, messages, besides: 0);

    /// <param name="database">The file.</param>
    /// <param name="messages">How many went out.</param>
    /// <param name="besides">How many others there are.</param>
    public static void Delivered(string database, int messages, int besides = 0) => Expect(database, Delivered6, messages, besides);

    private static void Expect(string database, int state, int messages, int besides)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = database, Pooling = false }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "select count(*), sum(state = $state) from exchange";
        command.Parameters.AddWithValue("$state", state);
        using var row = command.ExecuteReader();
        row.Read();
        var (all, good) = (row.GetInt64(0), row.IsDBNull(1) ? 0 : row.GetInt64(1));
        if (all != messages + besides || good != messages)
        {
            throw new InvalidOperationException($"{messages} messages were answered well; the journal has {all}, {good} of them as they should be.");
        }
    }
}
