using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Waybill.Certificates.Tests;

public sealed class ChainTests
{
    private static readonly TestChain Chain = TestChain.Make();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_P7B_chain_of_openssl_is_read_with_the_end_first(bool isPem)
    {
        var folder = Directory.CreateTempSubdirectory("waybill-p7b-");
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "all.pem"), Chain.Root.ExportCertificatePem() + "\n" + Chain.Issuer.ExportCertificatePem() + "\n" + Chain.End.ExportCertificatePem() + "\n", TestContext.Current.CancellationToken);
        var p7b = await OpenSsl.RunAsync(default, "crl2pkcs7", "-nocrl", "-certfile", Path.Combine(folder.FullName, "all.pem"), "-outform", isPem ? "PEM" : "DER");
        folder.Delete(recursive: true);

        using var imported = Importing.Good(p7b);

        Assert.Equal(isPem ? "PEM" : "P7B", imported.Format);
        Assert.Equal(Chain.End.Thumbprint, imported.Certificates[0].Thumbprint);
        Assert.Equal(3, imported.Certificates.Count);
        using var key = Chain.End.GetRSAPrivateKey()!;
        using var joined = Importing.Good([p7b, key.ExportPkcs8PrivateKey()]);
        Importing.IsPair(joined, Chain.End);
        Assert.Equal([Chain.End.Thumbprint, Chain.Issuer.Thumbprint, Chain.Root.Thumbprint], joined.Certificates.Select(c => c.Thumbprint));
    }

    [Fact]
    public async Task A_P7B_chain_of_ours_is_read_by_openssl()
    {
        var p7b = P7bFile.Write([Chain.End.RawData, Chain.Issuer.RawData, Chain.Root.RawData]);
        var text = System.Text.Encoding.ASCII.GetString(await OpenSsl.RunAsync(p7b, "pkcs7", "-inform", "DER", "-print_certs", "-noout"));

        foreach (var name in new[] { "chain end", "chain issuer", "chain root" })
        {
            Assert.Contains($"subject=CN={name}", text.Replace(" = ", "=", StringComparison.Ordinal), StringComparison.Ordinal);
        }

        using var imported = Importing.Good(p7b);
        Assert.Equal([Chain.End.Thumbprint, Chain.Issuer.Thumbprint, Chain.Root.Thumbprint], imported.Certificates.Select(c => c.Thumbprint));
    }

    [Theory]
    [InlineData("aes256")]
    [InlineData("legacy")]
    public async Task A_PFX_file_of_openssl_is_read_with_its_chain(string kind)
    {
        var folder = Directory.CreateTempSubdirectory("waybill-pfx-");
        var (pem, more) = (Path.Combine(folder.FullName, "end.pem"), Path.Combine(folder.FullName, "chain.pem"));
        await File.WriteAllTextAsync(pem, TestIdentities.Pem(Chain.End), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(more, Chain.Issuer.ExportCertificatePem() + "\n" + Chain.Root.ExportCertificatePem() + "\n", TestContext.Current.CancellationToken);
        var (exit, pfx, error) = await OpenSsl.TryRunAsync(default, ["pkcs12", "-export", "-in", pem, "-certfile", more, "-passout", "pass:s3cret", .. kind is "legacy" ? (string[])["-keypbe", "PBE-SHA1-3DES", "-certpbe", "PBE-SHA1-3DES", "-macalg", "sha1"] : []]);
        folder.Delete(recursive: true);
        Assert.True(exit is 0, error);

        using var imported = Importing.Good(pfx, "s3cret");
        Importing.IsPair(imported, Chain.End);
        Assert.Equal("PFX", imported.Format);
        Assert.Equal([Chain.End.Thumbprint, Chain.Issuer.Thumbprint, Chain.Root.Thumbprint], imported.Certificates.Select(c => c.Thumbprint));
        Assert.Equal("It is protected by a passphrase: give it.", Importing.Refused(pfx));
        Assert.Equal("The passphrase does not open it, or it is damaged.", Importing.Refused(pfx, "secret"));
    }

    [Fact]
    public void A_PFX_file_with_several_keys_asks_which_one()
    {
        var (first, second) = (TestIdentities.Rsa("import"), TestIdentities.Ec("import"));
        var pfx = new X509Certificate2Collection((X509Certificate2[])[first, second]).Export(X509ContentType.Pfx, "p")!;

        Assert.StartsWith("It holds several keys: ", Importing.Refused(pfx, "p"), StringComparison.Ordinal);
        using var imported = Importing.Good(pfx, "p", second.Subject);
        Importing.IsPair(imported, second);
    }

    [Fact]
    public void A_renewed_certificate_is_no_issuer_of_the_one_before()
    {
        var (old, renewed) = (TestIdentities.Dated("renewed", new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero), new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero)), TestIdentities.Dated("renewed", new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero), new(2027, 1, 1, 0, 0, 0, TimeSpan.Zero)));
        using var imported = Importing.Good([old.RawData, renewed.RawData]);

        Assert.Equal([old.Thumbprint, renewed.Thumbprint], imported.Certificates.Select(c => c.Thumbprint));
    }
}

/// <summary>A certificate, its issuer and their root.</summary>
internal sealed record TestChain(X509Certificate2 Root, X509Certificate2 Issuer, X509Certificate2 End)
{
    internal static TestChain Make()
    {
        var (from, until) = (new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2099, 1, 1, 0, 0, 0, TimeSpan.Zero));
        using var rootKey = RSA.Create(2048);
        var root = Request("chain root", rootKey, isAuthority: true).CreateSelfSigned(from, until);
        using var issuerKey = RSA.Create(2048);
        using var issuer = Request("chain issuer", issuerKey, isAuthority: true).Create(root, from, until, [1]);
        var issuerWithKey = issuer.CopyWithPrivateKey(issuerKey);
        using var endKey = RSA.Create(2048);
        using var end = Request("chain end", endKey, isAuthority: false).Create(issuerWithKey, from, until, [2]);
        return new(root, issuerWithKey, end.CopyWithPrivateKey(endKey));
    }

    private static CertificateRequest Request(string name, RSA key, bool isAuthority)
    {
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(isAuthority, false, 0, true));
        return request;
    }
}
