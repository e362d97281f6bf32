using Waybill.As2;
using Waybill.Cms;

namespace Waybill.Gateway;

/// <summary>The content of an accepted message as it goes into the journal.</summary>
/// <param name="Entity">The signed entity; unsigned: the bytes of the MIC.</param>
/// <param name="Documents">Views on it, or on objects of their own.</param>
/// <param name="Drafts">Every object, each once.</param>
internal sealed record ReceivedContent(PayloadId Entity, IReadOnlyList<StoredDocument> Documents, IReadOnlyList<IPayloadDraft> Drafts)
{
    /// <summary>That of a verdict which was read into the payload store.</summary>
    internal static ReceivedContent Of(As2Verdict verdict)
    {
        var entity = Draft(verdict.Entity ?? throw new ArgumentException("An accepted message has an entity.", nameof(verdict)));
        StoredDocument[] documents = [.. verdict.Payloads.Select(p => new StoredDocument(
            p.FileName, p.ContentType.MediaType, p.ContentId, Draft(p.Object).Id, p.Offset, p.Length ?? p.Object.Length - p.Offset, null))];
        return new(entity.Id, documents, [.. verdict.Payloads.Select(p => Draft(p.Object)).Prepend(entity).Distinct()]);
    }

    /// <summary>What makes it unique.</summary>
    internal static MessageKey KeyOf(As2MessageHeaders headers, ReadOnlyMemory<byte> wireSha256)
        => new(
            headers.From.Value, headers.To.Value,
            headers.RawMessageId is { } raw ? headers.MessageId?.Bare ?? raw : "sha256:" + Convert.ToHexStringLower(wireSha256.Span));

    /// <summary>Certificates that took part in opening a message, good or not, and in answering it.</summary>
    internal static IReadOnlyList<UsedCertificate> CertificatesOf(As2Verdict? verdict, As2Connection connection, As2MessageHeaders headers, PlannedAnswer planned)
    {
        var used = new List<UsedCertificate>();
        if (verdict?.Signer is { } signer)
        {
            used.Add(UsedCertificate.Of(CertificateUse.Verify, signer));
        }

        foreach (var layer in verdict?.Layers.Where(static l => l is { Kind: As2LayerKind.Encrypted, KeyManagement: not null }) ?? [])
        {
            if (connection.Station.Keys.Keys.FirstOrDefault(k => layer.Recipients.Any(r => Names(r, k.Certificate))) is { } key)
            {
                used.Add(UsedCertificate.Of(CertificateUse.Decrypt, key.Certificate));
            }
        }

        if (headers.ReceiptRequest is { IsSigned: true } && (planned.HasReceipt || planned.Later is not null))
        {
            used.Add(UsedCertificate.Of(CertificateUse.SignReceipt, connection.Inbound.ReceiptSigner.Key.Certificate));
        }

        return used;
    }

    internal static bool Names(CmsRecipient recipient, CmsCertificate certificate)
        => recipient.SubjectKeyIdentifier is { } identifier
            ? string.Equals(identifier, Identifier(certificate), StringComparison.Ordinal)
            : string.Equals(recipient.SerialNumber?.TrimStart('0'), certificate.SerialNumber.TrimStart('0'), StringComparison.Ordinal);

    private static string? Identifier(CmsCertificate certificate)
        => certificate.Certificate.Extensions.OfType<System.Security.Cryptography.X509Certificates.X509SubjectKeyIdentifierExtension>().FirstOrDefault()?.SubjectKeyIdentifier;

    private static IPayloadDraft Draft(IQuarantineObject held)
        => held as IPayloadDraft ?? throw new InvalidOperationException("The quarantine of received messages is the payload store.");
}
