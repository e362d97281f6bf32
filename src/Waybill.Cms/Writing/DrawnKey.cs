using System.Numerics;
using System.Security.Cryptography;

namespace Waybill.Cms;

/// <summary>Content keys and IVs: how long they are, and drawn ones.</summary>
internal static class DrawnKey
{
    internal static int IvBytes(ContentCipher cipher) => cipher.IsAuthenticated ? GcmContentEncryptor.NonceBytes : cipher.BlockBytes;

    internal static byte[] DrawIv(ContentCipher cipher) => RandomNumberGenerator.GetBytes(IvBytes(cipher));

    internal static byte[] Draw(ContentCipher cipher)
    {
        var key = new byte[cipher.KeyBytes];
        do
        {
            RandomNumberGenerator.Fill(key);
            if (cipher == ContentCipher.TripleDesCbc)
            {
                SetOddParity(key);
            }
        }
        while (IsWeak(cipher, key));

        return key;
    }

    /// <summary>3DES keys that are in truth single DES, or worse.</summary>
    internal static bool IsWeak(ContentCipher cipher, ReadOnlySpan<byte> key)
    {
        if (cipher != ContentCipher.TripleDesCbc)
        {
            return false;
        }

        var copy = key.ToArray();
        try
        {
            return TripleDES.IsWeakKey(copy);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(copy);
        }
    }

    // The cipher ignores it; some devices that keep keys do not.
    private static void SetOddParity(byte[] key)
    {
        for (var i = 0; i < key.Length; i++)
        {
            var bits = key[i] & 0xFE;
            key[i] = (byte)(bits | (~BitOperations.PopCount((uint)bits) & 1));
        }
    }
}
