using Waybill.Cms;
using Waybill.Mime;

namespace Waybill.As2.AspNetCore.Tests;

/// <summary>Every structure with every kind of receipt: RFC 4130 §2.4.2, and RFC 5402 §3 with it.</summary>
public sealed class EveryExchangeTests
{
    private const string Later = "http://127.0.0.1:1/as2";

    private static readonly string[] Structures = ["", "S", "E", "ES", "Z", "SZ", "ZS", "EZ", "ESZ", "EZS"];

    public static TheoryData<string, bool?, bool> Exchanges
    {
        get
        {
            var data = new TheoryData<string, bool?, bool>();
            foreach (var structure in Structures)
            {
                data.Add(structure, null, false);
                foreach (var isLater in new[] { false, true })
                {
                    data.Add(structure, false, isLater);
                    data.Add(structure, true, isLater);
                }
            }

            return data;
        }
    }

    [Theory]
    [Requirement("AS2-STRUCT-001", "AS2-STRUCT-002", "AS2-STRUCT-003", "AS2-STRUCT-004", "AS2-STRUCT-005", "AS2-STRUCT-006", "AS2-STRUCT-007", "AS2-STRUCT-008", "AS2-STRUCT-009", "AS2-STRUCT-010")]
    [Requirement("AS2-MDN-009", "AS2-MIC-017", "AS2-DISP-001", "AS2-DNO-009", "AS2-DNO-012")]
    [MemberData(nameof(Exchanges))]
    public async Task Each_structure_is_delivered_and_gets_the_receipt_it_asked_for_with_its_MIC(string structure, bool? isSigned, bool isLater)
    {
        // An unsigned message proves no sender: its receipt may go to a URL only because this agreement says so.
        await using var gateway = await Gateway.StartAsync(a => a with
        {
            Reading = a.Reading with { Signature = Requirement.Allowed, AllowUnsignedCbc = true }, RefuseReceiptAddress = (url, _) => url == Later ? null : "not agreed",
        });
        var message = await Sendable.PackAsync(o => Shape(o, structure) with
        {
            Receipt = isSigned switch { null => null, true => Sendable.Signed(isLater ? Later : null), false => ReceiptRequest.Unsigned("edi@acme.example", isLater ? Later : null) },
        });

        var reply = await gateway.PostAsync(message);

        Assert.Equal(200, reply.Status);
        var (failure, payloads, _) = Assert.Single(gateway.Stored);
        Assert.Equal(As2Failure.None, failure);
        Assert.Equal(Sendable.Edi, Assert.Single(payloads));
        if (isSigned is null || isLater)
        {
            Assert.Empty(reply.Body);
        }

        if (isSigned is null)
        {
            Assert.Empty(gateway.Posted);
            return;
        }

        var receipt = isLater ? await PostedAsync(gateway) : await reply.ReceiptAsync();
        Assert.Equal("automatic-action/MDN-sent-automatically; processed", receipt.Disposition!.ToString());
        Assert.Equal((isSigned, isSigned), (receipt.IsSigned, receipt.IsSignatureGood));
        Assert.Equal(message.Sent.Mic, receipt.Mic);
        Assert.Equal(ReceiptOutcome.Delivered, ReceiptMatcher.Judge(message.Sent, message.Sent.To, message.Sent.From, receipt, isSynchronous: !isLater).Outcome);
    }

    private static As2SendOptions Shape(As2SendOptions options, string structure)
    {
        var shaped = options with
        {
            Signer = structure.Contains('S', StringComparison.Ordinal) ? options.Signer : null,
            AllowUnsignedCbc = true,
            Compression = !structure.Contains('Z', StringComparison.Ordinal) ? CompressionOrder.None
                : structure.EndsWith("ZS", StringComparison.Ordinal) ? CompressionOrder.AfterSigning : CompressionOrder.BeforeSigning,
        };
        return structure.Contains('E', StringComparison.Ordinal) ? Sendable.Encrypt(shaped) : shaped;
    }

    private static async Task<ReadReceipt> PostedAsync(Gateway gateway)
    {
        await AcceptedTests.UntilAsync(() => !gateway.Posted.IsEmpty);
        var written = Assert.Single(gateway.Posted).Receipt;
        using var body = new MemoryStream(written.Body.ToArray());
        return await ReceiptReader.ReadAsync(MimeHeaders.FromPairs(written.Headers), body, Reply.Reading, TestContext.Current.CancellationToken);
    }
}
