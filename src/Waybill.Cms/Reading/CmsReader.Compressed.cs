using System.Formats.Asn1;

namespace Waybill.Cms;

public sealed partial class CmsReader
{
    /// <summary>Reads the head of a CompressedData (RFC 3274 §1.1): version, algorithm and content type. The content follows.</summary>
    /// <exception cref="CmsException"><see cref="CmsProblem.UnknownAlgorithm"/>: not zlib. <see cref="CmsProblem.Malformed"/>, <see cref="CmsProblem.Truncated"/>.</exception>
    /// <exception cref="InvalidOperationException">The object is not a CompressedData, or was already taken.</exception>
    public async ValueTask<CmsCompressedContent> ReadCompressedAsync(CancellationToken cancellationToken = default)
    {
        Take(CmsContentType.CompressedData);
        await Ber.EnterAsync(Sequence, "CompressedData", cancellationToken);
        if (await Ber.ReadVersionAsync(cancellationToken) != 0)
        {
            throw BerReader.Malformed("The version of CompressedData is not 0.");
        }

        var algorithm = await Ber.CollectElementAsync(Options.Limits.MaxElementBytes, "compressionAlgorithm", cancellationToken);
        BerElements.Parse(algorithm, "compressionAlgorithm", ReadCompressionAlgorithm);
        var (inner, hasContent) = await EnterEncapsulatedAsync(cancellationToken);
        if (!hasContent)
        {
            throw BerReader.Malformed("The compressed content is missing.");
        }

        var octets = await BerOctetStream.OpenAsync(Ber, OctetString, cancellationToken);
        return new(inner, Keep(new InflatingStream(octets, Options.Limits, ReadTailAsync)));

        async ValueTask ReadTailAsync(CancellationToken cancellation)
        {
            await LeaveEncapsulatedAsync(hasContent, cancellation);
            await Ber.LeaveAsync("CompressedData", cancellation);
            await FinishAsync(cancellation);
        }
    }

    private static string ReadCompressionAlgorithm(AsnReader reader)
    {
        var fields = reader.ReadSequence();
        var oid = fields.ReadObjectIdentifier();
        if (!string.Equals(oid, WritingOids.Zlib, StringComparison.Ordinal))
        {
            throw new CmsException(CmsProblem.UnknownAlgorithm, "The content is compressed with something other than zlib.", oid);
        }

        // RFC 3274 §2 has no parameters; NULL is what generic encoders write.
        if (fields.HasData)
        {
            fields.ReadNull();
        }

        fields.ThrowIfNotEmpty();
        return oid;
    }
}
