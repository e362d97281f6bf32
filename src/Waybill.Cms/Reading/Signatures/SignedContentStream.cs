namespace Waybill.Cms;

/// <summary>The content of a SignedData as it stands; at its end the signatures are read.</summary>
/// <param name="octets">The content's octet string; null when there is none.</param>
/// <param name="readTail">Reads what stands behind it.</param>
internal sealed class SignedContentStream(BerOctetStream? octets, Func<CancellationToken, ValueTask<CmsSignatures>> readTail) : PullStream
{
    /// <summary>Null until the stream gave 0.</summary>
    public CmsSignatures? Signatures { get; private set; }

    /// <inheritdoc/>
    protected override async ValueTask<int> PullAsync(Memory<byte> destination, CancellationToken cancellationToken)
    {
        var read = octets is null ? 0 : await octets.ReadAsync(destination, cancellationToken);
        if (read == 0)
        {
            Signatures = await readTail(cancellationToken);
        }

        return read;
    }

    /// <inheritdoc/>
    protected override void Release()
    {
        // The bytes go from the reader's buffer straight to the caller's.
    }
}
