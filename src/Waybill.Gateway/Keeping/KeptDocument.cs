using Waybill.As2;
using Waybill.Mime;

namespace Waybill.Gateway;

/// <summary>A document of a message in, from its own object or, when that is not kept any more, decoded once more from the signed entity.</summary>
/// <threadsafety>One reader at a time. Dispose it after reading.</threadsafety>
public sealed class KeptDocument : IAsyncDisposable
{
    private readonly As2Verdict? _verdict;

    private KeptDocument(Stream content, As2Verdict? verdict) => (Content, _verdict) = (content, verdict);

    /// <summary>Its bytes.</summary>
    public Stream Content { get; }

    /// <summary>Opens one.</summary>
    /// <param name="payloads">Where it is kept.</param>
    /// <param name="exchange">Whose it is.</param>
    /// <param name="ordinal">Which, from 0.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>Null when it is not kept any more.</returns>
    /// <exception cref="IOException">The store cannot be read.</exception>
    public static async ValueTask<KeptDocument?> OpenAsync(IPayloadStore payloads, ExchangeDetail exchange, int ordinal, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(payloads);
        ArgumentNullException.ThrowIfNull(exchange);
        var document = exchange.Documents[ordinal];
        try
        {
            return new(await payloads.OpenAsync(document.Object, document.Offset, document.Length, ct), null);
        }
        catch (FileNotFoundException) when (exchange is { Entity: not null, Signature: not null })
        {
            return await DecodeAsync(payloads, exchange.Entity.Value, ordinal, document.Length, ct);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    /// <summary>What was signed is a message by itself: coded and compressed as the partner did, with nothing secret around it.</summary>
    private static async ValueTask<KeptDocument?> DecodeAsync(IPayloadStore payloads, PayloadId entity, int ordinal, long length, CancellationToken ct)
    {
        if (await payloads.LengthAsync(entity, ct) is not { } whole)
        {
            return null;
        }

        MimeHeaders headers;
        long start;
        await using (var content = await payloads.OpenAsync(entity, 0, whole, ct))
        await using (var reader = new MimeReader(content, descend: static (_, _) => false))
        {
            await reader.ReadAsync(ct);
            (headers, start) = (reader.Headers, reader.Bytes.Length);
        }

        await using var body = await payloads.OpenAsync(entity, start, whole - start, ct);
        var options = new As2ReadOptions
        {
            VerificationTime = DateTimeOffset.UnixEpoch, Signature = Requirement.Allowed, Encryption = Requirement.Allowed, Compression = Requirement.Allowed,
        };
        var verdict = await As2MessageReader.ReadAsync(headers, null, body, options, payloads.AsScratch(), ct);
        try
        {
            if (verdict.IsAccepted && ordinal < verdict.Payloads.Count && verdict.Payloads[ordinal] is var payload && (payload.Length ?? payload.Object.Length - payload.Offset) == length)
            {
                return new(await payload.OpenAsync(ct), verdict);
            }
        }
        catch
        {
            await verdict.DisposeAsync();
            throw;
        }

        await verdict.DisposeAsync();
        return null;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Content.DisposeAsync();
        if (_verdict is not null)
        {
            await _verdict.DisposeAsync();
        }
    }
}
