using Waybill.Cli.Captures;
using Waybill.Cli.Output;
using Waybill.Cms;
using Waybill.Mime;

namespace Waybill.Cli.Inspection;

/// <summary>A signature alone (<c>.p7s</c>): it can be shown, not checked.</summary>
internal sealed class DetachedSignature
{
    private readonly CmsSignatures? signatures;

    private DetachedSignature(CmsSignatures? signatures, string? problem) => (this.signatures, Problem) = (signatures, problem);

    /// <summary>What does not parse; null when all of it does.</summary>
    public string? Problem { get; }

    /// <summary>Reads the file anew when it may be a signature.</summary>
    /// <returns>Null when it is something else.</returns>
    public static async Task<DetachedSignature?> ReadAsync(MimeHeaders headers, CaptureSource source, CancellationToken cancellationToken)
    {
        var type = headers.ContentType;
        if (type.MediaType is not ("application/pkcs7-mime" or "application/x-pkcs7-mime" or "application/pkcs7-signature" or "application/x-pkcs7-signature"))
        {
            return null;
        }

        await using var file = await source.OpenAsync(cancellationToken);
        var capture = await CaptureReader.OpenAsync(file, cancellationToken);
        await using var body = TransferDecoding.Decode(capture.Body, headers.TransferEncoding);
        var isNamedSo = type.MediaType.EndsWith("signature", StringComparison.Ordinal);
        try
        {
            await using var cms = await CmsReader.OpenAsync(body, CmsReadOptions.Default, cancellationToken);
            if (cms.ContentType is not CmsContentType.SignedData)
            {
                return isNamedSo ? new(null, $"The signature is a CMS object of another kind ({cms.ContentType}).") : null;
            }

            var signed = await cms.ReadSignedAsync(cancellationToken);
            if (signed.HasContent)
            {
                return null;
            }

            var buffer = new byte[1024];
            while (await signed.Content.ReadAsync(buffer, cancellationToken) > 0)
            {
                // There is no content; reading to the end reads the signatures.
            }

            return new(signed.Signatures, null);
        }
        catch (CmsException problem)
        {
            return isNamedSo ? new(null, problem.Message) : null;
        }
    }

    public void Describe(InspectReport report)
    {
        foreach (var signer in signatures?.Signers ?? [])
        {
            var who = signer.Issuer is { } issuer ? $"serial {signer.SerialNumber} of {issuer}" : $"key identifier {signer.SubjectKeyIdentifier}";
            report.Layers.Add(new("signed", signer.SignatureAlgorithm, null, [], signer.Digest?.Name ?? signer.DigestOid, who, CheckResult.Unchecked));
            report.Check("signature", CheckResult.Unchecked, $"Signed by {who}. What it signs is not in the file: give the whole multipart/signed to check it.");
        }
    }
}
