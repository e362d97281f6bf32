using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Waybill.Benchmarks;

/// <summary>What the system says of processes and of itself.</summary>
internal static class ProcessFacts
{
    private const string Unknown = "unknown";

    /// <summary>The most memory a process ever held (VmHWM), in bytes; 0 when the system does not tell.</summary>
    public static long Peak(int? process = null)
    {
        try
        {
            var line = File.ReadLines($"/proc/{process?.ToString(CultureInfo.InvariantCulture) ?? "self"}/status")
                .FirstOrDefault(l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? 0 : long.Parse(line.AsSpan(6).TrimEnd("kB ").Trim(), CultureInfo.InvariantCulture) * 1024;
        }
        catch (IOException)
        {
            using var self = Process.GetCurrentProcess();
            return process is null ? self.PeakWorkingSet64 : 0;
        }
    }

    /// <summary>Processor seconds of all children that have ended.</summary>
    public static double OfChildren()
    {
        var usage = new long[18];
        const int Children = -1;
        return NativeMethods.Usage(Children, usage) is 0 ? usage[0] + usage[2] + ((usage[1] + usage[3]) / 1e6) : double.NaN;
    }

    /// <summary>One line: processor, cores, memory, system.</summary>
    public static string Machine()
    {
        var model = Line("/proc/cpuinfo", "model name") ?? RuntimeInformation.ProcessArchitecture.ToString();
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 30;
        return $"{model}, {Environment.ProcessorCount} cores, {memory} GiB, {RuntimeInformation.OSDescription}";
    }

    public static string Load() => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : Unknown;

    /// <summary>What a program prints first when asked so; "none" when it is not there.</summary>
    public static string FirstLine(string program, string arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var line = process.StandardOutput.ReadLine() ?? Unknown;
            process.WaitForExit();
            return process.ExitCode is 0 ? line : Unknown;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "none";
        }
    }

    private static string? Line(string file, string name)
        => !File.Exists(file) ? null
            : File.ReadLines(file).FirstOrDefault(l => l.StartsWith(name, StringComparison.Ordinal))?.Split(':', 2)[^1].Trim();

    private static class NativeMethods
    {
        // struct rusage is two timeval and fourteen long.
        [DllImport("libc", EntryPoint = "getrusage")]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static extern int Usage(int who, [Out] long[] usage);
    }
}
