using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Waybill.Cli.Keys;

namespace Waybill.Cli.Certificates;

/// <summary>Reads certificates from PEM or DER, whichever the file holds; its name does not matter.</summary>
internal static class CertificateFile
{
    /// <summary>Every certificate of a file, without private keys.</summary>
    public static async Task<IReadOnlyList<X509Certificate2>> ReadAllAsync(string path, CancellationToken cancellationToken)
    {
        var bytes = await SmallFile.ReadAsync(path, cancellationToken);
        try
        {
            var certificates = PemText.Of(bytes) is { } text ? PemText.Certificates(text) : [X509CertificateLoader.LoadCertificate(bytes)];
            return certificates.Count > 0
                ? certificates
                : throw CliException.Misuse($"{path} holds no certificate: give a PEM file with -----BEGIN CERTIFICATE----- or a DER file.");
        }
        catch (CryptographicException problem)
        {
            throw CliException.Misuse($"{path} is not a certificate that can be read: give a PEM or DER file.", problem);
        }
    }
}
