using System.Security.Cryptography;

namespace Waybill.Cms;

/// <summary>ECDSA-Sig-Value: two INTEGERs, whose length varies with their leading bits.</summary>
internal static class EcdsaSignature
{
    /// <param name="key">On P-256, P-384 or P-521.</param>
    /// <param name="hash">What is signed.</param>
    /// <param name="usualLength">Signs again until the signature has the length about every second one has, so that it is known beforehand.</param>
    internal static byte[] Sign(ECDsa key, ReadOnlySpan<byte> hash, bool usualLength)
    {
        // Every second try fits: a thousand misses mean a key that does not draw its nonces at random.
        for (var tries = 0; tries < 1000; tries++)
        {
            var signature = key.SignHash(hash, DSASignatureFormat.Rfc3279DerSequence);
            if (!usualLength || signature.Length == UsualLength(key.KeySize))
            {
                return signature;
            }
        }

        throw new CmsException(CmsProblem.BadRequest, "The key gives signatures of unusual lengths only.");
    }

    private static int UsualLength(int keyBits) => keyBits switch
    {
        // One of two numbers below 2^256 has its top bit set and takes a zero octet more.
        256 => 71,
        384 => 103,

        // Numbers below 2^521 take 66 octets, in three of four cases; the sequence's length takes two.
        _ => 139,
    };
}
