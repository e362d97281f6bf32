using System.IO.Compression;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Waybill.Certificates.Tests;

public sealed class PartnerPacketTests
{
    private static readonly TestChain Chain = TestChain.Make();

    private static PartnerPacket Packet => new()
    {
        Company = "Acme GmbH", As2Id = "ACME prod/1", PartnerAs2Id = "GLOBEX", Environment = "test", Urls = [new("https://as2.acme.example/as2")], ReceiptUrl = new("https://as2.acme.example/as2?r=1"),
        Signing = "sha-256", Encryption = "aes256-cbc", SourceAddresses = ["192.0.2.7"], Contacts = ["edi@acme.example\r\nforged: line"],
        Certificates = [new("sign and encrypt", Chain.End, [Chain.Issuer, Chain.Root]), new("TLS client", TestIdentities.Ec("tls"), [], new DateTimeOffset(2027, 1, 1, 0, 0, 0, TimeSpan.Zero))],
        MadeAt = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero),
    };

    [Fact]
    public void The_page_says_everything_a_partner_needs_and_nothing_secret()
    {
        var text = PacketText.Write(Packet);

        foreach (var line in new[]
        {
            "AS2 details of Acme GmbH", "AS2 id            ACME prod/1", "your AS2 id       GLOBEX", "environment       test", "URL               https://as2.acme.example/as2",
            "receipts          signed, later, to the URL for receipts", "URL for receipts  https://as2.acme.example/as2?r=1", "signed            sha-256", "encrypted         aes256-cbc", "compressed        no",
            "our addresses     192.0.2.7", "contact           edi@acme.example  forged: line", "Certificate 1: sign and encrypt", "file              ACME-prod-1-1-sign-and-encrypt.cer", "subject           CN=chain end",
            "issuer            CN=chain issuer", $"serial            {Chain.End.SerialNumber}", "valid until       2099-01-01 00:00 UTC", "Certificate 2: TLS client", "we use it from    2027-01-01 00:00 UTC",
            $"SHA-256           {string.Join(':', Chain.End.GetCertHash(HashAlgorithmName.SHA256).Select(b => b.ToString("X2", System.Globalization.CultureInfo.InvariantCulture)))}",
            $"SHA-1             {string.Join(':', Chain.End.GetCertHash(HashAlgorithmName.SHA1).Select(b => b.ToString("X2", System.Globalization.CultureInfo.InvariantCulture)))}",
        })
        {
            Assert.Contains(line + "\r\n", text, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("PRIVATE", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\nforged", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_zip_file_holds_the_page_each_certificate_and_each_with_its_chain()
    {
        using var file = new MemoryStream();
        await PacketFiles.WriteZipAsync(Packet, file, TestContext.Current.CancellationToken);
        using var zip = new ZipArchive(new MemoryStream(file.ToArray()));

        Assert.Equal(
            ["ACME-prod-1.txt", "ACME-prod-1-1-sign-and-encrypt.cer", "ACME-prod-1-1-sign-and-encrypt.p7b", "ACME-prod-1-2-TLS-client.cer", "ACME-prod-1-2-TLS-client.p7b"], zip.Entries.Select(e => e.FullName));
        Assert.Equal(PacketText.Write(Packet), Encoding.UTF8.GetString(Read(zip.Entries[0])));
        Assert.Equal(Chain.End.RawData, Read(zip.Entries[1]));
        using var chain = Importing.Good(Read(zip.Entries[2]));
        Assert.Equal([Chain.End.Thumbprint, Chain.Issuer.Thumbprint, Chain.Root.Thumbprint], chain.Certificates.Select(c => c.Thumbprint));
        Assert.All(zip.Entries, e => Assert.False(Read(e).AsSpan().IndexOf("PRIVATE"u8) >= 0));
        using var again = new MemoryStream();
        await PacketFiles.WriteZipAsync(Packet, again, TestContext.Current.CancellationToken);
        Assert.Equal(file.ToArray(), again.ToArray());
    }

    private static byte[] Read(ZipArchiveEntry entry)
    {
        using var content = new MemoryStream();
        using var stream = entry.Open();
        stream.CopyTo(content);
        return content.ToArray();
    }
}
