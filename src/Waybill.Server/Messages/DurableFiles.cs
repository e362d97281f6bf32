using System.Runtime.InteropServices;

namespace Waybill.Server;

/// <summary>Files and folders that survive a power cut once the call has returned.</summary>
internal static partial class DurableFiles
{
    internal static async ValueTask WriteAsync(string path, Stream content, CancellationToken ct)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.Asynchronous, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        await using var file = new FileStream(path, options);
        await content.CopyToAsync(file, 128 * 1024, ct);
        RandomAccess.FlushToDisk(file.SafeFileHandle);
    }

    /// <summary>Makes the names inside a folder durable: a file can be on the disk while its name is not.</summary>
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

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Sync(int handle);

    [LibraryImport("libc", EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Close(int handle);
}
