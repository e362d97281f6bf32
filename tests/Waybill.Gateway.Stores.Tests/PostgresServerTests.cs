using Microsoft.Extensions.Time.Testing;
using Npgsql;
using Waybill.As2;
using Waybill.Gateway.Stores;

namespace Waybill.Gateway.Stores.Tests;

/// <summary>What is PostgreSQL's alone: several processes, a server that goes away, the start check.</summary>
public sealed class PostgresServerTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeMilliseconds(1_790_000_000_000);

    private string _connectionString = "";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _connectionString = await PostgresServer.NewSchemaAsync();

    public async ValueTask DisposeAsync()
    {
        if (_connectionString.Length > 0)
        {
            await PostgresServer.DropAsync(_connectionString);
        }
    }

    [Fact]
    public async Task Of_processes_that_start_at_once_one_makes_the_tables()
    {
        var journals = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => OpenAsync(_connectionString)));
        foreach (var journal in journals)
        {
            Assert.Null(await journal.ProblemAsync(Ct));
            await journal.DisposeAsync();
        }

        Assert.Equal(1, await PostgresServer.AskAsync(_connectionString, "select count(*) from schema_version"));
        Assert.Equal(1, await PostgresServer.AskAsync(_connectionString, "select count(*) from pg_indexes where indexname = 'exchange_name' and schemaname = current_schema()"));
    }

    [Fact]
    public async Task What_one_process_tells_of_changes_the_other_hears_and_it_itself_does_not()
    {
        await using var one = await OpenAsync(_connectionString);
        await using var two = await OpenAsync(_connectionString);
        await one.ListeningAsync();
        await two.ListeningAsync();
        var own = new System.Collections.Concurrent.ConcurrentQueue<JournalChange>();
        var heard = System.Threading.Channels.Channel.CreateUnbounded<JournalChange>();
        using var atOne = one.OnChanged(own.Enqueue);
        // Other tests tell in the same database.
        using var atTwo = two.OnChanged(change => _ = change.Topic.StartsWith("test-", StringComparison.Ordinal) && heard.Writer.TryWrite(change));

        await one.TellAsync("test-some", ["1", "2"], Ct);
        await one.TellAsync("test-many", [], Ct);
        await one.TellAsync("test-long", [.. Enumerable.Range(0, 1000).Select(static n => $"exchange-{n}")], Ct);

        JournalChange[] expected = [new("test-some", "1", IsElsewhere: true), new("test-some", "2", IsElsewhere: true), new("test-many", null, IsElsewhere: true), new("test-long", null, IsElsewhere: true)];
        foreach (var change in expected)
        {
            Assert.Equal(change, await heard.Reader.ReadAsync(Ct));
        }

        Assert.DoesNotContain(own, static c => c.Topic.StartsWith("test-", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Two_processes_share_the_work_and_each_hears_what_the_other_made_due()
    {
        await using var one = await OpenAsync(_connectionString);
        await using var two = await OpenAsync(_connectionString);
        await two.ListeningAsync();
        var heard = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using (two.OnDue(s => _ = s is "handoff:shared" && heard.TrySetResult()))
        {
            for (var i = 0; i < 30; i++)
            {
                await one.AcceptAsync(Message($"<{i}@x>"), Ct);
            }

            await heard.Task.WaitAsync(TimeSpan.FromSeconds(60), Ct);
        }

        Assert.IsType<AcceptOutcome.Repeat>(await two.AcceptAsync(Message("<3@x>"), Ct));
        var claims = await Task.WhenAll(new[] { one, two, one, two }.Select(j => Task.Run(async () => await j.Handoffs.ClaimAsync("shared", 8, Now, Now.AddHours(1), Ct), Ct)));
        var all = claims.SelectMany(c => c).Concat(await two.Handoffs.ClaimAsync("shared", 30, Now, Now.AddHours(1), Ct)).ToList();
        Assert.Equal((30, 30), (all.Count, all.Select(h => h.Exchange).Distinct().Count()));
    }

    [Fact]
    public async Task A_claim_follows_the_clock_of_the_database_and_not_the_callers()
    {
        await using var journal = await OpenAsync(_connectionString);
        await journal.AcceptAsync(Message("<1@x>") with { ReceivedAt = TimeProvider.System.GetUtcNow().AddHours(1) }, Ct);
        Assert.Empty(await journal.Handoffs.ClaimAsync("shared", 8, TimeProvider.System.GetUtcNow().AddDays(1), TimeProvider.System.GetUtcNow().AddDays(2), Ct));
    }

    [Fact]
    public async Task A_lease_follows_the_clock_of_the_database_and_a_process_whose_clock_is_wrong_takes_nothing_of_anybody()
    {
        var wrong = new FakeTimeProvider(TimeProvider.System.GetUtcNow().AddDays(1));
        await using var one = await OpenAsync(_connectionString);
        await using var two = (PostgresJournal)await Journals.OpenAsync(_connectionString, wrong, Ct);
        var held = (await one.Owners.TakeAsync("c", "a", TimeSpan.FromMinutes(5), isAlone: false, Ct))!;
        Assert.Null(await two.Owners.TakeAsync("c", "b", TimeSpan.FromMinutes(5), isAlone: false, Ct));
        Assert.True(await two.Owners.RenewAsync(held, TimeSpan.FromMinutes(5), Ct));
        Assert.Contains("clock", await two.ProblemAsync(Ct), StringComparison.Ordinal);

        // What it takes itself lasts by the database's clock, too.
        var theirs = (await two.Owners.TakeAsync("d", "b", TimeSpan.FromMinutes(5), isAlone: false, Ct))!;
        wrong.Advance(TimeSpan.FromDays(1));
        Assert.Null(await one.Owners.TakeAsync("d", "a", TimeSpan.FromMinutes(5), isAlone: false, Ct));
        Assert.True(await two.Owners.RenewAsync(theirs, TimeSpan.FromMinutes(5), Ct));
    }

    [Fact]
    public async Task A_node_takes_over_only_after_the_lease_of_the_other_ran_out()
    {
        await using var one = await OpenAsync(_connectionString);
        await using var two = await OpenAsync(_connectionString);
        var first = await one.Owners.TakeAsync("c", "a", TimeSpan.FromMilliseconds(700), isAlone: true, Ct);
        OwnerLease? second = null;
        var tries = 0;
        while ((second = await two.Owners.TakeAsync("c", "b", TimeSpan.FromMinutes(1), isAlone: true, Ct)) is null)
        {
            tries++;
            await Task.Delay(50, Ct);
        }

        Assert.True(tries > 0);
        Assert.Equal(first!.Epoch + 1, second.Epoch);
        Assert.False(await one.Owners.RenewAsync(first, TimeSpan.FromMinutes(1), Ct));
    }

    [Fact]
    public async Task A_connection_cut_before_the_commit_is_made_good_by_doing_it_again_once()
    {
        var program = $"cut-{Guid.NewGuid():N}";
        await using var journal = await OpenAsync($"{_connectionString};Application Name={program}");
        var steps = 0;
        journal.Step = _ =>
        {
            if (++steps is 3)
            {
                Cut(program);
            }
        };
        Assert.IsType<AcceptOutcome.Stored>(await journal.AcceptAsync(Message("<1@x>"), Ct));
        Assert.True(steps > 9, $"{steps} statements");
        Assert.Equal(1, await PostgresServer.AskAsync(_connectionString, "select count(*) from exchange"));
    }

    [Fact]
    public async Task A_connection_cut_at_the_commit_is_a_fault_and_the_repeat_finds_out()
    {
        await using var journal = await OpenAsync(_connectionString);
        var cuts = 0;
        journal.BeforeCommit = async connection =>
        {
            if (cuts++ is 0)
            {
                await PostgresServer.RunAsync(PostgresServer.Required(), $"select pg_terminate_backend({connection.ProcessID})");
            }
        };
        await Assert.ThrowsAsync<JournalException>(async () => await journal.AcceptAsync(Message("<1@x>"), Ct));
        Assert.IsType<AcceptOutcome.Stored>(await journal.AcceptAsync(Message("<1@x>"), Ct));
    }

    [Fact]
    public async Task A_server_that_is_stopped_at_once_under_load_and_started_again_has_all_it_acknowledged()
    {
        var cluster = await PostgresServer.ClusterAsync("start");
        try
        {
            await using var journal = await OpenAsync(cluster[1]);
            var kept = new System.Collections.Concurrent.ConcurrentBag<string>();
            using var ending = new CancellationTokenSource();
            var senders = Enumerable.Range(0, 4).Select(s => Task.Run(
                async () =>
                {
                    for (var i = 0; !ending.IsCancellationRequested; i++)
                    {
                        var id = $"<{s}-{i}@x>";
                        try
                        {
                            Assert.IsNotType<AcceptOutcome.OtherContent>(await journal.AcceptAsync(Message(id), Ct));
                            kept.Add(id);
                        }
                        catch (JournalException)
                        {
                            // Not acknowledged: the partner would come again.
                        }
                    }
                },
                Ct)).ToArray();
            await UntilAsync(() => kept.Count > 100);
            await PostgresServer.ClusterAsync("crash", cluster[0]);
            Assert.Contains("goes on when it is back", await journal.ProblemAsync(Ct), StringComparison.Ordinal);
            await PostgresServer.ClusterAsync("again", cluster[0]);
            var before = kept.Count;
            await UntilAsync(() => kept.Count > before + 100);
            await ending.CancelAsync();
            await Task.WhenAll(senders);
            Assert.Null(await journal.ProblemAsync(Ct));

            // It listens again, too.
            var heard = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            using var hint = journal.OnDue(scope => _ = scope is "handoff:shared" && heard.TrySetResult());
            for (var i = 0; !heard.Task.IsCompleted; i++)
            {
                await journal.AcceptAsync(Message($"<again-{i}@x>"), Ct);
                await Task.Delay(50, Ct);
            }

            foreach (var id in kept)
            {
                Assert.IsType<AcceptOutcome.Repeat>(await journal.AcceptAsync(Message(id), Ct));
            }

            Assert.Equal(
                await PostgresServer.AskAsync(cluster[1], "select count(*) from message_key"), await PostgresServer.AskAsync(cluster[1], "select count(*) from exchange"));
        }
        finally
        {
            await PostgresServer.ClusterAsync("stop", cluster[0]);
        }
    }

    [Fact]
    public async Task A_database_that_may_forget_a_commit_is_refused()
    {
        var refused = await Assert.ThrowsAsync<JournalException>(async () => await OpenAsync(_connectionString + ";Options=-c synchronous_commit=off"));
        Assert.Contains("synchronous_commit", refused.Message, StringComparison.Ordinal);
        Assert.Contains("would lose", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_transaction_that_hangs_is_ended_by_the_server()
    {
        await using var journal = await OpenAsync(_connectionString);
        await using var connection = await journal.Source.OpenConnectionAsync(Ct);
        await using var command = new NpgsqlCommand("show idle_in_transaction_session_timeout", connection);
        Assert.Equal("30s", await command.ExecuteScalarAsync(Ct));
    }

    [Fact]
    public async Task Without_pg_trgm_names_are_still_found_and_an_alert_says_it_is_slow()
    {
        // The extension's operators are out of sight, and it cannot be made again.
        var bare = new NpgsqlConnectionStringBuilder(_connectionString);
        bare.SearchPath = bare.SearchPath!.Split(',')[0];
        await using (var journal = await OpenAsync(bare.ToString()))
        {
            await journal.AcceptAsync(Message("<1@x>"), Ct);
            Assert.Single((await journal.ListAsync(new() { FileName = "A.ED" }, null, 9, Ct)).Items);
            Assert.Equal("name-search-slow", Assert.Single(await journal.OpenAsync(9, Ct)).Kind);
        }

        await using var again = await OpenAsync(_connectionString);
        Assert.Empty(await again.OpenAsync(9, Ct));
    }

    [Theory]
    [InlineData("Host=127.0.0.1;Port=1;Username=u;Password=sesame;Database=d;Timeout=2")]
    [InlineData("Host=127.0.0.1;Pasword=sesame")]
    public async Task A_database_that_cannot_be_opened_is_named_without_a_password(string connectionString)
    {
        var refused = await Assert.ThrowsAsync<JournalException>(async () => await OpenAsync(connectionString));
        Assert.DoesNotContain("sesame", refused.ToString(), StringComparison.Ordinal);
        Assert.Contains("Waybill:Database", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_database_is_named()
    {
        var missing = new NpgsqlConnectionStringBuilder(PostgresServer.Required()) { Database = "nowhere" };
        Assert.StartsWith("There is no database nowhere", (await Assert.ThrowsAsync<JournalException>(async () => await OpenAsync(missing.ToString()))).Message, StringComparison.Ordinal);
    }

    private static void Cut(string program)
    {
        using var connection = new NpgsqlConnection(PostgresServer.Required());
        connection.Open();
        using var command = new NpgsqlCommand(
            $"select pg_terminate_backend(pid) from pg_stat_activity where application_name = '{program}' and state = 'idle in transaction'", connection);
        Assert.Equal(true, command.ExecuteScalar());
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        while (!condition())
        {
            await Task.Delay(20, Ct);
        }
    }

    private static async Task<PostgresJournal> OpenAsync(string connectionString) => (PostgresJournal)await Journals.OpenAsync(connectionString, TimeProvider.System, Ct);

    private static AcceptedMessage Message(string id)
    {
        var entity = new PayloadId(Guid.NewGuid().ToString("N"));
        return new()
        {
            Id = ExchangeId.New(Now), From = "A", To = "B", MessageId = id, ReceivedAt = Now, Connection = "c", Headers = [], WireSha256 = new byte[32], WireBytes = 1,
            Mic = Mic.Parse("RBNvo1WzZ4oRRq0W9+hknpT7T8If536DEMBg9hyq/4o=, sha-256").Value, Answer = new(200, [], Array.Empty<byte>()), Key = new("A", "B", id.Trim('<', '>')),
            IsAuthenticated = true, Entity = entity, Documents = [new("a.edi", "text/plain", null, entity, 0, 1, null)], Consumers = ["shared"],
        };
    }
}
