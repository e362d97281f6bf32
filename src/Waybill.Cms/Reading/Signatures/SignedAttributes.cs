using System.Formats.Asn1;

namespace Waybill.Cms;

/// <summary>The signed attributes of a SignerInfo (RFC 5652 §5.3, §11), with the bytes their signature is over.</summary>
internal sealed class SignedAttributes
{
    private const string ContentTypeOid = "1.2.840.113549.1.9.3";
    private const string MessageDigestOid = "1.2.840.113549.1.9.4";
    private const string SigningTimeOid = "1.2.840.113549.1.9.5";
    private readonly ReadOnlyMemory<byte> _raw;
    private bool _sawContentType;
    private bool _sawMessageDigest;
    private bool _broken;

    private SignedAttributes(ReadOnlyMemory<byte> raw) => _raw = raw;

    public string? ContentType { get; private set; }

    public byte[]? MessageDigest { get; private set; }

    public DateTimeOffset? SigningTime { get; private set; }

    /// <summary>Whether contentType and messageDigest are there exactly once with one value each. Which content type, the caller knows.</summary>
    public bool AreWellFormed => !_broken && ContentType is not null && MessageDigest is not null;

    /// <param name="raw">The element as received, under its [0] tag.</param>
    public static SignedAttributes Read(ReadOnlyMemory<byte> raw)
    {
        var attributes = new SignedAttributes(raw);
        var set = new AsnReader(raw, AsnEncodingRules.BER).ReadSetOf(skipSortOrderValidation: true, new Asn1Tag(TagClass.ContextSpecific, 0));
        while (set.HasData)
        {
            var attribute = set.ReadSequence();
            var oid = attribute.ReadObjectIdentifier();
            var values = attribute.ReadSetOf(skipSortOrderValidation: true);
            attribute.ThrowIfNotEmpty();
            attributes.Take(oid, values);
        }

        return attributes;
    }

    /// <summary>The bytes to hash, in the order to try: as received under the tag of SET OF, then re-encoded as DER if that differs.</summary>
    /// <remarks>RFC 5652 §5.4 signs the DER encoding. Some peers sign what they send, unsorted: the first form covers both of them.</remarks>
    public IEnumerable<ReadOnlyMemory<byte>> SignedForms()
    {
        var received = _raw.ToArray();
        received[0] = 0x31;
        yield return received;
        if (DerEncoding.TryEncode(received, out var der) && !der.AsSpan().SequenceEqual(received))
        {
            yield return der;
        }
    }

    private void Take(string oid, AsnReader values)
    {
        switch (oid)
        {
            case ContentTypeOid:
                _broken |= _sawContentType;
                _sawContentType = true;
                ContentType = values.HasData ? values.ReadObjectIdentifier() : null;
                _broken |= values.HasData;
                break;
            case MessageDigestOid:
                _broken |= _sawMessageDigest;
                _sawMessageDigest = true;
                MessageDigest = values.HasData ? values.ReadOctetString() : null;
                _broken |= values.HasData;
                break;
            case SigningTimeOid:
                SigningTime = Time(values);
                break;
        }
    }

    // A claim that nothing depends on: unreadable is the same as absent.
    private static DateTimeOffset? Time(AsnReader values)
    {
        try
        {
            return values.PeekTag().HasSameClassAndValue(Asn1Tag.UtcTime) ? values.ReadUtcTime() : values.ReadGeneralizedTime();
        }
        catch (AsnContentException)
        {
            return null;
        }
    }
}
