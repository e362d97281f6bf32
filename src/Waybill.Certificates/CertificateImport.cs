using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Waybill.Certificates;

/// <summary>Reads certificates and private keys out of files, whichever kind each is: PEM, DER, P7B chains, PFX, JKS, and base64 of these. Names of files do not matter.</summary>
/// <threadsafety>Safe from many threads.</threadsafety>
public static class CertificateImport
{
    /// <summary>Longest file, 1 MiB: a chain with its key stays far below.</summary>
    public const int MostBytes = 1 << 20;

    /// <summary>Reads one file.</summary>
    public static ImportResult Read(ReadOnlyMemory<byte> file, ImportOptions? options = null) => Read([file], options);

    /// <summary>Reads several files as one: a key and its certificate apart, a certificate and its chain.</summary>
    /// <param name="files">Whole, in any order.</param>
    /// <param name="options">How they are opened; null: with nothing.</param>
    /// <returns>A set with a key when any file held one, or the sentence that says what is wrong.</returns>
    public static ImportResult Read(IReadOnlyList<ReadOnlyMemory<byte>> files, ImportOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(files);
        options ??= new();
        var material = new List<KeyMaterial>();
        try
        {
            foreach (var file in files)
            {
                material.Add(ReadOne(file, options));
            }

            return Joining.Join(material, options.Alias);
        }
        catch (ImportException refused)
        {
            return ImportResult.Refused(refused.Message);
        }
        finally
        {
            material.ForEach(static m => m.Dispose());
        }
    }

    /// <summary>Whether a file is a certificate, a private key or a store of these, as far as it shows without a passphrase. A P7B chain does not count: it is CMS too.</summary>
    public static bool Looks(ReadOnlyMemory<byte> file)
    {
        if (file.Length is 0 or > MostBytes)
        {
            return false;
        }

        if (JksFile.Is(file.Span))
        {
            return true;
        }

        if (PemFile.TextOf(file.Span) is { } text)
        {
            return PemFile.Looks(text);
        }

        var der = Binary(file);
        using var key = PrivateKeys.Plain(der);
        return key is not null || DerShape.IsPkcs12(der) || DerShape.IsEncryptedKey(der) || DerShape.IsCertificate(der);
    }

    private static KeyMaterial ReadOne(ReadOnlyMemory<byte> file, ImportOptions options)
    {
        if (file.Length is 0 or > MostBytes)
        {
            throw new ImportException(file.Length is 0 ? "It is empty." : "It is larger than 1 MiB, so it is no certificate or key.");
        }

        if (JksFile.Is(file.Span))
        {
            return JksFile.Read(file, options.Passphrase, options.KeyPassphrase);
        }

        if (PemFile.TextOf(file.Span) is { } text)
        {
            return PemFile.Read(text, options.Passphrase);
        }

        var der = Binary(file);
        try
        {
            return DerFile.Read(der, options.Passphrase);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(der);
        }
    }

    /// <summary>The bytes; of base64 without the lines of PEM what it stands for.</summary>
    private static byte[] Binary(ReadOnlyMemory<byte> file)
    {
        if (file.Span[0] is (byte)'M')
        {
            var bytes = new byte[file.Length];
            if (Convert.TryFromBase64String(Encoding.Latin1.GetString(file.Span), bytes, out var length))
            {
                return bytes[..length];
            }
        }

        return file.ToArray();
    }
}
