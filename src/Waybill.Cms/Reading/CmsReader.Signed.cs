namespace Waybill.Cms;

public sealed partial class CmsReader
{
    /// <summary>Reads the head of a SignedData (RFC 5652 §5.1), with or without its content: version, digestAlgorithms and content type.</summary>
    /// <exception cref="CmsException"><see cref="CmsProblem.Malformed"/>, <see cref="CmsProblem.Truncated"/>, <see cref="CmsProblem.LimitExceeded"/>.</exception>
    /// <exception cref="InvalidOperationException">The object is not a SignedData, or was already taken.</exception>
    public ValueTask<CmsSignedContent> ReadSignedAsync(CancellationToken cancellationToken = default)
    {
        Take(CmsContentType.SignedData);
        throw new NotSupportedException();
    }
}
