using Waybill.Mime;

namespace Waybill.As2;

/// <summary>Copies one entity into its sink, byte for byte as it arrived, and finds the documents in it on the way.</summary>
/// <param name="reader">Stands on the entity's headers; moved to the entity's end and not beyond.</param>
/// <param name="sink">Takes the raw bytes.</param>
/// <param name="held">Makes the object for documents that are decoded: one for all, so that many parts take no more memory than one.</param>
/// <param name="layers">How many layers are around the entity.</param>
/// <param name="isHttpBody">Whether the headers are those of HTTP: then the body stands as it is, whatever coding they claim (RFC 4130 §5.2.1).</param>
/// <param name="openRoot">Opens a CMS object that stands where the document should; null when none may.</param>
internal sealed class EntityCapture(
    MimeReader reader, EntitySink sink, HeldContent held, int layers, bool isHttpBody,
    Func<MimeHeaders, Stream, ValueTask>? openRoot) : IDisposable
{
    private readonly int _depth = reader.Depth;
    private EntitySink? _decoded;
    private bool _rootOpened;

    /// <summary>The documents, in order.</summary>
    public List<FoundPart> Parts { get; } = [];

    /// <summary>The first thing that makes the entity no content of a message; null when nothing does.</summary>
    public Refusal? Problem { get; private set; }

    private bool IsAtEnd => reader.Kind is MimeEventKind.End || (reader.Kind is MimeEventKind.PartEnd && reader.Depth == _depth);

    public async ValueTask RunAsync(CancellationToken cancellationToken)
    {
        await sink.WriteAsync(reader.Bytes, cancellationToken);
        while (!IsAtEnd)
        {
            if (reader.Kind is MimeEventKind.Headers)
            {
                await ReadPartAsync(cancellationToken);
            }
            else
            {
                await NextAsync(cancellationToken);
            }
        }

        if (Parts.Count is 0 && !_rootOpened)
        {
            Problem ??= new(layers, As2Failure.BadMime, "A multipart has no parts.");
        }

        if (_decoded is not null)
        {
            await _decoded.CompleteAsync(cancellationToken);
        }
    }

    public void Dispose() => _decoded?.Dispose();

    /// <summary>Moves on by one event and copies its bytes. The entity's end has none.</summary>
    internal async ValueTask<bool> NextAsync(CancellationToken cancellationToken)
    {
        await reader.ReadAsync(cancellationToken);
        await sink.WriteAsync(reader.Bytes, cancellationToken);
        return reader.Kind is MimeEventKind.Content;
    }

    private async ValueTask ReadPartAsync(CancellationToken cancellationToken)
    {
        var headers = reader.Headers;
        var type = headers.ContentType;
        var isRoot = reader.Depth == _depth;
        var opens = isRoot && openRoot is not null && LayerTypes.IsCms(type);
        Problem ??= LayerTypes.Problem(headers, layers);
        if (isRoot && !opens && LayerTypes.IsAny(type))
        {
            Problem ??= new(layers, As2Failure.BadStructure, $"{type.MediaType} stands where the document should.");
        }

        if (type is { IsMultipart: true, Boundary: not null } && LayerTypes.IsSplit(headers, reader.Depth))
        {
            await NextAsync(cancellationToken);
        }
        else if (opens)
        {
            _rootOpened = true;
            await openRoot!(headers, new LeafStream(this, reader));
            while (!IsAtEnd)
            {
                await NextAsync(cancellationToken);
            }
        }
        else
        {
            var isCoded = headers.TransferEncoding is TransferEncoding.Base64 or TransferEncoding.QuotedPrintable;
            Parts.Add(isCoded && !(isRoot && isHttpBody) ? await DecodeLeafAsync(headers, cancellationToken) : await PassLeafAsync(headers, cancellationToken));
        }
    }

    private async ValueTask<FoundPart> PassLeafAsync(MimeHeaders headers, CancellationToken cancellationToken)
    {
        var start = sink.Length;
        var length = 0L;
        while (await NextAsync(cancellationToken))
        {
            length += reader.Bytes.Length;
        }

        return new(headers, sink.Target, start, length);
    }

    private async ValueTask<FoundPart> DecodeLeafAsync(MimeHeaders headers, CancellationToken cancellationToken)
    {
        _decoded ??= new(await held.CreateAsync(cancellationToken), []);
        var start = _decoded.Length;
        using var stream = TransferDecoding.Decode(new LeafStream(this, reader), headers.TransferEncoding);
        await StreamPump.CopyAsync(stream, _decoded, cancellationToken);
        return new(headers, _decoded.Target, start, _decoded.Length - start);
    }
}
