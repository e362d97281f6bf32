using Waybill.Compliance;
using Waybill.Gateway.Stores;

namespace Waybill.Gateway.Stores.Tests;

public sealed class PostgresJournalTests : JournalCompliance
{
    private string _connectionString = "";

    private PostgresJournal Postgres => (PostgresJournal)Journal;

    public override async ValueTask DisposeAsync()
    {
        if (_connectionString.Length > 0)
        {
            await base.DisposeAsync();
            await PostgresServer.DropAsync(_connectionString);
        }
    }

    protected override async ValueTask<IJournal> CreateAsync()
    {
        _connectionString = await PostgresServer.NewSchemaAsync();
        return await OpenAgainAsync();
    }

    protected override async ValueTask<IJournal> OpenAgainAsync()
    {
        var journal = (PostgresJournal)await Journals.OpenAsync(_connectionString, TimeProvider.System, Ct);
        await journal.ListeningAsync();
        return journal;
    }

    protected override ValueTask<IJournal> OpenBesideAsync() => Journals.OpenAsync(_connectionString, TimeProvider.System, Ct);

    protected override void BreakAt(int? statement)
        => Postgres.Step = statement is { } n ? step => _ = step == n ? throw new JournalException("broken by the test") : 0 : null;

    protected override async ValueTask<string> CountsAsync() => await StoreProbe.CountsAsync(sql => PostgresServer.AskAsync(_connectionString, sql));

    protected override Task IndexNamesAsync() => Task.CompletedTask;

    protected override Task FillQuotaAsync() => PostgresServer.RunAsync(_connectionString, "insert into refused_quota(connection, kept, bytes) values ('', 9998, 0)");
}
