namespace Waybill.Gateway;

/// <summary>Gives what a message out was sent as, once more: of a small one the stored body, of a large one made again of its recipe.</summary>
/// <threadsafety>Safe for concurrent calls.</threadsafety>
public sealed class SentPackages
{
    private readonly IOutboundJournal _journal;
    private readonly IPayloadStore _payloads;
    private readonly ISecretRing _ring;

    /// <param name="journal">The journal.</param>
    /// <param name="payloads">Documents and stored bodies.</param>
    /// <param name="ring">Opens content keys.</param>
    public SentPackages(IOutboundJournal journal, IPayloadStore payloads, ISecretRing ring) => (_journal, _payloads, _ring) = (journal, payloads, ring);

    /// <summary>The body that every attempt sends, from its first byte. Null when it is not packaged, or cannot be made any more: the content key of a large message goes when its receipt has come.</summary>
    /// <exception cref="IOException">The store cannot be read.</exception>
    public ValueTask<SentBytes?> OpenBodyAsync(ExchangeId id, CancellationToken ct)
        => OpenAsync(
            id,
            static message => message.IsLocked ? null : async token =>
            {
                // As before every further attempt: the stored key never meets other plaintext.
                await message.CheckAsync(token);
                return await message.OpenBodyAsync(token);
            },
            static message => message.Length, ct);

    /// <summary>The entity that was signed, and that an honest receipt's MIC is over; also after the content key is gone. Null when it is not packaged, or not kept any more.</summary>
    /// <exception cref="IOException">The store cannot be read.</exception>
    public ValueTask<SentBytes?> OpenEntityAsync(ExchangeId id, CancellationToken ct) => OpenAsync(id, static m => m.OpenMicEntityAsync, static _ => null, ct);

    private async ValueTask<SentBytes?> OpenAsync(
        ExchangeId id, Func<OutgoingMessage, Func<CancellationToken, ValueTask<Stream>>?> choose, Func<OutgoingMessage, long?> length, CancellationToken ct)
    {
        if (await _journal.FindPackageAsync(id, ct) is not { Package.Recipe: not null } work)
        {
            return null;
        }

        var message = OutgoingMessage.Open(work, _payloads, _ring);
        try
        {
            if (choose(message) is { } open)
            {
                return new(message.Headers, length(message), await open(ct), message);
            }
        }
        catch (FileNotFoundException)
        {
            // As good as never kept.
        }
        catch
        {
            await message.DisposeAsync();
            throw;
        }

        await message.DisposeAsync();
        return null;
    }
}

/// <summary>Bytes of a message out, with what they are made of. Dispose it after reading.</summary>
public sealed class SentBytes : IAsyncDisposable
{
    private readonly IAsyncDisposable _source;

    internal SentBytes(IReadOnlyList<KeyValuePair<string, string>> headers, long? length, Stream content, IAsyncDisposable source)
        => (Headers, Length, Content, _source) = (headers, length, content, source);

    /// <summary>Header lines of the package.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; }

    /// <summary>Bytes; null when they are known only after reading.</summary>
    public long? Length { get; }

    /// <summary>The bytes.</summary>
    public Stream Content { get; }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Content.DisposeAsync();
        await _source.DisposeAsync();
    }
}
