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
        using var self = Process.GetCurrentProcess();
        return Status(process, "VmHWM") is > 0 and var peak ? peak : process is null ? self.PeakWorkingSet64 : 0;
    }

    /// <summary>An amount of memory in a process's status, in bytes; 0 when the system does not tell.</summary>
    public static long Status(int? process, string name)
    {
        try
        {
            var line = File.ReadLines($"/proc/{process?.ToString(CultureInfo.InvariantCulture) ?? "self"}/status")
                .FirstOrDefault(l => l.StartsWith(name + ":", StringComparison.Ordinal));
            return line is null ? 0 : long.Parse(line.AsSpan(name.Length + 1).TrimEnd("kB ").Trim(), CultureInfo.InvariantCulture) * 1024;
        }
        catch (IOException)
        {
            return 0;
        }
    }

    /// <summary>Processor seconds of another process so far, user and system, to a hundredth.</summary>
    public static double ProcessorSeconds(int process)
    {
        const double TicksPerSecond = 100;
        var stat = File.ReadAllText($"/proc/{process.ToString(CultureInfo.InvariantCulture)}/stat");
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return (long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture)) / TicksPerSecond;
    }

    /// <summary>Bytes that a process caused to be written to a disk so far; 0 when the system does not tell.</summary>
    public static long Written(int process)
    {
        const string Name = "write_bytes: ";
        var line = File.ReadLines($"/proc/{process.ToString(CultureInfo.InvariantCulture)}/io").FirstOrDefault(l => l.StartsWith(Name, StringComparison.Ordinal));
        return line is null ? 0 : long.Parse(line[Name.Length..], CultureInfo.InvariantCulture);
    }

    /// <summary>Sends a signal.</summary>
    public static void Signal(int process, int signal) => _ = NativeMethods.Kill(process, signal);

    /// <summary>Lets the system write out what it holds back.</summary>
    public static void SyncDisks() => NativeMethods.Sync();

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

        [DllImport("libc", EntryPoint = "kill")]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static extern int Kill(int process, int signal);

        [DllImport("libc", EntryPoint = "sync")]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static extern void Sync();
    }
}
