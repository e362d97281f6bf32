using System.Buffers;
using System.Security.Cryptography;
using Waybill.Cms;

namespace Waybill.As2;

/// <summary>Where an entity's bytes go as they arrive: into one quarantined object and through the digests asked for.</summary>
internal sealed class EntitySink(IQuarantineObject target, IReadOnlyList<DigestAlgorithm> digests) : IDisposable
{
    private const int BufferBytes = 64 * 1024;

    // Pieces up to this (headers, short BER chunks) are joined: a write may be a system call.
    private const int JoinBytes = 16 * 1024;

    private readonly IncrementalHash[] _hashes = [.. digests.Select(d => IncrementalHash.CreateHash(d.Hash))];
    private byte[] _buffer = [];
    private int _buffered;
    private int _used;

    public IQuarantineObject Target => target;

    /// <summary>Bytes taken so far.</summary>
    public long Length { get; private set; }

    public ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        foreach (var hash in _hashes)
        {
            hash.AppendData(bytes.Span);
        }

        Length += bytes.Length;
        if (bytes.Length > JoinBytes || bytes.Length > _buffer.Length - _buffered)
        {
            return WriteThroughAsync(bytes, cancellationToken);
        }

        bytes.CopyTo(_buffer.AsMemory(_buffered));
        _buffered += bytes.Length;
        _used = Math.Max(_used, _buffered);
        return ValueTask.CompletedTask;
    }

    /// <summary>Seals the object and ends the digests.</summary>
    public async ValueTask<EntityDigests> CompleteAsync(CancellationToken cancellationToken)
    {
        await WriteThroughAsync(default, cancellationToken);
        await target.SealAsync(cancellationToken);
        var results = new EntityDigests(target);
        for (var i = 0; i < _hashes.Length; i++)
        {
            results.Add(digests[i], _hashes[i].GetHashAndReset());
        }

        return results;
    }

    public void Dispose()
    {
        foreach (var hash in _hashes)
        {
            hash.Dispose();
        }

        if (_buffer.Length > 0)
        {
            // What was used of it may hold decrypted business data; the pool must not hand it to a stranger.
            _buffer.AsSpan(0, _used).Clear();
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = [];
        }
    }

    private async ValueTask WriteThroughAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        if (_buffered > 0)
        {
            await target.WriteAsync(_buffer.AsMemory(0, _buffered), cancellationToken);
            _buffered = 0;
        }

        if (bytes.Length > JoinBytes)
        {
            await target.WriteAsync(bytes, cancellationToken);
        }
        else if (!bytes.IsEmpty)
        {
            _buffer = _buffer.Length > 0 ? _buffer : ArrayPool<byte>.Shared.Rent(BufferBytes);
            bytes.CopyTo(_buffer);
            _buffered = bytes.Length;
            _used = Math.Max(_used, _buffered);
        }
    }
}
