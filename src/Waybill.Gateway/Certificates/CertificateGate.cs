namespace Waybill.Gateway;

/// <summary>Says before anything is packaged or sent whether a connection's certificates may be used (AS2-CRYPTO-020): nothing goes out with one that has expired, is not yet valid, or is missing.</summary>
/// <threadsafety>Pure functions.</threadsafety>
public static class CertificateGate
{
    /// <summary>Null when messages may go out; else what stands in the way. They wait until the certificate is replaced or their time is over.</summary>
    /// <param name="connection">Of the current book.</param>
    /// <param name="at">The moment.</param>
    public static CertificateProblem? Problem(OutboundConnection connection, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(connection);
        if (connection.Signer is { } signer && CertificateProblem.OfDates(signer.Key.Certificate, CertificateSide.OurSigning, at, connection.ExpiredCertificateGrace) is { } ours)
        {
            return ours;
        }

        foreach (var recipient in connection.Recipients)
        {
            if (CertificateProblem.OfDates(recipient.Certificate, CertificateSide.PartnerEncryption, at, connection.ExpiredCertificateGrace) is { } theirs)
            {
                return theirs;
            }
        }

        return null;
    }
}
