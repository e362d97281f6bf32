using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Waybill.Gateway.Stores;

/// <summary>What .NET does not offer: fsync of a folder, and a write-back that starts before the fsync.</summary>
internal static partial class NativeFiles
{
    private const uint StartWriteBack = 2;

    /// <exception cref="IOException">The folder could not be opened or synced.</exception>
    internal static void SyncFolder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var handle = Open(path, 0);
        if (handle < 0)
        {
            throw new IOException($"The folder {path} cannot be opened (error {Marshal.GetLastPInvokeError()}).");
        }

        try
        {
            if (Sync(handle) is not 0)
            {
                throw new IOException($"The folder {path} cannot be synced (error {Marshal.GetLastPInvokeError()}).");
            }
        }
        finally
        {
            _ = Close(handle);
        }
    }

    /// <summary>Tells the kernel to begin writing a range, so that the sync at the end of a large file has little left to wait for. Promises nothing and never fails.</summary>
    internal static void BeginWriteBack(SafeFileHandle file, long offset, long length)
    {
        if (OperatingSystem.IsLinux() && !file.IsClosed)
        {
            try
            {
                _ = SyncRange(file, offset, length, StartWriteBack);
            }
            catch (ObjectDisposedException)
            {
                // Closed meanwhile: whoever closed it synced it or threw it away.
            }
        }
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Sync(int handle);

    [LibraryImport("libc", EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Close(int handle);

    [LibraryImport("libc", EntryPoint = "sync_file_range")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SyncRange(SafeFileHandle file, long offset, long length, uint flags);
}
