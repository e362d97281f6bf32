using Waybill.Mime;

namespace Waybill.As2;

/// <summary>One file to send: what it is called, what it is, and how to read it, again for every attempt.</summary>
/// <threadsafety>Immutable; <see cref="OpenAsync"/> must be callable from many threads when one package is read by many.</threadsafety>
public sealed record As2Document
{
    /// <summary>Media type with its parameters, as it goes into <c>Content-Type</c>. <see cref="As2ContentType.Detect"/> guesses one from the first bytes.</summary>
    public required string ContentType { get; init; }

    /// <summary>Name of the file, without a folder; travels as <c>filename</c> of <c>Content-Disposition</c> (RFC 2183). Null: a single document gets
    /// none, one of several a made one. Default null.</summary>
    public string? FileName { get; init; }

    /// <summary><c>Content-ID</c> of one of several documents, with or without angle brackets. Null draws one. Default null.</summary>
    public string? ContentId { get; init; }

    /// <summary>Exact length, in bytes.</summary>
    public required long Length { get; init; }

    /// <summary>SHA-256 it must have; null takes whatever is read first. Default null.</summary>
    public ReadOnlyMemory<byte>? Sha256 { get; init; }

    /// <summary>Opens a stream over the whole document; the package disposes it. Read once while packing and once for every attempt.</summary>
    public required Func<CancellationToken, ValueTask<Stream>> OpenAsync { get; init; }

    /// <summary><see cref="TransferEncoding.Binary"/> or <see cref="TransferEncoding.Base64"/>, in lines of 76 characters. Default binary: no byte is touched,
    /// of text either. A single document without any layer is always binary: a body of HTTP is never base64 (RFC 4130 §5.2.1).</summary>
    public TransferEncoding Encoding { get; init; } = TransferEncoding.Binary;
}
