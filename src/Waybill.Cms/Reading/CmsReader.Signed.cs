using System.Buffers;
using System.Formats.Asn1;

namespace Waybill.Cms;

public sealed partial class CmsReader
{
    /// <summary>Reads the head of a SignedData (RFC 5652 §5.1), with or without its content: version, digestAlgorithms and content type.</summary>
    /// <exception cref="CmsException"><see cref="CmsProblem.Malformed"/>, <see cref="CmsProblem.Truncated"/>, <see cref="CmsProblem.LimitExceeded"/>.</exception>
    /// <exception cref="InvalidOperationException">The object is not a SignedData, or was already taken.</exception>
    public async ValueTask<CmsSignedContent> ReadSignedAsync(CancellationToken cancellationToken = default)
    {
        Take(CmsContentType.SignedData);
        await Ber.EnterAsync(Sequence, "SignedData", cancellationToken);
        await Ber.ReadVersionAsync(cancellationToken);
        var algorithms = await Ber.CollectElementAsync(Options.Limits.MaxElementBytes, "digestAlgorithms", cancellationToken);
        var digests = BerElements.Parse(algorithms, "digestAlgorithms", ReadDigests);
        var (inner, hasContent) = await EnterEncapsulatedAsync(cancellationToken);
        var octets = hasContent ? await BerOctetStream.OpenAsync(Ber, OctetString, cancellationToken) : null;
        var stream = Keep(new SignedContentStream(octets, ReadTailAsync));
        return new(hasContent, inner, digests, stream, () => stream.Signatures);

        async ValueTask<CmsSignatures> ReadTailAsync(CancellationToken cancellation)
        {
            await LeaveEncapsulatedAsync(hasContent, cancellation);
            var tail = await CollectSignedTailAsync(cancellation);
            await Ber.LeaveAsync("SignedData", cancellation);
            await FinishAsync(cancellation);
            return BerElements.Parse(tail, "The end of SignedData", reader => SignedDataParser.ParseTail(reader, inner, hasContent, Options.Limits));
        }
    }

    private static IReadOnlyList<DigestAlgorithm> ReadDigests(AsnReader reader)
    {
        var digests = new List<DigestAlgorithm>();
        var set = reader.ReadSetOf(skipSortOrderValidation: true);
        while (set.HasData)
        {
            // Parameters, NULL or absent, mean nothing for a digest (RFC 5754 §2).
            if (DigestAlgorithm.FromOid(set.ReadSequence().ReadObjectIdentifier()) is { } digest && !digests.Contains(digest))
            {
                digests.Add(digest);
            }
        }

        return digests;
    }

    /// <summary>certificates, crls and signerInfos as they stand, one after the other; together at most MaxElementBytes.</summary>
    private async ValueTask<ReadOnlyMemory<byte>> CollectSignedTailAsync(CancellationToken cancellationToken)
    {
        const int MostFields = 3;
        var tail = new ArrayBufferWriter<byte>();
        for (var field = 0; field < MostFields && !await Ber.AtEndAsync(cancellationToken); field++)
        {
            var left = Options.Limits.MaxElementBytes - tail.WrittenCount;
            var element = await Ber.CollectElementAsync(left, "The part of SignedData behind the content", cancellationToken);
            tail.Write(element.Span);
        }

        return tail.WrittenMemory;
    }
}
