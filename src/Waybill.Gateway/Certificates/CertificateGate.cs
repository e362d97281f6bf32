using Waybill.Cms;

namespace Waybill.Gateway;

/// <summary>Says before anything is packaged or sent whether a connection's certificates may be used (AS2-CRYPTO-020): nothing goes out with one that has expired, is not yet valid, or was to be used until before.</summary>
/// <threadsafety>Pure functions.</threadsafety>
public static class CertificateGate
{
    /// <summary>Null when messages may go out; else what stands in the way. They wait until the certificate is replaced or their time is over.</summary>
    /// <param name="connection">Of the current book.</param>
    /// <param name="at">The moment.</param>
    public static CertificateProblem? Problem(OutboundConnection connection, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return (connection.Signer is { } signer ? Of(signer.Key.Certificate, CertificateSide.OurSigning, connection.SignUntil) : null)
            ?? connection.Recipients.Select(r => Of(r.Certificate, CertificateSide.PartnerEncryption, connection.EncryptUntil)).FirstOrDefault(static p => p is not null);

        CertificateProblem? Of(CmsCertificate certificate, CertificateSide side, DateTimeOffset? until)
            => CertificateProblem.OfWindow(certificate, side, at, until) ?? CertificateProblem.OfDates(certificate, side, at, connection.ExpiredCertificateGrace);
    }
}
