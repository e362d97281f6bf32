using System.Security.Cryptography.X509Certificates;
using Waybill.Cms;
using Waybill.Mime;

namespace Waybill.As2.AspNetCore.Tests;

/// <summary>What OpenAS2 put on the wire, put on the wire again: our answer agrees with its own.</summary>
public sealed class CaptureTests
{
    private static readonly CmsPrivateKey OpenAs2B = Key("OAS2B");
    private static readonly CmsCertificate OpenAs2A = Certificate("OAS2A");

    public static TheoryData<string> Names => [.. OpenAs2Capture.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_captured_request_is_opened_and_its_receipt_agrees_with_the_captured_one(string name)
    {
        var capture = OpenAs2Capture.Read(name);
        await using var gateway = await Gateway.StartAsync(_ => Agreement, us: capture.Request["AS2-To"]!, partner: capture.Request["AS2-From"]!);

        var reply = await gateway.PostAsync(new(Free(capture.Request), capture.Request.Body, null!));

        Assert.Equal(200, reply.Status);
        var (failure, payloads, _) = Assert.Single(gateway.Stored);
        Assert.Equal(As2Failure.None, failure);
        Assert.Equal(capture.Payload, Assert.Single(payloads));
        if (capture.Receipt is null)
        {
            Assert.Empty(reply.Body);
            return;
        }

        var theirs = await ReadAsync(capture.Receipt.Headers, capture.Receipt.Body);
        var ours = capture.ReceiptKind is "async" ? await PostedAsync(gateway) : await ReadAsync([.. reply.Headers.Select(f => KeyValuePair.Create(f.Name, f.Value))], reply.Body);
        Assert.Equal(theirs.OriginalMessageId, ours.OriginalMessageId);
        Assert.Equal(theirs.Disposition, ours.Disposition);
        Assert.Equal(theirs.IsSigned, ours.IsSigned);
        Assert.Null(ours.SignatureProblem);
        // OpenAS2 hashes a message that is only compressed without its headers, and writes no MIC where no signed receipt was asked.
        if (theirs.Mic is not null && name is not "comp-only-sync")
        {
            Assert.Equal(theirs.Mic, ours.Mic);
        }
    }

    private static As2Agreement Agreement { get; } = new()
    {
        ReceiptSigner = new() { Key = OpenAs2B, AllowSha1 = true },
        RefuseReceiptAddress = (_, _) => null,
        Reading = new()
        {
            VerificationTime = DateTimeOffset.UnixEpoch,
            DecryptionKeys = new CmsKeyBook([OpenAs2B]),
            SignerCertificates = [OpenAs2A],
            Signature = Requirement.Allowed,
            Encryption = Requirement.Allowed,
            AllowUnsignedCbc = true,
            RefuseSignerOutsideDates = false,
            Policy = CmsPolicy.ReadEverything,
        },
    };

    private static async Task<ReadReceipt> PostedAsync(Gateway gateway)
    {
        await AcceptedTests.UntilAsync(() => !gateway.Posted.IsEmpty);
        var written = Assert.Single(gateway.Posted).Receipt;
        return await ReadAsync(written.Headers, written.Body.ToArray());
    }

    private static async Task<ReadReceipt> ReadAsync(IEnumerable<KeyValuePair<string, string>> headers, byte[] body)
    {
        var options = new ReceiptReadOptions { VerificationTime = DateTimeOffset.UnixEpoch, RefuseSignerOutsideDates = false, SignerCertificates = [OpenAs2B.Certificate], Policy = CmsPolicy.ReadEverything };
        using var stream = new MemoryStream(body, writable: false);
        return await ReceiptReader.ReadAsync(MimeHeaders.FromPairs(headers), stream, options, TestContext.Current.CancellationToken);
    }

    /// <summary>Without what belongs to the connection of that day.</summary>
    private static IReadOnlyList<KeyValuePair<string, string>> Free(HttpCapture request)
        => [.. request.Headers.Where(h => !new[] { "Host", "Content-Length", "Transfer-Encoding", "Connection", "Expect" }.Contains(h.Key, StringComparer.OrdinalIgnoreCase))];

    private static CmsPrivateKey Key(string name)
    {
        using var pair = X509Certificate2.CreateFromPemFile(TestFiles.PathOf($"openas2/certificates/{name}.crt"), TestFiles.PathOf($"openas2/certificates/{name}.key"));
        return new CmsPrivateKey(pair);
    }

    private static CmsCertificate Certificate(string name)
    {
        using var certificate = X509CertificateLoader.LoadCertificateFromFile(TestFiles.PathOf($"openas2/certificates/{name}.crt"));
        return new CmsCertificate(certificate);
    }
}
