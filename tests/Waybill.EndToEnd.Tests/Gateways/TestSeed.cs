using System.Globalization;

namespace Waybill.EndToEnd.Tests;

/// <summary>What makes a run's choices: told with its result, and taken from WAYBILL_KILL_SEED to make the same choices again.</summary>
internal static class TestSeed
{
    private const string Name = "WAYBILL_KILL_SEED";

    internal static int Take(ITestOutputHelper output)
    {
        var seed = Environment.GetEnvironmentVariable(Name) is { Length: > 0 } given ? int.Parse(given, CultureInfo.InvariantCulture) : Random.Shared.Next();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Name}={seed}"));
        return seed;
    }
}
