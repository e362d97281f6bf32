using Waybill.As2;
using Waybill.Cms;

namespace Waybill.Fuzz;

/// <summary><see cref="ReceiptReader"/>, <see cref="ReceiptSniffer"/> and <see cref="ReceiptMatcher"/>.</summary>
/// <remarks>Beyond exceptions and memory: only what the partner signed is authentic when a signed receipt was asked for.</remarks>
internal sealed class MdnTarget : FuzzTarget
{
    private static readonly ReceiptReadOptions Options = new() { VerificationTime = FuzzKeys.Now, SignerCertificates = FuzzKeys.Trusted, Policy = CmsPolicy.ReadEverything, MaxBytes = 32 * 1024 };

    private static readonly SentMessage Sent = new()
    {
        From = As2Name.Create("alice").Value!,
        To = As2Name.Create("bob").Value!,
        MessageId = MessageId.Create("1f0e", "alice"),
        Mic = Mic.Parse("n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg=, sha-256").Value!,
        Receipt = ReceiptRequest.Signed("alice", [MicAlgorithm.Of(DigestAlgorithm.Sha256)]),
    };

    private readonly HashSet<string> known = new(StringComparer.Ordinal);

    public override string Name => "mdn";

    public override IReadOnlyList<byte[]> Seeds { get; } = [.. FuzzFiles.SeedsOf("mdn"), .. HttpBytes.Captured("msg-1.response.raw", "mdn-1.request.raw").Where((_, i) => i % 2 is 0)];

    public override async ValueTask<string> RunAsync(FuzzInput input)
    {
        var (headers, body) = HttpBytes.Split(input.Bytes);
        var receipt = await ReceiptReader.ReadAsync(headers, input.Open(body), Options);
        var verdict = ReceiptMatcher.Judge(Sent, Sent.To, Sent.From, receipt, isSynchronous: true);
        var fields = string.Join('\n', receipt.Fields.Select(f => $"{f.Name}: {f.Value}"));
        if (receipt.IsSignatureGood && receipt.IsReceipt && !IsKnown(input, fields))
        {
            throw new FuzzFailureException($"A signature is good for fields nobody signed:\n{fields}");
        }

        if (verdict.IsAuthentic && !receipt.IsSignatureGood)
        {
            throw new FuzzFailureException($"A receipt without a good signature is authentic: {verdict.Sentence}");
        }

        if (receipt.IsReceipt != receipt.Disposition is not null)
        {
            throw new FuzzFailureException("A receipt has no disposition, or what is none has one.");
        }

        var (isReceipt, whole) = await ReceiptSniffer.PeekAsync(headers, input.Open(body));
        await using (whole)
        {
            long length = 0;
            await Drain.ToEndAsync(whole, input.Bytes.Length, bytes => length += bytes.Length);
            if (length != body.Length)
            {
                throw new FuzzFailureException($"Peeking at {body.Length} bytes left {length}.");
            }
        }

        return $"{verdict.Outcome} {isReceipt} {receipt.IsSigned} {receipt.Signature?.Status} {receipt.Disposition?.Meaning} {receipt.MicProblem?.Length} {receipt.Problem} {receipt.Oddities.Count} {receipt.Mic?.Algorithm}";
    }

    // The seeds come first, unchanged.
    private bool IsKnown(FuzzInput input, string fields) => known.Contains(fields) || (Seeds.Any(s => input.Bytes.Span.SequenceEqual(s)) && known.Add(fields));
}
