namespace Waybill.EndToEnd.Tests;

/// <summary>Kills two gateways in turn, at random moments.</summary>
internal sealed class KillRun(GatewayPair pair, Random random)
{
    /// <summary>A life without a message that comes to its end is ended all the same.</summary>
    private static readonly TimeSpan LongestLife = TimeSpan.FromSeconds(60);

    /// <summary>How often a life was ended while it began.</summary>
    internal int Early { get; private set; }

    internal async Task RunAsync(int kills, CancellationToken ct)
    {
        for (var kill = 0; kill < kills; kill++)
        {
            await KillAsync(kill % 2, ct);
        }
    }

    /// <summary>Kills one at a random moment and starts it again; now and then kills it once more while it starts.</summary>
    private async Task KillAsync(int side, CancellationToken ct)
    {
        var gateway = pair.Gateways[side];
        await LivesAsync(side, ct);
        await gateway.KillAsync();
        if (random.Next(5) is 0)
        {
            Early++;
            gateway.Launch();
            await Task.Delay(random.Next(50, 1000), ct);
            await gateway.KillAsync();
        }

        gateway.Launch();
        await gateway.ListensAsync(ct);
    }

    /// <summary>Until some messages were delivered by one of the two, and a random moment more: however slow the machine is, both are amidst their work.</summary>
    private async Task LivesAsync(int side, CancellationToken ct)
    {
        // A life on PostgreSQL sends only when the lease of the last one is over: mostly it dies before, while it receives.
        var sender = pair.Homes[side].IsSqlite || random.Next(5) > 2 ? side : 1 - side;
        var begun = TimeProvider.System.GetTimestamp();
        var enough = await JournalReader.DeliveredAsync(pair.Homes[sender], ct) + random.Next(1, 8);
        while (await JournalReader.DeliveredAsync(pair.Homes[sender], ct) < enough && TimeProvider.System.GetElapsedTime(begun) < LongestLife)
        {
            await Task.Delay(20, ct);
        }

        await Task.Delay(random.Next(250), ct);
    }
}
