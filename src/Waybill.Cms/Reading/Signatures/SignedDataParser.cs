using System.Formats.Asn1;

namespace Waybill.Cms;

/// <summary>Takes a SignedData held in memory apart.</summary>
internal static class SignedDataParser
{
    private const string SignedDataOid = "1.2.840.113549.1.7.2";
    private static readonly Asn1Tag Tag0 = new(TagClass.ContextSpecific, 0, isConstructed: true);
    private static readonly Asn1Tag Tag1 = new(TagClass.ContextSpecific, 1, isConstructed: true);

    public static CmsSignatures Parse(ReadOnlyMemory<byte> cms, CmsLimits limits)
    {
        if (cms.Length > limits.MaxElementBytes)
        {
            throw new CmsException(CmsProblem.LimitExceeded, $"The signature is longer than {limits.MaxElementBytes} bytes.");
        }

        try
        {
            var outer = new AsnReader(cms, AsnEncodingRules.BER);
            var contentInfo = outer.ReadSequence();
            var type = contentInfo.ReadObjectIdentifier();
            if (!string.Equals(type, SignedDataOid, StringComparison.Ordinal))
            {
                throw new CmsException(CmsProblem.Malformed, "The CMS object is not a SignedData.", type);
            }

            // The tail is not part of the object: line ends and zeroes of a transport.
            var trailing = outer.HasData ? Trailing(cms) : 0;
            if (trailing > limits.MaxTrailingBytes)
            {
                throw new CmsException(CmsProblem.LimitExceeded, $"More than {limits.MaxTrailingBytes} bytes follow the CMS object.");
            }

            var content = contentInfo.ReadSequence(Tag0);
            contentInfo.ThrowIfNotEmpty();
            var signed = content.ReadSequence();
            content.ThrowIfNotEmpty();
            signed.ReadInteger();
            signed.ReadSetOf(skipSortOrderValidation: true);
            var encapsulated = signed.ReadSequence();
            var contentType = encapsulated.ReadObjectIdentifier();
            return ParseTail(signed, contentType, encapsulated.HasData, limits);
        }
        catch (AsnContentException e)
        {
            throw Malformed(cms, e);
        }
    }

    /// <summary>Reads certificates, crls and signerInfos, the fields behind the content.</summary>
    /// <exception cref="AsnContentException">They are not what they should be.</exception>
    public static CmsSignatures ParseTail(AsnReader tail, string contentType, bool hasContent, CmsLimits limits)
    {
        var certificates = new List<ReadOnlyMemory<byte>>();
        if (tail.HasData && tail.PeekTag().HasSameClassAndValue(Tag0))
        {
            var set = tail.ReadSetOf(skipSortOrderValidation: true, Tag0);
            while (set.HasData)
            {
                // Attribute certificates and other kinds are tagged; an X.509 certificate is the plain SEQUENCE.
                var isX509 = set.PeekTag().HasSameClassAndValue(Asn1Tag.Sequence);
                var certificate = set.ReadEncodedValue();
                if (isX509)
                {
                    certificates.Add(certificate);
                }
            }
        }

        if (tail.HasData && tail.PeekTag().HasSameClassAndValue(Tag1))
        {
            tail.ReadEncodedValue();
        }

        var infos = tail.ReadSetOf(skipSortOrderValidation: true);
        tail.ThrowIfNotEmpty();
        var signers = new List<SignerInfo>();
        while (infos.HasData)
        {
            if (signers.Count == limits.MaxSigners)
            {
                throw new CmsException(CmsProblem.LimitExceeded, $"More than {limits.MaxSigners} signers.");
            }

            signers.Add(SignerInfo.Read(infos));
        }

        return new(signers, certificates, contentType, hasContent);
    }

    private static int Trailing(ReadOnlyMemory<byte> cms)
        => cms.Length - (AsnDecoder.TryReadEncodedValue(cms.Span, AsnEncodingRules.BER, out _, out _, out _, out var consumed) ? consumed : cms.Length);

    private static CmsException Malformed(ReadOnlyMemory<byte> cms, AsnContentException inner) => IsCut(cms.Span)
        ? new(CmsProblem.Truncated, "The SignedData ends before its time.", null, inner)
        : new(CmsProblem.Malformed, "The SignedData is malformed.", null, inner);

    // An element that is sound as far as it goes but longer than the input is a cut, not a riddle.
    private static bool IsCut(ReadOnlySpan<byte> cms)
    {
        try
        {
            return (cms.IsEmpty || cms[0] is 0x30) && !AsnDecoder.TryReadEncodedValue(cms, AsnEncodingRules.BER, out _, out _, out _, out _);
        }
        catch (AsnContentException)
        {
            // Looking for the end of an indefinite length meets the bytes that are no BER.
            return false;
        }
    }
}
