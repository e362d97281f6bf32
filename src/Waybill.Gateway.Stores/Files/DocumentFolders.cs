namespace Waybill.Gateway.Stores;

/// <summary>Folders on a disk of this machine. A document is written as a hidden file beside its place, synced, renamed, and its folder synced.</summary>
/// <remarks>Folders we make are 0750 and files 0640: whoever picks them up may be another user of our group.</remarks>
/// <threadsafety>Safe for concurrent calls.</threadsafety>
public sealed class DocumentFolders : IDocumentFolders
{
    private const UnixFileMode FolderMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute;
    private const UnixFileMode FileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead;
    private const string Incomplete = ".part";

    private readonly Action<string> _sync;

    /// <summary>On the disks of this machine.</summary>
    public DocumentFolders()
        : this(DurableFiles.SyncFolder)
    {
    }

    internal DocumentFolders(Action<string> sync) => _sync = sync;

    /// <inheritdoc/>
    public ValueTask<bool> HasAsync(string folder, string name, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var isThere = File.Exists(PathOf(folder, name));
        if (isThere)
        {
            // Whoever renamed it into place may have died before the sync: a power cut would take its name back.
            _sync(folder);
        }

        return new(isThere);
    }

    /// <inheritdoc/>
    public async ValueTask WriteAsync(string folder, string name, string mark, Stream content, CancellationToken ct)
    {
        var place = PathOf(folder, name);
        DurableFiles.CreateFolder(folder, FolderMode, _sync);
        foreach (var left in Directory.EnumerateFiles(folder, $".{mark}.*{Incomplete}"))
        {
            File.Delete(left);
        }

        var draft = Path.Combine(folder, $".{mark}.{Guid.NewGuid():N}{Incomplete}");
        try
        {
            await DurableFiles.WriteAsync(draft, content, FileMode, ct);
            CrashPoints.Hit(CrashPoint.FileWritten);
            File.Move(draft, place, overwrite: true);
            CrashPoints.Hit(CrashPoint.FileRenamed);
        }
        catch
        {
            File.Delete(draft);
            throw;
        }

        _sync(folder);
    }

    private static string PathOf(string folder, string name)
        => string.Equals(Path.GetFileName(name), name, StringComparison.Ordinal) && name is not ("" or "." or "..") ? Path.Combine(folder, name)
            : throw new ArgumentException("A file's name is one path segment.", nameof(name));
}
