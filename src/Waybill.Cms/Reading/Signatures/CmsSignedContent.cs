namespace Waybill.Cms;

/// <summary>A SignedData (RFC 5652 §5) read as it arrives: first the digests it names, then its content, then its signatures.</summary>
/// <remarks>Take the digests of <see cref="Content"/> while reading it; the stream keeps nothing.</remarks>
/// <threadsafety>Not thread safe.</threadsafety>
public sealed class CmsSignedContent
{
    private readonly Func<CmsSignatures?> signatures;

    internal CmsSignedContent(
        bool hasContent, string innerContentTypeOid, IReadOnlyList<DigestAlgorithm> namedDigests, Stream content, Func<CmsSignatures?> signatures)
    {
        (HasContent, InnerContentTypeOid, NamedDigests, Content) = (hasContent, innerContentTypeOid, namedDigests, content);
        this.signatures = signatures;
    }

    /// <summary>Whether the content is inside. If not, it stands elsewhere, as in multipart/signed.</summary>
    public bool HasContent { get; }

    /// <summary>OID of what was signed, dotted: id-data in S/MIME.</summary>
    public string InnerContentTypeOid { get; }

    /// <summary>The digests that digestAlgorithms names, each once, known before the content; unknown ones are left out. A SignerInfo may still use another.</summary>
    public IReadOnlyList<DigestAlgorithm> NamedDigests { get; }

    /// <summary>The signed bytes, read asynchronously only; empty when <see cref="HasContent"/> is false. Gives 0 only after certificates, SignerInfos,
    /// the object's last octet and the input's end were read.</summary>
    /// <remarks>Reading throws <see cref="CmsException"/>: <see cref="CmsProblem.Malformed"/>, <see cref="CmsProblem.Truncated"/>, <see cref="CmsProblem.LimitExceeded"/>.</remarks>
    public Stream Content { get; }

    /// <summary>Who signed, to be verified against digests of the content.</summary>
    /// <exception cref="InvalidOperationException"><see cref="Content"/> was not read to its end.</exception>
    public CmsSignatures Signatures
        => signatures() ?? throw new InvalidOperationException("The content was not read to its end: the signatures stand behind it.");
}
