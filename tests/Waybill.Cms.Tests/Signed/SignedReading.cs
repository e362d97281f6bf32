using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Waybill.Cms.Tests.Signed;

/// <summary>What reading a SignedData as it arrives gave, with the digests taken on the way.</summary>
internal sealed record SignedReading(
    bool HasContent, IReadOnlyList<DigestAlgorithm> NamedDigests, byte[] Content, IReadOnlyDictionary<DigestAlgorithm, byte[]> Digests, CmsSignatures Signatures)
{
    public static async Task<SignedReading> ReadAsync(byte[] cms, int most = int.MaxValue, int batch = 64 * 1024, CmsLimits? limits = null)
    {
        var stop = TestContext.Current.CancellationToken;
        await using var reader = await CmsReader.OpenAsync(new TrickleStream(cms, most), new() { Limits = limits ?? CmsLimits.Default }, stop);
        var signed = await reader.ReadSignedAsync(stop);
        Assert.Equal("1.2.840.113549.1.7.1", signed.InnerContentTypeOid);
        var hashes = signed.NamedDigests.ToDictionary(d => d, d => IncrementalHash.CreateHash(d.Hash));
        using var all = new MemoryStream();
        var buffer = new byte[batch];
        int read;
        while ((read = await signed.Content.ReadAsync(buffer, stop)) > 0)
        {
            Assert.Throws<InvalidOperationException>(() => signed.Signatures);
            all.Write(buffer, 0, read);
            foreach (var hash in hashes.Values)
            {
                hash.AppendData(buffer, 0, read);
            }
        }

        Assert.Equal(0, await signed.Content.ReadAsync(buffer, stop));
        var digests = hashes.ToDictionary(h => h.Key, h => h.Value.GetHashAndReset());
        return new(signed.HasContent, signed.NamedDigests, all.ToArray(), digests, signed.Signatures);
    }

    public static async Task<CmsProblem> ProblemAsync(byte[] cms, CmsLimits? limits = null)
        => (await Assert.ThrowsAsync<CmsException>(() => ReadAsync(cms, limits: limits))).Problem;

    public SignatureCheck Verify(params X509Certificate2[] trusted)
        => Signatures.Verify(d => Digests[d], [.. trusted.Select(c => new CmsCertificate(c))], CmsPolicy.Strict);
}
