using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Waybill.Certificates.Tests;

/// <summary>Reads and compares for the tests of imports.</summary>
internal static class Importing
{
    internal static ImportedCertificates Good(ReadOnlyMemory<byte> file, string? passphrase = null, string? alias = null, string? keyPassphrase = null)
        => Good([file], new() { Passphrase = passphrase, Alias = alias, KeyPassphrase = keyPassphrase });

    internal static ImportedCertificates Good(IReadOnlyList<ReadOnlyMemory<byte>> files, ImportOptions? options = null)
    {
        var result = CertificateImport.Read(files, options);
        Assert.Null(result.Problem);
        return result.Value!;
    }

    internal static string Refused(ReadOnlyMemory<byte> file, string? passphrase = null, string? alias = null) => Refused([file], new() { Passphrase = passphrase, Alias = alias });

    internal static string Refused(IReadOnlyList<ReadOnlyMemory<byte>> files, ImportOptions? options = null)
    {
        var result = CertificateImport.Read(files, options);
        Assert.Null(result.Value);
        return result.Problem!;
    }

    /// <summary>The key proves itself: what it signs the certificate verifies.</summary>
    internal static void IsPair(ImportedCertificates imported, X509Certificate2 expected)
    {
        Assert.Equal(expected.Thumbprint, imported.Certificates[0].Thumbprint);
        Assert.NotNull(imported.Key);
        byte[] text = [1, 2, 3];
        if (imported.Key is RSA rsa)
        {
            using var key = expected.GetRSAPublicKey()!;
            Assert.True(key.VerifyData(text, rsa.SignData(text, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        }
        else
        {
            using var key = expected.GetECDsaPublicKey()!;
            Assert.True(key.VerifyData(text, ((ECDsa)imported.Key!).SignData(text, HashAlgorithmName.SHA256), HashAlgorithmName.SHA256));
        }
    }
}
