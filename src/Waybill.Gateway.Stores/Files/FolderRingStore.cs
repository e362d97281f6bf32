namespace Waybill.Gateway.Stores;

/// <summary>The ring as files in a folder, <c>data/keys</c>: one a key, 0600, written once.</summary>
/// <threadsafety>Safe for concurrent calls, also of several processes.</threadsafety>
public sealed class FolderRingStore(string folder) : IRingStore
{
    private const string Ending = ".wrapped";

    /// <summary>A key has some hundred bytes; a file that claims more is none of ours.</summary>
    private const int MaxBytes = 64 * 1024;

    private volatile bool _isDurable;

    /// <inheritdoc/>
    public string Place => folder;

    /// <inheritdoc/>
    public IReadOnlyList<RingEntry> All()
    {
        if (!Directory.Exists(folder))
        {
            return [];
        }

        if (!_isDurable)
        {
            // What is sealed from now on must not outlive its key: whoever added that may have died before the sync.
            DurableFiles.CreateFolder(folder);
            DurableFiles.SyncFolder(folder);
            _isDurable = true;
        }

        return [.. Directory.EnumerateFiles(folder, "*" + Ending).Order(StringComparer.Ordinal).Select(Read)];
    }

    /// <inheritdoc/>
    public bool Add(RingEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        DurableFiles.CreateFolder(folder);
        var path = Path.Combine(folder, entry.Name + Ending);
        var draft = Path.Combine(folder, Guid.NewGuid().ToString("N") + ".new");
        try
        {
            using (var file = new FileStream(draft, DurableFiles.NewFile()))
            {
                RandomAccess.Write(file.SafeFileHandle, entry.Wrapped.Span, 0);
                RandomAccess.FlushToDisk(file.SafeFileHandle);
            }

            File.Move(draft, path);
            DurableFiles.SyncFolder(folder);
            return true;
        }
        catch (IOException) when (File.Exists(path))
        {
            return false;
        }
        finally
        {
            File.Delete(draft);
        }
    }

    /// <inheritdoc/>
    public void Replace(RingEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var path = Path.Combine(folder, entry.Name + Ending);
        if (!File.Exists(path))
        {
            throw new IOException($"There is no «{entry.Name}» in {folder}.");
        }

        var draft = Path.Combine(folder, Guid.NewGuid().ToString("N") + ".new");
        try
        {
            using (var file = new FileStream(draft, DurableFiles.NewFile()))
            {
                RandomAccess.Write(file.SafeFileHandle, entry.Wrapped.Span, 0);
                RandomAccess.FlushToDisk(file.SafeFileHandle);
            }

            File.Move(draft, path, overwrite: true);
            DurableFiles.SyncFolder(folder);
        }
        finally
        {
            File.Delete(draft);
        }
    }

    /// <summary>Locks nothing: the folder is one process's, which the lock of its journal keeps alone.</summary>
    public ValueTask<IAsyncDisposable> LockAsync(CancellationToken ct) => new(Stream.Null);

    private static RingEntry Read(string path)
    {
        using var file = File.OpenHandle(path);
        var length = RandomAccess.GetLength(file);
        var bytes = new byte[Math.Min(length, MaxBytes)];
        var read = 0;
        while (read < bytes.Length && RandomAccess.Read(file, bytes.AsSpan(read), read) is > 0 and var more)
        {
            read += more;
        }

        return new(Path.GetFileNameWithoutExtension(path), bytes.AsMemory(0, read));
    }
}
