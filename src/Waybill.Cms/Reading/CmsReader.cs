namespace Waybill.Cms;

/// <summary>Reads one CMS object from a stream, in constant memory: first what it is, then its layers through one of the <c>Read…Async</c> methods.</summary>
/// <remarks>Takes BER in every form (RFC 5652 §2 asks for BER). Not thread safe. The input stream is left open.</remarks>
public sealed partial class CmsReader : IAsyncDisposable
{
    internal const byte Sequence = 0x30;
    internal const byte Set = 0x31;
    internal const byte ObjectIdentifier = 0x06;
    internal const byte Explicit0 = 0xA0;
    internal const byte Explicit1 = 0xA1;

    private bool taken;
    private Stream? content;

    private CmsReader(BerReader ber, CmsReadOptions options, string oid)
    {
        Ber = ber;
        Options = options;
        ContentTypeOid = oid;
        ContentType = oid switch
        {
            "1.2.840.113549.1.7.1" => CmsContentType.Data,
            "1.2.840.113549.1.7.2" => CmsContentType.SignedData,
            "1.2.840.113549.1.7.3" => CmsContentType.EnvelopedData,
            "1.2.840.113549.1.9.16.1.23" => CmsContentType.AuthEnvelopedData,
            "1.2.840.113549.1.9.16.1.9" => CmsContentType.CompressedData,
            _ => CmsContentType.Unknown,
        };
    }

    /// <summary>What the object is.</summary>
    public CmsContentType ContentType { get; }

    /// <summary>Its OID, dotted.</summary>
    public string ContentTypeOid { get; }

    internal BerReader Ber { get; }

    internal CmsReadOptions Options { get; }

    /// <summary>Reads the ContentInfo header (RFC 5652 §3) and nothing behind it.</summary>
    /// <param name="input">Stands at the first byte of the object. Read forward only; left open.</param>
    /// <param name="options">Bounds and policy.</param>
    /// <param name="cancellationToken">Stops waiting for input.</param>
    /// <exception cref="CmsException">The bytes are not a ContentInfo, or end too early.</exception>
    public static async ValueTask<CmsReader> OpenAsync(Stream input, CmsReadOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(options);
        var ber = new BerReader(input, options.Limits);
        try
        {
            await ber.EnterAsync(Sequence, "ContentInfo", cancellationToken);
            var oid = await ber.ReadOidAsync("contentType", cancellationToken);
            await ber.EnterAsync(Explicit0, "content", cancellationToken);
            return new(ber, options, oid);
        }
        catch
        {
            ber.Dispose();
            throw;
        }
    }

    /// <summary>Gives the buffers back, those of the content stream too: it must not be read on.</summary>
    public ValueTask DisposeAsync()
    {
        content?.Dispose();
        Ber.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Disposes this stream with the reader, whether its user did or not.</summary>
    internal T Keep<T>(T stream)
        where T : Stream
    {
        content = stream;
        return stream;
    }

    /// <summary>Marks the content as taken: it can be read once, as what it is.</summary>
    internal void Take(params ReadOnlySpan<CmsContentType> expected)
    {
        if (!expected.Contains(ContentType))
        {
            throw new InvalidOperationException($"The CMS object is {ContentType}.");
        }

        if (taken)
        {
            throw new InvalidOperationException("The content was already taken.");
        }

        taken = true;
    }

    /// <summary>Closes [0] and ContentInfo and reads the input to its end. Call after the content type's own SEQUENCE was left.</summary>
    internal async ValueTask FinishAsync(CancellationToken cancellationToken)
    {
        await Ber.LeaveAsync("content", cancellationToken);
        await Ber.LeaveAsync("ContentInfo", cancellationToken);
        await Ber.FinishAsync(cancellationToken);
    }
}
