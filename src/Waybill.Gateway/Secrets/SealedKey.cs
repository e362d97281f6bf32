using System.Security.Cryptography;
using System.Text;

namespace Waybill.Gateway;

/// <summary>A private key sealed by the ring, as a file in the armour of PEM (RFC 7468): it may stand in the settings in place of the clear one, and no clear key needs to lie on the disk.</summary>
public static class SealedKey
{
    /// <summary>A key file is some kilobytes.</summary>
    internal const int MaxBytes = 64 * 1024;

    private const string Label = "WAYBILL SEALED PRIVATE KEY";
    private const string Purpose = "private-key";

    /// <summary>Whether a file holds a sealed key; false also when it cannot be read.</summary>
    public static bool Is(string file)
    {
        try
        {
            return File.Exists(file) && IsSealed(Read(file));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Seals the private key of a PEM file.</summary>
    /// <returns>The text of the sealed file.</returns>
    /// <exception cref="CryptographicException">It holds none that can be sealed; says what to do.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static string Seal(ISecretRing ring, string file)
    {
        ArgumentNullException.ThrowIfNull(ring);
        var text = Read(file);
        try
        {
            var (label, pem) = Find(text, file);
            return label switch
            {
                "ENCRYPTED PRIVATE KEY" => throw new CryptographicException(
                    $"The key in {file} is protected by a passphrase. Take it away first: openssl pkcs8 -in {file} -out clear.key, and delete clear.key when it is sealed."),
                Label => throw new CryptographicException($"The key in {file} is sealed already."),
                _ => Sealed(ring, text.AsSpan(pem)),
            };
        }
        finally
        {
            Clear(text);
        }
    }

    internal static bool IsSealed(ReadOnlySpan<char> text) => text.Contains($"-----BEGIN {Label}-----", StringComparison.Ordinal);

    /// <summary>The clear PEM text of a sealed one. The caller clears it.</summary>
    /// <exception cref="CryptographicException">Another ring sealed it, or it was changed.</exception>
    internal static char[] Open(ISecretRing ring, ReadOnlySpan<char> text)
    {
        var fields = PemEncoding.Find(text);
        var value = new byte[fields.DecodedDataLength];
        if (!Convert.TryFromBase64Chars(text[fields.Base64Data], value, out var length))
        {
            throw new CryptographicException("It is no base64.");
        }

        var clear = ring.Open(Purpose, value.AsSpan(0, length));
        try
        {
            return Encoding.ASCII.GetChars(clear);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(clear);
        }
    }

    /// <exception cref="IOException">It cannot be read, or is larger than any key.</exception>
    internal static char[] Read(string file)
    {
        using var handle = File.OpenHandle(file);
        var bytes = new byte[(int)Math.Min(RandomAccess.GetLength(handle), MaxBytes)];
        try
        {
            var read = 0;
            while (read < bytes.Length && RandomAccess.Read(handle, bytes.AsSpan(read), read) is > 0 and var more)
            {
                read += more;
            }

            return Encoding.Latin1.GetChars(bytes, 0, read);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }

    internal static void Clear(char[] text) => CryptographicOperations.ZeroMemory(System.Runtime.InteropServices.MemoryMarshal.AsBytes(text.AsSpan()));

    private static string Sealed(ISecretRing ring, ReadOnlySpan<char> pem)
    {
        var clear = new byte[pem.Length];
        try
        {
            Encoding.ASCII.GetBytes(pem, clear);
            return PemEncoding.WriteString(Label, ring.Seal(Purpose, clear)) + "\n";
        }
        finally
        {
            CryptographicOperations.ZeroMemory(clear);
        }
    }

    private static (string Label, Range Pem) Find(ReadOnlySpan<char> text, string file)
    {
        var from = 0;
        while (PemEncoding.TryFind(text[from..], out var fields))
        {
            var label = text[from..][fields.Label].ToString();
            var (start, length) = fields.Location.GetOffsetAndLength(text.Length - from);
            if (label.EndsWith("PRIVATE KEY", StringComparison.Ordinal))
            {
                return (label, new(from + start, from + start + length));
            }

            from += start + length;
        }

        throw new CryptographicException($"The file {file} holds no private key in PEM.");
    }
}
