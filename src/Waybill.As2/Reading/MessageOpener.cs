using Waybill.Cms;
using Waybill.Mime;

namespace Waybill.As2;

/// <summary>Opens the layers of one message from the outside in, and takes what they hold into quarantine, while the body arrives.</summary>
/// <remarks>
/// <para>The layers of RFC 4130 §4.2 and RFC 5402 §3: encrypted at most once and only outside everything else, signed at most once, compressed at most once.
/// SignedData around its content is understood like multipart/signed. Anything else is <see cref="As2Failure.BadStructure"/>.</para>
/// <para>Whatever breaks becomes a <see cref="Refusal"/>. Each layer is read to its end by the one who opened it, however little of it made sense inside:
/// nothing about decrypted content shows in how much is read.</para>
/// </remarks>
internal sealed partial class MessageOpener(As2ReadOptions options, DigestAlgorithm unsignedDigest, Findings found, CancellationToken cancellationToken)
{
    private readonly As2Limits _limits = options.Limits;

    /// <summary>Most bytes that may follow a layer inside CBC content: fewer than a block of any cipher. With room for more, a stranger could append blocks
    /// to a message he cannot read, and whether it is still accepted would tell him if their padding is good, and so, guess by guess, what they hold.</summary>
    private const int MaxTailUnderCbc = 7;

    private const string GarbledHeaders = "The headers of a layer inside the envelope hold bytes that nobody writes there.";

    /// <summary>How many layers are around what is read now.</summary>
    private int Depth => found.Layers.Count;

    private bool IsUnderCbc => found.OpenedCipher is { IsAuthenticated: false };

    private CmsReadOptions Cms => new()
    {
        Limits = IsUnderCbc ? _limits.Cms with { MaxTrailingBytes = Math.Min(MaxTailUnderCbc, _limits.Cms.MaxTrailingBytes) } : _limits.Cms,
        Policy = options.Policy,
    };

    /// <summary>Opens the message whose headers came with HTTP.</summary>
    public async ValueTask OpenAsync(MimeHeaders headers, Stream body)
    {
        if (LayerTypes.Problem(headers, depth: 0) is { } problem)
        {
            found.Refuse(problem);
        }
        else if (LayerTypes.IsCms(headers.ContentType))
        {
            await OpenCmsAsync(headers, body);
        }
        else if (options.DecodeWholeBody && headers.TransferEncoding is TransferEncoding.Base64)
        {
            var (coding, decoded) = await WholeBodyBase64.OpenAsync(body, cancellationToken);
            using (coding)
            {
                await OpenEntityAsync(new(decoded, headers, _limits.Mime, LayerTypes.IsSplit), isHttpBody: true);
                if (coding is { IsDamaged: true })
                {
                    found.Refuse(new(0, As2Failure.BadMime, "The body begins as base64 and does not go on so."));
                }
            }
        }
        else
        {
            await OpenEntityAsync(new(body, headers, _limits.Mime, LayerTypes.IsSplit), isHttpBody: true);
        }
    }

    /// <summary>Opens what a layer holds: an entity with its headers inside.</summary>
    /// <param name="content">Not necessarily read to its end.</param>
    /// <param name="signedWith">The digests to take of it when it is the content of a SignedData; else null.</param>
    private async ValueTask OpenContentAsync(Stream content, IReadOnlyList<DigestAlgorithm>? signedWith = null)
    {
        var (reader, lead) = await EntityStart.OpenAsync(content, _limits.Mime, cancellationToken);
        await OpenEntityAsync(reader, lead, signedWith);
    }

    private async ValueTask OpenEntityAsync(
        MimeReader reader, ReadOnlyMemory<byte> lead = default, IReadOnlyList<DigestAlgorithm>? signedWith = null, bool isHttpBody = false)
    {
        var depth = Depth;
        await using var owned = reader;
        try
        {
            await reader.ReadAsync(cancellationToken);
            var type = reader.Headers.ContentType;
            if (LayerTypes.Problem(reader.Headers, depth) is { } problem)
            {
                found.Refuse(problem);
            }
            else if (found.IsSigned)
            {
                await TakeAsync(reader, lead, signedWith ?? [], isHttpBody: false);
            }
            else if (IsUnderCbc && LayerTypes.IsAny(type) && !LayerTypes.IsPlain(reader.Headers))
            {
                found.Refuse(new(depth, As2Failure.BadStructure, GarbledHeaders));
            }
            else if (LayerTypes.IsCms(type))
            {
                await OpenCmsAsync(reader.Headers, reader.ReadContent());
            }
            else if (LayerTypes.IsSigned(type))
            {
                await OpenSignedAsync(reader);
            }
            else
            {
                await TakeAsync(reader, lead, [unsignedDigest], isHttpBody);
            }
        }
        catch (MimeException e)
        {
            found.Refuse(new(depth, As2Failure.BadMime, e.Message));
        }
    }

    /// <summary>Takes an entity into quarantine. The reader stands on its headers and is moved to its end.</summary>
    /// <param name="reader">Where it comes from.</param>
    /// <param name="lead">Stray bytes before its headers, taken with it.</param>
    /// <param name="digests">The digests to take: it is the entity of the MIC. None: it was compressed inside the signature, and only documents may be there.</param>
    /// <param name="isHttpBody">Whether its headers are those of HTTP.</param>
    private async ValueTask TakeAsync(MimeReader reader, ReadOnlyMemory<byte> lead, IReadOnlyList<DigestAlgorithm> digests, bool isHttpBody)
    {
        var (depth, headers) = (Depth, reader.Headers);
        using var sink = new EntitySink(await found.Held.CreateAsync(cancellationToken), digests);
        await sink.WriteAsync(lead, cancellationToken);
        using var capture = new EntityCapture(reader, sink, found.Held, depth, isHttpBody, found.IsSigned && digests.Count > 0 ? OpenCmsAsync : null);
        await capture.RunAsync(cancellationToken);
        var taken = await sink.CompleteAsync(cancellationToken);
        if (digests.Count > 0)
        {
            found.TakeEntity(sink.Target, headers, taken);
        }

        if (capture.Parts.Count > 0)
        {
            found.TakeParts(capture.Parts, headers);
        }

        var problem = capture.Problem ?? (reader.MissingCloseDelimiter ? Cut(depth) : null);
        if (problem is not null)
        {
            found.Refuse(problem);
        }
    }

    private async ValueTask OpenCmsAsync(MimeHeaders headers, Stream raw)
    {
        await using var coded = await CmsCoding.DecodeAsync(raw, headers.TransferEncoding, IsUnderCbc, cancellationToken);
        CmsReader cms;
        try
        {
            cms = await CmsReader.OpenAsync(coded, Cms, cancellationToken);
        }
        catch (CmsException e)
        {
            found.Refuse(new(Depth, NoLayer(headers), e.Message));
            return;
        }

        await using var owned = cms;
        await OpenLayerAsync(cms, headers);
    }

    /// <summary>Goes by the object identifier; smime-type is a hint for what is none of them (AS2-STRUCT-015).</summary>
    private ValueTask OpenLayerAsync(CmsReader cms, MimeHeaders headers)
    {
        switch (cms.ContentType)
        {
            case CmsContentType.Unknown or CmsContentType.Data:
                found.Refuse(new(Depth, NoLayer(headers), $"The CMS object {cms.ContentTypeOid} is no layer of a message."));
                return default;
            case CmsContentType.EnvelopedData or CmsContentType.AuthEnvelopedData when Depth is 0 && MayAdd():
                return OpenEnvelopeAsync(cms);
            case CmsContentType.CompressedData when !found.IsCompressed && MayAdd():
                return OpenCompressedAsync(cms);
            case CmsContentType.SignedData when !found.IsSigned && MayAdd():
                return OpenOpaqueAsync(cms);
            default:
                found.Refuse(new(Depth, As2Failure.BadStructure, $"{cms.ContentType} stands where a message has no place for it."));
                return default;
        }
    }

    private bool MayAdd() => Depth < _limits.MaxLayers;

    /// <summary>What a body is that should be a layer and is none. Only the outermost shows without a key.</summary>
    private As2Failure NoLayer(MimeHeaders headers)
    {
        var hint = headers.ContentType["smime-type"] ?? "";
        return hint.Contains("compressed", StringComparison.OrdinalIgnoreCase) ? As2Failure.DecompressionFailed
            : hint.Contains("signed", StringComparison.OrdinalIgnoreCase) ? As2Failure.MalformedSignature
            : Depth is 0 ? As2Failure.BadEnvelope
            : As2Failure.BadStructure;
    }

    private static Refusal Cut(int depth) => new(depth, As2Failure.BadMime, "The message is cut: a closing delimiter is missing.");

    private static string Describe(CmsException e) => e.Detail is null ? e.Message : $"{e.Message} ({e.Detail})";
}
