namespace Waybill.EndToEnd.Tests;

/// <summary>Nothing the gateway gave its word for is lost when the power goes, whatever the disk had not written yet.</summary>
/// <remarks>The recorder is written in C: without gcc these do not run.</remarks>
[Trait("needs", "gcc")]
public sealed class PowerLossTests(ITestOutputHelper output)
{
    private const int All = int.MaxValue;

    [Fact]
    public async Task A_power_cut_at_any_word_loses_nothing()
    {
        await using var run = new PowerLossRun();
        await run.RecordAsync(10, 4, [], Seed(), TestContext.Current.CancellationToken);

        NothingIsLost(run, await run.ReplayAsync(random: 1, starts: 1, All, TestContext.Current.CancellationToken));
    }

    /// <summary>Also of what processes left behind that died between a rename and its sync, inside a transaction's pages, and after a payload was in place.</summary>
    [Fact]
    [Trait("long", "yes")]
    public async Task A_power_cut_at_any_word_of_a_long_day_loses_nothing()
    {
        await using var run = new PowerLossRun();
        var seed = Seed();
        string[] deaths = ["rename:data.key:1", "rename:/keys/:1", "mkdir:/inbox:1", "rename:/inbox/:5", "write:waybill.db-wal:40", "rename:/payloads/:30"];
        await run.RecordAsync(90, 30, deaths, seed, TestContext.Current.CancellationToken);
        await run.RecordAsync(30, 10, [], seed + 1, TestContext.Current.CancellationToken);

        NothingIsLost(run, await run.ReplayAsync(random: 3, starts: 8, All, TestContext.Current.CancellationToken));
    }

    /// <summary>The test itself: with one sync taken away it finds what is lost.</summary>
    [Theory]
    [Trait("long", "yes")]
    [InlineData("file:/payloads/", "names an object that is lost")]
    [InlineData("folder:/payloads/", "names an object that is lost")]
    [InlineData("file:waybill.db-wal", "the journal does not know it")]
    [InlineData("file:/inbox/", "was handed on, and its file is lost")]
    [InlineData("folder:/inbox/", "was handed on, and its file is lost")]
    [InlineData("file:data.key", "The key data.key is lost")]
    public async Task Without_one_of_the_syncs_it_finds_what_is_lost(string sync, string found)
    {
        await using var run = new PowerLossRun(sync);
        await run.RecordAsync(9, 2, [], Seed(), TestContext.Current.CancellationToken);

        var problems = await run.ReplayAsync(random: 0, starts: 0, most: 10, TestContext.Current.CancellationToken);

        output.WriteLine(run.Story);
        Assert.Contains(problems, p => p.Contains(found, StringComparison.Ordinal));
    }

    private int Seed()
    {
        var seed = Environment.GetEnvironmentVariable("WAYBILL_POWER_SEED") is { Length: > 0 } given ? int.Parse(given, System.Globalization.CultureInfo.InvariantCulture) : Random.Shared.Next(1 << 20);
        output.WriteLine($"WAYBILL_POWER_SEED={seed}");
        return seed;
    }

    private void NothingIsLost(PowerLossRun run, IReadOnlyList<string> problems)
    {
        output.WriteLine(run.Story);
        Assert.True(problems.Count is 0, $"{run.Story}\n{string.Join('\n', problems.Take(40))}");
    }
}
