namespace Waybill.EndToEnd.Tests;

/// <summary>Nothing that was promised is lost and nothing comes twice, whenever a gateway ends.</summary>
[Collection(nameof(Pairs))]
public sealed class KillTests(ITestOutputHelper output)
{
    [Fact]
    public Task Twenty_kills_over_both_stores_lose_nothing_and_repeat_nothing() => RunAsync(20);

    [Fact]
    [Trait("long", "yes")]
    public Task Two_hundred_kills_over_both_stores_lose_nothing_and_repeat_nothing() => RunAsync(200);

    [Fact]
    public async Task A_run_that_loses_a_file_and_a_row_fails()
    {
        var ct = TestContext.Current.CancellationToken;
        var random = new Random(TestSeed.Take(output));
        await using var pair = new GatewayPair(first: null, second: null);
        var run = new KillRun(pair, random);
        var (file, id) = ("", "");
        await pair.StartAsync(ct);

        await pair.UnderLoadAsync(random, abort => run.RunAsync(2, abort), ct);
        var problems = await pair.SettleAndCheckAsync(ct, async () =>
        {
            file = pair.Loads[0].Promises[0].MessageId;
            id = pair.Loads[1].Promises[0].MessageId;
            File.Delete(Assert.Single(Directory.GetFiles(pair.Homes[1].Inbox, $"*-{pair.Loads[0].Promises[0].FileName}", SearchOption.AllDirectories)));
            await JournalReader.ForgetAsync(pair.Homes[0], id, ct);
        });

        output.WriteLine(pair.Story);
        Assert.Contains($"{file}: 0 files in the folder.", problems);
        Assert.Contains($"{id}: accepted 0 times.", problems);
        Assert.Contains($"{id}: a receipt came, and its receiver does not have it once.", problems);
        Assert.All(problems, p => Assert.True(p.StartsWith(file, StringComparison.Ordinal) || p.StartsWith(id, StringComparison.Ordinal) || p.EndsWith(" files.", StringComparison.Ordinal), p));
    }

    /// <summary>One gateway on SQLite and one on PostgreSQL, both sending and receiving.</summary>
    private async Task RunAsync(int kills)
    {
        var ct = TestContext.Current.CancellationToken;
        var seed = TestSeed.Take(output);
        await using var pair = new GatewayPair(first: null, second: await TestDatabase.MakeAsync(ct));
        var random = new Random(seed);
        var run = new KillRun(pair, random);
        await pair.StartAsync(ct);

        await pair.UnderLoadAsync(random, abort => run.RunAsync(kills, abort), ct);
        var problems = await pair.SettleAndCheckAsync(ct);

        var story = $"seed {seed}: {kills} kills and {run.Early} more during a start, {pair.Story}";
        output.WriteLine(story);
        Assert.True(problems.Count is 0, $"{story}\n{string.Join('\n', problems.Take(30))}");
    }
}
