using System.Security.Cryptography;
using Waybill.Cms;
using Waybill.Mime;
using Waybill.TestKit;
using Xunit;

namespace Waybill.As2.Tests.Writing;

/// <summary>Signatures around their content, for the peer that asks for them.</summary>
public sealed class OpaqueSignatureTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("S", "O")]
    [InlineData("ES", "EO")]
    [InlineData("SZ", "OZ")]
    [InlineData("ZS", "ZO")]
    [InlineData("ESZ", "EOZ")]
    [InlineData("EZS", "EZO")]
    [Requirement("AS2-STRUCT-012")]
    public async Task Others_programs_and_we_open_it_and_take_the_same_mic(string structure, string layers)
    {
        using var curve = new CmsPrivateKey(TestIdentities.Ec("alice", 384));
        foreach (var (signer, scheme) in new (CmsPrivateKey, SignatureScheme?)[] { (Packing.Alice, null), (Packing.Alice, SignatureScheme.RsaPss), (curve, null) })
        {
            foreach (var size in Packing.Sizes)
            {
                var content = TestBytes.Random(size, size);
                await using var package = await Packing.PackAsync(Options(structure) with { Signer = new() { Key = signer, Scheme = scheme } }, Packing.Document(content));
                using var reader = new ForeignReader(signer.Certificate.Certificate, TestIdentities.Rsa("bob"));
                var payload = await reader.OpenAsync(await Packing.MessageAsync(package));

                Assert.Equal((layers, "application/EDI-X12"), (reader.Layers, payload["Content-Type"]));
                Assert.Equal(content, payload.Decoded);
                Assert.Equal(SHA256.HashData(reader.SignedPart!), package.Mic.Value.ToArray());
                Assert.Equal(reader.SignedPart, await Packing.BytesAsync(await package.OpenMicEntityAsync(Token)));

                await using var verdict = await As2MessageReader.ReadAsync(
                    MimeHeaders.FromPairs(package.Headers), null, await package.OpenAsync(Token),
                    Reading.Open with { SignerCertificates = [signer.Certificate] }, new SpoolQuarantine(), Token);
                Assert.True(verdict.IsAccepted, $"{size}: {verdict.Failure}, {verdict.Detail}");
                Assert.Equal(package.Mic, verdict.Mic);
                Assert.Equal(content, await Packing.BytesAsync(await verdict.Payloads[0].OpenAsync(Token)));
            }
        }
    }

    [Fact]
    public async Task Every_attempt_sends_the_same_bytes_of_the_length_told_beforehand_also_when_restored()
    {
        using var curve = new CmsPrivateKey(TestIdentities.Ec("alice"));
        foreach (var structure in (string[])["S", "EZS"])
        {
            var content = TestBytes.Edi(5000);
            await using var package = await Packing.PackAsync(Options(structure) with { Signer = new() { Key = curve } }, Packing.Document(content));
            var whole = await Packing.BodyAsync(package);
            Assert.Equal(package.Length, whole.Length);
            Assert.Equal(whole, await Packing.BodyAsync(package));

            var recipe = package.ToRecipe();
            await using var restored = As2Package.FromRecipe(recipe, (_, _) => new(new MemoryStream(content)));
            Assert.Equal(whole, await Packing.BodyAsync(restored));
        }
    }

    [Fact]
    public async Task It_is_binary_says_what_it_is_and_is_warned_of()
    {
        await using var package = await Packing.PackAsync(Options("S"), Packing.Document(TestBytes.Edi(100)));
        Assert.Equal("application/pkcs7-mime; smime-type=signed-data; name=smime.p7m", package.Headers.Single(h => h.Key is "Content-Type").Value);
        Assert.Equal(0x30, (await Packing.BodyAsync(package))[0]);
        Assert.Contains("multipart/signed", Assert.Single(package.Warnings), StringComparison.Ordinal);

        await using var unsigned = await Packing.PackAsync(Options("Z"), Packing.Document(TestBytes.Edi(100)));
        Assert.Empty(unsigned.Warnings);
    }

    private static As2SendOptions Options(string structure) => Packing.Options(structure) with { OpaqueSignature = true };
}
