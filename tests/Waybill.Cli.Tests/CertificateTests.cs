using System.Security.Cryptography.X509Certificates;
using System.Text.Json;

namespace Waybill.Cli.Tests;

public sealed class CertificateTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("waybill-cli-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("rsa-2048")]
    [InlineData("rsa-3072")]
    [InlineData("ec-p256")]
    [InlineData("ec-p384")]
    [InlineData("ec-p521")]
    public async Task A_new_certificate_and_its_key_belong_together(string kind)
    {
        var path = Path.Combine(folder, "alice");
        var (exit, output, error) = await CommandLine.RunAsync("cert", "new", "--cn", "alice", "--out", path, "--key-type", kind, "--json");
        Assert.Equal("", error);
        Assert.Equal(0, exit);
        using var certificate = X509Certificate2.CreateFromPemFile(path + ".crt", path + ".key");
        Assert.Equal("CN=alice", certificate.Subject);
        using var json = JsonDocument.Parse(output);
        Assert.Equal(kind, json.RootElement.GetProperty("key").GetString());
        Assert.Equal("valid", json.RootElement.GetProperty("validity").GetString());
        Assert.Equal(path + ".key", json.RootElement.GetProperty("keyFile").GetString());
    }

    [Fact]
    public async Task A_private_key_is_readable_by_its_owner_only()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file modes.");
        var path = Path.Combine(folder, "alice");
        await CommandLine.RunAsync("cert", "new", "--cn", "alice", "--out", path, "--key-type", "ec-p256");
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path + ".key"));
        }
    }

    [Fact]
    public async Task An_existing_key_is_never_overwritten()
    {
        var path = Path.Combine(folder, "alice");
        await File.WriteAllTextAsync(path + ".key", "precious", TestContext.Current.CancellationToken);
        var (exit, _, error) = await CommandLine.RunAsync("cert", "new", "--cn", "alice", "--out", path);
        Assert.Equal(1, exit);
        Assert.Contains("not overwritten", error, StringComparison.Ordinal);
        Assert.Equal("precious", await File.ReadAllTextAsync(path + ".key", TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("OAS2A.crt")]
    [InlineData("OAS2A.p12", "--password", "testas2")]
    public async Task The_certificate_of_OpenAS2_is_shown_from_any_form(string file, params string[] more)
    {
        var path = TestFiles.PathOf("openas2/certificates/" + file);
        var (exit, output, error) = await CommandLine.RunAsync(["cert", "show", path, .. more, "--json"]);
        Assert.Equal("", error);
        Assert.Equal(0, exit);
        using var json = JsonDocument.Parse(output);
        Assert.Contains("OAS2A", json.RootElement.GetProperty("subject").GetString()!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Thumbprints_are_shown_in_both_digests()
    {
        var (exit, output, _) = await CommandLine.RunAsync("cert", "show", TestFiles.PathOf("java/acme.cer"));
        using var certificate = X509CertificateLoader.LoadCertificate(TestFiles.Bytes("java/acme.cer"));
        Assert.Equal(0, exit);
        Assert.Contains($"sha-256     {certificate.GetCertHashString(System.Security.Cryptography.HashAlgorithmName.SHA256)}\n", output.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Contains($"sha-1       {certificate.GetCertHashString(System.Security.Cryptography.HashAlgorithmName.SHA1)}\n", output.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Java_key_store_is_imported_as_PEM_files_that_belong_together()
    {
        var (path, password) = (Path.Combine(folder, "acme"), Path.Combine(folder, "password"));
        await File.WriteAllTextAsync(password, "store-secret\n", TestContext.Current.CancellationToken);
        var (exit, json) = await CommandLine.JsonAsync("cert", "import", TestFiles.PathOf("java/chain.jks"), "--password-file", password, "--out", path);

        Assert.Equal(0, exit);
        Assert.Equal("CN=end", json.GetProperty("subject").GetString());
        Assert.Equal("CN=root", json.GetProperty("others")[0].GetString());
        Assert.True(json.GetProperty("hasPrivateKey").GetBoolean());
        using var certificate = X509Certificate2.CreateFromPemFile(path + ".crt", path + ".key");
        Assert.Equal("CN=end", certificate.Subject);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path + ".key"));
        }

        (exit, _, var error) = await CommandLine.RunAsync("cert", "import", TestFiles.PathOf("java/chain.jks"), "--password-file", password, "--out", path);
        Assert.Equal(1, exit);
        Assert.Contains("not overwritten", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_partners_chain_is_imported_with_what_is_to_be_said_of_it()
    {
        var old = TestIdentities.Dated("partner", new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), new(2021, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var file = Path.Combine(folder, "partner.der");
        await File.WriteAllBytesAsync(file, old.RawData, TestContext.Current.CancellationToken);
        var (exit, output, error) = await CommandLine.RunAsync("cert", "import", file, "--out", Path.Combine(folder, "partner"));

        Assert.Equal("", error);
        Assert.Equal(0, exit);
        Assert.Contains("error       CERT_HAS_EXPIRED: it expired on 2021-01-01 00:00 UTC.", output, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(folder, "partner.crt")));
        Assert.False(File.Exists(Path.Combine(folder, "partner.key")));
    }

    [Fact]
    public async Task What_cannot_be_imported_is_said_and_nothing_is_written()
    {
        var (exit, _, error) = await CommandLine.RunAsync("cert", "import", TestFiles.PathOf("java/one.jks"), "--out", Path.Combine(folder, "x"));
        Assert.Equal(2, exit);
        Assert.EndsWith("one.jks cannot be used. It is protected by a passphrase: give it.\n", error.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(folder));
    }

    [Theory]
    [InlineData("rsa-2048")]
    [InlineData("ec-p384")]
    public async Task A_request_is_made_and_the_answer_taken_for_the_key_that_was_kept(string kind)
    {
        string In(string name) => Path.Combine(folder, name);
        var (exit, output, _) = await CommandLine.RunAsync("cert", "csr", "--cn", "acme", "--org", "Acme", "--country", "de", "--key-type", kind, "--out", In("acme"));
        Assert.Equal(0, exit);
        Assert.Contains("acme.csr (send it to the CA)", output, StringComparison.Ordinal);
        await File.WriteAllTextAsync(In("ca.pem"), TestIdentities.Pem(TestIdentities.Rsa("ca")), TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(
            In("answer.pem"), await OpenSsl.RunAsync(default, "x509", "-req", "-in", In("acme.csr"), "-CA", In("ca.pem"), "-days", "30", "-set_serial", "7", "-copy_extensions", "copy"), TestContext.Current.CancellationToken);

        (exit, var json) = await CommandLine.JsonAsync("cert", "answer", In("answer.pem"), "--key", In("acme.key"), "--out", In("acme"));

        Assert.Equal(0, exit);
        Assert.Equal(("CN=acme, O=Acme, C=DE", In("acme.key")), (json.GetProperty("subject").GetString(), json.GetProperty("keyFile").GetString()));
        Assert.Equal(["near-end", "chain"], json.GetProperty("findings").EnumerateArray().Select(f => f.GetProperty("code").GetString()));
        using var certificate = X509Certificate2.CreateFromPemFile(In("acme.crt"), In("acme.key"));

        await CommandLine.RunAsync("cert", "csr", "--cn", "acme", "--key-type", kind, "--out", In("other"));
        (exit, _, var error) = await CommandLine.RunAsync("cert", "answer", In("answer.pem"), "--key", In("other.key"), "--out", In("other"));
        Assert.Equal(2, exit);
        Assert.Contains("Its private key belongs to none of the certificates.", error, StringComparison.Ordinal);
        Assert.False(File.Exists(In("other.crt")));
    }

    [Theory]
    [InlineData("java/acme.cer")]
    [InlineData("java/one.p12")]
    [InlineData("keys/rsa-8192.pem")]
    public async Task Inspecting_a_certificate_or_key_points_to_the_command_that_shows_it(string file)
    {
        var path = TestFiles.PathOf(file);
        var (exit, output, error) = await CommandLine.RunAsync("inspect", path);
        Assert.Equal((2, ""), (exit, output));
        Assert.Equal($"waybill: {path} is a certificate or a key and no message: look at it with waybill cert show {path}\n", error.ReplaceLineEndings("\n"));
    }

    [Theory]
    [InlineData("cert", "show", "/nowhere/at-all")]
    [InlineData("cert", "show")]
    [InlineData("cert", "new", "--cn", "alice")]
    [InlineData("cert", "new", "--cn", "alice", "--out", "x", "--key-type", "rsa-1024")]
    [InlineData("cert", "new", "--cn", "", "--out", "x")]
    [InlineData("cert", "new", "--cn", "a", "--out", "x", "--country", "DEU")]
    [InlineData("cert", "csr", "--cn", "a")]
    [InlineData("cert", "import", "--out", "x")]
    [InlineData("cert", "answer", "x", "--out", "x")]
    [InlineData("certify")]
    [InlineData()]
    public async Task Misuse_ends_with_2_and_a_sentence_on_standard_error(params string[] arguments)
    {
        var (exit, output, error) = await CommandLine.RunAsync(arguments);
        Assert.Equal(2, exit);
        Assert.Equal("", output);
        Assert.StartsWith("waybill: ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_list_of_commands_has_a_line_for_each()
    {
        var (exit, output, _) = await CommandLine.RunAsync("--help");
        Assert.Equal(0, exit);
        Assert.All(["inspect", "send", "cert"], name => Assert.Matches($"(?m)^  {name} ", output));
        Assert.DoesNotContain("Examples:", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_is_no_misuse()
    {
        var (exit, output, _) = await CommandLine.RunAsync("cert", "new", "--help");
        Assert.Equal(0, exit);
        Assert.Contains("--key-type", output, StringComparison.Ordinal);
    }
}
