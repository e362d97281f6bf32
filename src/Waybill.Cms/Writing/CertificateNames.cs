using System.Formats.Asn1;

namespace Waybill.Cms;

/// <summary>How a SignerInfo or RecipientInfo names a certificate.</summary>
internal static class CertificateNames
{
    internal static void WriteIssuerAndSerialNumber(AsnWriter writer, CmsCertificate certificate)
    {
        using (writer.PushSequence())
        {
            writer.WriteEncodedValue(certificate.RawIssuer.Span);
            writer.WriteInteger(certificate.RawSerialNumber);
        }
    }

    internal static void WriteSubjectKeyIdentifier(AsnWriter writer, CmsCertificate certificate, Asn1Tag? tag)
    {
        if (certificate.SubjectKeyIdentifier.IsEmpty)
        {
            throw new CmsException(CmsProblem.BadRequest, "The certificate has no subject key identifier to be named by.");
        }

        writer.WriteOctetString(certificate.SubjectKeyIdentifier.Span, tag);
    }
}
