using System.Security.Cryptography;
using System.Text;

namespace Waybill.Certificates;

/// <summary>Reads the objects of a PEM file (RFC 7468), keys encrypted as OpenSSL did before PKCS#8 among them (RFC 1421 §4.6).</summary>
internal static class PemFile
{
    private const string Begin = "-----BEGIN ";
    private const string Dashes = "-----";

    /// <summary>The file as text; null when it holds no PEM object.</summary>
    internal static string? TextOf(ReadOnlySpan<byte> file) => file.IndexOf("-----BEGIN "u8) >= 0 ? Encoding.Latin1.GetString(file) : null;

    /// <summary>Whether it begins with a certificate or a private key.</summary>
    internal static bool Looks(string text)
    {
        var start = text.AsSpan().TrimStart();
        if (!start.StartsWith(Begin, StringComparison.Ordinal) && !start.StartsWith("Bag Attributes", StringComparison.Ordinal))
        {
            return false;
        }

        var label = text.AsSpan(text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length);
        var end = label.IndexOf(Dashes, StringComparison.Ordinal);
        return end >= 0 && label[..end].ToString() is "CERTIFICATE" or "X509 CERTIFICATE" or "TRUSTED CERTIFICATE" or "PRIVATE KEY" or "RSA PRIVATE KEY" or "EC PRIVATE KEY" or "ENCRYPTED PRIVATE KEY";
    }

    /// <exception cref="ImportException">An object cannot be read.</exception>
    internal static KeyMaterial Read(string text, string? passphrase)
    {
        var material = new KeyMaterial("PEM");
        try
        {
            for (var at = text.IndexOf(Begin, StringComparison.Ordinal); at >= 0; at = text.IndexOf(Begin, at, StringComparison.Ordinal))
            {
                at = ReadOne(text, at + Begin.Length, passphrase, material);
            }

            return material;
        }
        catch
        {
            material.Dispose();
            throw;
        }
    }

    /// <summary>Reads the object whose label begins here.</summary>
    /// <returns>Where the next one is looked for.</returns>
    private static int ReadOne(string text, int at, string? passphrase, KeyMaterial material)
    {
        var labelEnd = text.IndexOf(Dashes, at, Math.Min(80, text.Length - at), StringComparison.Ordinal);
        if (labelEnd < 0)
        {
            return at;
        }

        var label = text[at..labelEnd];
        var bodyStart = labelEnd + Dashes.Length;
        var end = text.IndexOf($"-----END {label}-----", bodyStart, StringComparison.Ordinal);
        if (end < 0)
        {
            throw new ImportException($"The end of its {Known(label)} is missing: it was cut.");
        }

        Take(label, text.AsSpan(bodyStart, end - bodyStart), passphrase, material);
        return end;
    }

    private static void Take(string label, ReadOnlySpan<char> body, string? passphrase, KeyMaterial material)
    {
        if (PrivateKeys.IsKey(label))
        {
            var der = OldEncryption.Is(body) ? OldEncryption.Open(body, passphrase) : Decode(label, body);
            try
            {
                // What an old encryption gives under a wrong passphrase may by chance look whole.
                material.Keys.Add(new(null, OldEncryption.Is(body) ? PrivateKeys.Plain(der) ?? throw ImportException.WrongPassphrase : PrivateKeys.OfPem(label, der, passphrase)));
            }
            finally
            {
                CryptographicOperations.ZeroMemory(der);
            }

            return;
        }

        switch (label)
        {
            case "CERTIFICATE" or "X509 CERTIFICATE" or "TRUSTED CERTIFICATE":
                DerFile.AddCertificate(Decode(label, body), material);
                break;
            case "PKCS7" or "CMS":
                P7bFile.Add(Decode(label, body), material);
                break;
            default:
                // Parameters of a curve, requests, keys of other programs: nothing of use here.
                break;
        }
    }

    private static byte[] Decode(string label, ReadOnlySpan<char> body)
    {
        var bytes = new byte[body.Length];
        return Convert.TryFromBase64Chars(body, bytes, out var count) ? bytes[..count] : throw new ImportException($"Its {Known(label)} is damaged: it is not base64.");
    }

    /// <summary>Labels come from the file; only known ones are said again.</summary>
    private static string Known(string label) => label.Contains("KEY", StringComparison.Ordinal) ? "private key" : label.Contains("CERTIFICATE", StringComparison.Ordinal) ? "certificate" : "PEM text";
}
