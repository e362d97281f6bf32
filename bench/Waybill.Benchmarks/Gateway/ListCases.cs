using Microsoft.Data.Sqlite;
using Waybill.Gateway.Stores;

namespace Waybill.Benchmarks;

/// <summary>One question to a list.</summary>
/// <param name="Name">For the table.</param>
/// <param name="Path">Of the API, with its query.</param>
/// <param name="IsPromised">Whether the time is promised: by time with any one filter.</param>
internal sealed record ListCase(string Name, string Path, bool IsPromised = true);

/// <summary>Every filter of the list of exchanges, with values that few and that many exchanges have.</summary>
internal static class ListCases
{
    private const string List = "/api/v1/exchanges?";

    private static readonly string[] States = ["accepted", "refused", "delivered", "failed", "rejected", "mic_mismatch", "awaiting_receipt", "retry_wait", "cancelled", "overdue"];

    public static List<ListCase> All(string database)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = database, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        connection.Open();
        string Ask(string sql)
        {
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            return Convert.ToString(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture)!;
        }

        var middle = SqlCodec.TimeOf(long.Parse(Ask("select min(n) / 2 + max(n) / 2 from exchange"), System.Globalization.CultureInfo.InvariantCulture));
        var (day, next) = (middle.ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture), middle.AddDays(1).ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture));
        var id = Ask("select id from exchange where n > (select min(n) / 2 + max(n) / 2 from exchange) order by n limit 1");
        var messageId = Uri.EscapeDataString(Ask("select message_id from exchange where direction = 1 and n > (select min(n) / 2 + max(n) / 2 from exchange) order by n limit 1"));
        var number = Ask("select number from envelope where number is not null order by exchange_n limit 1");
        return
        [
            new("newest", List + "limit=50"),
            new("newest, 200 lines", List + "limit=200"),
            new("a day in the middle", $"{List}from={day}&until={next}"),
            new("direction in", List + "direction=in"),
            new("direction out", List + "direction=out"),
            .. States.Select(s => new ListCase($"state {s}", $"{List}state={s}")),
            new("several states", List + "state=failed,rejected,mic_mismatch,overdue"),
            new("connection, many", List + "connection=partner-00"),
            new("connection, few", $"{List}connection={JournalFill.Rare}"),
            new("connection, none", List + "connection=nobody"),
            new("unmatched", List + "unmatched=true"),
            new("our id", $"{List}id={id}"),
            new("our id, 6 digits", $"{List}id={id[..6]}"),
            new("Message-ID", $"{List}id={messageId}"),
            new("Message-ID, 3 digits", $"{List}id={id[..3]}"),
            new("file name, few", List + "fileName=_0004711"),
            new("file name, many", List + "fileName=.edi"),
            new("file name, 3 letters", List + "fileName=PTS"),
            new("file name, none", List + "fileName=nowhere"),
            new("type, many", List + "documentType=850"),
            new("type, few", List + "documentType=867"),
            new("type, none", List + "documentType=000"),
            new("document number", $"{List}documentNumber={number}"),
            new("document number, none", List + "documentNumber=nothing"),
            new("control number", List + "controlNumber=000004711"),
            new("control number, many", List + "controlNumber=0001"),
            new("connection and state", List + "connection=partner-07&state=failed", IsPromised: false),
            new("connection, few, and direction", $"{List}connection={JournalFill.Rare}&direction=in", IsPromised: false),
            new("file name, many, and connection, few", $"{List}fileName=.edi&connection={JournalFill.Rare}", IsPromised: false),
            new("type, many, and state, few", List + "documentType=850&state=mic_mismatch", IsPromised: false),
            new("type, many, and connection, few", $"{List}documentType=850&connection={JournalFill.Rare}", IsPromised: false),
            new("one exchange", "/api/v1/exchanges/" + id),
            new("alerts", "/api/v1/alerts"),
            new("connections", "/api/v1/connections"),
        ];
    }
}
