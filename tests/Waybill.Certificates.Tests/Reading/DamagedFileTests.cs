using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Waybill.Certificates.Tests;

/// <summary>Whatever a file is, reading it ends with certificates or with a sentence.</summary>
public sealed class DamagedFileTests
{
    public static TheoryData<string, int> Files => new() { { "pem", 400 }, { "old", 400 }, { "locked", 60 }, { "der", 400 }, { "key", 400 }, { "p7b", 400 }, { "pfx", 60 }, { "jks", 400 }, { "p12", 60 } };

    [Theory]
    [MemberData(nameof(Files))]
    public async Task A_changed_file_gives_certificates_or_a_sentence(string kind, int rounds)
    {
        var (file, passphrase) = await FileAsync(kind);
        var random = new Random(kind.Sum(c => c));
        Assert.NotNull(CertificateImport.Read([file, TestIdentities.Rsa("import").RawData], new() { Passphrase = passphrase }).Value);
        for (var round = 0; round < rounds; round++)
        {
            var changed = Change(file, random);
            var result = CertificateImport.Read([changed, TestIdentities.Rsa("import").RawData], new() { Passphrase = passphrase });
            Assert.Equal(result.Value is null, result.Problem is not null);
            Assert.DoesNotContain("secret", result.Problem ?? "", StringComparison.Ordinal);
            result.Value?.Dispose();
            _ = CertificateImport.Looks(changed);
        }
    }

    private static byte[] Change(byte[] file, Random random)
    {
        var changed = file.ToArray();
        switch (random.Next(4))
        {
            case 0:
                changed[random.Next(changed.Length)] ^= (byte)(1 << random.Next(8));
                return changed;
            case 1:
                changed[random.Next(Math.Min(64, changed.Length))] = (byte)random.Next(256);
                return changed;
            case 2:
                return changed[..random.Next(changed.Length)];
            default:
                var (from, to) = (random.Next(changed.Length), random.Next(changed.Length));
                changed.AsSpan(from, Math.Min(16, changed.Length - Math.Max(from, to))).ToArray().CopyTo(changed, to);
                return changed;
        }
    }

    private static async Task<(byte[] File, string? Passphrase)> FileAsync(string kind)
    {
        var identity = TestIdentities.Rsa("import");
        var pem = Encoding.ASCII.GetBytes(TestIdentities.Pem(identity));
        using var key = identity.GetRSAPrivateKey()!;
        return kind switch
        {
            "pem" => (pem, null),
            "old" => (await OpenSsl.RunAsync(pem, "rsa", "-traditional", "-aes256", "-passout", "pass:secret"), "secret"),
            "locked" => (Encoding.ASCII.GetBytes(key.ExportEncryptedPkcs8PrivateKeyPem("secret", new(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000))), "secret"),
            "der" => (identity.RawData, null),
            "key" => (key.ExportRSAPrivateKey(), null),
            "p7b" => (P7bFile.Write([identity.RawData, TestIdentities.Ec("import").RawData]), null),
            "pfx" => (identity.Export(X509ContentType.Pfx, "secret"), "secret"),
            "jks" => (TestFiles.Bytes("java/one.jks"), "store-secret"),
            _ => (TestFiles.Bytes("java/one.p12"), "store-secret"),
        };
    }
}
