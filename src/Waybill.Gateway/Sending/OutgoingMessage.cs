using System.Security.Cryptography;
using Waybill.As2;
using Waybill.Mime;

namespace Waybill.Gateway;

/// <summary>A packaged message made ready to be streamed, and what a receipt of it is judged by.</summary>
internal sealed class OutgoingMessage : IAsyncDisposable
{
    private readonly PackageRow _row;
    private readonly IPayloadStore _payloads;
    private readonly As2Package _package;
    private readonly ReadOnlyMemory<byte>? _bodySha256;

    private OutgoingMessage(PackageRow row, IPayloadStore payloads, As2Package package, ReadOnlyMemory<byte>? bodySha256, SentMessage sent)
        => (_row, _payloads, _package, _bodySha256, Sent) = (row, payloads, package, bodySha256, sent);

    /// <summary>What a receipt is judged against.</summary>
    internal SentMessage Sent { get; }

    /// <summary>Header lines of the package.</summary>
    internal IReadOnlyList<KeyValuePair<string, string>> Headers => _row.Headers;

    /// <summary>Whether the body cannot be made again: its content key is gone and it is not stored.</summary>
    internal bool IsLocked => _row.Body is null && _package.ToMicVariantSources().HttpBody is null;

    /// <summary>Length of the body.</summary>
    internal long Length => _row.Length;

    /// <summary>Opens what the journal holds of a message.</summary>
    /// <exception cref="InvalidDataException">The journal's row cannot be used.</exception>
    /// <exception cref="CryptographicException">The content key does not open with our ring.</exception>
    internal static OutgoingMessage Open(SendWork work, IPayloadStore payloads, ISecretRing ring)
    {
        var row = work.Package;
        if (row.Recipe is not { } stored)
        {
            throw new InvalidDataException("How the message is made is not kept.");
        }

        var (recipe, digest) = StoredRecipe.Read(work.Id, stored, row.SealedKey, ring);
        var package = As2Package.FromRecipe(recipe, (ordinal, ct) => ordinal < work.Documents.Count
            ? payloads.OpenAsync(work.Documents[ordinal].Object, work.Documents[ordinal].Offset, work.Documents[ordinal].Length, ct)
            : throw new InvalidDataException("The recipe names a document the message does not have."));
        return new(row, payloads, package, digest, SentOf(work));
    }

    /// <summary>The body from its first byte, the same at every attempt.</summary>
    internal async ValueTask<Stream> OpenBodyAsync(CancellationToken ct)
        => _row.Body is not { } body ? await _package.OpenAsync(ct)
            : new VerifiedStream(await _payloads.OpenAsync(body, 0, _row.Length, ct), _row.Length, _bodySha256 ?? throw new InvalidDataException("The stored body has no digest."));

    /// <summary>Reads the documents of a recipe once more: the stored key and nonce never meet other plaintext.</summary>
    /// <exception cref="ContentChangedException">One changed.</exception>
    internal ValueTask CheckAsync(CancellationToken ct) => _row.Body is null ? _package.CheckDocumentsAsync(ct) : ValueTask.CompletedTask;

    /// <summary>The bytes the MIC is over: also after the content key is gone.</summary>
    internal ValueTask<Stream> OpenMicEntityAsync(CancellationToken ct) => _package.OpenMicEntityAsync(ct);

    /// <summary>What the partner could have hashed instead.</summary>
    internal MicVariantSources Sources(OutboundConnection connection)
    {
        var sources = _package.ToMicVariantSources(connection.ReceiptPolicy);
        return _row.Body is null ? sources : sources with { HttpBody = OpenBodyAsync };
    }

    public ValueTask DisposeAsync() => _package.DisposeAsync();

    private static SentMessage SentOf(SendWork work) => new()
    {
        From = As2Name.Create(work.From).Value ?? throw new InvalidDataException("The stored AS2-From cannot be used."),
        To = As2Name.Create(work.To).Value ?? throw new InvalidDataException("The stored AS2-To cannot be used."),
        MessageId = MessageId.Parse(work.MessageId).Value ?? throw new InvalidDataException("The stored Message-ID cannot be used."),
        Mic = work.Package.Mic,
        Receipt = work.Package.ReceiptRequest.IsRequested ? ReceiptRequest.Read(MimeHeaders.FromPairs(work.Package.Headers)) : null,
    };
}
