using System.Buffers;
using Waybill.As2;

namespace Waybill.Gateway.Stores;

/// <summary>An object on its way: in memory while it is small, then a file under <c>arriving/</c>, written in large pieces. Its commit is a rename.</summary>
internal sealed class FilePayloadDraft(FilePayloadStore store, PayloadId id) : IPayloadDraft
{
    /// <summary>Held while buffer and file change places: one may read beside the writer.</summary>
    private readonly Lock _gate = new();

    private byte[] _buffer = [];
    private int _buffered;
    private int _used;
    private FileStream? _file;
    private long _written;
    private long _writtenBack;
    private bool _sealed;
    private bool _kept;
    private bool _placed;
    private bool _disposed;

    // A file costs a call for each piece, and the pieces that arrive are small.
    private const int PieceBytes = 256 * 1024;
    private const int WriteBackBytes = 8 << 20;

    public PayloadId Id { get; } = id;

    public long Length => _written + _buffered;

    // The cast: a bare null would become empty memory.
    public ReadOnlyMemory<byte>? Bytes => _sealed && _file is null && !_placed && !_disposed ? (ReadOnlyMemory<byte>?)_buffer.AsMemory(0, _buffered) : null;

    public bool IsLikelyKept { get; set; } = true;

    public async ValueTask<int> ReadAsync(long offset, Memory<byte> buffer, CancellationToken ct)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        FileStream file;
        int inFile;
        lock (_gate)
        {
            if (offset >= _written)
            {
                var there = _buffer.AsSpan(0, _buffered)[(int)Math.Min(offset - _written, _buffered)..];
                there = there[..Math.Min(there.Length, buffer.Length)];
                there.CopyTo(buffer.Span);
                return there.Length;
            }

            (file, inFile) = (_file!, (int)Math.Min(buffer.Length, _written - offset));
        }

        return await RandomAccess.ReadAsync(file.SafeFileHandle, buffer[..inFile], offset, ct);
    }

    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (_sealed)
        {
            throw new InvalidOperationException("A sealed object takes no more bytes.");
        }

        if (_file is null && _buffered + bytes.Length > store.Options.MemoryBytes)
        {
            _file = await store.CreateFileAsync(Id);
            CrashPoints.Hit(CrashPoint.PayloadBegun);
        }

        while (_file is not null && _buffered + bytes.Length >= PieceBytes)
        {
            if (_buffered is 0)
            {
                await PutAsync(bytes, cancellationToken);
                return;
            }

            var fits = Math.Min(bytes.Length, PieceBytes - _buffered);
            Append(bytes[..fits]);
            bytes = bytes[fits..];
            await FlushAsync(cancellationToken);
        }

        Append(bytes);
    }

    public async ValueTask SealAsync(CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (_sealed)
        {
            return;
        }

        if (_file is not null)
        {
            await FlushAsync(cancellationToken);
            lock (_gate)
            {
                ReturnBuffer();
            }
        }

        _sealed = true;
    }

    public ValueTask<Stream> OpenReadAsync(long offset, long length, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (!_sealed)
        {
            throw new InvalidOperationException("An object is read only after it is sealed.");
        }

        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset, Length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, Length - offset);
        return new(_buffer.Length > 0
            ? new MemoryStream(_buffer, (int)offset, (int)length, writable: false)
            : _file is null ? new MemoryStream([], writable: false) : new FileRangeStream(_file.SafeFileHandle, offset, length, ownsFile: false));
    }

    public void Keep() => _kept = true;

    public async ValueTask CommitAsync(CancellationToken ct)
    {
        await SealAsync(ct);
        if (_placed)
        {
            return;
        }

        await EnsureFileAsync(ct);
        await store.PlaceAsync(Id, _file!.SafeFileHandle);
        (_kept, _placed) = (true, true);
    }

    public async ValueTask DisposeAsync()
    {
        if (_disposed)
        {
            return;
        }

        try
        {
            if (_kept && !_placed)
            {
                // Kept but not committed: it can be opened by its id, and a power cut may still take it.
                await SealAsync(CancellationToken.None);
                await EnsureFileAsync(CancellationToken.None);
                await store.MoveAsync(Id);
                _placed = true;
            }
        }
        finally
        {
            await EndAsync();
        }
    }

    private async ValueTask EndAsync()
    {
        _disposed = true;
        ReturnBuffer();
        if (_file is not null)
        {
            await _file.DisposeAsync();
            if (!_placed)
            {
                store.DeleteDraft(Id);
            }
        }
    }

    /// <summary>Gives a small object its file. Its bytes stay in memory too: streams over them may be open.</summary>
    private async ValueTask EnsureFileAsync(CancellationToken ct)
    {
        _file ??= await store.CreateFileAsync(Id);
        if (_buffered > 0)
        {
            await RandomAccess.WriteAsync(_file.SafeFileHandle, _buffer.AsMemory(0, _buffered), 0, ct);
        }
    }

    private void Append(ReadOnlyMemory<byte> bytes)
    {
        lock (_gate)
        {
            AppendUnderGate(bytes);
        }
    }

    private void AppendUnderGate(ReadOnlyMemory<byte> bytes)
    {
        var needed = _buffered + bytes.Length;
        if (needed > _buffer.Length)
        {
            var most = _file is null ? store.Options.MemoryBytes : PieceBytes;
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(needed, Math.Min(most, Math.Max(4096, _buffer.Length * 2))));
            _buffer.AsSpan(0, _buffered).CopyTo(larger);
            var buffered = _buffered;
            ReturnBuffer();
            (_buffer, _buffered) = (larger, buffered);
        }

        bytes.CopyTo(_buffer.AsMemory(_buffered));
        _buffered = needed;
        _used = Math.Max(_used, needed);
    }

    private async ValueTask FlushAsync(CancellationToken ct)
    {
        var piece = _buffer.AsMemory(0, _buffered);
        await RandomAccess.WriteAsync(_file!.SafeFileHandle, piece, _written, ct);
        lock (_gate)
        {
            _buffered = 0;
            Written(piece.Length);
        }
    }

    private async ValueTask PutAsync(ReadOnlyMemory<byte> bytes, CancellationToken ct)
    {
        await RandomAccess.WriteAsync(_file!.SafeFileHandle, bytes, _written, ct);
        lock (_gate)
        {
            Written(bytes.Length);
        }
    }

    private void Written(int bytes)
    {
        _written += bytes;
        if (IsLikelyKept && _written - _writtenBack >= WriteBackBytes)
        {
            store.BeginWriteBack(_file!.SafeFileHandle, _writtenBack, _written - _writtenBack);
            _writtenBack = _written;
        }
    }

    // What waits here may be decrypted business data; the pool must not hand it to a stranger.
    private void ReturnBuffer()
    {
        if (_buffer.Length > 0)
        {
            _buffer.AsSpan(0, _used).Clear();
            ArrayPool<byte>.Shared.Return(_buffer);
        }

        (_buffer, _buffered, _used) = ([], 0, 0);
    }
}
