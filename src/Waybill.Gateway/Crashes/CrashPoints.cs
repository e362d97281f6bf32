using System.Diagnostics;
using System.Globalization;

namespace Waybill.Gateway;

/// <summary>Ends the process at the place that WAYBILL_CRASH_AT names, at its first passing or after as many as WAYBILL_CRASH_AFTER says. Only builds with <c>-p:WaybillCrashPoints=true</c> hold the calls; what ships has none.</summary>
/// <threadsafety>Safe for concurrent calls.</threadsafety>
public static class CrashPoints
{
    private static readonly CrashPoint? At = Enum.TryParse<CrashPoint>(Environment.GetEnvironmentVariable("WAYBILL_CRASH_AT"), out var at) ? at : null;
    private static int _passings = int.TryParse(Environment.GetEnvironmentVariable("WAYBILL_CRASH_AFTER"), NumberStyles.None, CultureInfo.InvariantCulture, out var after) ? after : 0;

    /// <summary>Ends the process as SIGKILL does, when this is the place and the time.</summary>
    [Conditional("WAYBILL_CRASH_POINTS")]
    public static void Hit(CrashPoint point)
    {
        if (point == At && Interlocked.Decrement(ref _passings) < 0)
        {
            using var self = Process.GetCurrentProcess();
            self.Kill();
        }
    }

    /// <summary>The same body, with the places in the middle and at the end of it.</summary>
    internal static Stream Watch(Stream body) =>
#if WAYBILL_CRASH_POINTS
        new CrashingBody(body);
#else
        body;
#endif
}
