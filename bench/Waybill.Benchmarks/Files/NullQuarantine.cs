using Waybill.As2;

namespace Waybill.Benchmarks;

/// <summary>Counts what it is given and forgets it: so that no disk is measured.</summary>
internal sealed class NullQuarantine : IQuarantine
{
    public static NullQuarantine Instance { get; } = new();

    public ValueTask<IQuarantineObject> CreateAsync(CancellationToken cancellationToken) => new(new Counter());

    private sealed class Counter : IQuarantineObject
    {
        public long Length { get; private set; }

        public ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
        {
            Length += bytes.Length;
            return ValueTask.CompletedTask;
        }

        public ValueTask SealAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

        public ValueTask<Stream> OpenReadAsync(long offset, long length, CancellationToken cancellationToken)
            => throw new NotSupportedException("Nothing was kept.");

        public void Keep() => throw new NotSupportedException("Nothing was kept.");

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
