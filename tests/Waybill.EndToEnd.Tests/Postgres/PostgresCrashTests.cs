using System.Net;
using Waybill.As2;
using Waybill.Testing;

namespace Waybill.EndToEnd.Tests;

/// <summary>The database goes away under two gateways that live on: what cannot be kept is not answered, and nothing that was is lost.</summary>
[Collection(nameof(Pairs))]
public sealed class PostgresCrashTests(ITestOutputHelper output)
{
    private static readonly TimeSpan LongerThanALease = TimeSpan.FromSeconds(9);

    [Fact]
    [Trait("long", "yes")]
    public async Task A_database_that_crashes_again_and_again_loses_nothing_and_is_never_answered_for()
    {
        var ct = TestContext.Current.CancellationToken;
        var seed = TestSeed.Take(output);
        TestDatabase.SkipWithoutServer();
        await using var cluster = await TestCluster.StartAsync(ct);
        await using var pair = new GatewayPair(await TestDatabase.MakeAsync(cluster.Server, "acme", ct), await TestDatabase.MakeAsync(cluster.Server, "globex", ct));
        using var http = new HttpClient();
        var random = new Random(seed);
        await pair.StartAsync(ct);

        await pair.UnderLoadAsync(
            random,
            async abort =>
            {
                for (var crash = 0; crash < 10; crash++)
                {
                    await Task.Delay(random.Next(1000, 4000), abort);
                    await cluster.CrashAsync(abort);
                    await Task.WhenAll(AskAsync(http, pair.Homes[0], "globex", abort), AskAsync(http, pair.Homes[1], "acme", abort));
                    // Short ones leave the owners their leases, long ones do not.
                    await Task.Delay(crash % 3 is 2 ? LongerThanALease : TimeSpan.FromMilliseconds(random.Next(50, 2000)), abort);
                    await cluster.AgainAsync(abort);
                }
            },
            ct);
        var problems = await pair.SettleAndCheckAsync(ct);

        var story = $"seed {seed}: 10 crashes of the database, {pair.Loads.Sum(l => l.Unavailable)} answers 503, {pair.Story}";
        output.WriteLine(story);
        Assert.True(pair.Loads.Sum(l => l.Unavailable) > 0, story);
        Assert.True(problems.Count is 0, $"{story}\n{string.Join('\n', problems.Take(30))}");
    }

    /// <summary>A message that comes while the database is away: the sender is told to come back, by HTTP and by no receipt.</summary>
    private static async Task AskAsync(HttpClient http, GatewayHome home, string partner, CancellationToken ct)
    {
        foreach (var connection in new[] { GatewayHome.AtOnce, GatewayHome.Later })
        {
            var message = await TestMessage.BuildAsync(
                change: options => options with
                {
                    From = As2Name.Create(GatewayHome.StationOf(partner, connection)).Value!,
                    To = As2Name.Create(GatewayHome.StationOf(home.Name, connection)).Value!,
                    Signer = new() { Key = TestKey.Rsa(partner).Key },
                    Recipients = [new() { Certificate = TestKey.Rsa(home.Name).Certificate }],
                },
                cancellationToken: ct);
            using var request = message.ToHttpRequest(new Uri(home.Address, "/as2"));
            using var answer = await http.SendAsync(request, ct);

            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
            Assert.NotNull(answer.Headers.RetryAfter);
            Assert.DoesNotContain("disposition", await answer.Content.ReadAsStringAsync(ct), StringComparison.OrdinalIgnoreCase);
        }
    }
}
