using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Cms;
using Waybill.Cms.Tests.Signatures;

namespace Waybill.Cms.Tests.Signed;

public sealed class SignedReadingTests
{
    private static readonly X509Certificate2 Alice = TestIdentities.Rsa("alice");

    public static TheoryData<int> Sizes => [0, 1, 15, 16, 17, 65_535, 65_536];

    [Theory]
    [MemberData(nameof(Sizes))]
    [Requirement("AS2-STRUCT-017")]
    public async Task What_openssl_signs_with_the_content_inside_is_read_and_verifies(int size)
    {
        foreach (var content in new[] { TestBytes.Edi(size), new byte[size] })
        {
            // openssl fails to stream nothing.
            foreach (var form in new[] { "-binary", size == 0 ? "-binary" : "-stream" })
            {
                var cms = await OpenSslAsync(content, Alice, form, "-md", "sha384");
                await CheckAsync(cms, content, DigestAlgorithm.Sha384, Alice);
                await CheckAsync(cms, content, DigestAlgorithm.Sha384, Alice, most: 1000, batch: 77);
            }
        }
    }

    [Theory]
    [InlineData(256, "sha256")]
    [InlineData(384, "sha384")]
    [InlineData(521, "sha512")]
    public async Task An_ECDSA_signature_with_the_content_inside_verifies(int curve, string digest)
    {
        var signer = TestIdentities.Ec("alice", curve);
        var content = TestBytes.Edi(5000);
        var cms = await OpenSslAsync(content, signer, "-stream", "-md", digest);
        Assert.Equal(SignerStatus.Good, (await SignedReading.ReadAsync(cms)).Verify(signer).Status);
        Assert.Equal(SignerStatus.UnknownSigner, (await SignedReading.ReadAsync(cms)).Verify(Alice).Status);
    }

    // The framework refuses to sign nothing.
    [Theory]
    [InlineData(1)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(65_535)]
    [InlineData(65_536)]
    public async Task What_the_framework_signs_with_the_content_inside_is_read_and_verifies(int size)
    {
        var content = TestBytes.Edi(size);
        var cms = new SignedCms(new ContentInfo(content), detached: false);
        cms.ComputeSignature(new CmsSigner(Alice) { DigestAlgorithm = new Oid("2.16.840.1.101.3.4.2.3") });
        await CheckAsync(cms.Encode(), content, DigestAlgorithm.Sha512, Alice);
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    [Requirement("AS2-STRUCT-017")]
    public async Task What_BouncyCastle_streams_is_read_and_verifies(int size)
    {
        var content = TestBytes.Edi(size);
        await CheckAsync(BouncyStreaming(content), content, DigestAlgorithm.Sha256, Alice);
        await CheckAsync(BouncyStreaming(content), content, DigestAlgorithm.Sha256, Alice, most: 3, batch: 1001);
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public async Task What_we_sign_with_the_content_inside_we_read(int size)
    {
        using var key = new CmsPrivateKey(Alice);
        var content = TestBytes.Edi(size);
        var opaque = SignedDataWriter.BuildOpaque(size, [new() { Key = key }, new() { Key = key, Digest = DigestAlgorithm.Sha512, SignedAttributes = false }]);
        byte[] cms = [.. opaque.Prefix.Span, .. content, .. opaque.Suffix(d => CryptographicOperations.HashData(d.Hash, content)).Span];

        // DER sorts SignerInfos: the shorter one stands first.
        var read = await CheckAsync(cms, content, DigestAlgorithm.Sha512, Alice);
        Assert.Equal([DigestAlgorithm.Sha256, DigestAlgorithm.Sha512], read.NamedDigests);
        Assert.Equal([DigestAlgorithm.Sha512, DigestAlgorithm.Sha256], read.Signatures.NeededDigests);
    }

    [Fact]
    public async Task Reads_of_any_size_give_the_same_bytes()
    {
        var content = TestBytes.Edi(20_000);
        foreach (var cms in new[] { await OpenSslAsync(content, Alice), await OpenSslAsync(content, Alice, "-stream") })
        {
            foreach (var most in new[] { 1, 2, 3, 7 })
            {
                await CheckAsync(cms, content, DigestAlgorithm.Sha256, Alice, most, most * 3);
            }
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Without_content_the_signatures_are_read_alone(bool streamed)
    {
        var cms = streamed ? BouncyStreaming(SignedBytes.Content, inside: false) : await SignedBytes.SignAsync(Alice, "-md", "sha256");
        var read = await SignedReading.ReadAsync(cms, most: 7);

        Assert.False(read.HasContent);
        Assert.False(read.Signatures.HasContent);
        Assert.Empty(read.Content);
        using var alice = new CmsCertificate(Alice);
        Assert.Equal(SignerStatus.Good, read.Signatures.Verify(d => CryptographicOperations.HashData(d.Hash, SignedBytes.Content), [alice], CmsPolicy.Strict).Status);
    }

    [Fact]
    public async Task Every_form_of_octet_string_is_read()
    {
        using var key = new CmsPrivateKey(Alice);
        var content = TestBytes.Random(5, 30_000);
        var opaque = SignedDataWriter.BuildOpaque(content.Length, [new() { Key = key }]);
        var whole = Asn1Sequence.GetInstance(Asn1TaggedObject.GetInstance(Asn1Sequence.GetInstance(
            (byte[])[.. opaque.Prefix.Span, .. content, .. opaque.Suffix(d => CryptographicOperations.HashData(d.Hash, content)).Span])[1]).GetExplicitBaseObject());
        foreach (var form in BerForms.Names)
        {
            byte[] inner = BerForms.Indefinite(0x30, [.. Convert.FromHexString("06092A864886F70D010701"), .. BerForms.Indefinite(0xA0, BerForms.Write(form, 0x04, content))]);
            byte[] data = BerForms.Indefinite(0x30, [.. whole[0].GetDerEncoded(), .. whole[1].GetDerEncoded(), .. inner, .. whole[3].GetDerEncoded(), .. whole[4].GetDerEncoded()]);
            byte[] cms = BerForms.Indefinite(0x30, [.. Convert.FromHexString("06092A864886F70D010702"), .. BerForms.Indefinite(0xA0, data)]);
            await CheckAsync(cms, content, DigestAlgorithm.Sha256, Alice, most: 1000);
        }
    }

    [Fact]
    public async Task Several_digests_are_named_and_each_signer_verifies()
    {
        var (bob, content) = (TestIdentities.Ec("bob", 384), TestBytes.Edi(9000));
        var cms = new SignedCms(new ContentInfo(content), detached: false);
        cms.ComputeSignature(new CmsSigner(Alice) { DigestAlgorithm = new Oid("2.16.840.1.101.3.4.2.1") });
        cms.ComputeSignature(new CmsSigner(bob) { DigestAlgorithm = new Oid("2.16.840.1.101.3.4.2.2") });

        var read = await SignedReading.ReadAsync(cms.Encode());
        Assert.Equal(new HashSet<DigestAlgorithm> { DigestAlgorithm.Sha256, DigestAlgorithm.Sha384 }, [.. read.NamedDigests]);
        Assert.Equal(2, read.Signatures.Signers.Count);
        Assert.Equal((SignerStatus.Good, DigestAlgorithm.Sha256), (read.Verify(Alice).Status, read.Verify(Alice).Digest));
        Assert.Equal((SignerStatus.Good, DigestAlgorithm.Sha384), (read.Verify(bob).Status, read.Verify(bob).Digest));
    }

    [Fact]
    public async Task Nobody_may_have_signed()
    {
        var content = TestBytes.Edi(300);
        var read = await SignedReading.ReadAsync(SignedParts.Write(content, "3100", "3100"));

        Assert.Equal(content, read.Content);
        Assert.Empty(read.NamedDigests);
        Assert.Empty(read.Signatures.Signers);
        Assert.Equal((SignerStatus.UnknownSigner, -1), (read.Verify(Alice).Status, read.Verify(Alice).SignerIndex));
    }

    [Fact]
    public async Task Unknown_digests_are_left_out_and_known_ones_named_once()
    {
        const string Sha256 = "300B0609608648016503040201";
        const string Sha256Null = "300D06096086480165030402010500";
        const string Sha3 = "300B0609608648016503040208";
        var set = Convert.ToHexString(BerForms.Tlv(0x31, Convert.FromHexString(Sha256 + Sha3 + Sha256Null)));
        Assert.Equal([DigestAlgorithm.Sha256], (await SignedReading.ReadAsync(SignedParts.Write([1], set, "3100"))).NamedDigests);
    }

    [Theory]
    [InlineData("0D0A")]
    [InlineData("0A")]
    [InlineData("00000A")]
    [Requirement("AS2-STRUCT-018")]
    public async Task A_line_end_or_zeroes_after_the_object_are_ignored(string tail)
    {
        var content = TestBytes.Edi(500);
        foreach (var cms in new[] { await OpenSslAsync(content, Alice), await OpenSslAsync(content, Alice, "-stream") })
        {
            await CheckAsync([.. cms, .. Convert.FromHexString(tail)], content, DigestAlgorithm.Sha256, Alice);
        }
    }

    [Fact]
    public async Task Changed_content_is_found_by_the_digest_taken_on_the_way()
    {
        var content = TestBytes.Edi(5000);
        var cms = await OpenSslAsync(content, Alice, "-stream");
        cms[cms.AsSpan().IndexOf(content.AsSpan(4000, 50)) + 1] ^= 1;
        Assert.Equal(SignerStatus.DigestMismatch, (await SignedReading.ReadAsync(cms)).Verify(Alice).Status);
    }

    internal static async Task<byte[]> OpenSslAsync(byte[] content, X509Certificate2 signer, params string[] arguments)
    {
        using var pem = new TemporaryPem(signer);
        return await OpenSsl.RunAsync(content, ["cms", "-sign", "-nodetach", "-binary", "-outform", "DER", "-signer", pem.Path, .. arguments]);
    }

    private static async Task<SignedReading> CheckAsync(
        byte[] cms, byte[] content, DigestAlgorithm digest, X509Certificate2 signer, int most = int.MaxValue, int batch = 64 * 1024)
    {
        var read = await SignedReading.ReadAsync(cms, most, batch);
        Assert.True(read.HasContent);
        Assert.True(read.Signatures.HasContent);
        Assert.Equal(content, read.Content);
        Assert.Contains(digest, read.NamedDigests);
        var check = read.Verify(signer);
        Assert.Equal((SignerStatus.Good, digest), (check.Status, check.Digest));
        return read;
    }

    private static byte[] BouncyStreaming(byte[] content, bool inside = true)
    {
        using var rsa = Alice.GetRSAPrivateKey()!;
        var generator = new CmsSignedDataStreamGenerator();
        var key = Org.BouncyCastle.Security.DotNetUtilities.GetRsaKeyPair(rsa.ExportParameters(includePrivateParameters: true)).Private;
        generator.AddSigner(key, new Org.BouncyCastle.X509.X509Certificate(Alice.RawData), CmsSignedGenerator.DigestSha256);
        using var all = new MemoryStream();
        using (var stream = generator.Open(all, encapsulate: inside))
        {
            foreach (var chunk in content.Chunk(777))
            {
                stream.Write(chunk);
            }
        }

        return all.ToArray();
    }
}
