using System.Security.Cryptography;
using Waybill.Cms;

namespace Waybill.Fuzz;

/// <summary>CMS objects of every type, as DER and as BER: indefinite lengths everywhere, content in pieces.</summary>
internal static class CmsSeeds
{
    public static async Task WriteAsync()
    {
        foreach (var cipher in new[] { ContentCipher.Aes256Cbc, ContentCipher.Aes128Gcm })
        {
            await EnvelopeAsync($"{cipher}-rsa", cipher, new CmsRecipientOptions { Certificate = FuzzKeys.Bob.Certificate });
            await EnvelopeAsync($"{cipher}-oaep", cipher, new CmsRecipientOptions { Certificate = FuzzKeys.Bob.Certificate, Management = KeyManagement.RsaOaep, UseSubjectKeyIdentifier = true });
            await EnvelopeAsync($"{cipher}-ecdh", cipher, new CmsRecipientOptions { Certificate = FuzzKeys.Carol.Certificate });
            await EnvelopeAsync($"{cipher}-several", cipher, new CmsRecipientOptions { Certificate = FuzzKeys.Alice.Certificate }, new() { Certificate = FuzzKeys.Carol.Certificate }, new() { Certificate = FuzzKeys.Bob.Certificate });
        }

        Both("compressed", await CompressedAsync(CmsTarget.Signed));
        Both("compressed-bomb", await CompressedAsync(new byte[300_000]));
        foreach (var (name, signer) in new (string, CmsSignerOptions)[]
        {
            ("rsa", new() { Key = FuzzKeys.Alice, SigningTime = FuzzKeys.Now, AlgorithmProtection = true }),
            ("pss", new() { Key = FuzzKeys.Alice, Scheme = SignatureScheme.RsaPss, Digest = DigestAlgorithm.Sha512, UseSubjectKeyIdentifier = true }),
            ("ec", new() { Key = FuzzKeys.Carol }),
            ("bare", new() { Key = FuzzKeys.Alice, SignedAttributes = false, IncludeCertificate = false }),
        })
        {
            Both($"detached-{name}", SignedDataWriter.WriteDetached(Digest, [signer]).ToArray());
            Both($"opaque-{name}", Opaque([signer]));
        }

        Both("opaque-two", Opaque([new() { Key = FuzzKeys.Alice }, new() { Key = FuzzKeys.Carol }]));
    }

    private static ReadOnlyMemory<byte> Digest(DigestAlgorithm digest) => CryptographicOperations.HashData(digest.Hash, CmsTarget.Signed);

    private static byte[] Opaque(IReadOnlyList<CmsSignerOptions> signers)
    {
        var opaque = SignedDataWriter.BuildOpaque(CmsTarget.Signed.Length, signers);
        return [.. opaque.Prefix.Span, .. CmsTarget.Signed, .. opaque.Suffix(Digest).Span];
    }

    private static async Task EnvelopeAsync(string name, ContentCipher cipher, params CmsRecipientOptions[] recipients)
    {
        var recipe = EnvelopeRecipe.Create(new() { Recipients = recipients, Cipher = cipher }, CmsTarget.Signed.Length);
        Both(name, await AllAsync(recipe.Encrypt(new MemoryStream(CmsTarget.Signed))));
    }

    private static async Task<byte[]> CompressedAsync(byte[] content)
    {
        var zlib = await AllAsync(CompressedDataWriter.Deflate(new MemoryStream(content)));
        return [.. CompressedDataWriter.Prefix(zlib.Length).Span, .. zlib];
    }

    private static void Both(string name, byte[] der)
    {
        SeedWriter.Write("cms", name + "-der", der);
        SeedWriter.Write("cms", name + "-ber", AsBer(der));
    }

    /// <summary>The same object as senders write it that stream: of what stands around the content no length is known, and the content comes in pieces. What stands in sets stays DER.</summary>
    private static byte[] AsBer(byte[] der)
    {
        var root = BerNode.TryRead(der, out _)!;
        var fields = root.Children![1].Children![0];
        var content = fields.Children!.First(n => n.Identifier is [0x30]);
        BerNode[] around = [root, root.Children[1], fields, .. fields.Children!.Where(n => n.IsConstructed), .. content.Children!.Where(n => n.Identifier is [0xA0])];
        foreach (var node in around)
        {
            node.IsIndefinite = true;
        }

        foreach (var octets in content.All().Where(n => n.Identifier is [0x04] or [0x80] && n.Content.Length > 16).ToList())
        {
            octets.Children = [.. octets.Content.Chunk(32).Select(c => new BerNode { Identifier = [0x04], Content = c })];
            (octets.Content, octets.IsIndefinite, octets.Identifier) = ([], true, [(byte)(octets.Identifier[0] | 0x20)]);
        }

        return root.Write();
    }

    private static async Task<byte[]> AllAsync(Stream stream)
    {
        await using (stream)
        {
            using var copy = new MemoryStream();
            await stream.CopyToAsync(copy);
            return copy.ToArray();
        }
    }
}
