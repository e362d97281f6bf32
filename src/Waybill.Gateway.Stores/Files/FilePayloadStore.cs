using Microsoft.Win32.SafeHandles;
using Waybill.As2;

namespace Waybill.Gateway.Stores;

/// <summary>Payloads as files in a folder: drafts under <c>arriving/</c>, kept objects below folders named by the time in their ids. All files are 0600, all folders 0700.</summary>
/// <remarks>The folder is made when it is needed, so that a gateway starts, live and not ready, where it cannot write yet. One program owns a folder.</remarks>
/// <threadsafety>Safe for concurrent calls.</threadsafety>
public sealed class FilePayloadStore : IPayloadStore, IQuarantine, IDisposable
{
    private readonly PayloadPaths _paths;
    private readonly DiskThreads _disk = new();
    private readonly FolderSyncs _folders;
    private readonly FreeSpace _space;

    /// <param name="folder">Where; may not exist yet.</param>
    /// <param name="options">Null takes the defaults.</param>
    public FilePayloadStore(string folder, FilePayloadOptions? options = null)
        : this(folder, options, sync: null, measure: null)
    {
    }

    internal FilePayloadStore(string folder, FilePayloadOptions? options, Action<string>? sync, Func<string, (long Free, long Total)>? measure)
    {
        Options = options ?? new();
        _paths = new(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));
        _folders = new(_disk, sync);
        _space = new(Options, measure);
    }

    internal FilePayloadOptions Options { get; }

    /// <inheritdoc/>
    public ValueTask<IPayloadDraft> CreateAsync(CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        return new(new FilePayloadDraft(this, PayloadPaths.NewId(Options.Time.GetUtcNow())));
    }

    async ValueTask<IQuarantineObject> IQuarantine.CreateAsync(CancellationToken cancellationToken) => await CreateAsync(cancellationToken);

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">The range leaves the object.</exception>
    public ValueTask<Stream> OpenAsync(PayloadId id, long offset, long length, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        var file = Open(id);
        try
        {
            var whole = RandomAccess.GetLength(file);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(offset, whole);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(length, whole - offset);
            return new(new FileRangeStream(file, offset, length, ownsFile: true));
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public ValueTask<long?> LengthAsync(PayloadId id, CancellationToken ct)
    {
        var file = PayloadPaths.IsOurs(id) ? new FileInfo(_paths.Kept(id)) : null;
        return new(file is { Exists: true } ? file.Length : null);
    }

    /// <inheritdoc/>
    public async ValueTask DeleteAsync(PayloadId id, CancellationToken ct)
    {
        if (PayloadPaths.IsOurs(id))
        {
            // Not synced: a file that comes back after a power cut is named by nothing and swept. Freeing a large one takes its time.
            await _disk.RunAsync(() => DeleteFile(_paths.Kept(id)));
        }
    }

    /// <inheritdoc/>
    public async ValueTask<int> SweepAsync(DateTimeOffset olderThan, Func<PayloadId, CancellationToken, ValueTask<bool>> isNamed, CancellationToken ct)
        => await new PayloadSweep(_paths, _disk).RunAsync(olderThan, isNamed, ct);

    /// <inheritdoc/>
    public async ValueTask<string?> ProblemAsync(CancellationToken ct)
    {
        try
        {
            await EnsureArrivingAsync();
            return _space.Problem(_paths.Root) ?? await ProbeAsync(ct);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return $"Payloads cannot be stored in {_paths.Root}: {fault.Message}";
        }
    }

    /// <summary>Ends the store's threads. Drafts and streams are to be disposed before.</summary>
    public void Dispose() => _disk.Dispose();

    internal async ValueTask<FileStream> CreateFileAsync(PayloadId id)
    {
        await EnsureArrivingAsync();
        return InPlace(() => new FileStream(_paths.Draft(id), DurableFiles.NewFile()));
    }

    internal void BeginWriteBack(SafeFileHandle file, long offset, long length) => _ = _disk.RunAsync(() => NativeFiles.BeginWriteBack(file, offset, length));

    /// <summary>Bytes to the disk, file into place, name to the disk: in this order.</summary>
    internal async ValueTask PlaceAsync(PayloadId id, SafeFileHandle file)
    {
        var folder = _paths.Folder(id);
        await _folders.EnsureAsync(_paths.Root, folder);
        await _disk.RunAsync(() =>
        {
            RandomAccess.FlushToDisk(file);
            CrashPoints.Hit(CrashPoint.PayloadSynced);
            File.Move(_paths.Draft(id), _paths.Kept(id));
            CrashPoints.Hit(CrashPoint.PayloadPlaced);
        });
        await _folders.SyncAsync(folder);
    }

    /// <summary>Into place, with nothing promised about power cuts.</summary>
    internal async ValueTask MoveAsync(PayloadId id)
    {
        await _folders.EnsureAsync(_paths.Root, _paths.Folder(id));
        File.Move(_paths.Draft(id), _paths.Kept(id));
    }

    /// <summary>Also where a commit that failed half-way may have put it.</summary>
    internal void DeleteDraft(PayloadId id)
    {
        DeleteFile(_paths.Draft(id));
        DeleteFile(_paths.Kept(id));
    }

    internal static void DeleteFile(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (DirectoryNotFoundException)
        {
            // Gone with its folder.
        }
    }

    /// <summary>The names of drafts need not survive: what a crash leaves under <c>arriving/</c> is swept.</summary>
    private async ValueTask EnsureArrivingAsync()
    {
        try
        {
            await _folders.EnsureAsync(_paths.Root, _paths.Arriving);
        }
        catch (UnauthorizedAccessException fault)
        {
            throw new IOException(fault.Message, fault);
        }
    }

    private async ValueTask<string?> ProbeAsync(CancellationToken ct)
    {
        var probe = Path.Combine(_paths.Arriving, Guid.NewGuid().ToString("N") + ".probe");
        try
        {
            using var one = new MemoryStream([1], writable: false);
            await DurableFiles.WriteAsync(probe, one, ct);
            return null;
        }
        finally
        {
            DeleteFile(probe);
        }
    }

    private SafeFileHandle Open(PayloadId id)
    {
        if (!PayloadPaths.IsOurs(id))
        {
            throw new FileNotFoundException("This is not the id of a stored object.");
        }

        try
        {
            return File.OpenHandle(_paths.Kept(id), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, FileOptions.Asynchronous);
        }
        catch (DirectoryNotFoundException fault)
        {
            throw new FileNotFoundException($"There is no stored object {id}.", fault);
        }
        catch (UnauthorizedAccessException fault)
        {
            throw new IOException(fault.Message, fault);
        }
    }

    private static FileStream InPlace(Func<FileStream> open)
    {
        try
        {
            return open();
        }
        catch (UnauthorizedAccessException fault)
        {
            // What the port promises: a store that cannot be written is an IOException.
            throw new IOException(fault.Message, fault);
        }
    }
}
