namespace Waybill.As2;

/// <summary>The body as it arrives. Past the bound it ends, so that the rest is never read.</summary>
internal sealed class BoundedBody(Stream body, long? most) : PullStream
{
    private long _count;

    public bool IsTooLarge { get; private set; }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (IsTooLarge || buffer.IsEmpty)
        {
            return 0;
        }

        var read = await body.ReadAsync(buffer, cancellationToken);
        _count += read;
        IsTooLarge = _count > most;
        return IsTooLarge ? 0 : read;
    }
}
