using System.Formats.Asn1;

namespace Waybill.Cms;

public sealed partial class CmsReader
{
    private const byte EncryptedContent = 0x80;

    /// <summary>Reads an EnvelopedData (RFC 5652 §6) or AuthEnvelopedData (RFC 5083) up to its encrypted content. Uses no key.</summary>
    /// <exception cref="CmsException">Malformed (also when the encrypted content is absent), Truncated or LimitExceeded.</exception>
    /// <exception cref="InvalidOperationException">The object is something else, or was already taken.</exception>
    public async ValueTask<CmsEnvelope> ReadEnvelopeAsync(CancellationToken cancellationToken = default)
    {
        Take(CmsContentType.EnvelopedData, CmsContentType.AuthEnvelopedData);
        var max = Options.Limits.MaxElementBytes;
        await Ber.EnterAsync(Sequence, ContentType.ToString(), cancellationToken);
        await Ber.ReadVersionAsync(cancellationToken);
        if ((await Ber.PeekHeaderAsync(cancellationToken)).Identifier == Explicit0)
        {
            // originatorInfo: certificates for key agreement with a static key.
            await Ber.CollectElementAsync(max, "originatorInfo", cancellationToken);
        }

        var recipients = RecipientInfos.Read(await Ber.CollectElementAsync(max, "recipientInfos", cancellationToken), Options.Limits.MaxRecipients);
        await Ber.EnterAsync(Sequence, "EncryptedContentInfo", cancellationToken);
        var innerContentType = await Ber.ReadOidAsync("contentType", cancellationToken);
        var algorithm = await Ber.CollectElementAsync(max, "contentEncryptionAlgorithm", cancellationToken);
        var (oid, parameters) = BerElements.Parse(algorithm, "contentEncryptionAlgorithm", ReadAlgorithm);
        if (await Ber.AtEndAsync(cancellationToken))
        {
            throw BerReader.Malformed("The encrypted content is absent.");
        }

        var octets = await BerOctetStream.OpenAsync(Ber, EncryptedContent, cancellationToken);
        return new(this, recipients, innerContentType, oid, parameters, octets);
    }

    private static (string Oid, ReadOnlyMemory<byte> Parameters) ReadAlgorithm(AsnReader reader)
    {
        var algorithm = reader.ReadSequence();
        var oid = algorithm.ReadObjectIdentifier();
        var parameters = algorithm.HasData ? algorithm.ReadEncodedValue() : default;
        algorithm.ThrowIfNotEmpty();
        return (oid, parameters);
    }
}
