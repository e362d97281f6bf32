using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Waybill.Certificates;

/// <summary>The curve of a certificate's key.</summary>
internal static class EcCurve
{
    /// <summary>256, 384 or 521 of the NIST curves; null for every other key. By OID, not by size: other curves have 256 bits too.</summary>
    internal static int? Bits(X509Certificate2 certificate)
    {
        using var ec = Open(certificate);
        return ec?.ExportParameters(includePrivateParameters: false).Curve.Oid?.Value switch
        {
            "1.2.840.10045.3.1.7" => 256,
            "1.3.132.0.34" => 384,
            "1.3.132.0.35" => 521,
            _ => null,
        };
    }

    private static ECDsa? Open(X509Certificate2 certificate)
    {
        try
        {
            return certificate.GetECDsaPublicKey();
        }
        catch (CryptographicException)
        {
            // A curve the platform does not know.
            return null;
        }
    }
}
