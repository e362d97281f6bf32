using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Waybill.Cli.Keys;

namespace Waybill.Cli.Certificates;

/// <summary>Reads certificates from PEM, DER or PKCS#12, whichever the file holds; its name does not matter.</summary>
internal static class CertificateFile
{
    public static async Task<X509Certificate2> ReadAsync(string path, string? password, CancellationToken cancellationToken)
    {
        var bytes = await SmallFile.ReadAsync(path, cancellationToken);
        try
        {
            return Open(bytes, password);
        }
        catch (CryptographicException problem)
        {
            throw CliException.Misuse(
                $"{path} is not a certificate that can be read: give a PEM, DER or PKCS#12 file, the last with --password if it has one.", problem);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }

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

    private static X509Certificate2 Open(byte[] bytes, string? password)
    {
        if (bytes.AsSpan().IndexOf("-----BEGIN "u8) >= 0)
        {
            var text = Encoding.Latin1.GetString(bytes);
            return text.Contains("PRIVATE KEY-----", StringComparison.Ordinal)
                ? X509Certificate2.CreateFromPem(text, text)
                : X509Certificate2.CreateFromPem(text);
        }

        return X509Certificate2.GetCertContentType(bytes) is X509ContentType.Pkcs12
            ? X509CertificateLoader.LoadPkcs12(bytes, password, X509KeyStorageFlags.EphemeralKeySet)
            : X509CertificateLoader.LoadCertificate(bytes);
    }
}
