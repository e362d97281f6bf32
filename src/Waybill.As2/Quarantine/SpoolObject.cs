using System.Buffers;

namespace Waybill.As2;

internal sealed class SpoolObject(string folder, int memoryBytes) : IQuarantineObject
{
    private byte[] _memory = [];
    private FileStream? _file;
    private bool _sealed;
    private bool _disposed;

    public long Length { get; private set; }

    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (_sealed)
        {
            throw new InvalidOperationException("A sealed object takes no more bytes.");
        }

        if (_file is null && Length + bytes.Length <= memoryBytes)
        {
            Grow((int)Length + bytes.Length);
            bytes.CopyTo(_memory.AsMemory((int)Length));
        }
        else
        {
            if (_file is null)
            {
                await MoveToFileAsync(cancellationToken).ConfigureAwait(false);
            }

            await RandomAccess.WriteAsync(_file!.SafeFileHandle, bytes, Length, cancellationToken).ConfigureAwait(false);
        }

        Length += bytes.Length;
    }

    public ValueTask SealAsync(CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        _sealed = true;
        return ValueTask.CompletedTask;
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
        return new(new SpoolRangeStream(this, offset, length));
    }

    public void Keep() => throw new NotSupportedException("A spooled object ends with its handle; copy it out.");

    internal async ValueTask<int> ReadAtAsync(Memory<byte> buffer, long offset, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (_file is not null)
        {
            return await RandomAccess.ReadAsync(_file.SafeFileHandle, buffer, offset, cancellationToken).ConfigureAwait(false);
        }

        _memory.AsMemory((int)offset, buffer.Length).CopyTo(buffer);
        return buffer.Length;
    }

    public async ValueTask DisposeAsync()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        ReturnMemory();
        if (_file is not null)
        {
            await _file.DisposeAsync().ConfigureAwait(false);
        }
    }

    private void Grow(int needed)
    {
        if (needed <= _memory.Length)
        {
            return;
        }

        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(needed, Math.Min(memoryBytes, _memory.Length * 2)));
        _memory.AsSpan(0, (int)Length).CopyTo(larger);
        ReturnMemory();
        _memory = larger;
    }

    private async ValueTask MoveToFileAsync(CancellationToken cancellationToken)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            Options = FileOptions.Asynchronous | FileOptions.DeleteOnClose,
            BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        var file = new FileStream(Path.Combine(folder, $"waybill-{Guid.NewGuid():N}.quarantine"), options);
        try
        {
            await RandomAccess.WriteAsync(file.SafeFileHandle, _memory.AsMemory(0, (int)Length), 0, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await file.DisposeAsync().ConfigureAwait(false);
            throw;
        }

        _file = file;
        ReturnMemory();
    }

    // What waits here may be decrypted business data; the pool must not hand it to a stranger.
    private void ReturnMemory()
    {
        if (_memory.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_memory, clearArray: true);
            _memory = [];
        }
    }
}
