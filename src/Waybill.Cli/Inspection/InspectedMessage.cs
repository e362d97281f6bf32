using Waybill.As2;
using Waybill.Cli.Captures;
using Waybill.Cms;
using Waybill.Mime;

namespace Waybill.Cli.Inspection;

/// <summary>A message that was opened, kept until its report is whole.</summary>
internal sealed class InspectedMessage(MimeHeaders headers, As2Verdict verdict, CaptureSource source, InspectSettings settings) : IAsyncDisposable
{
    private IQuarantineObject? inflated;

    public MimeHeaders Headers => headers;

    public As2Verdict Verdict => verdict;

    /// <summary>What does not parse inside the body; null when all of it does, as far as it could be opened.</summary>
    public async Task<string?> StructureAsync(CancellationToken cancellationToken)
    {
        if (verdict.Failure is As2Failure.BadMime or As2Failure.BadStructure or As2Failure.BadEnvelope or As2Failure.MalformedSignature
            or As2Failure.DecompressionFailed or As2Failure.InflatesTooFar or As2Failure.CannotProcess)
        {
            return verdict.Detail ?? As2FailureFacts.Of(verdict.Failure).Sentence;
        }

        // Without its key the reader has no reason to look at an envelope's end.
        return verdict is { Failure: As2Failure.NoKey or As2Failure.UnknownEncryption }
            ? await EnvelopeEndAsync(cancellationToken)
            : null;
    }

    /// <summary>What a partner could have hashed instead.</summary>
    public async Task<MicVariantSources?> VariantsAsync(CancellationToken cancellationToken)
    {
        if (verdict.Entity is not { } entity)
        {
            return null;
        }

        var isPlain = verdict.Layers.Count is 0;
        inflated = verdict.Layers is [.., { Kind: As2LayerKind.Compressed }] && verdict.IsSigned ? await InflateAsync(entity, cancellationToken) : null;
        return new()
        {
            Entity = token => entity.OpenReadAsync(0, entity.Length, token),
            EntityHasHeaders = !isPlain,
            EntityHeaders = isPlain ? PlainHeaders() : default,
            BeforeCompression = inflated is { } before ? token => before.OpenReadAsync(0, before.Length, token) : null,
            HttpBody = OpenBodyAsync,
            IsSigned = verdict.IsSigned,
            Policy = CmsPolicy.ReadEverything,
        };
    }

    public async ValueTask DisposeAsync()
    {
        if (inflated is not null)
        {
            await inflated.DisposeAsync();
        }

        await verdict.DisposeAsync();
    }

    private async Task<string?> EnvelopeEndAsync(CancellationToken cancellationToken)
    {
        await using var body = await OpenBodyAsync(cancellationToken);
        var coding = headers.TransferEncoding is TransferEncoding.Base64 ? TransferEncoding.Base64 : TransferEncoding.Binary;
        await using var cms = TransferDecoding.Decode(body, coding);
        return await CmsEnd.FindAsync(cms, cancellationToken);
    }

    private async ValueTask<Stream> OpenBodyAsync(CancellationToken cancellationToken)
    {
        var file = await source.OpenAsync(cancellationToken);
        return new OwningStream((await CaptureReader.OpenAsync(file, cancellationToken)).Body, file);
    }

    /// <summary>The header block a partner may have put before a plain body: what describes the content.</summary>
    private byte[] PlainHeaders()
    {
        var lines = headers.Where(f => f.Name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase) && !f.Name.Equals("Content-Length", StringComparison.OrdinalIgnoreCase));
        return System.Text.Encoding.Latin1.GetBytes(string.Concat(lines.Select(f => $"{f.Name}: {f.Value}\r\n")) + "\r\n");
    }

    private async Task<IQuarantineObject?> InflateAsync(IQuarantineObject entity, CancellationToken cancellationToken)
    {
        var target = await settings.Quarantine.CreateAsync(cancellationToken);
        try
        {
            await using var stream = await entity.OpenReadAsync(0, entity.Length, cancellationToken);
            await using var reader = new MimeReader(stream);
            await reader.ReadAsync(cancellationToken);
            await using var content = TransferDecoding.Decode(reader.ReadContent(), reader.Headers.TransferEncoding);
            await using var cms = await CmsReader.OpenAsync(content, CmsReadOptions.Default, cancellationToken);
            var compressed = await cms.ReadCompressedAsync(cancellationToken);
            var buffer = new byte[64 * 1024];
            int read;
            while ((read = await compressed.Content.ReadAsync(buffer, cancellationToken)) > 0)
            {
                await target.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            }

            await target.SealAsync(cancellationToken);
            return target;
        }
        catch (Exception problem) when (problem is CmsException or MimeException)
        {
            // The entity is compressed on the outside of its signature, or broken: then there is nothing before.
            await target.DisposeAsync();
            return null;
        }
    }
}
