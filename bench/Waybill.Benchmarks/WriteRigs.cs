using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Waybill.Cms;

namespace Waybill.Benchmarks;

/// <summary>The writing side: seal, sign, compress.</summary>
internal sealed class WriteRigs : IDisposable
{
    private const long BoundBytes = 1L << 28;

    private readonly CmsPrivateKey _key = NewKey();

    public IReadOnlyList<FileRig> All =>
    [
        new("read only", file => FileRig.DrainAsync(file.Open()), "SHA-256", () => Baselines.Sha256(BoundBytes)),
        new("encrypt AES-256-CBC", file => EncryptAsync(file, ContentCipher.Aes256Cbc), "AES-256-CBC encrypt", () => Baselines.CbcEncrypt(BoundBytes)),
        new("encrypt AES-256-GCM", file => EncryptAsync(file, ContentCipher.Aes256Gcm), "AES-256-GCM encrypt", () => Baselines.GcmEncrypt(BoundBytes)),
        new("sign SHA-256", SignAsync, "SHA-256", () => Baselines.Sha256(BoundBytes)),
        new("compress", file => FileRig.DrainAsync(CompressedDataWriter.Deflate(file.Open())), "zlib optimal", () => Baselines.Deflate(BoundBytes / 8)),
    ];

    public void Dispose() => _key.Dispose();

    private async Task EncryptAsync(BenchFile file, ContentCipher cipher)
    {
        var recipe = EnvelopeRecipe.Create(new() { Recipients = [new() { Certificate = _key.Certificate }], Cipher = cipher }, file.Length);
        if (await FileRig.DrainAsync(recipe.Encrypt(file.Open())) != recipe.Length)
        {
            throw new InvalidOperationException("The envelope has another length than was told.");
        }
    }

    private async Task SignAsync(BenchFile file)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var content = file.Open();
        var buffer = new byte[128 * 1024];
        while (await content.ReadAsync(buffer) is > 0 and var read)
        {
            hash.AppendData(buffer, 0, read);
        }

        var digest = hash.GetHashAndReset();
        SignedDataWriter.WriteDetached(_ => digest, [new() { Key = _key }]);
    }

    private static CmsPrivateKey NewKey()
    {
        using var rsa = RSA.Create(2048);
        using var certificate = new CertificateRequest("CN=bench", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
        return new(certificate);
    }
}
