using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Waybill.Cli.Keys;

/// <summary>The objects of a PEM file (RFC 7468).</summary>
internal static class PemText
{
    /// <summary>The file as text; null when it holds no PEM object.</summary>
    public static string? Of(byte[] bytes) => bytes.AsSpan().IndexOf("-----BEGIN "u8) >= 0 ? Encoding.Latin1.GetString(bytes) : null;

    public static List<X509Certificate2> Certificates(string text)
    {
        var certificates = new X509Certificate2Collection();
        certificates.ImportFromPem(text);
        return [.. certificates];
    }

    /// <summary>The first private key; null when there is none.</summary>
    /// <exception cref="CryptographicException">It cannot be read, or not with this password.</exception>
    public static AsymmetricAlgorithm? PrivateKey(string text, string? password)
    {
        for (var rest = text.AsSpan(); PemEncoding.TryFind(rest, out var fields); rest = rest[fields.Location.End..])
        {
            var (label, pem) = (rest[fields.Label].ToString(), rest[fields.Location].ToString());
            switch (label)
            {
                case "PRIVATE KEY" or "RSA PRIVATE KEY" or "EC PRIVATE KEY":
                    return Import(key => key.ImportFromPem(pem));
                case "ENCRYPTED PRIVATE KEY":
                    return Import(key => key.ImportFromEncryptedPem(pem, password));
                default:
                    break;
            }
        }

        return null;
    }

    private static AsymmetricAlgorithm Import(Action<AsymmetricAlgorithm> import) => PrivateKeys.Import(import);
}
