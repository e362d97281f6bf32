namespace Waybill.EndToEnd.Tests;

/// <summary>Waits for what must come, and says where it stands when it does not.</summary>
internal static class Patience
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(120);

    internal static async Task UntilAsync(Func<Task<bool>> holds, Func<string>? where = null)
    {
        var ct = TestContext.Current.CancellationToken;
        var start = TimeProvider.System.GetTimestamp();
        var wait = 5;
        while (!await holds())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(start) < Longest, $"It did not come to that. {where?.Invoke()}");
            await Task.Delay(wait, ct);
            wait = Math.Min(wait * 2, 100);
        }
    }

    internal static Task UntilAsync(Func<bool> holds, Func<string>? where = null) => UntilAsync(() => Task.FromResult(holds()), where);
}
