using System.Globalization;
using Waybill.Gateway;

namespace Waybill.EndToEnd.Tests;

/// <summary>Ends each of two gateways once at each named point, one after the other, and starts it again.</summary>
internal sealed class CrashRun(GatewayPair pair, Random random)
{
    /// <summary>How long a point may take to be passed under load; a lease of a dead life on PostgreSQL is in it.</summary>
    private static readonly TimeSpan PassedWithin = TimeSpan.FromMinutes(3);

    private readonly List<string> _notPassed = [];

    /// <summary>Points that ended nobody: there is no such place, or no load comes there.</summary>
    internal IReadOnlyList<string> NotPassed => _notPassed;

    /// <summary>Deaths at a point.</summary>
    internal int Deaths { get; private set; }

    /// <summary>The first points are passed by a first start: both are to be fresh.</summary>
    internal async Task RunAsync(IEnumerable<CrashPoint> points, CancellationToken ct)
    {
        foreach (var point in points)
        {
            for (var side = 0; side < pair.Gateways.Length; side++)
            {
                await DieAsync(side, point, ct);
            }
        }
    }

    private async Task DieAsync(int side, CrashPoint point, CancellationToken ct)
    {
        var gateway = pair.Gateways[side];
        await gateway.KillAsync();
        Launch(gateway, point);
        if (point is CrashPoint.RepeatFound)
        {
            await RepeatAsync(pair.Gateways[1 - side], ct);
        }

        var exit = await gateway.EndsAsync(PassedWithin, ct);
        if (exit is GatewayProcess.Killed)
        {
            Deaths++;
        }
        else
        {
            _notPassed.Add($"{pair.Homes[side].Name} at {point}: {exit?.ToString(CultureInfo.InvariantCulture) ?? "still alive"}");
        }

        await AgainAsync(gateway, ct);
    }

    /// <summary>A sender that dies between an answer and its record sends the same message again.</summary>
    private async Task RepeatAsync(GatewayProcess sender, CancellationToken ct)
    {
        await sender.KillAsync();
        Launch(sender, CrashPoint.Answered);
        await sender.EndsAsync(PassedWithin, ct);
        await AgainAsync(sender, ct);
    }

    private void Launch(GatewayProcess gateway, CrashPoint point)
    {
        // Neither a first start passes a point often, nor a short life.
        var most = point switch
        {
            <= CrashPoint.ClaimsRecovered or CrashPoint.RepeatFound or CrashPoint.PayloadBegun or CrashPoint.HalfSent => 1,
            CrashPoint.JournalWritten or CrashPoint.JournalCommitted => 40,
            _ => 4,
        };
        gateway.Launch(("WAYBILL_CRASH_AT", point.ToString()), ("WAYBILL_CRASH_AFTER", random.Next(most).ToString(CultureInfo.InvariantCulture)));
    }

    private static async Task AgainAsync(GatewayProcess gateway, CancellationToken ct)
    {
        await gateway.KillAsync();
        gateway.Launch();
        await gateway.ListensAsync(ct);
    }
}
