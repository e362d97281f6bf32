using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Waybill.Cms.Tests.Envelopes;

/// <summary>An envelope for alice put together octet by octet, so that every part of it can be wrong.</summary>
internal sealed record HandMade
{
    public static X509Certificate2 Alice { get; } = TestIdentities.Rsa("alice");

    public byte[] Content { get; init; } = TestBytes.Edi(1000);

    public byte[] Key { get; init; } = TestBytes.Random(1, 32);

    public byte[] Iv { get; init; } = TestBytes.Random(2, 16);

    /// <summary>Form of the encrypted content, one of <see cref="BerForms"/>.</summary>
    public string Form { get; init; } = "primitive";

    /// <summary>Whether everything around is of indefinite length.</summary>
    public bool IsIndefinite { get; init; }

    /// <summary>AES-GCM with this tag length instead of AES-CBC.</summary>
    public int? Tag { get; init; }

    /// <summary>The aes-ICVlen that is written when it is not the true one; 0: none.</summary>
    public int? NamedTagLength { get; init; }

    /// <summary>How much of <see cref="Iv"/> is named under CBC.</summary>
    public int NamedIvLength { get; init; } = 16;

    /// <summary>authAttrs under GCM, unprotectedAttrs under CBC: the content octets of the set.</summary>
    public byte[]? Attributes { get; init; }

    public bool HasOriginatorInfo { get; init; }

    /// <summary>Content octets of the recipientInfos; null: one for alice.</summary>
    public byte[]? Recipients { get; init; }

    /// <summary>Changes what is encrypted, after padding.</summary>
    public Func<byte[], byte[]> Padded { get; init; } = p => p;

    /// <summary>Changes the encrypted octets.</summary>
    public Func<byte[], byte[]> Encrypted { get; init; } = e => e;

    public Func<byte[], byte[]> Mac { get; init; } = m => m;

    public byte[] Build()
    {
        var (octets, mac) = Tag is null ? (Cbc(), []) : Gcm();
        var recipients = Recipients ?? KeyTransport(Alice, Wrap(Alice, Key));
        byte[] tail = Tag is null ? Attributes is null ? [] : Whole(0xA1, Attributes)
            : [.. Attributes is null ? [] : Whole(0xA1, Attributes), .. Whole(0x04, Mac(mac)), .. Whole(0xA2, Attribute("1.2.3.4", 1))];
        return Whole(0x30, Oid(Tag is null ? "1.2.840.113549.1.7.3" : "1.2.840.113549.1.9.16.1.23"), Whole(0xA0, Whole(0x30,
            [2, 1, 0], HasOriginatorInfo ? Whole(0xA0, Whole(0xA0)) : [], Whole(0x31, recipients),
            Whole(0x30, Oid("1.2.840.113549.1.7.1"), Algorithm(), BerForms.Write(Form, 0x80, Encrypted(octets))),
            tail)));
    }

    public static byte[] Wrap(X509Certificate2 to, byte[] key, RSAEncryptionPadding? padding = null)
    {
        using var rsa = to.GetRSAPublicKey()!;
        return rsa.Encrypt(key, padding ?? RSAEncryptionPadding.Pkcs1);
    }

    /// <summary>A KeyTransRecipientInfo by issuer and serial number.</summary>
    public static byte[] KeyTransport(X509Certificate2 to, byte[] encryptedKey, string oid = "1.2.840.113549.1.1.1", byte[]? serial = null)
        => BerForms.Tlv(0x30, [2, 1, 0, .. BerForms.Tlv(0x30, [.. to.IssuerName.RawData, .. BerForms.Tlv(2, serial ?? to.SerialNumberBytes.ToArray())]),
            .. BerForms.Tlv(0x30, [.. Oid(oid), 5, 0]), .. BerForms.Tlv(4, encryptedKey)]);

    /// <summary>An attribute with one integer.</summary>
    public static byte[] Attribute(string oid, byte value) => BerForms.Tlv(0x30, [.. Oid(oid), 0x31, 3, 2, 1, value]);

    public static byte[] Oid(string oid)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        writer.WriteObjectIdentifier(oid);
        return writer.Encode();
    }

    private byte[] Whole(byte tag, params byte[][] parts)
    {
        var content = parts.SelectMany(p => p).ToArray();
        return IsIndefinite && (tag & 0x20) != 0 ? BerForms.Indefinite(tag, content) : BerForms.Tlv(tag, content);
    }

    private byte[] Algorithm() => Tag is null
        ? Whole(0x30, Oid(ContentCipher.Aes256Cbc.Oid), BerForms.Tlv(4, Iv[..NamedIvLength]))
        : Whole(0x30, Oid(ContentCipher.Aes256Gcm.Oid), Whole(0x30, BerForms.Tlv(4, Iv[..12]), NamedTagLength is 0 ? [] : [2, 1, (byte)(NamedTagLength ?? Tag)]));

    private byte[] Cbc()
    {
        var padding = 16 - (Content.Length % 16);
        using var aes = Aes.Create();
        aes.Key = Key;
        return aes.EncryptCbc(Padded([.. Content, .. Enumerable.Repeat((byte)padding, padding)]), Iv, PaddingMode.None);
    }

    private (byte[] Octets, byte[] Mac) Gcm()
    {
        // The DER encoding of the set, for attributes handed over unsorted too.
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSetOf())
        {
            var reader = new AsnReader(Attributes ?? [], AsnEncodingRules.BER);
            while (reader.HasData)
            {
                writer.WriteEncodedValue(reader.ReadEncodedValue().Span);
            }
        }

        var (octets, mac) = (new byte[Content.Length], new byte[Tag!.Value]);
        using var gcm = new AesGcm(Key, mac.Length);
        gcm.Encrypt(Iv.AsSpan(0, 12), Content, octets, mac, Attributes is null ? [] : writer.Encode());
        return (octets, mac);
    }
}
