using System.Security.Cryptography.X509Certificates;
using System.Text;
using Waybill.Cms;
using Waybill.Mime;

namespace Waybill.As2.Tests;

/// <summary>Messages other products wrote, with the MIC they logged or received.</summary>
public sealed class CapturedMessageTests
{
    private const string VariantWithoutHeaders = "comp-only-sync";

    private static readonly CmsKeyBook OpenAs2Keys = new([Key("openas2/certificates/OAS2B")]);
    private static readonly CmsKeyBook RubyKeys = new([Key("ruby-as2/certificates/server")]);
    private static readonly CmsCertificate OpenAs2Sender = Certificate("openas2/certificates/OAS2A");
    private static readonly CmsCertificate RubySender = Certificate("ruby-as2/certificates/client");

    public static TheoryData<string, string> Ruby
        => [.. File.ReadLines(TestFiles.PathOf("ruby-as2/expected-mics.tsv")).Skip(1).Select(l => l.Split('\t')).Select(f => new TheoryDataRow<string, string>(f[0], f[1]))];

    public static TheoryData<string> OpenAs2
        => [.. Directory.GetDirectories(TestFiles.PathOf("openas2")).Select(d => Path.GetFileName(d)!).Where(d => d is not "certificates").Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Ruby))]
    [Requirement("AS2-MIC-004", "AS2-CANON-001", "AS2-CANON-003", "AS2-STRUCT-014", "AS2-HTTP-011")]
    public async Task What_mendelson_and_OpenAS2_wrote_opens_with_the_MIC_they_logged(string vector, string mic)
    {
        var message = new TestMessage(Reading.Headers(("Content-Type", "application/pkcs7-mime; smime-type=enveloped-data")), TestFiles.Bytes($"ruby-as2/{vector}.pkcs7"));
        await using var verdict = await message.ReadAsync(Old(RubyKeys, RubySender) with { Signature = Requirement.Required, Encryption = Requirement.Required }, bytesARead: 1000);

        Assert.Equal(As2Failure.None, verdict.Failure);
        Assert.Equal($"{mic}, sha-256", verdict.OutwardMic!.ToString());
        Assert.Equal(DocumentOf(TestFiles.Bytes($"ruby-as2/{vector}.txt")), await Assert.Single(verdict.Payloads).BytesAsync());
    }

    [Fact]
    public void All_captures_are_there() => Assert.Equal((16, 28), (Ruby.Count, OpenAs2.Count));

    [Theory]
    [MemberData(nameof(OpenAs2))]
    [Requirement("AS2-STRUCT-001", "AS2-STRUCT-002", "AS2-STRUCT-003", "AS2-STRUCT-004", "AS2-STRUCT-005", "AS2-STRUCT-006", "AS2-STRUCT-009", "AS2-STRUCT-010", "AS2-CRYPTO-001")]
    public async Task What_OpenAS2_sent_opens_to_its_payload_and_the_MIC_of_its_receipt(string name)
    {
        var folder = $"openas2/{name}";
        await using var verdict = await CapturedRequest.Load($"{folder}/msg-1.request.raw").ReadAsync(Old(OpenAs2Keys, OpenAs2Sender), bytesARead: 777);

        Assert.Equal(As2Failure.None, verdict.Failure);
        Assert.Equal(TestFiles.Bytes($"{folder}/payload.bin"), await Assert.Single(verdict.Payloads).BytesAsync());
        var receipt = name.EndsWith("-async", StringComparison.Ordinal) || name.Contains("-async-", StringComparison.Ordinal) ? "mdn-1.request.raw" : "msg-1.response.raw";
        var told = CapturedRequest.MicOf($"{folder}/{receipt}");
        if (name is VariantWithoutHeaders)
        {
            Assert.NotEqual(told, verdict.Mic);
        }
        else if (name is "plain-async-unsigned" or "plain-nomdn" or "plain-sync-unsigned")
        {
            Assert.Null(told);
        }
        else
        {
            Assert.Equal(told, verdict.Mic);
        }
    }

    [Fact]
    public async Task Old_algorithms_open_by_policy_and_are_called_weak()
    {
        var message = CapturedRequest.Load("openas2/rc2-sign-sha1-sync/msg-1.request.raw");
        await using var verdict = await message.ReadAsync(Old(OpenAs2Keys, OpenAs2Sender));
        Assert.Equal([As2LayerStatus.Weak, As2LayerStatus.Weak], verdict.Layers.Select(l => l.Status));
        Assert.Equal(["rc2-cbc", "rsa-pkcs1"], verdict.Layers.Select(l => l.Algorithm));

        await using var strict = await message.ReadAsync(Old(OpenAs2Keys, OpenAs2Sender) with { Policy = CmsPolicy.Strict });
        Reading.Refused(strict, As2Failure.ForbiddenEncryption);
        Assert.Equal("automatic-action/MDN-sent-automatically; processed/error: decryption-failed", strict.DispositionFor(As2Profile.Rfc4130).ToString());
    }

    /// <summary>The files hold the part with its headers, some after an empty line.</summary>
    private static byte[] DocumentOf(byte[] part)
    {
        var text = part.AsSpan().TrimStart("\r\n"u8);
        var headers = MimeHeaders.Parse(text[..(text.IndexOf("\r\n\r\n"u8) + 4)].ToArray());
        var document = text[headers.Raw.Length..].ToArray();
        return headers.TransferEncoding is TransferEncoding.Base64 ? Convert.FromBase64String(Encoding.ASCII.GetString(document)) : document;
    }

    private static As2ReadOptions Old(CmsKeyBook keys, CmsCertificate sender)
        => Reading.Open with { DecryptionKeys = keys, SignerCertificates = [sender], Policy = CmsPolicy.ReadEverything };

    private static CmsPrivateKey Key(string name)
    {
        using var identity = X509Certificate2.CreateFromPemFile(TestFiles.PathOf($"{name}.crt"), TestFiles.PathOf($"{name}.key"));
        return new(identity, allowSmall: true);
    }

    private static CmsCertificate Certificate(string name)
    {
        using var certificate = X509CertificateLoader.LoadCertificateFromFile(TestFiles.PathOf($"{name}.crt"));
        return new(certificate);
    }
}
