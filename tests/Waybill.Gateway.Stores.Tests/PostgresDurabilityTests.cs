using System.Diagnostics;
using Npgsql;
using Waybill.Gateway.Stores;

namespace Waybill.Gateway.Stores.Tests;

/// <summary>What a server must promise before a message is acknowledged on it.</summary>
public sealed class PostgresDurabilityTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("14.9", true)]
    [InlineData("9.6.24", true)]
    [InlineData("15.0", false)]
    [InlineData("18.1", false)]
    public void A_server_that_is_too_old_is_refused(string version, bool isRefused)
    {
        var fault = Record.Exception(() => PostgresDurability.CheckVersion(Version.Parse(version), "db on host:5432"));
        Assert.Equal(isRefused, fault is JournalException);
        Assert.True(!isRefused || (fault!.Message.Contains(version, StringComparison.Ordinal) && fault.Message.Contains("15 or newer", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("on on", null)]
    [InlineData("on remote_apply", null)]
    [InlineData("on local", null)]
    [InlineData("on off", "synchronous_commit")]
    [InlineData("off on", "fsync = on")]
    [InlineData("off off", "fsync = on")]
    public void What_would_forget_a_commit_is_named_with_its_cure(string settings, string? says)
    {
        var problem = PostgresDurability.Problem(settings, "db");
        Assert.Equal(says is null, problem is null);
        Assert.Contains(says ?? "", problem ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_of_its_own_shows_its_replicas_and_that_it_does_not_sync()
    {
        PostgresServer.Required();
        using var folder = new TemporaryFolder();
        var cluster = await PostgresServer.ClusterAsync("start");
        try
        {
            Assert.Empty(await WarningsAsync(cluster[1]));

            // Whoever receives the log is a replica to the server.
            using var replica = Receive(cluster, folder.Path);
            await PostgresServer.UntilAsync(cluster[1], "select count(*) from pg_stat_replication where state = 'streaming'", 1);
            var warning = Assert.Single(await WarningsAsync(cluster[1]));
            Assert.Equal(("replica-asynchronous", AlertSeverity.Warning), (warning.Kind, warning.Severity));
            Assert.Contains("pg_receivewal", warning.Text, StringComparison.Ordinal);
            Assert.Contains("synchronous_standby_names", warning.Text, StringComparison.Ordinal);
            Assert.Equal(warning.RaisedAt, Assert.Single(await WarningsAsync(cluster[1])).RaisedAt);

            // A user who may not see of which kind they are is warned too.
            await PostgresServer.RunAsync(cluster[1], "create role plain login");
            await PostgresServer.RunAsync(cluster[1], "create database plain owner plain");
            var plain = new NpgsqlConnectionStringBuilder(cluster[1]) { Username = "plain", Database = "plain" }.ToString();
            Assert.Single(await WarningsAsync(plain));

            // Once commits wait for it, there is nothing to warn of.
            await SetAsync(cluster[1], "synchronous_standby_names = 'pg_receivewal'");
            await PostgresServer.UntilAsync(cluster[1], "select count(*) from pg_stat_replication where sync_state = 'sync'", 1);
            Assert.Empty(await WarningsAsync(cluster[1]));
            Assert.Empty(await WarningsAsync(plain));
            Assert.Single(await WarningsAsync(cluster[1] + ";Options=-c synchronous_commit=local"));
            await SetAsync(cluster[1], "synchronous_standby_names = ''");

            // Switched off while a gateway runs: it is no longer ready, and the next one does not start.
            await using var running = await Journals.OpenAsync(cluster[1], TimeProvider.System, Ct);
            Assert.Null(await running.ProblemAsync(Ct));
            await SetAsync(cluster[1], "fsync = off");
            await PostgresServer.UntilAsync(cluster[1], "select count(*) from pg_settings where name = 'fsync' and setting = 'off'", 1);
            Assert.Contains("fsync = off", await running.ProblemAsync(Ct), StringComparison.Ordinal);
            var refused = await Assert.ThrowsAsync<JournalException>(async () => await Journals.OpenAsync(cluster[1], TimeProvider.System, Ct));
            Assert.Contains("Set fsync = on in postgresql.conf", refused.Message, StringComparison.Ordinal);
            replica.Kill();
            await replica.WaitForExitAsync(Ct);
        }
        finally
        {
            await PostgresServer.ClusterAsync("stop", cluster[0]);
        }
    }

    private static async Task<IReadOnlyList<AlertRow>> WarningsAsync(string connectionString)
    {
        await using var journal = await Journals.OpenAsync(connectionString, TimeProvider.System, Ct);
        return [.. (await journal.OpenAsync(9, Ct)).Where(a => a.Kind is not "name-search-slow")];
    }

    private static async Task SetAsync(string connectionString, string setting)
    {
        await PostgresServer.RunAsync(connectionString, "alter system set " + setting);
        await PostgresServer.RunAsync(connectionString, "select pg_reload_conf()");
    }

    /// <summary>Writes and syncs at once, so that it can be one that commits wait for.</summary>
    private static Process Receive(string[] cluster, string folder)
    {
        var settings = new NpgsqlConnectionStringBuilder(cluster[1]);
        var program = Directory.GetFiles("/usr/lib/postgresql", "pg_receivewal", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Last();
        return Process.Start(new ProcessStartInfo(
            program, ["-h", settings.Host!, "-U", settings.Username!, "-D", folder, "--synchronous", "--no-loop"]))!;
    }
}
