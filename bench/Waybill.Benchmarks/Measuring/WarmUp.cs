using System.Runtime;

namespace Waybill.Benchmarks;

/// <summary>Runs something until the runtime has made the code of it that it will stay with.</summary>
internal static class WarmUp
{
    private const int MostRounds = 30;

    // Optimised code is made in the background, a while after the last new method was met.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    public static async Task RunAsync(Func<Task> work, int most = MostRounds)
    {
        for (var (round, compiled) = (0, -1L); round < most && compiled != JitInfo.GetCompiledMethodCount(); round++)
        {
            compiled = JitInfo.GetCompiledMethodCount();
            await work();
            await Task.Delay(Pause);
        }
    }
}
