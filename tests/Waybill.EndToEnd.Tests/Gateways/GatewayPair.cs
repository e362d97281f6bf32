namespace Waybill.EndToEnd.Tests;

/// <summary>Two gateways that exchange messages both ways while something happens to them, and the comparison afterwards.</summary>
internal sealed class GatewayPair : IAsyncDisposable
{
    /// <summary>How long nothing may come to its end while something is open: on a busy machine there is much left after the last death.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly string _folder = Directory.CreateTempSubdirectory("waybill-pair-").FullName;
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(30) };

    /// <param name="first">PostgreSQL database of the first; null for SQLite.</param>
    /// <param name="second">Of the second.</param>
    /// <param name="program">Which build; null for the one the tests are built with.</param>
    /// <param name="largeEvery">Every how many documents one is large.</param>
    internal GatewayPair(string? first, string? second, string? program = null, int largeEvery = 25)
    {
        Homes = [Home("acme", first), Home("globex", second)];
        Gateways = [.. Homes.Select((home, at) => new GatewayProcess(program ?? GatewayProcess.Program, home.SettingsWith(Homes[1 - at])))];
        Loads = [.. Homes.Select((home, at) => new Load(_http, home, Homes[1 - at]) { LargeEvery = largeEvery })];
    }

    internal GatewayHome[] Homes { get; }

    internal GatewayProcess[] Gateways { get; }

    internal Load[] Loads { get; }

    /// <summary>How long settling took, and what was found in the journals.</summary>
    internal string Story { get; private set; } = "";

    internal async Task StartAsync(CancellationToken ct)
    {
        foreach (var gateway in Gateways)
        {
            gateway.Launch();
        }

        foreach (var gateway in Gateways)
        {
            await gateway.ListensAsync(ct);
        }
    }

    /// <summary>Loads both over both connections while <paramref name="happening"/> lasts. When it ends, what was begun is handed in whole.</summary>
    internal async Task UnderLoadAsync(Random random, Func<CancellationToken, Task> happening, CancellationToken ct)
    {
        using var stop = new CancellationTokenSource();
        using var abort = CancellationTokenSource.CreateLinkedTokenSource(ct);
        Task[] loads = [.. Loads.SelectMany(load => new[] { GatewayHome.AtOnce, GatewayHome.Later }.Select(c => load.RunAsync(c, new(random.Next()), stop.Token, abort.Token)))];
        try
        {
            var happens = happening(abort.Token);
            if (await Task.WhenAny([happens, .. loads]) != happens)
            {
                // A load ends before it is told only by a fault.
                await abort.CancelAsync();
            }

            await happens;
            await stop.CancelAsync();
            await Task.WhenAll(loads);
        }
        catch
        {
            await abort.CancelAsync();
            await Task.WhenAll(loads).ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            if (loads.FirstOrDefault(l => l.IsFaulted) is { } failed)
            {
                await failed;
            }

            throw;
        }
    }

    /// <summary>Waits until every row is at its end, ends both and compares. What is still open after the bound is found by the comparison.</summary>
    /// <param name="ct">Cancels.</param>
    /// <param name="between">Called between the end and the comparison: what it takes away is to be found.</param>
    /// <returns>What is wrong; none when nothing was lost and nothing came twice.</returns>
    internal async Task<IReadOnlyList<string>> SettleAndCheckAsync(CancellationToken ct, Func<Task>? between = null)
    {
        var begun = TimeProvider.System.GetTimestamp();
        var (open, moved) = (await OpenRowsAsync(ct), begun);
        while (open > 0 && TimeProvider.System.GetElapsedTime(moved) < Patience)
        {
            await Task.Delay(200, ct);
            var now = await OpenRowsAsync(ct);
            (open, moved) = now < open ? (now, TimeProvider.System.GetTimestamp()) : (open, moved);
        }

        var settled = TimeProvider.System.GetElapsedTime(begun);
        foreach (var gateway in Gateways)
        {
            await gateway.KillAsync();
        }

        var endedAt = TimeProvider.System.GetUtcNow();
        if (between is not null)
        {
            await between();
        }

        var facts = new List<GatewayFacts>();
        foreach (var home in Homes)
        {
            facts.Add(await JournalReader.ReadAsync(home, endedAt, ct));
        }

        IReadOnlyList<string> problems =
        [
            .. open > 0 ? [FormattableString.Invariant($"{open} rows are open, and none came to its end for {Patience.TotalSeconds} s.")] : (string[])[],
            .. NothingLost.Check(Loads[0].Promises, facts[0], facts[1]),
            .. NothingLost.Check(Loads[1].Promises, facts[1], facts[0]),
            .. NothingLost.Check(facts[0]),
            .. NothingLost.Check(facts[1]),
        ];
        Story = FormattableString.Invariant($"{Loads[0].Promises.Count} + {Loads[1].Promises.Count} messages, {Loads.Sum(l => l.Repeats)} submits repeated, ")
            + FormattableString.Invariant($"{facts.Sum(f => f.Repeats)} repeats of messages suppressed, {facts.Sum(f => f.Unknown)} attempts of unknown outcome, settled in {settled.TotalSeconds:0.0} s, {problems.Count} problems");
        return problems;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var gateway in Gateways)
        {
            await gateway.DisposeAsync();
        }

        _http.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task<long> OpenRowsAsync(CancellationToken ct)
    {
        var open = 0L;
        foreach (var home in Homes)
        {
            open += await JournalReader.OpenRowsAsync(home, ct);
        }

        return open;
    }

    private GatewayHome Home(string name, string? database) => new(Directory.CreateDirectory(Path.Combine(_folder, name)).FullName, name, database);
}
