using System.Security.Cryptography;
using Waybill.As2;
using Waybill.Cms;

namespace Waybill.Server;

/// <summary>Echo's receipts: the truth, or what the mode wants instead of it.</summary>
internal static class EchoReceipt
{
    /// <summary>Null when the failure never goes into a receipt.</summary>
    /// <param name="headers">Of the message; it asks for a receipt.</param>
    /// <param name="verdict">What became of it.</param>
    /// <param name="mode">What it asks of Echo.</param>
    /// <param name="echo">Echo's key.</param>
    /// <param name="stranger">The key nobody knows.</param>
    /// <param name="now">When.</param>
    internal static WrittenReceipt? Write(As2MessageHeaders headers, As2Verdict verdict, EchoMode mode, EchoIdentity echo, EchoStranger stranger, DateTimeOffset now)
    {
        var failure = mode switch
        {
            EchoMode.DecryptError => As2Failure.DecryptionFailed,
            EchoMode.SignatureError => As2Failure.BadSignature,
            _ => verdict.OutwardFailure,
        };
        if ((failure is As2Failure.None ? Disposition.Processed : As2FailureFacts.Of(failure).DispositionFor(As2Profile.Rfc4130)) is not { } disposition)
        {
            return null;
        }

        var request = headers.ReceiptRequest!;
        var micalg = request.Choose(CmsPolicy.ReadEverything) is { } asked && asked.Digest != DigestAlgorithm.Md5 ? asked : MicAlgorithm.Of(DigestAlgorithm.Sha256);
        var content = new ReceiptContent
        {
            From = headers.To, To = headers.From, ReceiptId = MessageId.Create(Guid.NewGuid().ToString("N"), EchoNames.As2Id), Date = now, OriginalMessageId = headers.RawMessageId,
            Disposition = disposition, Failure = failure, ReceivedSubject = headers.Subject, ReceivedDate = headers.Date,
            Mic = mode is EchoMode.BadMic ? OtherBytes(verdict.OutwardMic?.Algorithm ?? micalg) : failure == verdict.OutwardFailure ? verdict.OutwardMic : null,
        };
        var key = mode is EchoMode.WrongCertificate ? stranger.Key : echo.Key;
        return request.IsSigned ? ReceiptWriter.Write(content, new() { Key = key, Digest = micalg.Digest, AllowSha1 = true, SigningTime = now }, micalg) : ReceiptWriter.Write(content, null);
    }

    private static Mic OtherBytes(MicAlgorithm algorithm) => new(algorithm, CryptographicOperations.HashData(algorithm.Digest.Hash, "Echo received something else."u8));
}
