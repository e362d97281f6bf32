using Waybill.As2;

namespace Waybill.Fuzz;

/// <summary>Counts what lives in it; what it holds is charged to nobody, since it arrived.</summary>
internal sealed class FuzzQuarantine(FuzzInput input) : IQuarantine
{
    private FuzzInput Input { get; } = input;

    /// <summary>Objects not disposed yet.</summary>
    public int Live { get; private set; }

    public ValueTask<IQuarantineObject> CreateAsync(CancellationToken cancellationToken)
    {
        Live++;
        return new(new Held(this));
    }

    private sealed class Held(FuzzQuarantine owner) : IQuarantineObject
    {
        private readonly MemoryStream bytes = new();
        private bool isSealed;
        private bool isDisposed;

        public long Length => bytes.Length;

        public ValueTask WriteAsync(ReadOnlyMemory<byte> written, CancellationToken cancellationToken)
        {
            if (isSealed || isDisposed)
            {
                throw new FuzzFailureException("A quarantine object is written after its end.");
            }

            bytes.Write(written.Span);
            return default;
        }

        public ValueTask SealAsync(CancellationToken cancellationToken)
        {
            isSealed = true;
            return default;
        }

        public ValueTask<Stream> OpenReadAsync(long offset, long length, CancellationToken cancellationToken)
            => isSealed && !isDisposed && offset >= 0 && length >= 0 && offset + length <= Length
                ? new(new MemoryStream(bytes.GetBuffer(), (int)offset, (int)length, writable: false))
                : throw new FuzzFailureException($"Bytes {offset} to {offset + length} of {Length} are read, sealed {isSealed}, disposed {isDisposed}.");

        public void Keep() => throw new FuzzFailureException("Reading keeps nothing by itself.");

        public ValueTask DisposeAsync()
        {
            if (!isDisposed)
            {
                isDisposed = true;
                owner.Live--;

                // A growing memory stream has allocated up to four times what it holds.
                owner.Input.Excuse(4096 + (4 * Length));
            }

            return default;
        }
    }
}
