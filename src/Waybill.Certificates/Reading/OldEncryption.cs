using System.Security.Cryptography;
using System.Text;

namespace Waybill.Certificates;

/// <summary>Keys as OpenSSL encrypted them before PKCS#8: headers <c>Proc-Type: 4,ENCRYPTED</c> and <c>DEK-Info: AES-256-CBC,IV</c> inside the PEM object, the key made of the passphrase by MD5.</summary>
internal static class OldEncryption
{
    /// <summary>Whether a PEM object's inside is of this kind.</summary>
    internal static bool Is(ReadOnlySpan<char> body) => body.IndexOf("Proc-Type: 4,ENCRYPTED", StringComparison.Ordinal) >= 0;

    /// <exception cref="ImportException">The passphrase is missing or wrong, or the cipher is not known.</exception>
    internal static byte[] Open(ReadOnlySpan<char> body, string? passphrase)
    {
        if (passphrase is null)
        {
            throw ImportException.NeedsPassphrase;
        }

        var (cipher, iv, data) = Parse(body.ToString());
        using var algorithm = Cipher(cipher);
        if (iv.Length != algorithm.BlockSize / 8 || data.Length is 0 || data.Length % iv.Length is not 0)
        {
            throw new ImportException("Its encrypted private key is damaged.");
        }

        var key = DeriveKey(Encoding.UTF8.GetBytes(passphrase), iv.AsSpan(0, 8), algorithm.KeySize / 8);
        try
        {
            algorithm.Key = key;
            return algorithm.DecryptCbc(data, iv);
        }
        catch (CryptographicException)
        {
            throw ImportException.WrongPassphrase;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    private static (string Cipher, byte[] Iv, byte[] Data) Parse(string body)
    {
        var lines = body.Split('\n', StringSplitOptions.TrimEntries);
        var info = Array.Find(lines, static l => l.StartsWith("DEK-Info:", StringComparison.Ordinal))?["DEK-Info:".Length..].Split(',', StringSplitOptions.TrimEntries);
        try
        {
            return info is [var cipher, var iv]
                ? (cipher, Convert.FromHexString(iv), Convert.FromBase64String(string.Concat(lines.Where(static l => !l.Contains(':', StringComparison.Ordinal)))))
                : throw new ImportException("Its encrypted private key does not say how it is encrypted.");
        }
        catch (FormatException)
        {
            throw new ImportException("Its encrypted private key is damaged.");
        }
    }

    private static SymmetricAlgorithm Cipher(string name) => name switch
    {
        "AES-128-CBC" => Sized(128),
        "AES-192-CBC" => Sized(192),
        "AES-256-CBC" => Sized(256),
#pragma warning disable CA5350 // What is there was made with it; nothing is written so.
        "DES-EDE3-CBC" => TripleDES.Create(),
#pragma warning restore CA5350
        _ => throw new ImportException("Its private key is encrypted in a way that is not known: write it anew with openssl pkcs8 -topk8."),
    };

    private static Aes Sized(int bits)
    {
        var aes = Aes.Create();
        aes.KeySize = bits;
        return aes;
    }

    /// <summary>EVP_BytesToKey with one round.</summary>
    private static byte[] DeriveKey(byte[] passphrase, ReadOnlySpan<byte> salt, int length)
    {
        var key = new byte[length];
        byte[] last = [];
        for (var done = 0; done < length; done += last.Length)
        {
#pragma warning disable CA5351, CA1850 // The format's.
            last = MD5.HashData([.. last, .. passphrase, .. salt]);
#pragma warning restore CA5351, CA1850
            last.AsSpan(0, Math.Min(last.Length, length - done)).CopyTo(key.AsSpan(done));
        }

        return key;
    }
}
