using System.Diagnostics;

namespace Waybill.Gateway;

/// <summary>Named places at which the kill test ends the process: the one that WAYBILL_CRASH_AT names. Calls are compiled in only with <c>-p:WaybillCrashPoints=true</c>.</summary>
internal static class CrashPoints
{
    private static readonly string? At = Environment.GetEnvironmentVariable("WAYBILL_CRASH_AT");

    /// <summary>Ends the process as SIGKILL does, when this is the place.</summary>
    [Conditional("WAYBILL_CRASH_POINTS")]
    internal static void Hit(string name)
    {
        if (string.Equals(At, name, StringComparison.Ordinal))
        {
            using var self = Process.GetCurrentProcess();
            self.Kill();
        }
    }
}
