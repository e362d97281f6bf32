using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Waybill.Certificates.Tests;

public sealed class CertificateMakerTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);
    private static readonly CertificateName Acme = new("acme", "Acme GmbH", "de");

    public static TheoryData<KeyKind> Kinds => [.. Enum.GetValues<KeyKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    [Requirement("AS2-CRYPTO-018")]
    public async Task A_self_signed_certificate_is_plain_and_says_what_its_key_is_for(KeyKind kind)
    {
        var made = CertificateMaker.SelfSigned(Acme, kind, Now, 730);
        using var imported = Importing.Good(Encoding.ASCII.GetBytes(made.PublicPem + "\n" + made.KeyPem));
        var certificate = imported.Certificates[0];
        Importing.IsPair(imported, certificate);

        Assert.Equal((Now.UtcDateTime, Now.AddDays(730).UtcDateTime), (certificate.NotBefore.ToUniversalTime(), certificate.NotAfter.ToUniversalTime()));
        var isRsa = kind <= KeyKind.Rsa4096;
        Assert.Equal(
            X509KeyUsageFlags.DigitalSignature | (isRsa ? X509KeyUsageFlags.KeyEncipherment : X509KeyUsageFlags.KeyAgreement),
            certificate.Extensions.OfType<X509KeyUsageExtension>().Single().KeyUsages);
        var text = Encoding.ASCII.GetString(await OpenSsl.RunAsync(Encoding.ASCII.GetBytes(made.PublicPem), "x509", "-noout", "-text")).Replace(" = ", "=", StringComparison.Ordinal);
        Assert.Contains("C=DE, O=Acme GmbH, CN=acme", text, StringComparison.Ordinal);
        Assert.Contains(
            kind switch { KeyKind.Rsa2048 => "(2048 bit)", KeyKind.Rsa3072 => "(3072 bit)", KeyKind.Rsa4096 => "(4096 bit)", KeyKind.EcP256 => "P-256", KeyKind.EcP384 => "P-384", _ => "P-521" }, text, StringComparison.Ordinal);
        Assert.Contains("CA:FALSE", text, StringComparison.Ordinal);
        Assert.DoesNotContain("PRIVATE", made.ToString(), StringComparison.Ordinal);

        // What we make has nothing to be said about.
        var findings = CertificateCheck.Check(imported, new() { At = Now, Uses = CheckedUses.Sign | CheckedUses.Encrypt, NeedsKey = true });
        Assert.Equal(kind is KeyKind.EcP521 ? ["size"] : [], findings.Select(f => f.Code));
    }

    [Theory]
    [InlineData(KeyKind.Rsa2048)]
    [InlineData(KeyKind.EcP256)]
    [InlineData(KeyKind.EcP384)]
    public async Task A_request_is_answered_by_a_CA_and_joined_with_the_key_that_was_kept(KeyKind kind)
    {
        var folder = Directory.CreateTempSubdirectory("waybill-csr-");
        string In(string name) => Path.Combine(folder.FullName, name);
        var made = CertificateMaker.Request(Acme, kind);
        await File.WriteAllTextAsync(In("acme.csr"), made.PublicPem, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(In("ca.pem"), TestIdentities.Pem(TestIdentities.Rsa("ca")), TestContext.Current.CancellationToken);
        var requested = Encoding.ASCII.GetString(await OpenSsl.RunAsync(default, "req", "-in", In("acme.csr"), "-verify", "-noout", "-text"));
        Assert.Contains("Digital Signature, Key " + (kind is KeyKind.Rsa2048 ? "Encipherment" : "Agreement"), requested, StringComparison.Ordinal);
        var answer = await OpenSsl.RunAsync(default, "x509", "-req", "-in", In("acme.csr"), "-CA", In("ca.pem"), "-days", "30", "-set_serial", "7", "-copy_extensions", "copy");
        folder.Delete(recursive: true);
        var key = Encoding.ASCII.GetBytes(made.KeyPem);

        var taken = CertificateAnswer.Take(key, [answer, TestIdentities.Rsa("ca").RawData]);
        Assert.Null(taken.Problem);
        using var joined = taken.Value!;
        Importing.IsPair(joined, joined.Certificates[0]);
        Assert.Equal(["CN=acme, O=Acme GmbH, C=DE", TestIdentities.Rsa("ca").Subject], joined.Certificates.Select(c => c.Subject));

        var other = CertificateMaker.Request(Acme, kind);
        Assert.Equal("Its private key belongs to none of the certificates.", CertificateAnswer.Take(Encoding.ASCII.GetBytes(other.KeyPem), [answer]).Problem);
        Assert.Equal("The file of the key holds no private key.", CertificateAnswer.Take(answer, [answer]).Problem);
    }

    [Theory]
    [InlineData("", null, null)]
    [InlineData("a\nb", null, null)]
    [InlineData("acme", " ", null)]
    [InlineData("acme", null, "DEU")]
    public void A_name_that_cannot_be_used_is_said_before_anything_is_made(string name, string? organization, string? country)
    {
        var wrong = new CertificateName(name, organization, country);
        Assert.NotNull(wrong.Problem);
        Assert.Throws<ArgumentException>(() => CertificateMaker.Request(wrong, KeyKind.EcP256));
    }

    [Fact]
    public void Kinds_have_names()
    {
        Assert.Equal(KeyKind.Rsa4096, KeyKinds.Parse("RSA-4096"));
        Assert.Equal(KeyKind.Rsa2048, KeyKinds.Parse("rsa-2048"));
        Assert.Null(KeyKinds.Parse("rsa-1024"));
        Assert.Equal(Enum.GetValues<KeyKind>().Length, KeyKinds.Names.Count);
    }
}
