using Waybill.Gateway;

namespace Waybill.EndToEnd.Tests;

/// <summary>Nothing that was promised is lost and nothing comes twice when a gateway ends between two steps.</summary>
[Collection(nameof(Pairs))]
public sealed class CrashPointTests(ITestOutputHelper output)
{
    [Fact]
    [Trait("long", "yes")]
    public async Task A_death_at_each_named_point_loses_nothing_and_repeats_nothing()
    {
        var ct = TestContext.Current.CancellationToken;
        var seed = TestSeed.Take(output);
        await using var pair = new GatewayPair(first: null, second: await TestDatabase.MakeAsync(ct), await CrashBuild.MakeAsync(ct), largeEvery: 6);
        var random = new Random(seed);
        var run = new CrashRun(pair, random);

        await pair.UnderLoadAsync(random, abort => run.RunAsync(Enum.GetValues<CrashPoint>(), abort), ct);
        var problems = await pair.SettleAndCheckAsync(ct);

        var story = $"seed {seed}: {run.Deaths} deaths at {Enum.GetValues<CrashPoint>().Length} points, {pair.Story}";
        output.WriteLine(story);
        Assert.True(run.NotPassed.Count is 0, string.Join('\n', run.NotPassed));
        Assert.True(problems.Count is 0, $"{story}\n{string.Join('\n', problems.Take(30))}");
    }
}
