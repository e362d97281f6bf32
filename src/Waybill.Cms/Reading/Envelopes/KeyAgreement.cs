using System.Formats.Asn1;

namespace Waybill.Cms;

/// <summary>KeyAgreeRecipientInfo (RFC 5652 §6.2.2) as RFC 5753 §3.1 fills it: an ephemeral key of the sender's, and one wrapped key a recipient.</summary>
internal static class KeyAgreement
{
    private static readonly Asn1Tag Tag0 = new(TagClass.ContextSpecific, 0, isConstructed: true);
    private static readonly Asn1Tag Tag1 = new(TagClass.ContextSpecific, 1, isConstructed: true);

    public static IEnumerable<RecipientInfo> Read(AsnReader info)
    {
        info.ReadIntegerBytes();
        var point = ReadOriginator(info.ReadSequence(Tag0));
        var ukm = info.PeekTag().HasSameClassAndValue(Tag1) ? ReadUkm(info) : (ReadOnlyMemory<byte>?)null;
        var algorithm = info.ReadSequence();
        var oid = algorithm.ReadObjectIdentifier();
        var wrap = algorithm.HasData ? algorithm.ReadEncodedValue() : default;
        var unwrap = point is { } ephemeral ? EcdhUnwrap.Create(oid, wrap, ephemeral, ukm) : null;
        var keys = info.ReadSequence();
        info.ThrowIfNotEmpty();
        while (keys.HasData)
        {
            var key = keys.ReadSequence();
            var identifier = ReadIdentifier(key);
            var encryptedKey = key.ReadOctetString();
            key.ThrowIfNotEmpty();
            yield return RecipientInfo.Of(identifier, unwrap, oid, encryptedKey);
        }
    }

    // A static key of the sender's, named by certificate, is another scheme: nobody in this field uses it.
    private static ReadOnlyMemory<byte>? ReadOriginator(AsnReader originator)
    {
        if (!originator.PeekTag().HasSameClassAndValue(Tag1))
        {
            originator.ReadEncodedValue();
            return null;
        }

        var key = originator.ReadSequence(Tag1);
        key.ReadSequence();
        return key.ReadBitString(out _);
    }

    private static ReadOnlyMemory<byte> ReadUkm(AsnReader info) => info.ReadSequence(Tag1).ReadOctetString();

    private static SignerIdentifier ReadIdentifier(AsnReader key)
        => key.PeekTag().HasSameClassAndValue(Tag0) ? SignerIdentifier.OfKey(key.ReadSequence(Tag0).ReadOctetString()) : SignerIdentifier.Read(key);
}
