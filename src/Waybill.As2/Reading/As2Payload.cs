using Waybill.Mime;

namespace Waybill.As2;

/// <summary>One document of a message, in quarantine until the verdict is disposed.</summary>
/// <threadsafety>Immutable; any number of streams may be open, until the verdict is disposed.</threadsafety>
public sealed class As2Payload
{
    internal As2Payload(FoundPart part, bool isAuthenticated, bool isRoot)
        => (Headers, Object, Offset, Length, IsAuthenticated, IsRoot) = (part.Headers, part.Object, part.Offset, part.Length, isAuthenticated, isRoot);

    /// <summary>Its media type; <c>application/octet-stream</c> when the part names none.</summary>
    public ContentType ContentType => Headers.ContentType;

    /// <summary>The partner's word, decoded and not cleaned: never a path. From <c>Content-Disposition</c>, else <c>Content-Type</c>'s <c>name</c>; null when there is none.</summary>
    public string? FileName => Headers.ContentDisposition?.FileName ?? Headers.ContentType["name"];

    /// <summary><c>Content-ID</c> without its brackets; null when there is none.</summary>
    public string? ContentId => Headers["Content-ID"]?.Trim().TrimStart('<').TrimEnd('>');

    /// <summary>The part's own headers; of a plain message, the HTTP headers.</summary>
    public MimeHeaders Headers { get; }

    /// <summary>How it was coded on the way. What <see cref="OpenAsync"/> gives is decoded.</summary>
    public TransferEncoding TransferEncoding => Headers.TransferEncoding;

    /// <summary>The object in quarantine that holds it decoded: <see cref="As2Verdict.Entity"/>, or one of its own where it was coded or compressed inside the signature.
    /// <see cref="IQuarantineObject.Keep"/> it to let it outlive the verdict.</summary>
    public IQuarantineObject Object { get; }

    /// <summary>Its first byte in <see cref="Object"/>.</summary>
    public long Offset { get; }

    /// <summary>Bytes of the document, decoded; null when not known.</summary>
    public long? Length { get; }

    /// <summary>Whether a configured certificate's signature covers it, or the authentication tag of an unsigned message.</summary>
    public bool IsAuthenticated { get; }

    /// <summary>Whether it is the message's main document: the only one, or the root of a multipart/related (RFC 2387 §3.2).</summary>
    public bool IsRoot { get; }

    /// <summary>The document, decoded, from its first byte.</summary>
    /// <exception cref="ObjectDisposedException">The verdict was disposed.</exception>
    public ValueTask<Stream> OpenAsync(CancellationToken cancellationToken = default) => Object.OpenReadAsync(Offset, Length ?? Object.Length - Offset, cancellationToken);
}
