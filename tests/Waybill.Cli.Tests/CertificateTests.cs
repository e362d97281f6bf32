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

    [Theory]
    [InlineData("cert", "show", "/nowhere/at-all")]
    [InlineData("cert", "show")]
    [InlineData("cert", "new", "--cn", "alice")]
    [InlineData("cert", "new", "--cn", "alice", "--out", "x", "--key-type", "rsa-1024")]
    [InlineData("cert", "new", "--cn", "", "--out", "x")]
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
