using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Waybill.Certificates.Tests;

/// <summary>Key stores that keytool of Java 17 made; how stands in <c>testdata/java/README.md</c>, with the passphrases.</summary>
public sealed class JksTests
{
    private static readonly X509Certificate2 Rsa = X509CertificateLoader.LoadCertificate(TestFiles.Bytes("java/acme.cer"));
    private static readonly X509Certificate2 Ec = X509CertificateLoader.LoadCertificate(TestFiles.Bytes("java/acme-ec.cer"));

    [Fact]
    public void A_store_with_one_key_gives_it_with_its_certificate()
    {
        using var imported = Importing.Good(TestFiles.Bytes("java/one.jks"), "store-secret");
        Importing.IsPair(imported, Rsa);
        Assert.Equal("JKS", imported.Format);
    }

    [Fact]
    public void Keys_of_several_are_chosen_by_alias_whatever_its_case_and_opened_with_a_passphrase_of_their_own()
    {
        var file = TestFiles.Bytes("java/several.jks");

        Assert.Equal("The passphrase of the key inside differs from the file's: give it too.", Importing.Refused(file, "store-secret"));
        var asked = CertificateImport.Read(file, new() { Passphrase = "store-secret", KeyPassphrase = "key-secret" }).Problem!;
        Assert.StartsWith("It holds several keys: ", asked, StringComparison.Ordinal);
        Assert.Contains("'acme'", asked, StringComparison.Ordinal);
        Assert.Contains("'acme-ec'", asked, StringComparison.Ordinal);
        using (var rsa = Importing.Good(file, "store-secret", "ACME", "key-secret"))
        {
            Importing.IsPair(rsa, Rsa);
        }

        using var ec = Importing.Good(file, "store-secret", "acme-ec", "key-secret");
        Importing.IsPair(ec, Ec);
    }

    [Fact]
    public void A_store_of_trusted_certificates_gives_these()
    {
        using var imported = Importing.Good(TestFiles.Bytes("java/trusted.jks"), "store-secret");
        Assert.Null(imported.Key);
        Assert.Equal(new[] { Rsa.Thumbprint, Ec.Thumbprint }.Order(), imported.Certificates.Select(c => c.Thumbprint).Order());
    }

    [Fact]
    public void A_store_with_a_chain_gives_the_chain()
    {
        using var imported = Importing.Good(TestFiles.Bytes("java/chain.jks"), "store-secret");
        Assert.Equal(["CN=end", "CN=root"], imported.Certificates.Select(c => c.Subject));
        Assert.NotNull(imported.Key);
    }

    [Fact]
    public void A_store_in_PKCS12_as_Java_writes_it_since_version_9_is_read()
    {
        using var imported = Importing.Good(TestFiles.Bytes("java/one.p12"), "store-secret");
        Importing.IsPair(imported, Rsa);
        Assert.Equal("The passphrase does not open it, or it is damaged.", Importing.Refused(TestFiles.Bytes("java/one.p12"), "wrong"));
    }

    [Fact]
    public void A_wrong_or_missing_passphrase_and_another_type_are_said()
    {
        var file = TestFiles.Bytes("java/one.jks");
        Assert.Equal("It is protected by a passphrase: give it.", Importing.Refused(file));
        Assert.Equal("The passphrase does not open it, or it is damaged.", Importing.Refused(file, "wrong"));
        Assert.Equal("It is a Java key store of the type JCEKS: write it anew with keytool -importkeystore -deststoretype PKCS12.", Importing.Refused(TestFiles.Bytes("java/one.jceks"), "store-secret"));
    }

    [Fact]
    public void Every_change_of_one_byte_is_seen()
    {
        var file = TestFiles.Bytes("java/one.jks");
        for (var at = 0; at < file.Length; at += 7)
        {
            var changed = file.ToArray();
            changed[at] ^= 0x10;
            Assert.NotEmpty(Importing.Refused(changed, "store-secret"));
        }
    }

    [Fact]
    public void A_store_that_is_cut_or_claims_more_than_it_holds_is_damaged_though_its_digest_is_right()
    {
        var whole = TestFiles.Bytes("java/one.jks")[..^20];
        for (var length = 12; length < whole.Length; length += 11)
        {
            Assert.Equal("It is a Java key store, but it is damaged.", Importing.Refused(Sealed(whole[..length]), "store-secret"));
        }

        var many = whole.ToArray();
        BinaryPrimitives.WriteUInt32BigEndian(many.AsSpan(8), uint.MaxValue);
        Assert.Equal("It is a Java key store, but it is damaged.", Importing.Refused(Sealed(many), "store-secret"));
        Assert.Equal("It is a Java key store, but it is damaged.", Importing.Refused(Sealed([.. whole, 0]), "store-secret"));
        Assert.Equal("It is a Java key store, but it is damaged.", Importing.Refused(whole.AsMemory(0, 20), "store-secret"));
    }

    /// <summary>With the digest that is right for these bytes.</summary>
    private static byte[] Sealed(byte[] entries)
        => [.. entries, .. SHA1.HashData([.. Encoding.BigEndianUnicode.GetBytes("store-secret"), .. "Mighty Aphrodite"u8, .. entries])];
}
