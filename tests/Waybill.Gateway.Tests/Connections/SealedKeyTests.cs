using System.Security.Cryptography;
using Waybill.Gateway.Tests.Sending;

namespace Waybill.Gateway.Tests;

/// <summary>Private keys that lie on the disk sealed.</summary>
public sealed class SealedKeyTests : IDisposable
{
    private readonly BookFolder _folder = new();
    private readonly TestRing _ring = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("PRIVATE KEY")]
    [InlineData("RSA PRIVATE KEY")]
    [InlineData("EC PRIVATE KEY")]
    public void A_sealed_key_stands_in_for_the_clear_one(string label)
    {
        var identity = label is "EC PRIVATE KEY" ? TestIdentities.Ec("globex", 384) : TestIdentities.Rsa("globex");
        File.WriteAllText(_folder.In("globex.crt"), identity.ExportCertificatePem());
        File.WriteAllText(_folder.In("globex.key"), "a line before\n" + Pem(identity, label));
        File.WriteAllText(_folder.In("globex.sealed"), SealedKey.Seal(_ring, _folder.In("globex.key")));
        File.Delete(_folder.In("globex.key"));
        var station = _folder.Station();
        station.Key = _folder.In("globex.sealed");

        List<string> problems = [];
        var book = BookBuilder.Build(new() { Stations = [station], Partners = [_folder.Partner()] }, "Waybill", _folder.In("inbox"), BookFolder.Now, problems, _ring);

        Assert.Empty(problems);
        Assert.Empty(book.Warnings);
        Assert.Equal(label is not "EC PRIVATE KEY", Assert.Single(book.Stations).Key.IsRsa);
        Assert.True(SealedKey.Is(station.Key));
        Assert.DoesNotContain(" PRIVATE KEY-----", File.ReadAllText(station.Key).Replace("WAYBILL SEALED PRIVATE KEY", "", StringComparison.Ordinal), StringComparison.Ordinal);
        book.Release();
    }

    [Fact]
    public void What_cannot_be_opened_is_a_problem_that_says_what_to_do()
    {
        File.WriteAllText(_folder.In("globex.sealed"), SealedKey.Seal(_ring, _folder.In("globex.key")));
        var station = _folder.Station();
        station.Key = _folder.In("globex.sealed");

        Assert.Contains("sealed by another ring", Problem(station, new TestRing()), StringComparison.Ordinal);
        Assert.Contains("nothing is there to open it", Problem(station, ring: null), StringComparison.Ordinal);

        // The key of somebody else.
        var other = TestIdentities.Rsa("acme");
        File.WriteAllText(_folder.In("globex.crt"), other.ExportCertificatePem());
        Assert.Contains("are not a PEM certificate and its private key", Problem(station, _ring), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_clear_key_is_not_sealed()
    {
        using var rsa = RSA.Create(2048);
        File.WriteAllText(_folder.In("locked.key"), rsa.ExportEncryptedPkcs8PrivateKeyPem("sesame", new(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000)));
        File.WriteAllText(_folder.In("twice.key"), SealedKey.Seal(_ring, _folder.In("globex.key")));

        foreach (var (file, says) in new[] { ("locked.key", "passphrase"), ("twice.key", "sealed already"), ("globex.crt", "no private key"), ("acme.cer", "no private key") })
        {
            Assert.Contains(says, Assert.Throws<CryptographicException>(() => SealedKey.Seal(_ring, _folder.In(file))).Message, StringComparison.Ordinal);
        }

        Assert.False(SealedKey.Is(_folder.In("locked.key")) || SealedKey.Is(_folder.In("nowhere")) || SealedKey.Is(""));
    }

    [Theory]
    [InlineData(UnixFileMode.None, false)]
    [InlineData(UnixFileMode.GroupRead, true)]
    [InlineData(UnixFileMode.OtherRead, true)]
    public void A_clear_key_that_others_can_read_is_taken_with_a_warning(UnixFileMode extra, bool isWarned)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no modes.");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(_folder.In("globex.key"), UnixFileMode.UserRead | UnixFileMode.UserWrite | extra);
        }

        var book = _folder.Build(new() { Stations = [_folder.Station()] }, out var problems);

        Assert.Empty(problems);
        Assert.Equal(isWarned, book.Warnings.Any(w => w.Contains($"chmod 600 {_folder.In("globex.key")}", StringComparison.Ordinal)));
        book.Release();
    }

    private string Problem(StationSettings station, ISecretRing? ring)
    {
        List<string> problems = [];
        BookBuilder.Build(new() { Stations = [station] }, "Waybill", _folder.In("inbox"), BookFolder.Now, problems, ring).Release();
        return Assert.Single(problems);
    }

    private static string Pem(System.Security.Cryptography.X509Certificates.X509Certificate2 identity, string label)
    {
        using var rsa = System.Security.Cryptography.X509Certificates.RSACertificateExtensions.GetRSAPrivateKey(identity);
        using var ec = System.Security.Cryptography.X509Certificates.ECDsaCertificateExtensions.GetECDsaPrivateKey(identity);
        return label switch
        {
            "PRIVATE KEY" => rsa!.ExportPkcs8PrivateKeyPem(),
            "RSA PRIVATE KEY" => rsa!.ExportRSAPrivateKeyPem(),
            _ => ec!.ExportECPrivateKeyPem(),
        };
    }
}
