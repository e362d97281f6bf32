using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Waybill.Cli.Tests.Inspection;

namespace Waybill.Cli.Tests.Keys;

/// <summary>A key opens a message from every form a file may hold it in.</summary>
public sealed class KeyFileTests : IDisposable
{
    private const string Password = "open sesame";
    private static readonly string Encrypted = TestFiles.PathOf("openas2/sign-sha256-enc-aes256-sync/msg-1.request.raw");
    private static readonly string CertificatePath = TestFiles.PathOf("openas2/certificates/OAS2B.crt");
    private static readonly PbeParameters Pbe = new(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000);

    private readonly string folder = Directory.CreateTempSubdirectory("waybill-cli-").FullName;

    public static TheoryData<string> Forms => ["pkcs8.pem", "pkcs1.pem", "encrypted.pem", "both.pem", "pkcs8.der", "pkcs1.der", "encrypted.der", "store.p12", "plain.p12"];

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task A_message_opens_with_the_key_in_any_form(string form)
    {
        var holdsCertificate = form is "both.pem" or "store.p12" or "plain.p12";
        string[] certificate = holdsCertificate ? [] : ["--cert", CertificatePath];
        string[] password = form is "encrypted.pem" or "encrypted.der" or "store.p12" ? ["--key-password-file", Write("password", Password + "\n")] : [];
        var (exit, report) = await CommandLine.JsonAsync(["inspect", Encrypted, "--key", Key(form), .. certificate, .. password]);
        Assert.Equal(0, exit);
        Assert.Equal("good", report.Result("encryption"));
    }

    [Fact]
    public async Task A_certificate_may_be_DER_and_partners_may_stand_in_one_file()
    {
        using var certificate = X509CertificateLoader.LoadCertificateFromFile(CertificatePath);
        var der = Write("b.cer", certificate.RawData);
        var both = Write("partners.pem", await File.ReadAllTextAsync(CertificatePath, TestContext.Current.CancellationToken) + "\n"
            + await File.ReadAllTextAsync(TestFiles.PathOf("openas2/certificates/OAS2A.crt"), TestContext.Current.CancellationToken));
        var (exit, report) = await CommandLine.JsonAsync("inspect", Encrypted, "--key", Key("pkcs8.pem"), "--cert", der, "--partner-cert", both);
        Assert.Equal(0, exit);
        Assert.Equal("good", report.Result("signature"));
    }

    [Fact]
    public async Task Of_several_keys_the_right_one_is_used()
    {
        var (exit, report) = await CommandLine.JsonAsync(
            ["inspect", Encrypted, .. Inspecting.Own("openas2/certificates/OAS2A", ".crt"), .. Inspecting.Own("openas2/certificates/OAS2B", ".crt")]);
        Assert.Equal(0, exit);
        Assert.Equal("good", report.Result("encryption"));
    }

    [Theory]
    [InlineData("encrypted.pem", null, "--key-password-file")]
    [InlineData("encrypted.pem", "wrong", "password")]
    [InlineData("store.p12", "wrong", "password")]
    [InlineData("old.pem", null, "openssl pkcs8")]
    [InlineData("certificate", null, "no private key")]
    [InlineData("garbage", null, "cannot be read")]
    public async Task A_key_that_does_not_open_says_what_to_do(string form, string? password, string hint)
    {
        string[] more = password is null ? [] : ["--key-password-file", Write("password", password)];
        var (exit, output, error) = await CommandLine.RunAsync(["inspect", Encrypted, "--key", Key(form), "--cert", CertificatePath, .. more]);
        Assert.Equal((2, ""), (exit, output));
        Assert.Contains(hint, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_and_a_certificate_that_do_not_belong_together_are_told()
    {
        var (exit, _, error) = await CommandLine.RunAsync("inspect", Encrypted, "--key", Key("pkcs8.pem"), "--cert", TestFiles.PathOf("openas2/certificates/OAS2A.crt"));
        Assert.Equal(2, exit);
        Assert.Contains("belongs to none of the certificates given: CN=OAS2A", error, StringComparison.Ordinal);

        (exit, _, error) = await CommandLine.RunAsync("inspect", Encrypted, "--key", Key("pkcs8.pem"));
        Assert.Equal(2, exit);
        Assert.Contains("--cert", error, StringComparison.Ordinal);

        (exit, _, error) = await CommandLine.RunAsync("inspect", Encrypted, "--cert", CertificatePath);
        Assert.Equal(2, exit);
        Assert.Contains("--key", error, StringComparison.Ordinal);
    }

    private string Key(string form)
    {
        using var identity = X509Certificate2.CreateFromPemFile(CertificatePath, TestFiles.PathOf("openas2/certificates/OAS2B.key"));
        using var rsa = identity.GetRSAPrivateKey()!;
        return form switch
        {
            "pkcs8.pem" => Write(form, rsa.ExportPkcs8PrivateKeyPem()),
            "pkcs1.pem" => Write(form, rsa.ExportRSAPrivateKeyPem()),
            "encrypted.pem" => Write(form, rsa.ExportEncryptedPkcs8PrivateKeyPem(Password, Pbe)),
            "both.pem" => Write(form, identity.ExportCertificatePem() + "\n" + rsa.ExportPkcs8PrivateKeyPem()),
            "pkcs8.der" => Write(form, rsa.ExportPkcs8PrivateKey()),
            "pkcs1.der" => Write(form, rsa.ExportRSAPrivateKey()),
            "encrypted.der" => Write(form, rsa.ExportEncryptedPkcs8PrivateKey(Password, Pbe)),
            "store.p12" => Write(form, identity.Export(X509ContentType.Pkcs12, Password)),
            "plain.p12" => Write(form, identity.Export(X509ContentType.Pkcs12)),
            "old.pem" => Write(form, "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: DES-EDE3-CBC,0011223344556677\n\nAAAA\n-----END RSA PRIVATE KEY-----\n"),
            "certificate" => Write(form, identity.ExportCertificatePem()),
            _ => Write(form, "this is no key"),
        };
    }

    private string Write(string name, string text) => Write(name, System.Text.Encoding.UTF8.GetBytes(text));

    private string Write(string name, byte[] bytes)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }
}
