using System.IO.Compression;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Waybill.Certificates;

namespace Waybill.Gateway.Tests.Sheets;

/// <summary>What partners send about themselves, read as guesses that name where they came from.</summary>
public sealed class PartnerSheetTests
{
    private static readonly string Pem = TestIdentities.Rsa("globex").ExportCertificatePem();

    [Fact]
    public void A_page_of_text_gives_ids_address_algorithms_and_the_certificate_in_it()
    {
        var sheet = Read($"""
            Hello, here are our AS2 settings:
            * AS2 Identifier : GLOBEX-TEST
            Company name:   Globex Corporation
            System type: Test
            AS2 URL = http://as2.globex.example:4080/in?x=1
            Encryption algorithm	3DES
            Signature Algorithm    SHA-1
            MDN: synchronous, signed
            Async MDN URL: https://mdn.globex.example/receipts
            Compression: no
            Technical contact: Jo Doe <edi@globex.example>
            IP addresses: 192.0.2.7, 198.51.100.0/24
            Your AS2 ID: ACME
            {Pem}
            """);

        Assert.Equal(
            """{"identities":[{"as2Id":"GLOBEX-TEST","environment":"test"}],"description":"Globex Corporation","contacts":[{"email":"edi@globex.example"}]}""",
            sheet.Under("partner").ToJsonString());
        Same(
            """
            {"url": "http://as2.globex.example:4080/in?x=1", "encrypt": "3des-cbc", "allowTripleDes": true, "sign": "sha-1", "allowSha1": true, "receipt": "signed", "receiptHosts": ["mdn.globex.example"],
            "compress": "none", "inboundSources": ["192.0.2.7", "198.51.100.0/24"]}
            """, sheet.Under("connection"));
        Same("""{"as2Id": "ACME"}""", sheet.Under("station"));
        Assert.Equal("line 2, \"AS2 Identifier\"", sheet.Guesses.Single(g => g.Field is "partner/identities/0/as2Id").From);
        Assert.Equal(TestIdentities.Rsa("globex").Thumbprint, Thumbprint(Assert.Single(sheet.Certificates)));
        Assert.Contains(sheet.Warnings, w => w.Contains("3DES", StringComparison.Ordinal));
        Assert.Contains(sheet.Warnings, w => w.Contains("SHA-1", StringComparison.Ordinal));
        Assert.Contains(sheet.Warnings, w => w.Contains("plain http", StringComparison.Ordinal));
    }

    [Fact]
    public void What_a_sheet_names_twice_differently_is_told_and_our_own_id_is_not_taken_for_the_partners()
    {
        var sheet = PartnerSheet.Read([Encoding.UTF8.GetBytes("AS2 ID: ACME\nAS2 ID: GLOBEX\nAS2 ID: GLOBEX2\nmail us, or see https://as2.globex.example/in.\n")], new() { OurIds = ["ACME"] });
        var id = sheet.Guesses.Single(g => g.Field is "partner/identities/0/as2Id");
        Assert.Equal(("GLOBEX", "GLOBEX2"), ((string?)id.Value, Assert.Single(id.Others)));
        Same("""{"as2Id": "ACME"}""", sheet.Under("station"));
        Assert.Equal("https://as2.globex.example/in", (string?)sheet.Under("connection")["url"]);
        Assert.Contains(sheet.Warnings, w => w.Contains("does not say what", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Our_own_packet_reads_back_as_text_and_as_zip()
    {
        var packet = new PartnerPacket
        {
            Company = "Globex", As2Id = "GLOBEX", PartnerAs2Id = "ACME", Environment = "test", Urls = [new("https://as2.globex.example/as2")], ReceiptUrl = new("https://as2.globex.example/as2"), Signing = "sha-256", Encryption = "aes256-cbc",
            Certificates = [new("sign and encrypt", TestIdentities.Rsa("globex"), [])], MadeAt = DateTimeOffset.UnixEpoch,
        };
        using var zip = new MemoryStream();
        await PacketFiles.WriteZipAsync(packet, zip, TestContext.Current.CancellationToken);
        foreach (var (file, certificates) in new[] { (Encoding.UTF8.GetBytes(PacketText.Write(packet)), 0), (zip.ToArray(), 1) })
        {
            var sheet = PartnerSheet.Read([file], new() { OurIds = ["ACME"] });
            Assert.Equal("packet of a Waybill gateway", sheet.Formats[0]);
            Same("""{"description": "Globex", "identities": [{"as2Id": "GLOBEX", "environment": "test"}]}""", sheet.Under("partner"));
            Same("""{"url": "https://as2.globex.example/as2", "receipt": "signed", "receiptHosts": ["as2.globex.example"], "sign": "sha-256", "encrypt": "aes256-cbc", "compress": "none"}""", sheet.Under("connection"));
            Same("""{"as2Id": "ACME"}""", sheet.Under("station"));
            Assert.Equal(certificates, sheet.Certificates.Count);
        }
    }

    [Theory]
    [InlineData("der")]
    [InlineData("pem")]
    [InlineData("p7b")]
    public void Certificates_are_taken_in_every_form_and_keys_never(string form)
    {
        var globex = TestIdentities.Rsa("globex");
        using var key = globex.GetRSAPrivateKey()!;
        var file = form switch { "der" => globex.RawData, "p7b" => P7bFile.Write([globex.RawData]), _ => Encoding.ASCII.GetBytes(Pem + "\n" + key.ExportPkcs8PrivateKeyPem()) };
        var sheet = PartnerSheet.Read([file]);
        Assert.Equal(globex.Thumbprint, Thumbprint(Assert.Single(sheet.Certificates)));
        Assert.DoesNotContain("PRIVATE", JsonSerializer.Serialize(sheet.Certificates), StringComparison.Ordinal);
        Assert.Equal(form is "pem", sheet.Warnings.Any(w => w.Contains("private key", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_partnerships_xml_is_read_from_our_side()
    {
        const string xml = """
            <?xml version="1.0"?>
            <partnerships>
              <partner name="Us" as2_id="ACME" x509_alias="acme" email="edi@acme.example"/>
              <partner name="Globex Corp" as2_id="GLOBEX" x509_alias="globex" email="edi@globex.example"/>
              <partnership name="Us-to-Globex">
                <sender name="Us"/><receiver name="Globex Corp"/>
                <attribute name="as2_url" value="https://globex.example:10080/HttpReceiver"/>
                <attribute name="as2_mdn_to" value="edi@acme.example"/>
                <attribute name="as2_mdn_options" value="signed-receipt-protocol=optional, pkcs7-signature; signed-receipt-micalg=optional, $attribute.sign$"/>
                <attribute name="encrypt" value="AES256"/><attribute name="sign" value="SHA256"/>
                <attribute name="compression_type" value="ZLIB"/><attribute name="subject" value="EDI from $sender$"/>
              </partnership>
              <partnership name="Globex-to-Us">
                <sender name="Globex Corp"/><receiver name="Us"/>
                <attribute name="as2_url" value="https://acme.example/"/><attribute name="encrypt" value="3DES"/>
                <attribute name="as2_receipt_option" value="https://receipts.globex.example/mdn"/>
              </partnership>
            </partnerships>
            """;
        var sheet = PartnerSheet.Read([Encoding.UTF8.GetBytes(xml)], new() { OurIds = ["ACME"] });
        Assert.Equal(["partnerships.xml of OpenAS2"], sheet.Formats);
        Same("""{"identities": [{"as2Id": "GLOBEX"}], "description": "Globex Corp", "contacts": [{"email": "edi@globex.example"}]}""", sheet.Under("partner"));
        Same(
            """
            {"url": "https://globex.example:10080/HttpReceiver", "sign": "sha-256", "encrypt": "aes256-cbc", "receipt": "signed", "compress": "beforeSigning", "signature": "allowed", "allowTripleDes": true,
            "receiptHosts": ["receipts.globex.example"]}
            """, sheet.Under("connection"));
        Assert.Contains(sheet.Warnings, w => w.Contains("'globex' of the keystore", StringComparison.Ordinal));

        // The same file from the other side: what was theirs is ours.
        var other = PartnerSheet.Read([Encoding.UTF8.GetBytes(xml)], new() { OurIds = ["GLOBEX"] });
        Same("""{"url": "https://acme.example/", "encrypt": "3des-cbc", "allowTripleDes": true, "receipt": "none"}""", other.Under("connection"));
        Assert.Contains(PartnerSheet.Read([Encoding.UTF8.GetBytes(xml)]).Warnings, w => w.Contains("None of your AS2 ids", StringComparison.Ordinal));
    }

    [Fact]
    public void The_export_of_a_celigo_connection_becomes_partner_and_connection()
    {
        var json = new JsonObject
        {
            ["_id"] = "1", ["type"] = "as2", ["name"] = "Globex", ["concurrencyLevel"] = 7, ["autoRecoverRateLimitErrors"] = true,
            ["as2"] = JsonNode.Parse($$$$"""
                {"as2Id": "ACME-OLD", "partnerId": "GLOBEX",
                 "encrypted": {"userPrivateKey": "******"}, "unencrypted": {"userPublicKey": "-----BEGIN", "partnerCertificate": {{{{JsonSerializer.Serialize(Pem)}}}}},
                 "userStationInfo": {"encryptionType": "NONE", "signing": "MD5", "mdn": {"mdnSigning": "SHA1", "mdnURL": "https://mdn.globex.example/in"}},
                 "partnerStationInfo": {"as2URI": "https://as2.globex.example/in", "encryptionType": "AES256", "signing": "SHA256", "encoding": "base64", "mdn": {"mdnSigning": "SHA256", "verifyMDNSignature": true},
                   "auth": {"type": "token", "failStatusCode": 401, "failPath": "error.code", "failValues": ["bad"], "token": {"token": "******", "location": "header", "headerName": "X-Token", "scheme": "none", "refreshMethod": "POST", "refreshRelativeURI": "/token", "refreshMediaType": "urlencoded", "refreshTokenPath": "access_token"}},
                   "rateLimit": {"limit": 1500, "failStatusCode": 429, "failPath": "status", "failValues": ["slow"]}}}
                """),
        };
        foreach (var text in new[] { json.ToJsonString(), new JsonArray(json.DeepClone()).ToJsonString(), new JsonObject { ["connections"] = new JsonArray(json.DeepClone()) }.ToJsonString() })
        {
            var sheet = PartnerSheet.Read([Encoding.UTF8.GetBytes(text)], new() { OurIds = ["ACME"] });
            Same("""{"description": "Globex", "identities": [{"as2Id": "GLOBEX"}]}""", sheet.Under("partner"));
            Same("""{"as2Id": "ACME-OLD"}""", sheet.Under("station"));
            Same(
                """
                {"url": "https://as2.globex.example/in", "encrypt": "aes256-cbc", "sign": "sha-256", "receipt": "signed", "encryption": "allowed", "allowMd5": true, "receiptHosts": ["mdn.globex.example"],
                "tokenIn": "header", "tokenHeader": "X-Token", "tokenScheme": "none", "refreshUri": "/token", "refreshMethod": "POST", "refreshMediaType": "urlEncoded", "refreshedTokenPath": "access_token",
                "authFailStatus": 401, "authFailPath": "error.code", "authFailValues": ["bad"], "waitBetweenCalls": "00:00:01.5000000", "rateLimitFailStatus": 429, "rateLimitFailPath": "status", "rateLimitFailValues": ["slow"],
                "concurrency": 7, "autoRecover": true}
                """, sheet.Under("connection"));
            Assert.Single(sheet.Certificates);
            Assert.Contains(sheet.Warnings, w => w.Contains("Over there you are ACME-OLD", StringComparison.Ordinal));
            Assert.Contains(sheet.Warnings, w => w.Contains("never exported", StringComparison.Ordinal));
            Assert.Equal("Celigo, as2.partnerStationInfo.as2URI", sheet.Guesses.Single(g => g.Field is "connection/url").From);
            Assert.DoesNotContain("***", JsonSerializer.Serialize(sheet.Guesses), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Every_guess_is_a_setting_of_its_resource()
    {
        // What the readers write in their code, not only what one sheet brings.
        var check = new ConfigurationCheck();
        foreach (var sheet in new[] { Read("AS2 ID: X\nURL: https://x.example/\nEncryption: RC2\nSign: MD5\nCompression: zlib after signing\nMDN: unsigned\nIP: 192.0.2.1\nContact: Jo"), Read("""{"as2": {"partnerId": "X", "partnerStationInfo": {"as2URI": "https://x.example", "encryptionType": "3DES", "signing": "SHA1", "compressed": true, "auth": {"type": "basic", "basic": {"username": "u"}}}, "userStationInfo": {"signing": "NONE", "encryptionType": "RC2"}}}""") })
        {
            ResourceReader.Read(typeof(PartnerResource), JsonSerializer.SerializeToElement(sheet.Under("partner")), "partner", check);
            ResourceReader.Read(typeof(ConnectionSettings), JsonSerializer.SerializeToElement(sheet.Under("connection")), "connection", check);
        }

        Assert.Empty(check.Findings);
    }

    [Fact]
    public void What_is_no_sheet_is_a_warning()
    {
        var deep = new string('[', 100_000);
        var bomb = new MemoryStream();
        using (var zip = new ZipArchive(bomb, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var stream = zip.CreateEntry("a.txt").Open();
            stream.Write(new byte[20_000_000]);
        }

        foreach (var file in new[]
        {
            [], new byte[PartnerSheet.MostBytes + 1], "nothing to see here"u8.ToArray(), Encoding.UTF8.GetBytes(deep), Encoding.UTF8.GetBytes("{\"as2\": {}}"), "<partnerships/>"u8.ToArray(), "<html><body>x y</body></html>"u8.ToArray(),
            Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("<a>", 50_000)) + string.Concat(Enumerable.Repeat("</a>", 50_000))), "<!DOCTYPE x [<!ENTITY a \"b\">]><partnerships>&a;</partnerships>"u8.ToArray(), bomb.ToArray(), "PK\x03\x04 damaged"u8.ToArray(),
        })
        {
            var sheet = PartnerSheet.Read([file]);
            Assert.NotEmpty(sheet.Warnings);
            Assert.Empty(sheet.Certificates);
        }

        Assert.NotEmpty(PartnerSheet.Read([]).Warnings);
        Assert.Equal(PartnerSheet.MostFiles, PartnerSheet.Read([.. Enumerable.Range(0, 20).Select(n => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes($"AS2 ID: P{n}\n"))]).Guesses.Single().Others.Count + 1);
    }

    /// <summary>Ten thousand damaged sheets of every kind: always an answer, always within its bounds.</summary>
    [Fact]
    public void Whatever_comes_is_answered_within_bounds()
    {
        byte[][] seeds =
        [
            Encoding.UTF8.GetBytes($"AS2 details of X\r\nAS2 id            X\r\nURL               https://x.example/as2\r\nencrypted         aes256-cbc\r\n{Pem}"),
            "<partnerships><partner name='a' as2_id='A'/><partner name='b' as2_id='B'/><partnership name='p'><sender name='a'/><receiver name='b'/><attribute name='as2_url' value='http://b/'/><attribute name='sign' value='MD5'/></partnership></partnerships>"u8.ToArray(),
            """{"name": "x", "as2": {"partnerId": "X", "partnerStationInfo": {"as2URI": "https://x", "auth": {"type": "token", "failValues": ["a", 1, null]}, "rateLimit": {"limit": 1e3, "failStatusCode": "429"}}, "unencrypted": {"partnerCertificate": "x"}}}"""u8.ToArray(),
            TestIdentities.Rsa("globex").RawData, P7bFile.Write([TestIdentities.Rsa("globex").RawData]), Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes("AS2 ID: X\n")).ToArray(),
        ];
        var random = new Random(4711);
        for (var run = 0; run < 10_000; run++)
        {
            var file = seeds[run % seeds.Length].ToArray();
            for (var change = random.Next(1, 6); change > 0; change--)
            {
                var at = random.Next(file.Length);
                switch (random.Next(4))
                {
                    case 0:
                        file[at] = (byte)random.Next(256);
                        break;
                    case 1:
                        file = [.. file[..at], .. file[random.Next(at + 1)..]];
                        break;
                    case 2:
                        file = file[..Math.Max(1, at)];
                        break;
                    default:
                        file = [.. file[..at], .. "\"'<>{}[]:=\\u00d8\t\r\n*&"u8[..random.Next(22)], .. file[at..]];
                        break;
                }
            }

            var sheet = PartnerSheet.Read([file], new() { OurIds = ["A"], Partner = run % 3 is 0 ? "X" : null });
            Assert.True(sheet.Guesses.Count <= 64 && sheet.Warnings.Count <= 64 && sheet.Certificates.Count <= 16);
            Assert.All(sheet.Guesses, g => Assert.True(g.Value.ToJsonString().Length < 40_000 && g.From.Length <= 500 && g.Others.Count <= 8));
            Assert.All(sheet.Warnings, w => Assert.True(w.Length <= 500 && !w.Any(char.IsControl)));
            foreach (var root in new[] { "partner", "connection", "station" })
            {
                _ = sheet.Under(root).ToJsonString();
            }
        }
    }

    private static SheetReading Read(string text) => PartnerSheet.Read([Encoding.UTF8.GetBytes(text)]);

    private static void Same(string expected, JsonObject actual) => Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), actual), actual.ToJsonString());

    private static string Thumbprint(SheetCertificate certificate) => X509Certificate2.CreateFromPem(certificate.Pem).Thumbprint;
}
