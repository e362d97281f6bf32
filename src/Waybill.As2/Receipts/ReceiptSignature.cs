using System.Security.Cryptography;
using Waybill.Cms;
using Waybill.Mime;

namespace Waybill.As2;

/// <summary>A receipt's signature, checked against the configured certificates only.</summary>
/// <param name="Problem">Why it is not good; null when it is.</param>
/// <param name="Check">How checking ended; null when it cannot be read.</param>
/// <param name="Signatures">What was read; null when it cannot be.</param>
internal sealed record ReceiptSignature(string? Problem, SignatureCheck? Check, CmsSignatures? Signatures)
{
    /// <summary>What should be looked at though it is good; null when there is nothing.</summary>
    internal string? Warning { get; private init; }

    /// <summary>Checks the second part of a multipart/signed against the raw bytes of the first.</summary>
    internal static async ValueTask<ReceiptSignature> ReadDetachedAsync(HeldEntity content, HeldEntity signature, ReceiptReadOptions options, CancellationToken ct)
    {
        var cms = await CmsBytesAsync(signature, ct).ConfigureAwait(false);
        try
        {
            return Of(CmsSignatures.Read(cms, options.Cms), content.Whole, options);
        }
        catch (CmsException e)
        {
            return new(e.Message, null, null);
        }
    }

    /// <summary>Opens an application/pkcs7-mime that is signed and holds the receipt; no content when it does not.</summary>
    internal static async ValueTask<(ReceiptSignature Signature, HeldEntity? Content)> ReadOpaqueAsync(HeldEntity entity, ReceiptReadOptions options, CancellationToken ct)
    {
        var cms = await CmsBytesAsync(entity, ct).ConfigureAwait(false);
        try
        {
            using var input = new MemoryStream(cms.Array!, cms.Offset, cms.Count, writable: false);
            await using var reader = await CmsReader.OpenAsync(input, new() { Limits = options.Cms, Policy = options.Policy }, ct).ConfigureAwait(false);
            if (reader.ContentType is not CmsContentType.SignedData)
            {
                return (new("The answer is a CMS object and no signed receipt.", null, null), null);
            }

            var signed = await reader.ReadSignedAsync(ct).ConfigureAwait(false);
            using var held = new MemoryStream();
            await signed.Content.CopyToAsync(held, ct).ConfigureAwait(false);
            var content = new ArraySegment<byte>(held.ToArray());
            return (Of(signed.Signatures, content, options), await HeldEntity.ParseAsync(content, options.Mime, ct).ConfigureAwait(false));
        }
        catch (CmsException e)
        {
            return (new(e.Message, null, null), null);
        }
    }

    /// <summary>Peers mislabel: what begins like DER is DER, and what begins like base64 of DER is that.</summary>
    private static ValueTask<ArraySegment<byte>> CmsBytesAsync(HeldEntity part, CancellationToken ct) => part.DecodeAsync(
        part.Body.AsSpan() switch
        {
            [0x30, >= 0x80, ..] => TransferEncoding.Binary,
            [(byte)'M', (byte)'I', ..] => TransferEncoding.Base64,
            _ => part.Headers.TransferEncoding,
        },
        ct);

    private static ReceiptSignature Of(CmsSignatures signatures, ArraySegment<byte> content, ReceiptReadOptions options)
    {
        // The receipt is held, so whichever digest a signer used is taken when it is asked for, named by micalg or not.
        ReadOnlyMemory<byte>? DigestOf(DigestAlgorithm d) => CryptographicOperations.HashData(d.Hash, content);
        var check = signatures.Verify(DigestOf, options.SignerCertificates, options.Policy);
        var dates = check.Status is SignerStatus.Good && options.RefuseSignerOutsideDates ? SignerDates.Problem(check.Certificate!, options.VerificationTime) : null;
        var isExpired = dates is not null && options.VerificationTime > check.Certificate!.NotAfter;
        if (check.Status is SignerStatus.Good && (dates is null || (isExpired && options.TakeExpiredSigner)))
        {
            return new(null, check, signatures) { Warning = dates };
        }

        var retired = check.Status is SignerStatus.UnknownSigner or SignerStatus.Unchecked ? SignerDates.Retired(signatures, DigestOf, options.RetiredCertificates, options.Policy) : null;
        return new(retired ?? dates ?? ProblemOf(check), check, signatures);
    }

    private static string ProblemOf(SignatureCheck check) => check.Status switch
    {
        SignerStatus.Unchecked => "No certificate of the partner is configured to check the signature with.",
        SignerStatus.UnknownSigner => "The signature is not by a certificate configured for the partner.",
        SignerStatus.DigestMismatch => "The receipt is not what was signed: it was changed on its way.",
        SignerStatus.ForbiddenAlgorithm => $"The signature uses an algorithm that is not allowed ({check.Digest?.Name ?? "unknown"}).",
        SignerStatus.UnknownAlgorithm => "The signature uses an algorithm that is not known.",
        SignerStatus.BadAttributes => "The signed attributes are not as they must be.",
        _ => "The signature does not verify with the partner's certificate.",
    };
}
