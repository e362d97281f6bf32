namespace Waybill.As2.Tests;

/// <summary>Counts objects made and left; fails on demand.</summary>
internal sealed class CountingQuarantine(int failAfterWrites = int.MaxValue) : IQuarantine
{
    private readonly SpoolQuarantine _inner = new();
    private readonly int _failAfterWrites = failAfterWrites;
    private int _writes;

    public int Created { get; private set; }

    public int Left { get; private set; }

    public async ValueTask<IQuarantineObject> CreateAsync(CancellationToken cancellationToken)
    {
        var inner = await _inner.CreateAsync(cancellationToken);
        (Created, Left) = (Created + 1, Left + 1);
        return new Counted(this, inner);
    }

    private sealed class Counted(CountingQuarantine owner, IQuarantineObject inner) : IQuarantineObject
    {
        private bool _disposed;

        public long Length => inner.Length;

        public ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
            => ++owner._writes > owner._failAfterWrites ? throw new IOException("The disk is full.") : inner.WriteAsync(bytes, cancellationToken);

        public ValueTask SealAsync(CancellationToken cancellationToken) => inner.SealAsync(cancellationToken);

        public ValueTask<Stream> OpenReadAsync(long offset, long length, CancellationToken cancellationToken) => inner.OpenReadAsync(offset, length, cancellationToken);

        public void Keep() => inner.Keep();

        public ValueTask DisposeAsync()
        {
            owner.Left -= _disposed ? 0 : 1;
            _disposed = true;
            return inner.DisposeAsync();
        }
    }
}
