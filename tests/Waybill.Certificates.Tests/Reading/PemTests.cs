using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Waybill.Certificates.Tests;

public sealed class PemTests
{
    public static TheoryData<string> Identities => ["rsa", "p256", "p384"];

    [Theory]
    [MemberData(nameof(Identities))]
    public void A_certificate_and_its_key_come_from_one_file_or_two_in_any_order(string kind)
    {
        var identity = Identity(kind);
        var (certificate, key) = (Text(identity.ExportCertificatePem()), Text(KeyPem(identity)));

        foreach (var files in new ReadOnlyMemory<byte>[][] { [certificate, key], [key, certificate], [Text(KeyPem(identity) + "\n" + identity.ExportCertificatePem())] })
        {
            using var imported = Importing.Good(files);
            Importing.IsPair(imported, identity);
            Assert.Equal("PEM", imported.Format);
            using var joined = imported.Join();
            Assert.True(joined!.HasPrivateKey);
        }
    }

    [Theory]
    [InlineData("rsa", "genrsa")]
    [InlineData("p256", "sec1")]
    [InlineData("rsa", "-aes256")]
    [InlineData("rsa", "-aes128")]
    [InlineData("rsa", "-des3")]
    [InlineData("p384", "-aes192")]
    [InlineData("rsa", "pkcs8")]
    [InlineData("p256", "pkcs8")]
    public async Task Keys_as_openssl_writes_them_are_read_with_and_without_a_passphrase(string kind, string form)
    {
        var identity = Identity(kind);
        var tool = kind is "rsa" ? "rsa" : "ec";
        string[] arguments = form switch
        {
            "genrsa" => ["rsa", "-traditional"],
            "sec1" => ["ec"],
            "pkcs8" => ["pkcs8", "-topk8", "-v2", "aes256", "-passout", "pass:horse staple"],
            _ => [tool, .. tool is "rsa" ? (string[])["-traditional"] : [], form, "-passout", "pass:horse staple"],
        };
        var pem = await OpenSsl.RunAsync(Text(KeyPem(identity)), arguments);
        var isProtected = arguments.Contains("-passout");
        Assert.Contains(form is "pkcs8" ? "BEGIN ENCRYPTED PRIVATE KEY" : tool is "rsa" ? "BEGIN RSA PRIVATE KEY" : "BEGIN EC PRIVATE KEY", Encoding.ASCII.GetString(pem), StringComparison.Ordinal);
        ReadOnlyMemory<byte>[] files = [pem, Text(identity.ExportCertificatePem())];

        using (var imported = Importing.Good(files, new() { Passphrase = isProtected ? "horse staple" : null }))
        {
            Importing.IsPair(imported, identity);
        }

        if (isProtected)
        {
            Assert.Equal("It is protected by a passphrase: give it.", Importing.Refused(files));
            Assert.Equal("The passphrase does not open it, or it is damaged.", Importing.Refused(files, new() { Passphrase = "horse" }));
        }
    }

    [Fact]
    public async Task Keys_in_DER_are_read_in_every_form()
    {
        var (rsa, ec) = (Identity("rsa"), Identity("p256"));
        using var rsaKey = rsa.GetRSAPrivateKey()!;
        using var ecKey = ec.GetECDsaPrivateKey()!;
        foreach (var (identity, der) in new[] { (rsa, rsaKey.ExportRSAPrivateKey()), (rsa, rsaKey.ExportPkcs8PrivateKey()), (ec, ecKey.ExportECPrivateKey()), (ec, ecKey.ExportPkcs8PrivateKey()) })
        {
            using var imported = Importing.Good([der, identity.RawData]);
            Importing.IsPair(imported, identity);
        }

        var locked = await OpenSsl.RunAsync(Text(KeyPem(rsa)), "pkcs8", "-topk8", "-outform", "DER", "-passout", "pass:x");
        using var opened = Importing.Good([locked, rsa.RawData], new() { Passphrase = "x" });
        Importing.IsPair(opened, rsa);
        Assert.Equal("It is protected by a passphrase: give it.", Importing.Refused([locked, rsa.RawData]));
    }

    [Fact]
    public void A_certificate_alone_is_read_from_PEM_DER_and_bare_base64()
    {
        var identity = Identity("rsa");
        foreach (var file in new[] { Text("Bag Attributes\r\n  x: y\r\n" + identity.ExportCertificatePem().ReplaceLineEndings("\r\n")), identity.RawData, Text(Convert.ToBase64String(identity.RawData, Base64FormattingOptions.InsertLineBreaks)) })
        {
            using var imported = Importing.Good(file);
            Assert.Equal(identity.Thumbprint, Assert.Single(imported.Certificates).Thumbprint);
            Assert.Null(imported.Key);
            Assert.Null(imported.ExportKeyPem());
        }
    }

    [Fact]
    public async Task A_trusted_certificate_of_openssl_is_a_certificate()
    {
        var identity = Identity("rsa");
        var trusted = await OpenSsl.RunAsync(Text(identity.ExportCertificatePem()), "x509", "-trustout", "-addtrust", "serverAuth");
        Assert.Contains("BEGIN TRUSTED CERTIFICATE", Encoding.ASCII.GetString(trusted), StringComparison.Ordinal);

        using var imported = Importing.Good(trusted);
        Assert.Equal(identity.Thumbprint, imported.Certificates[0].Thumbprint);
    }

    [Fact]
    public void Several_keys_are_told_apart_by_the_subject_or_thumbprint_of_their_certificates()
    {
        var (first, second) = (Identity("rsa"), Identity("p256"));
        var file = Text(TestIdentities.Pem(first) + TestIdentities.Pem(second));

        Assert.Equal($"It holds several keys: '{first.Subject}', '{second.Subject}'. Say which one by its alias.", Importing.Refused(file));
        Assert.StartsWith("None of its keys has this alias. It holds ", Importing.Refused(file, alias: "CN=nobody"), StringComparison.Ordinal);
        foreach (var alias in new[] { second.Subject, second.GetCertHashString(HashAlgorithmName.SHA256), second.GetCertHashString(HashAlgorithmName.SHA256)[..12].ToLowerInvariant() })
        {
            using var imported = Importing.Good(file, alias: alias);
            Importing.IsPair(imported, second);
            Assert.Single(imported.Certificates);
        }
    }

    [Fact]
    public void What_is_missing_or_wrong_is_said_in_a_sentence()
    {
        var (rsa, ec) = (Identity("rsa"), Identity("p256"));
        Assert.Equal("It holds a private key without its certificate: give the certificate too.", Importing.Refused(Text(KeyPem(rsa))));
        Assert.Equal("Its private key belongs to none of the certificates.", Importing.Refused(Text(KeyPem(rsa) + "\n" + ec.ExportCertificatePem())));
        Assert.Equal("It holds no certificate.", Importing.Refused(Text("-----BEGIN DH PARAMETERS-----\nAAAA\n-----END DH PARAMETERS-----\n")));
        Assert.Equal("It is empty.", Importing.Refused(Array.Empty<byte>()));
        Assert.Equal("It is larger than 1 MiB, so it is no certificate or key.", Importing.Refused(new byte[CertificateImport.MostBytes + 1]));
        Assert.Equal("The end of its certificate is missing: it was cut.", Importing.Refused(Text(rsa.ExportCertificatePem()[..400])));
        Assert.Equal("Its private key is damaged: it is not base64.", Importing.Refused(Text("-----BEGIN PRIVATE KEY-----\n?!\n-----END PRIVATE KEY-----")));
        Assert.Equal("Its private key cannot be read: only RSA and elliptic curve keys are used.", Importing.Refused(Text("-----BEGIN PRIVATE KEY-----\nMAMCAQA=\n-----END PRIVATE KEY-----")));
        foreach (var garbage in new[] { TestBytes.Random(1, 3000), Text("hello"), [0x30, 0x03, 2, 1, 1], rsa.RawData[..300], Text("MIIB") })
        {
            Assert.Equal("It is no certificate, key, P7B, PFX or JKS file that can be read, or it is damaged.", Importing.Refused(garbage));
        }
    }

    [Fact]
    public void A_key_that_would_take_minutes_to_be_opened_is_refused_at_once()
    {
        using var key = Identity("rsa").GetRSAPrivateKey()!;
        var locked = key.ExportEncryptedPkcs8PrivateKey("x", new(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 100_000));
        var at = locked.AsSpan().IndexOf((ReadOnlySpan<byte>)[2, 3, 0x01, 0x86, 0xa0]);
        using (var good = Importing.Good([locked, Identity("rsa").RawData], new() { Passphrase = "x" }))
        {
            Importing.IsPair(good, Identity("rsa"));
        }

        locked[at + 2] = 0x7f;

        Assert.Equal("It asks for more work to be opened than any program writes into it.", Importing.Refused([locked, Identity("rsa").RawData], new() { Passphrase = "x" }));
    }

    [Fact]
    public async Task A_DSA_key_is_not_used()
    {
        var pem = await OpenSsl.RunAsync(default, "genpkey", "-genparam", "-algorithm", "DSA", "-pkeyopt", "dsa_paramgen_bits:1024");
        var file = Path.GetTempFileName();
        await File.WriteAllBytesAsync(file, pem, TestContext.Current.CancellationToken);
        var key = await OpenSsl.RunAsync(default, "genpkey", "-paramfile", file);
        File.Delete(file);

        Assert.Equal("Its private key cannot be read: only RSA and elliptic curve keys are used.", Importing.Refused(key));
    }

    internal static X509Certificate2 Identity(string kind) => kind switch { "rsa" => TestIdentities.Rsa("import"), "p256" => TestIdentities.Ec("import"), _ => TestIdentities.Ec("import", 384) };

    internal static string KeyPem(X509Certificate2 identity)
    {
        using var key = (AsymmetricAlgorithm?)identity.GetRSAPrivateKey() ?? identity.GetECDsaPrivateKey()!;
        return key.ExportPkcs8PrivateKeyPem();
    }

    internal static byte[] Text(string text) => Encoding.ASCII.GetBytes(text);
}
