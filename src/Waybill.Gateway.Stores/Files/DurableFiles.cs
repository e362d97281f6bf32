using System.Collections.Concurrent;

namespace Waybill.Gateway.Stores;

/// <summary>Files and folders that survive a power cut once the call has returned, and that only this user can read.</summary>
/// <threadsafety>Safe for concurrent calls.</threadsafety>
public static class DurableFiles
{
    internal const UnixFileMode FolderMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private const UnixFileMode FileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Folders whose names this process knows to be durable.</summary>
    private static readonly ConcurrentDictionary<string, bool> Named = new(StringComparer.Ordinal);

    /// <summary>Writes a new file (0600) and syncs its bytes. Its name is durable after <see cref="SyncFolder"/>.</summary>
    /// <exception cref="IOException">There is such a file already, or it cannot be written.</exception>
    public static ValueTask WriteAsync(string path, Stream content, CancellationToken ct) => WriteAsync(path, content, FileMode, ct);

    internal static async ValueTask WriteAsync(string path, Stream content, UnixFileMode mode, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(content);
        await using var file = new FileStream(path, NewFile(mode));
        await content.CopyToAsync(file, 128 * 1024, ct);
        RandomAccess.FlushToDisk(file.SafeFileHandle);
    }

    /// <summary>Makes the names inside a folder durable: a file can be on the disk while its name is not.</summary>
    /// <exception cref="IOException">The folder could not be opened or synced.</exception>
    public static void SyncFolder(string path) => NativeFiles.SyncFolder(path);

    /// <summary>Makes a folder (0700) and those above it that are missing, and makes their names durable.</summary>
    /// <exception cref="IOException">It cannot be made.</exception>
    public static void CreateFolder(string path) => CreateFolder(path, FolderMode);

    internal static void CreateFolder(string path, UnixFileMode mode, Action<string>? sync = null)
    {
        var folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        var parent = Path.GetDirectoryName(folder);
        var isThere = Directory.Exists(folder);
        if (parent is null || (isThere && Named.ContainsKey(folder)))
        {
            return;
        }

        if (!isThere)
        {
            CreateFolder(parent, mode, sync);
            Make(folder, mode);
        }

        try
        {
            // Also when it was there: whoever made it may have died before the sync.
            (sync ?? NativeFiles.SyncFolder)(parent);
        }
        catch (IOException) when (isThere)
        {
            // In a folder that we may not open it was not made by us.
        }

        Named[folder] = true;
    }

    private static void Make(string folder, UnixFileMode mode)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, mode);
        }
    }

    internal static FileStreamOptions NewFile(UnixFileMode mode = FileMode)
    {
        var options = new FileStreamOptions { Mode = System.IO.FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.Read | FileShare.Delete, Options = FileOptions.Asynchronous, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = mode;
        }

        return options;
    }
}
