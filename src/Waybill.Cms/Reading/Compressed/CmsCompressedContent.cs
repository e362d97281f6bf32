namespace Waybill.Cms;

/// <summary>The content of a CompressedData (RFC 3274), inflated while it is read.</summary>
/// <threadsafety>Not thread safe.</threadsafety>
public sealed class CmsCompressedContent
{
    internal CmsCompressedContent(string innerContentTypeOid, Stream content) => (InnerContentTypeOid, Content) = (innerContentTypeOid, content);

    /// <summary>OID of what was compressed, dotted: id-data in S/MIME.</summary>
    public string InnerContentTypeOid { get; }

    /// <summary>The inflated bytes, read asynchronously only. Gives 0 only after the end of the zlib stream, its Adler-32, the object's last octet and the input's end.</summary>
    /// <remarks>Reading throws <see cref="CmsException"/>: <see cref="CmsProblem.BadCompression"/> for what does not inflate to its end,
    /// <see cref="CmsProblem.LimitExceeded"/> for a bomb, <see cref="CmsProblem.Truncated"/>, <see cref="CmsProblem.Malformed"/>. What was read before it is worth nothing.</remarks>
    public Stream Content { get; }
}
