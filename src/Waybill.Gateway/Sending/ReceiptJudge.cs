using Waybill.As2;
using Waybill.Mime;

namespace Waybill.Gateway;

/// <summary>Judges a receipt against the message it is about, the same way whether it came in the answer or on its own.</summary>
/// <threadsafety>Safe for concurrent calls.</threadsafety>
internal static class ReceiptJudge
{
    /// <summary>Reads and judges.</summary>
    /// <param name="sent">The message.</param>
    /// <param name="connection">Whose certificates count; null: none.</param>
    /// <param name="headers">Header lines that came with it.</param>
    /// <param name="body">Its bytes.</param>
    /// <param name="isSynchronous">Whether it came in the answer to this message.</param>
    /// <param name="at">When.</param>
    /// <param name="sources">What the partner could have hashed; null when it is no longer kept.</param>
    /// <param name="ct">Cancels.</param>
    internal static async ValueTask<JudgedReceipt> JudgeAsync(
        SentMessage sent, OutboundConnection? connection, IReadOnlyList<KeyValuePair<string, string>> headers, ReadOnlyMemory<byte> body, bool isSynchronous, DateTimeOffset at,
        Func<CancellationToken, ValueTask<MicVariantSources?>> sources, CancellationToken ct)
    {
        var lines = MimeHeaders.FromPairs(headers);
        var receipt = await ReadAsync(lines, body, connection, at, ct);
        var (from, to) = (Name(lines, "AS2-From"), Name(lines, "AS2-To"));
        var verdict = ReceiptMatcher.Judge(sent, from, to, receipt, isSynchronous);
        MicVariant? variant = null;
        if (verdict is { Outcome: ReceiptOutcome.MicMismatch } && receipt.Mic is { } theirs && theirs != sent.Mic)
        {
            variant = await FindVariantAsync(theirs, sources, ct);
            verdict = variant is null ? verdict : ReceiptMatcher.Judge(sent, from, to, receipt, isSynchronous, variant);
        }

        var sentence = string.Join(' ', [verdict.Sentence, .. verdict.Warnings]);
        var row = new ReceiptRow(
            at, isSynchronous, headers, body, verdict.Outcome, verdict.IsAuthentic, sentence, receipt.Disposition?.ToString(), receipt.Mic?.ToString(), variant?.Sentence)
        {
            Signer = receipt is { IsSignatureGood: true, Signature.Certificate: { } signer } ? UsedCertificate.Of(CertificateUse.Verify, signer) : null,
        };
        return new(receipt, verdict, row);
    }

    /// <summary>Reads a receipt with the connection's certificates.</summary>
    internal static async ValueTask<ReadReceipt> ReadAsync(MimeHeaders headers, ReadOnlyMemory<byte> body, OutboundConnection? connection, DateTimeOffset at, CancellationToken ct)
    {
        using var stream = new MemoryStream(body.ToArray(), writable: false);
        var options = new ReceiptReadOptions { VerificationTime = at, TakeExpiredSigner = true };
        return await ReceiptReader.ReadAsync(
            headers, stream,
            connection is null ? options : options with { SignerCertificates = connection.ReceiptSigners, RetiredCertificates = connection.RetiredReceiptSigners, Policy = connection.ReceiptPolicy }, ct);
    }

    internal static As2Name? Name(MimeHeaders headers, string name) => headers[name] is { } value ? As2Name.Parse(value).Value : null;

    /// <summary>A help for the operator: that it cannot be given must not keep the verdict back.</summary>
    private static async ValueTask<MicVariant?> FindVariantAsync(Mic theirs, Func<CancellationToken, ValueTask<MicVariantSources?>> sources, CancellationToken ct)
    {
        try
        {
            return await sources(ct) is { } found ? await MicVariants.FindAsync(theirs, found, ct) : null;
        }
        catch (Exception fault) when (fault is IOException or InvalidDataException or System.Security.Cryptography.CryptographicException)
        {
            return null;
        }
    }
}

/// <summary>A receipt that was read and judged.</summary>
/// <param name="Receipt">What it says.</param>
/// <param name="Verdict">What that means.</param>
/// <param name="Row">What is kept of it.</param>
internal sealed record JudgedReceipt(ReadReceipt Receipt, ReceiptVerdict Verdict, ReceiptRow Row);
