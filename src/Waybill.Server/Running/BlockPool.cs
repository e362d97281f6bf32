using System.Buffers;
using System.Collections.Concurrent;
using Microsoft.AspNetCore.Connections;

namespace Waybill.Server;

/// <summary>Gives the web server blocks of 16 KiB in the place of its own of 4: a usual message comes in one read and one turn of its reader, and not in four.</summary>
internal sealed class BlockPoolFactory : IMemoryPoolFactory<byte>
{
    public MemoryPool<byte> Create(MemoryPoolOptions? options = null) => new BlockPool();
}

/// <inheritdoc cref="BlockPoolFactory"/>
/// <remarks>A connection that waits holds none. What comes back above <see cref="MostKept"/> goes to the collector.</remarks>
/// <threadsafety>Safe for concurrent calls.</threadsafety>
internal sealed class BlockPool : MemoryPool<byte>
{
    private const int BlockBytes = 16 * 1024;

    /// <summary>Most blocks that wait here: 8 MiB.</summary>
    private const int MostKept = 512;

    private readonly ConcurrentQueue<Block> _free = new();
    private int _kept;

    public override int MaxBufferSize => BlockBytes;

    public override IMemoryOwner<byte> Rent(int minBufferSize = -1)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(minBufferSize, BlockBytes);
        if (!_free.TryDequeue(out var block))
        {
            return new Block(this);
        }

        Interlocked.Decrement(ref _kept);
        return block;
    }

    protected override void Dispose(bool disposing) => _free.Clear();

    private void Return(Block block)
    {
        if (Interlocked.Increment(ref _kept) <= MostKept)
        {
            _free.Enqueue(block);
        }
        else
        {
            Interlocked.Decrement(ref _kept);
        }
    }

    private sealed class Block(BlockPool pool) : IMemoryOwner<byte>
    {
        // Pinned: the system writes into it.
        public Memory<byte> Memory { get; } = GC.AllocateUninitializedArray<byte>(BlockBytes, pinned: true);

        public void Dispose() => pool.Return(this);
    }
}
