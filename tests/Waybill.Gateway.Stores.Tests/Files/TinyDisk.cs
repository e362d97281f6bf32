using System.Diagnostics;

namespace Waybill.Gateway.Stores.Tests;

/// <summary>A file system of a few kibibytes, where this user may mount one.</summary>
internal static class TinyDisk
{
    internal static async ValueTask<bool> MountAsync(string folder, int kibibytes)
        => OperatingSystem.IsLinux() && await RunAsync("mount", "-t", "tmpfs", "-o", $"size={kibibytes}k", "tmpfs", folder);

    internal static async ValueTask UnmountAsync(string folder) => await RunAsync("umount", folder);

    private static async ValueTask<bool> RunAsync(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
            await process.WaitForExitAsync(CancellationToken.None);
            return process.ExitCode is 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
