using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Waybill.Cli.Certificates;

/// <summary>Reads a certificate from PEM, DER or PKCS#12, whichever the file holds; its name does not matter.</summary>
internal static class CertificateFile
{
    // A certificate file is a few KiB; a chain in a PKCS#12 file stays far below this.
    private const int MostBytes = 1 << 20;

    public static async Task<X509Certificate2> ReadAsync(string path, string? password, CancellationToken cancellationToken)
    {
        var bytes = await ReadBytesAsync(path, cancellationToken);
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

    private static async Task<byte[]> ReadBytesAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            await using var file = File.OpenRead(path);
            if (file.Length > MostBytes)
            {
                throw CliException.Misuse($"{path} is larger than 1 MiB, so it is no certificate: check the file name.");
            }

            var bytes = new byte[file.Length];
            await file.ReadExactlyAsync(bytes, cancellationToken);
            return bytes;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw CliException.Misuse($"{path} cannot be read: check the file name and your rights to it.", problem);
        }
    }
}
