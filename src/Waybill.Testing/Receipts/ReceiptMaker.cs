using System.Security.Cryptography;
using Waybill.As2;
using Waybill.Cms;

namespace Waybill.Testing;

/// <summary>Makes the receipt a script wants for a message: by <see cref="ReceiptWriter"/> where that can write it, by hand where it must be wrong or odd.</summary>
internal sealed class ReceiptMaker(PartnerIdentity partner, PartnerMessage message, ReceiptScript script)
{
    private static readonly CmsPrivateKey Stranger = TestKey.Rsa("stranger").Key;

    private ReceiptRequest? Request => message.Headers.ReceiptRequest;

    private bool IsByHand => script.Shape is not ReceiptShape.Waybill || script.Signing is ReceiptSigning.Broken or ReceiptSigning.Altered
        || script.OldSpellings || script.DispositionText is not null || script.MicText is not null || script.Mic is ReceiptMic.Unreadable;

    internal async ValueTask<WrittenReceipt> WriteAsync(CancellationToken cancellationToken)
    {
        if (script.Shape is ReceiptShape.Html)
        {
            return new([new("Content-Type", "text/html; charset=utf-8")], "<html><body><h1>It works!</h1></body></html>\r\n"u8.ToArray());
        }

        var content = Content(await MicAsync(cancellationToken));
        var (signer, algorithm) = Signer();
        var written = IsByHand ? new HandwrittenReceipt(content, script).Write(signer, algorithm) : ReceiptWriter.Write(content, signer, algorithm);
        return script.WithoutMessageId ? written with { Headers = [.. written.Headers.Where(h => h.Key is not "Message-ID")] } : written;
    }

    private ReceiptContent Content(Mic? mic)
    {
        var verdict = message.Verdict;
        var (from, to) = script.SwapNames ? (message.Headers.From, message.Headers.To) : (message.Headers.To, message.Headers.From);
        return new()
        {
            From = from,
            To = to,
            ReceiptId = MessageId.Create(Guid.NewGuid().ToString("N"), "receipt.example"),
            Date = partner.Time,
            OriginalMessageId = script.OriginalMessageId ?? message.Headers.RawMessageId,
            Disposition = script.Disposition ?? verdict.DispositionFor(partner.Profile),
            Failure = script.Disposition is null ? verdict.OutwardFailure : As2Failure.None,
            Mic = mic,
            ReceivedSubject = message.Headers.Subject,
            ReceivedDate = message.Headers.Date,
            Profile = partner.Profile,
        };
    }

    private (CmsSignerOptions? Signer, MicAlgorithm? Algorithm) Signer()
    {
        if (script.Signing is ReceiptSigning.Unsigned || (script.Signing is ReceiptSigning.AsAsked && Request is not { IsSigned: true }))
        {
            return (null, null);
        }

        // MD5 is read and never signed with; a partner that asked for nothing else gets SHA-256.
        var algorithm = Request?.MicAlgorithms.FirstOrDefault(a => a.Digest != DigestAlgorithm.Md5) ?? MicAlgorithm.Of(DigestAlgorithm.Sha256);
        algorithm = script.OldSpellings || script.Shape is ReceiptShape.Mendelson ? MicAlgorithm.Of(algorithm.Digest, oldSpelling: true) : algorithm;
        var key = script.Signing is ReceiptSigning.Foreign ? Stranger : partner.Key;
        return (new() { Key = key, Digest = algorithm.Digest, AllowSha1 = true, SigningTime = partner.Time }, algorithm);
    }

    private async ValueTask<Mic?> MicAsync(CancellationToken cancellationToken)
    {
        var verdict = message.Verdict;
        if (script.Mic is ReceiptMic.None or ReceiptMic.Unreadable || (verdict.OutwardMic is null && script.Mic is not ReceiptMic.Wrong))
        {
            return null;
        }

        var algorithm = verdict.OutwardMic?.Algorithm ?? MicAlgorithm.Of(DigestAlgorithm.Sha256);
        if (script.Mic is ReceiptMic.Right)
        {
            return verdict.OutwardMic;
        }

        // A refused message keeps its bytes to itself: there is nothing to hash another way.
        var bytes = script.Mic is ReceiptMic.Wrong || !verdict.IsAccepted ? "other bytes"u8.ToArray() : await EntityAsync(verdict.Entity!, cancellationToken);
        return script.Mic switch
        {
            ReceiptMic.OtherAlgorithm => Over(bytes, MicAlgorithm.Of(algorithm.Digest == DigestAlgorithm.Sha512 ? DigestAlgorithm.Sha256 : DigestAlgorithm.Sha512)),
            ReceiptMic.WithoutHeaders => Over(IsPlain ? bytes : MicBytes.WithoutHeaders(bytes), algorithm),
            ReceiptMic.CrlfLines => Over(MicBytes.CrlfLines(bytes), algorithm),
            _ => Over(bytes, algorithm),
        };
    }

    /// <summary>A message without layers: its MIC is over the body alone (RFC 4130 §7.3.1).</summary>
    private bool IsPlain => message.Verdict.Layers is [];

    private static Mic Over(ReadOnlySpan<byte> bytes, MicAlgorithm algorithm) => new(algorithm, CryptographicOperations.HashData(algorithm.Digest.Hash, bytes));

    private static async ValueTask<byte[]> EntityAsync(IQuarantineObject entity, CancellationToken cancellationToken)
    {
        await using var stream = await entity.OpenReadAsync(0, entity.Length, cancellationToken);
        var bytes = new byte[entity.Length];
        await stream.ReadExactlyAsync(bytes, cancellationToken);
        return bytes;
    }
}
