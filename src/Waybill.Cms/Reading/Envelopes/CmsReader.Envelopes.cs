namespace Waybill.Cms;

public sealed partial class CmsReader
{
    /// <summary>Reads an EnvelopedData (RFC 5652 §6) or AuthEnvelopedData (RFC 5083) up to its encrypted content. Uses no key.</summary>
    /// <exception cref="CmsException">Malformed, Truncated or LimitExceeded.</exception>
    /// <exception cref="InvalidOperationException">The object is something else, or was taken already.</exception>
    public ValueTask<CmsEnvelope> ReadEnvelopeAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();
}
