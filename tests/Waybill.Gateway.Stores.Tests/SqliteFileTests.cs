using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;
using Waybill.As2;
using Waybill.Gateway.Stores;

namespace Waybill.Gateway.Stores.Tests;

/// <summary>What is SQLite's alone: the file, its lock, its log, the group.</summary>
public sealed class SqliteFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("waybill-file").FullName;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string Database => Path.Combine(_folder, "waybill.db");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_second_gateway_on_the_same_file_is_refused_with_the_file_and_what_to_do()
    {
        await using (await OpenAsync(Database))
        {
            var refused = await Assert.ThrowsAsync<JournalException>(async () => await OpenAsync(Database));
            Assert.StartsWith($"Another gateway uses the database {Database}", refused.Message, StringComparison.Ordinal);
        }

        await using var again = await OpenAsync(Database);
        Assert.True(again.IsAlone);
    }

    [Fact]
    public async Task Closing_it_twice_is_closing_it_once()
    {
        var journal = await OpenAsync(Database);
        await journal.DisposeAsync();
        await journal.DisposeAsync();

        await using var again = await OpenAsync(Database);
        Assert.Null(await again.ProblemAsync(Ct));
    }

    [Fact]
    public async Task Alone_an_owner_keeps_what_an_earlier_process_had_whatever_the_clock_does()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));
        await using (var earlier = await OpenAsync(Database))
        {
            Assert.Equal(1, (await earlier.Owners.TakeAsync("c", "earlier", TimeSpan.FromDays(36_500), isAlone: true, Ct))!.Epoch);
        }

        await using var journal = await Journals.OpenAsync($"Data Source={Database}", time, Ct);
        using var owners = new LocalOwners(journal.Owners, journal.IsAlone);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        owners.Want(["c"]);
        await using var watch = owners.Watch(end.Token).GetAsyncEnumerator(Ct);
        Assert.True(await watch.MoveNextAsync());
        var owned = watch.Current;
        Assert.Equal(2, owned.Lease.Epoch);
        foreach (var jump in new[] { 400.0, -800, 0.001 })
        {
            time.AdjustTime(time.GetUtcNow().AddDays(jump));
            Assert.True(await journal.Owners.RenewAsync(owned.Lease, TimeSpan.FromDays(36_500), Ct));
            Assert.False(owned.Lost.IsCancellationRequested);
        }
    }

    [Fact]
    public async Task The_index_of_file_names_grows_and_is_merged_in_slices_and_finds_every_name()
    {
        const string Parts = "select count(distinct segid) from exchange_name_idx";
        await (await OpenAsync(Database)).DisposeAsync();
        using (var session = SqliteSession.Open(Database, isReader: false))
        {
            session.RunAll(
                "insert into exchange(n, id, direction, state, as2_from, as2_to, updated_at, file_names) with recursive i(i) as (select 1 union all select i + 1 from i where i < 400) " +
                "select i, printf('%032x', i), 1, 20, 'a', 'b', 0, case when i = 100 then printf('%.*c', 3000, 'x') else 'invoice-' || printf('%05d', i) || '.edi' end from i; " +
                "insert into exchange_name_pending(n) select n from exchange");
            var slices = 1;
            for (; await SliceAsync(session, SqliteNames.IndexAsync); slices++)
            {
            }

            // Of 32 rows each: 96, the 3 before a long name, that one alone, and 300.
            Assert.Equal((3 + 1 + 1 + 10, 15L), (slices, session.Ask(Parts)));
            while (await SliceAsync(session, SqliteNames.MergeAsync))
            {
            }

            Assert.InRange(session.Ask(Parts), 1, 4);
            Assert.Equal((0L, 0L), (session.Ask("select count(*) from exchange_name_pending"), session.Ask("select v from exchange_name_config where k = 'automerge'")));
        }

        await using var journal = await OpenAsync(Database);
        foreach (var name in new[] { "00001.edi", "00399", "xxxxxx" })
        {
            Assert.Single((await journal.ListAsync(new() { FileName = name }, null, 9, Ct)).Items);
        }

        static async ValueTask<bool> SliceAsync(SqliteSession session, Func<ISqlUnit, ValueTask<bool>> work)
        {
            session.RunAll("begin immediate");
            var isMore = await work(session);
            session.RunAll("commit");
            return isMore;
        }
    }

    [Fact]
    public async Task The_file_is_set_up_to_lose_nothing()
    {
        await using var journal = await OpenAsync(Database);
        Assert.Equal(2, await AskAsync(journal, "pragma synchronous"));
        Assert.Equal(0, await AskAsync(journal, "pragma wal_autocheckpoint"));
        Assert.Equal(2, await AskAsync(journal, "pragma auto_vacuum"));
        Assert.Equal(1, await AskAsync(journal, "select count(*) from pragma_journal_mode where journal_mode = 'wal'"));
        Assert.Equal(1, await AskAsync(journal, "pragma foreign_keys"));
    }

    [Theory]
    [InlineData("Data Source=:memory:")]
    [InlineData("Data Source=x;Mode=Memory")]
    [InlineData("Data Source=")]
    public async Task A_journal_in_memory_is_refused(string connectionString)
        => Assert.Contains("memory", (await Assert.ThrowsAsync<JournalException>(async () => await Journals.OpenAsync(connectionString, TimeProvider.System, Ct))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task A_file_of_a_newer_version_or_of_another_kind_is_refused_and_left_alone()
    {
        await (await OpenAsync(Database)).DisposeAsync();
        using (var connection = new SqliteConnection($"Data Source={Database};Pooling=false"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "pragma user_version = 999";
            command.ExecuteNonQuery();
        }

        Assert.Contains("newer", (await Assert.ThrowsAsync<JournalException>(async () => await OpenAsync(Database))).Message, StringComparison.Ordinal);
        var other = Path.Combine(_folder, "other.db");
        await File.WriteAllTextAsync(other, new string('x', 10_000), Ct);
        Assert.Contains("no database of Waybill", (await Assert.ThrowsAsync<JournalException>(async () => await OpenAsync(other))).Message, StringComparison.Ordinal);
        Assert.Equal(10_000, new FileInfo(other).Length);
    }

    [Fact]
    public async Task When_a_group_is_not_committed_every_caller_in_it_hears_so_and_nothing_is_kept()
    {
        await using var journal = await OpenAsync(Database);
        using var gate = new ManualResetEventSlim();
        var first = journal.Writer.RunAsync(
            u =>
            {
                gate.Wait();
                return u.DoAsync("insert into pulse(n, at) values (1, 1)");
            },
            Ct);
        var others = Enumerable.Range(2, 20).Select(i => journal.Writer.RunAsync(u => u.DoAsync("insert into pulse(n, at) values ($1, 1)", i), Ct).AsTask()).ToArray();
        var commits = 0;
        journal.Writer.BeforeCommit = () => _ = ++commits == 1 ? throw new JournalException("no commit") : 0;
        gate.Set();
        await Assert.ThrowsAsync<JournalException>(async () => await first);
        foreach (var other in others)
        {
            await Assert.ThrowsAsync<JournalException>(() => other);
        }

        Assert.Equal(0, await AskAsync(journal, "select count(*) from pulse"));
        Assert.Equal(1, await journal.Writer.RunAsync(u => u.DoAsync("insert into pulse(n, at) values (1, 1)"), Ct));
    }

    [Fact]
    public async Task A_unit_that_fails_in_a_group_takes_nothing_of_the_others_with_it()
    {
        await using var journal = await OpenAsync(Database);
        using var gate = new ManualResetEventSlim();
        var first = journal.Writer.RunAsync(
            u =>
            {
                gate.Wait();
                return u.DoAsync("insert into pulse(n, at) values (1, 1)");
            },
            Ct).AsTask();
        var bad = journal.Writer.RunAsync(
            async u =>
            {
                await u.DoAsync("insert into pulse(n, at) values (2, 1)");
                return await u.DoAsync("insert into pulse(n, at) values (1, 1)");
            },
            Ct).AsTask();
        using var cancelled = new CancellationTokenSource();
        var late = journal.Writer.RunAsync(u => u.DoAsync("insert into pulse(n, at) values (4, 1)"), cancelled.Token).AsTask();
        var good = journal.Writer.RunAsync(u => u.DoAsync("insert into pulse(n, at) values (3, 1)"), Ct).AsTask();
        await cancelled.CancelAsync();
        gate.Set();
        await first;
        await Assert.ThrowsAsync<JournalException>(() => bad);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => late);
        await good;
        Assert.Equal(4, await AskAsync(journal, "select sum(n) from pulse"));
    }

    [Fact]
    public async Task What_comes_while_a_group_is_written_shares_the_next_commit()
    {
        await using var journal = await OpenAsync(Database);
        var commits = 0;
        journal.Writer.BeforeCommit = () => commits++;
        using var gate = new ManualResetEventSlim();
        var first = journal.Writer.RunAsync(
            u =>
            {
                gate.Wait();
                return u.DoAsync("insert into pulse(n, at) values (1, 1)");
            },
            Ct).AsTask();
        var others = Enumerable.Range(2, 50).Select(i => journal.Writer.RunAsync(u => u.DoAsync("insert into pulse(n, at) values ($1, 1)", i), Ct).AsTask()).ToArray();
        gate.Set();
        await Task.WhenAll([first, .. others]);
        Assert.InRange(commits, 1, 2);
        Assert.Equal(51, await AskAsync(journal, "select count(*) from pulse"));
    }

    [Fact]
    public async Task What_a_kill_leaves_on_the_disk_before_the_commit_is_nothing_and_after_it_everything()
    {
        await using var journal = await OpenAsync(Database);
        var before = Message("<1@x>");
        await journal.AcceptAsync(before, Ct);

        // What the system keeps of a killed process is what its files hold at that moment.
        var message = Message("<2@x>");
        var steps = 0;
        journal.Writer.Session.Step = step => Copy($"step-{steps = step}");
        journal.Writer.BeforeCommit = () => Copy("commit");
        await journal.AcceptAsync(message, Ct);
        journal.Writer.Session.Step = null;
        journal.Writer.BeforeCommit = null;
        Copy("after");
        Assert.True(steps > 5);
        foreach (var name in Enumerable.Range(1, steps).Select(i => $"step-{i}").Append("commit").Append("after"))
        {
            await using var copy = await OpenAsync(Path.Combine(_folder, name, "waybill.db"));
            Assert.NotNull(await copy.FindAsync(before.Id, Ct));
            var isThere = name is "after";
            Assert.Equal(isThere, await copy.FindAsync(message.Id, Ct) is not null);
            Assert.Equal(isThere, await copy.NamesAsync(message.Entity, Ct));
            Assert.Equal(isThere ? 2 : 1, (await copy.Handoffs.ClaimAsync("folder", 9, DateTimeOffset.MaxValue.AddYears(-1), DateTimeOffset.MaxValue.AddYears(-1), Ct)).Count);
            Assert.Equal(isThere, await copy.AcceptAsync(Message("<2@x>"), Ct) is AcceptOutcome.Repeat);
        }
    }

    [Fact]
    public async Task The_log_stays_bounded_under_steady_writing()
    {
        await using var journal = await OpenAsync(Database);
        var bytes = new byte[40_000];
        for (var i = 0; i < 1500; i++)
        {
            var n = i;
            await journal.Writer.RunAsync(u => u.DoAsync(
                "insert into receipt_in(at, is_synchronous, headers, body, outcome, is_authentic, sentence) values (1, 0, '', $1, 0, 0, $2)", (ReadOnlyMemory<byte>)bytes, $"{n}"), Ct);
        }

        // 1500 × 40 KB and more went through it.
        Assert.InRange(new FileInfo(Database + "-wal").Length, 1, 48 << 20);
        Assert.Equal(1500, await AskAsync(journal, "select count(*) from receipt_in"));
    }

    [Fact]
    public async Task A_unit_larger_than_all_caches_reads_what_it_wrote_and_leaves_nothing_when_it_fails()
    {
        await using var journal = await OpenAsync(Database);
        await Assert.ThrowsAsync<JournalException>(async () => await journal.Writer.RunAsync(u => LargeAsync(u, fails: true), Ct));
        Assert.Equal(0, await AskAsync(journal, "select count(*) from receipt_in"));
        Assert.Equal(600 * 600 * 200, await journal.Writer.RunAsync(u => LargeAsync(u, fails: false), Ct));
        await journal.DisposeAsync();
        await using var again = await OpenAsync(Database);
        Assert.Equal(600 * 600 * 200, await AskAsync(again, "select sum(length(body)) from receipt_in"));
        Assert.Equal(0, await AskAsync(again, "select count(*) from pragma_quick_check where quick_check <> 'ok'"));
    }

    private static async ValueTask<long> LargeAsync(ISqlUnit unit, bool fails)
    {
        for (var i = 0; i < 600; i++)
        {
            await unit.DoAsync(
                "insert into receipt_in(at, is_synchronous, headers, body, outcome, is_authentic, sentence) values (1, 0, '', zeroblob(120000), 0, 0, $1)", $"{i}");
        }

        return fails ? throw new JournalException("broken by the test") : await unit.OneAsync("select sum(length(body)) from receipt_in", static r => r.Number(0));
    }

    [Fact]
    public async Task Indexing_names_goes_through_those_that_wait_and_not_through_the_journal()
    {
        await using var journal = await OpenAsync(Database);
        var plan = await journal.Writer.RunAsync(u => u.ManyAsync("explain query plan " + SqliteNames.Index, static r => r.Text(3), 1), Ct);
        Assert.StartsWith("SEARCH p ", plan[0], StringComparison.Ordinal);
        Assert.Equal("SEARCH e USING INTEGER PRIMARY KEY (rowid=?)", plan[1]);
    }

    [Fact]
    public async Task A_closed_journal_says_so()
    {
        var journal = await OpenAsync(Database);
        await journal.DisposeAsync();
        await Assert.ThrowsAsync<JournalException>(async () => await journal.AcceptAsync(Message("<1@x>"), Ct));
    }

    private static AcceptedMessage Message(string id)
    {
        var entity = new PayloadId(Guid.NewGuid().ToString("N"));
        var now = DateTimeOffset.FromUnixTimeMilliseconds(1_790_000_000_000);
        return new()
        {
            Id = ExchangeId.New(now), From = "A", To = "B", MessageId = id, ReceivedAt = now, Connection = "c", Headers = [], WireSha256 = new byte[32], WireBytes = 1,
            Mic = Mic.Parse("RBNvo1WzZ4oRRq0W9+hknpT7T8If536DEMBg9hyq/4o=, sha-256").Value, Answer = new(200, [], Array.Empty<byte>()), Key = new("A", "B", id.Trim('<', '>')),
            IsAuthenticated = true, Entity = entity, Documents = [new("a.edi", "text/plain", null, entity, 0, 1, null)], Consumers = ["folder"],
        };
    }

    private static async Task<SqliteJournal> OpenAsync(string path) => (SqliteJournal)await Journals.OpenAsync($"Data Source={path}", TimeProvider.System, Ct);

    private static ValueTask<long> AskAsync(SqliteJournal journal, string sql) => journal.Writer.RunAsync(u => u.OneAsync(sql, static r => r.Number(0)), Ct);

    private void Copy(string name)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder, name)).FullName;
        foreach (var file in new[] { "waybill.db", "waybill.db-wal" })
        {
            File.Copy(Path.Combine(_folder, file), Path.Combine(folder, file));
        }
    }
}
