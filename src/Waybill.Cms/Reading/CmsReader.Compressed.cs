namespace Waybill.Cms;

public sealed partial class CmsReader
{
    /// <summary>Reads the head of a CompressedData (RFC 3274 §1.1): version, algorithm and content type. The content follows.</summary>
    /// <exception cref="CmsException"><see cref="CmsProblem.UnknownAlgorithm"/>: not zlib. <see cref="CmsProblem.Malformed"/>, <see cref="CmsProblem.Truncated"/>.</exception>
    /// <exception cref="InvalidOperationException">The object is not a CompressedData, or was already taken.</exception>
    public ValueTask<CmsCompressedContent> ReadCompressedAsync(CancellationToken cancellationToken = default)
    {
        Take(CmsContentType.CompressedData);
        throw new NotSupportedException();
    }
}
