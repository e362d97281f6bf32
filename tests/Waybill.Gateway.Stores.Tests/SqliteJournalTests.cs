using Waybill.Compliance;
using Waybill.Gateway.Stores;

namespace Waybill.Gateway.Stores.Tests;

public sealed class SqliteJournalTests : JournalCompliance
{
    private readonly string _folder = Directory.CreateTempSubdirectory("waybill-sqlite").FullName;

    private string Database => Path.Combine(_folder, "waybill.db");

    private SqliteJournal Sqlite => (SqliteJournal)Journal;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    protected override ValueTask<IJournal> CreateAsync() => OpenAgainAsync();

    protected override ValueTask<IJournal> OpenAgainAsync() => Journals.OpenAsync($"Data Source={Database}", TimeProvider.System, Ct);

    protected override void BreakAt(int? statement)
        => Sqlite.Writer.Session.Step = statement is { } n ? step => _ = step == n ? throw new JournalException("broken by the test") : 0 : null;

    protected override async ValueTask<string> CountsAsync() => await StoreProbe.CountsAsync(sql => Sqlite.Writer.RunAsync(u => u.OneAsync(sql, static r => r.Number(0)), Ct));

    protected override async Task IndexNamesAsync()
    {
        while (await Sqlite.Writer.RunAsync(SqliteNames.IndexAsync, Ct))
        {
        }
    }

    protected override async Task FillQuotaAsync()
        => await Sqlite.Writer.RunAsync(u => u.DoAsync("insert into refused_quota(connection, kept, bytes) values ('', 9998, 0)"), Ct);
}
