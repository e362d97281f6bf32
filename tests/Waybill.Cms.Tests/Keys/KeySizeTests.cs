using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Waybill.Cms.Tests.Envelopes;
using Waybill.Cms.Tests.Signatures;

namespace Waybill.Cms.Tests.Keys;

/// <summary>RSA keys of every size in use sign, verify, encrypt and decrypt.</summary>
public sealed class KeySizeTests
{
    [Theory, InlineData(2048), InlineData(3072), InlineData(4096), InlineData(8192)]
    [Requirement("AS2-CRYPTO-010")]
    public async Task A_key_of_this_size_signs_verifies_encrypts_and_decrypts(int bits)
    {
        // To make one of 8192 bits takes minutes at worst: that one is at hand.
        var identity = bits is 8192 ? X509Certificate2.CreateFromPemFile(TestFiles.PathOf("keys/rsa-8192.pem")) : TestIdentities.Rsa("sized", bits);
        using var key = new CmsPrivateKey(identity);
        Assert.Equal(bits, key.Certificate.KeyBits);

        var signed = SignedDataWriter.WriteDetached(
            d => CryptographicOperations.HashData(d.Hash, SignedBytes.Content), [new() { Key = key }, new() { Key = key, Scheme = SignatureScheme.RsaPss }]).ToArray();
        Assert.Equal(SignerStatus.Good, SignedBytes.Check(signed, CmsPolicy.Strict, identity).Status);
        Assert.Equal(SignerStatus.DigestMismatch, SignedBytes.Check(signed, [1], CmsPolicy.Strict, identity).Status);

        foreach (var management in new[] { KeyManagement.RsaPkcs1, KeyManagement.RsaOaep })
        {
            var recipe = EnvelopeRecipe.Create(new() { Recipients = [new() { Certificate = key.Certificate, Management = management }] }, SignedBytes.Content.Length);
            using var all = new MemoryStream();
            await using var encrypted = recipe.Encrypt(new MemoryStream(SignedBytes.Content));
            await encrypted.CopyToAsync(all, TestContext.Current.CancellationToken);
            Assert.Equal(SignedBytes.Content, (await Opened.ReadAsync(all.ToArray(), Opened.Book(identity))).Content);
        }
    }
}
