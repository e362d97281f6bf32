namespace Waybill.As2;

/// <summary>Makes a message out of documents: any of the ten structures of RFC 4130 §4.2 and RFC 5402 §3, on demand with opaque signatures.</summary>
/// <threadsafety>Safe from many threads.</threadsafety>
public static class As2Packager
{
    /// <summary>Whether a header is written by AS2, the content, HTTP or its authentication, and so cannot be an extra one (AS2-HDR-024).</summary>
    public static bool IsReservedHeader(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return ExtraHeaderRules.IsReserved(name);
    }

    /// <summary>Reads every document once, compresses, signs, and draws everything random, so that all that follows is known to the byte.</summary>
    /// <param name="options">Headers, keys and layers.</param>
    /// <param name="documents">At least one; several become multipart/related with the first as its root (RFC 6362).</param>
    /// <param name="scratch">Holds compressed bytes for as long as the package lives; not used without compression.</param>
    /// <param name="cancellationToken">Ends the packing; nothing is left in <paramref name="scratch"/>.</param>
    /// <exception cref="ArgumentException">What was asked for is not sent by the profile or cannot stand in a header; the message names every reason.</exception>
    /// <exception cref="Waybill.Cms.CmsException">A key or certificate cannot be used so.</exception>
    /// <exception cref="IOException">A document is not as long as was said, or cannot be read; or <paramref name="scratch"/> is full.</exception>
    public static async ValueTask<As2Package> PackAsync(
        As2SendOptions options, IReadOnlyList<As2Document> documents, IQuarantine scratch, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(documents);
        ArgumentNullException.ThrowIfNull(scratch);
        SendRules.Check(options, documents);
        var headers = MessageHeaders.Start(options);
        var isPlain = options is { Signer: null, Recipients.Count: 0, Compression: CompressionOrder.None };
        using var layers = new LayerBuilder(options, options.EffectiveMic, scratch);
        try
        {
            var payload = PayloadEntity.Build([.. documents], isPlain);
            var message = await layers.BuildAsync(payload, cancellationToken).ConfigureAwait(false);
            var parts = new PackageParts(
                MessageHeaders.Finish(headers, options, message), message.Body, layers.Mic, layers.MicEntity, isPlain ? payload.HeaderBlock(MessageHeaders.TransferEncodingOf(options)) : null,
                layers.BeforeCompression, layers.AfterCompression, options.Signer is not null);
            return new(parts, [.. SendWarnings.Of(options)], layers.Scratch);
        }
        catch
        {
            if (layers.Scratch is { } unused)
            {
                await unused.DisposeAsync().ConfigureAwait(false);
            }

            throw;
        }
    }
}
