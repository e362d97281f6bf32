using System.Runtime.InteropServices;

namespace Waybill.Gateway.Stores;

/// <summary>Lets the C library keep the memory that SQLite gives back.</summary>
/// <remarks>A statement with RETURNING or a sub-select takes some 90 KB for as long as it runs. glibc returns the end of a heap to the system above 128 KiB,
/// so that every such statement would pay for its pages anew: more than for everything else it does.</remarks>
internal static partial class NativeHeap
{
    private const int TrimThreshold = -1;
    private const int KeptBytes = 1 << 20;

    private static int _isKept;

    /// <summary>Once for the process; nothing where there is another C library.</summary>
    internal static void Keep()
    {
        if (!OperatingSystem.IsLinux() || Interlocked.Exchange(ref _isKept, 1) is 1)
        {
            return;
        }

        try
        {
            _ = Set(TrimThreshold, KeptBytes);
        }
        catch (EntryPointNotFoundException)
        {
            // musl has no such choice.
        }
    }

    [LibraryImport("libc", EntryPoint = "mallopt")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Set(int what, int value);
}
