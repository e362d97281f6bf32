using System.Buffers;
using System.Security.Cryptography;

namespace Waybill.As2.AspNetCore;

/// <summary>The request body as it arrives. Remembers how it ended, so that a lost connection can never pass for a short message.</summary>
internal sealed class ArrivingBody(Stream body, long? most, TimeSpan silence, TimeProvider time) : Stream
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly CancellationTokenSource _patience = new(Timeout.InfiniteTimeSpan, time);
    private byte[]? _digest;
    private long _taken;

    /// <summary>The failure of the transport, if there was one: a cut, a bad chunk, too many bytes, too slow.</summary>
    internal Exception? Fault { get; private set; }

    /// <summary>Takes the bytes as they are read. What it throws is a fault of ours and none of the transport.</summary>
    internal IAs2BodyCopy? Copy { get; set; }

    /// <summary>Whether the last byte has been seen.</summary>
    internal bool IsComplete { get; private set; }

    /// <summary>SHA-256 of all bytes.</summary>
    /// <exception cref="InvalidOperationException">The last byte has not been seen.</exception>
    internal ReadOnlyMemory<byte> Sha256 => IsComplete ? _digest ??= _hash.GetHashAndReset() : throw new InvalidOperationException("The body has not been read to its end.");

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException("A request body has no length beforehand.");

    public override long Position
    {
        get => _taken;
        set => throw new NotSupportedException("A request body is read once.");
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (IsComplete || buffer.IsEmpty)
        {
            return 0;
        }

        if (Fault is not null)
        {
            throw new IOException("The request body ended before its end.", Fault);
        }

        var count = await TakeAsync(buffer, cancellationToken);
        if (Copy is not null && count > 0)
        {
            await Copy.WriteAsync(buffer[..count], cancellationToken);
        }

        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <summary>Reads what the reader did not need: a partner still sending does not read our answer.</summary>
    internal ValueTask DrainAsync(CancellationToken cancellationToken) => IsComplete ? ValueTask.CompletedTask : DrainRestAsync(cancellationToken);

    private async ValueTask DrainRestAsync(CancellationToken cancellationToken)
    {
        var scratch = ArrayPool<byte>.Shared.Rent(16 * 1024);
        try
        {
            while (await ReadAsync(scratch, cancellationToken) > 0)
            {
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(scratch, clearArray: true);
        }
    }

    /// <summary>Only waiting for the partner counts as silence, not what is done with the bytes between two reads.</summary>
    private ValueTask<int> ReadBeforeSilenceAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        // What is there already needs no patience.
        cancellationToken.ThrowIfCancellationRequested();
        var read = body.ReadAsync(buffer, _patience.Token);
        return read.IsCompletedSuccessfully ? read : WaitBeforeSilenceAsync(read, cancellationToken);
    }

    private async ValueTask<int> WaitBeforeSilenceAsync(ValueTask<int> read, CancellationToken cancellationToken)
    {
        _patience.CancelAfter(silence);
        try
        {
            await using var caller = cancellationToken.UnsafeRegister(static patience => ((CancellationTokenSource)patience!).Cancel(), _patience);
            return await read;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new BodySilentException();
        }
        finally
        {
            _patience.CancelAfter(Timeout.InfiniteTimeSpan);
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("A request body is read asynchronously.");

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException("A request body is read once.");

    public override void SetLength(long value) => throw new NotSupportedException("A request body is read only.");

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("A request body is read only.");

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _hash.Dispose();
            _patience.Dispose();
        }

        base.Dispose(disposing);
    }

    private async ValueTask<int> TakeAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        try
        {
            var count = await ReadBeforeSilenceAsync(buffer, cancellationToken);
            _taken += count;
            if (_taken > most)
            {
                throw new BodyTooLargeException();
            }

            _hash.AppendData(buffer.Span[..count]);
            IsComplete = count is 0;
            return count;
        }
        catch (Exception fault)
        {
            Fault = fault;
            throw;
        }
    }
}

/// <summary>More bytes arrived than this partner may send.</summary>
internal sealed class BodyTooLargeException() : IOException("The request body is larger than allowed.");

/// <summary>No byte came for longer than allowed.</summary>
internal sealed class BodySilentException() : IOException("No byte of the request body came for too long.");
