using Waybill.Mime;

namespace Waybill.As2;

/// <summary>Names the bytes or the algorithm a partner hashed when its MIC is not ours, so that the operator need not guess.</summary>
/// <threadsafety>Safe from many threads.</threadsafety>
public static class MicVariants
{
    private const int BufferBytes = 64 * 1024;

    /// <summary>Looks for the bytes that give the partner's MIC, in constant memory, one pass over each source, the likeliest first.</summary>
    /// <param name="received">The MIC of the receipt.</param>
    /// <param name="sources">What it could be over.</param>
    /// <param name="ct">Stops reading.</param>
    /// <returns>Null when none fits.</returns>
    public static async ValueTask<MicVariant?> FindAsync(Mic received, MicVariantSources sources, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(received);
        ArgumentNullException.ThrowIfNull(sources);
        (MicSource Source, Func<CancellationToken, ValueTask<Stream>>? Open, bool HasHeaders)[] places =
        [
            (MicSource.Entity, sources.Entity, sources.EntityHasHeaders),
            (MicSource.BeforeCompression, sources.BeforeCompression, true),
            (MicSource.AfterCompression, sources.AfterCompression, true),
            (MicSource.HttpBody, sources.HttpBody, false),
        ];
        foreach (var (source, open, hasHeaders) in places.Where(p => p.Open is not null))
        {
            await using var stream = await open!(ct).ConfigureAwait(false);
            var headersBefore = source is MicSource.Entity && !hasHeaders ? sources.EntityHeaders : default;
            if (await FindAsync(received, stream, hasHeaders, headersBefore, ct).ConfigureAwait(false) is { } form)
            {
                return new(source, form, received, IsAcceptable(source, form, received, sources), Sentence(source, form, received));
            }
        }

        return null;
    }

    /// <summary>One pass over one source with a digest for each form.</summary>
    private static async ValueTask<MicForm?> FindAsync(
        Mic received, Stream stream, bool hasHeaders, ReadOnlyMemory<byte> headersBefore, CancellationToken ct)
    {
        using var digests = new MicFormDigests(received.Algorithm.Digest);
        var (headers, start) = hasHeaders ? await EntityHead.ReadAsync(stream, ct).ConfigureAwait(false) : (headersBefore, default);
        digests.AddHeaders(headers.Span, isPartOfSource: hasHeaders);

        await using var body = new StartedStream(start, stream, bytes => digests.AddBody(bytes.Span));
        var encoding = MimeHeaders.Parse(headers).TransferEncoding;
        await using var content = TransferDecoding.Decode(body, encoding);
        var isDecoded = encoding is TransferEncoding.Base64 or TransferEncoding.QuotedPrintable;
        var buffer = new byte[BufferBytes];
        int read;
        while ((read = await content.ReadAsync(buffer, ct).ConfigureAwait(false)) > 0)
        {
            digests.AddDecoded(isDecoded ? buffer.AsSpan(0, read) : default);
        }

        return digests.Find(received.Value.Span);
    }

    private static bool IsAcceptable(MicSource source, MicForm form, Mic received, MicVariantSources sources)
        => source is MicSource.Entity && sources.Policy.Allows(received.Algorithm.Digest)
            && (form is MicForm.AsIs || (!sources.IsSigned && form is MicForm.WithHeaders or MicForm.WithoutHeaders));

    private static string Sentence(MicSource source, MicForm form, Mic received)
    {
        if (source is MicSource.Entity && form is MicForm.AsIs)
        {
            return $"The partner hashed the right bytes, by {received.Algorithm.Digest}.";
        }

        var bytes = source switch
        {
            MicSource.BeforeCompression => "the content before compression",
            MicSource.AfterCompression => "the compressed content",
            MicSource.HttpBody => "the whole HTTP body",
            _ => "the content",
        };
        var how = form switch
        {
            MicForm.WithoutHeaders => " without its headers",
            MicForm.WithHeaders => " with headers before it",
            MicForm.CrlfLines => " with every line end made CRLF",
            MicForm.CrlfLinesWithoutHeaders => " without its headers and with every line end made CRLF",
            MicForm.Decoded => " decoded, without its headers",
            _ => "",
        };
        return $"The partner hashed {bytes}{how}, by {received.Algorithm.Digest}.";
    }
}
