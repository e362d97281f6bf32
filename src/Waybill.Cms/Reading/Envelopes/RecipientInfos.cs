using System.Formats.Asn1;

namespace Waybill.Cms;

/// <summary>Takes the recipientInfos of RFC 5652 §6.2 apart.</summary>
internal static class RecipientInfos
{
    private const string RsaEncryption = "1.2.840.113549.1.1.1";
    private const string RsaesOaep = "1.2.840.113549.1.1.7";

    public static IReadOnlyList<RecipientInfo> Read(ReadOnlyMemory<byte> set, int max)
        => BerElements.Parse<IReadOnlyList<RecipientInfo>>(set, "recipientInfos", reader =>
        {
            var all = new List<RecipientInfo>();
            var infos = reader.ReadSetOf(skipSortOrderValidation: true);
            while (infos.HasData)
            {
                foreach (var recipient in ReadOne(infos))
                {
                    if (all.Count == max)
                    {
                        throw new CmsException(CmsProblem.LimitExceeded, $"More than {max} recipients.");
                    }

                    all.Add(recipient);
                }
            }

            return all;
        });

    private static IEnumerable<RecipientInfo> ReadOne(AsnReader infos)
    {
        var tag = infos.PeekTag();
        if (tag.HasSameClassAndValue(Asn1Tag.Sequence))
        {
            return [KeyTransport(infos.ReadSequence())];
        }

        if (tag.TagClass is not TagClass.ContextSpecific)
        {
            throw new AsnContentException("A recipient is of no known kind.");
        }

        return tag.TagValue switch
        {
            1 => KeyAgreement.Read(infos.ReadSequence(tag)),
            2 => [SharedKey(infos.ReadSequence(tag))],
            3 => [Password(infos.ReadSequence(tag))],
            4 => [Other(infos.ReadSequence(tag))],
            _ => throw new AsnContentException("A recipient is of no known kind."),
        };
    }

    private static RecipientInfo KeyTransport(AsnReader info)
    {
        info.ReadIntegerBytes();
        var identifier = SignerIdentifier.Read(info);
        var algorithm = info.ReadSequence();
        var oid = algorithm.ReadObjectIdentifier();
        KeyUnwrap? unwrap = oid switch
        {
            RsaEncryption => new RsaPkcs1Unwrap(),
            RsaesOaep => OaepParameters.Read(algorithm) is { } oaep ? new RsaOaepUnwrap(oaep) : null,
            _ => null,
        };
        var encryptedKey = info.ReadOctetString();
        info.ThrowIfNotEmpty();
        return RecipientInfo.Of(identifier, unwrap, oid, encryptedKey);
    }

    private static RecipientInfo SharedKey(AsnReader info)
    {
        info.ReadIntegerBytes();
        info.ReadEncodedValue();
        return RecipientInfo.OfAnotherKind(info.ReadSequence().ReadObjectIdentifier());
    }

    private static RecipientInfo Password(AsnReader info)
    {
        info.ReadIntegerBytes();
        if (info.PeekTag().HasSameClassAndValue(new(TagClass.ContextSpecific, 0)))
        {
            info.ReadEncodedValue();
        }

        return RecipientInfo.OfAnotherKind(info.ReadSequence().ReadObjectIdentifier());
    }

    private static RecipientInfo Other(AsnReader info) => RecipientInfo.OfAnotherKind(info.ReadObjectIdentifier());
}
