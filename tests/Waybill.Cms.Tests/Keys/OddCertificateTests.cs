using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Waybill.Cms.Tests.Envelopes;
using Waybill.Cms.Tests.Signatures;

namespace Waybill.Cms.Tests.Keys;

/// <summary>Certificates as partners have sent them, against the letter of RFC 5280, sign and decrypt like any other.</summary>
public sealed class OddCertificateTests
{
    private const string PrintableString = "13";
    private const string Ia5String = "16";

    private static readonly RSA Key = TestIdentities.Rsa("alice").GetRSAPrivateKey()!;

    [Theory]
    [InlineData("serial number 0", "00")]
    [InlineData("a negative serial number", "80")]
    [InlineData("a serial number of 21 octets", "7F0102030405060708090A0B0C0D0E0F1011121314")]
    [InlineData("IA5String in the name", "01", Ia5String)]
    [InlineData("a country of three letters", "01", PrintableString, "DEU")]
    [InlineData("* and # in a PrintableString", "01", PrintableString, "*#")]
    [InlineData("version 1", "01", PrintableString, "DE", 1)]
    [InlineData("an unknown extension", "01", PrintableString, "DE", 3, "3010300E06062A030405060704040402CAFE")]
    [InlineData("an unknown critical extension", "01", PrintableString, "DE", 3, "3013301106062A03040506070101FF04040402CAFE")]
    [InlineData("a critical extended key usage", "01", PrintableString, "DE", 3, "301830160603551D250101FF040C300A06082B06010505070301")]
    [Requirement("AS2-CRYPTO-018")]
    public async Task It_signs_and_its_holder_decrypts(string what, string serial, string stringTag = PrintableString, string country = "DE", int version = 3, string extensions = "")
    {
        using var identity = Make(serial, stringTag, country, version, extensions);
        using var key = new CmsPrivateKey(identity);
        var signed = SignedDataWriter.WriteDetached(d => CryptographicOperations.HashData(d.Hash, SignedBytes.Content), [new() { Key = key }]).ToArray();
        var check = SignedBytes.Check(signed, CmsPolicy.Strict, TestIdentities.Rsa("bob"), identity);
        Assert.True(check.Status is SignerStatus.Good, what);
        Assert.Equal(identity.Thumbprint, check.Certificate!.Certificate.Thumbprint);

        var recipe = EnvelopeRecipe.Create(new() { Recipients = [new() { Certificate = key.Certificate }] }, SignedBytes.Content.Length);
        using var all = new MemoryStream();
        await using var encrypted = recipe.Encrypt(new MemoryStream(SignedBytes.Content));
        await encrypted.CopyToAsync(all, TestContext.Current.CancellationToken);
        Assert.Equal(SignedBytes.Content, (await Opened.ReadAsync(all.ToArray(), Opened.Book(identity))).Content);
    }

    [Fact]
    [Requirement("AS2-CRYPTO-018")]
    public void Of_two_certificates_with_one_issuer_and_serial_number_either_may_have_signed()
    {
        using var first = Make("05", PrintableString, "DE", 3, "");
        using var other = TestIdentities.Rsa("bob").GetRSAPrivateKey()!;
        using var second = Make("05", PrintableString, "DE", 3, "", other);
        foreach (var signer in new[] { first, second })
        {
            using var key = new CmsPrivateKey(signer);
            var signed = SignedDataWriter.WriteDetached(d => CryptographicOperations.HashData(d.Hash, SignedBytes.Content), [new() { Key = key }]).ToArray();
            var check = SignedBytes.Check(signed, CmsPolicy.Strict, first, second);
            Assert.Equal((SignerStatus.Good, signer.Thumbprint), (check.Status, check.Certificate?.Certificate.Thumbprint));
        }
    }

    private static X509Certificate2 Make(string serial, string stringTag, string country, int version, string extensions, RSA? key = null)
    {
        key ??= Key;
        var name = Tlv(0x30, Rdn("550406", stringTag, country), Rdn("550403", stringTag, "odd"));
        var algorithm = Tlv(0x30, HandMade.Oid("1.2.840.113549.1.1.11"), [5, 0]);
        var signed = Tlv(
            0x30,
            version is 1 ? [] : [0xA0, 3, 2, 1, (byte)(version - 1)],
            Tlv(2, Convert.FromHexString(serial)),
            algorithm,
            name,
            Tlv(0x30, Time("200101000000Z"), Time("491231000000Z")),
            name,
            key.ExportSubjectPublicKeyInfo(),
            extensions is "" ? [] : Tlv(0xA3, Convert.FromHexString(extensions)));
        var signature = key.SignData(signed, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var bare = X509CertificateLoader.LoadCertificate(Tlv(0x30, signed, algorithm, Tlv(3, [0], signature)));
        return bare.CopyWithPrivateKey(key);
    }

    private static byte[] Rdn(string oid, string stringTag, string value)
        => Tlv(0x31, Tlv(0x30, Tlv(6, Convert.FromHexString(oid)), Tlv(Convert.FromHexString(stringTag)[0], System.Text.Encoding.ASCII.GetBytes(value))));

    private static byte[] Time(string utc) => Tlv(0x17, System.Text.Encoding.ASCII.GetBytes(utc));

    private static byte[] Tlv(byte tag, params byte[][] parts)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        writer.WriteOctetString([.. parts.SelectMany(p => p)]);
        var der = writer.Encode();
        der[0] = tag;
        return der;
    }
}
