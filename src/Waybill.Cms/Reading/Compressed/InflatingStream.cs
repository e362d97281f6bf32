using System.IO.Compression;

namespace Waybill.Cms;

/// <summary>The content of a CompressedData inflated, bounded and checked; then the rest of the object.</summary>
internal sealed class InflatingStream : PullStream
{
    private readonly ZlibFeed feed;
    private readonly DeflateStream inflater;
    private readonly CmsLimits limits;
    private readonly Func<CancellationToken, ValueTask> readTail;
    private Adler32 check = new();
    private long inflated;

    /// <param name="octets">The compressed octet string.</param>
    /// <param name="limits">Bounds on the growth.</param>
    /// <param name="readTail">Reads what stands behind the octet string.</param>
    public InflatingStream(BerOctetStream octets, CmsLimits limits, Func<CancellationToken, ValueTask> readTail)
    {
        (this.limits, this.readTail) = (limits, readTail);
        feed = new(octets);
        inflater = new(feed, CompressionMode.Decompress);
    }

    public static CmsException BadCompression(string message, Exception? inner = null) => new(CmsProblem.BadCompression, message, inner: inner);

    /// <inheritdoc/>
    protected override async ValueTask<int> PullAsync(Memory<byte> destination, CancellationToken cancellationToken)
    {
        int read;
        try
        {
            read = await inflater.ReadAsync(destination, cancellationToken);
        }
        catch (InvalidDataException error)
        {
            throw BadCompression("The compressed content does not inflate.", error);
        }

        if (read > 0)
        {
            Count(read);
            check.Append(destination.Span[..read]);
            return read;
        }

        // The framework takes a cut stream for an ended one, and looks at nothing behind the end.
        if (!feed.IsExact)
        {
            throw BadCompression("The compressed content does not end where its zlib stream ends.");
        }

        if (feed.CheckValue != check.Value)
        {
            throw BadCompression("The check value of the compressed content differs.");
        }

        await readTail(cancellationToken);
        return 0;
    }

    /// <inheritdoc/>
    protected override void Release() => inflater.Dispose();

    private void Count(int read)
    {
        inflated += read;
        if (inflated > limits.MaxInflatedBytes)
        {
            throw new CmsException(CmsProblem.LimitExceeded, $"The compressed content inflates to more than {limits.MaxInflatedBytes} bytes.");
        }

        if (inflated > limits.InflationGraceBytes && inflated > (Int128)limits.MaxInflation * feed.Taken)
        {
            throw new CmsException(CmsProblem.LimitExceeded, $"The compressed content grows more than {limits.MaxInflation} times.");
        }
    }
}
