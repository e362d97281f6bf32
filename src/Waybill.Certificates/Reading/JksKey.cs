using System.Formats.Asn1;
using System.Security.Cryptography;

namespace Waybill.Certificates;

/// <summary>Opens a private key under Sun's proprietary protection: XOR with a chain of SHA-1 over passphrase and salt, then SHA-1 over passphrase and key.</summary>
internal static class JksKey
{
    private const string Protection = "1.3.6.1.4.1.42.2.17.1.1";
    private const int DigestBytes = SHA1.HashSizeInBytes;

    /// <param name="info">EncryptedPrivateKeyInfo.</param>
    /// <param name="secret">The passphrase as big-endian UTF-16.</param>
    /// <exception cref="ImportException">It cannot be opened.</exception>
    internal static AsymmetricAlgorithm Open(ReadOnlyMemory<byte> info, byte[] secret)
    {
        var data = Data(info).AsSpan();
        if (data.Length <= 2 * DigestBytes)
        {
            throw JksFile.Damaged;
        }

        var salt = data[..DigestBytes];
        var coded = data[DigestBytes..^DigestBytes];
        var check = data[^DigestBytes..];
        var key = new byte[coded.Length];
        try
        {
            Decode(coded, salt, secret, key);
            if (!CryptographicOperations.FixedTimeEquals(Sha1(secret, key), check))
            {
                throw new ImportException("The passphrase of the key inside differs from the file's: give it too.");
            }

            return PrivateKeys.Plain(key) ?? throw new ImportException("Its private key is neither RSA nor on an elliptic curve.");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    private static void Decode(ReadOnlySpan<byte> coded, ReadOnlySpan<byte> salt, byte[] secret, Span<byte> key)
    {
        var pad = salt.ToArray();
        for (var at = 0; at < coded.Length; at += DigestBytes)
        {
            pad = Sha1(secret, pad);
            for (var i = 0; i < DigestBytes && at + i < coded.Length; i++)
            {
                key[at + i] = (byte)(coded[at + i] ^ pad[i]);
            }
        }
    }

    private static byte[] Data(ReadOnlyMemory<byte> info)
    {
        try
        {
            var sequence = new AsnReader(info, AsnEncodingRules.BER).ReadSequence();
            return sequence.ReadSequence().ReadObjectIdentifier() is Protection
                ? sequence.ReadOctetString()
                : throw new ImportException("Its private key is protected in a way that is not known: write it anew with keytool -importkeystore -deststoretype PKCS12.");
        }
        catch (AsnContentException)
        {
            throw JksFile.Damaged;
        }
    }

    private static byte[] Sha1(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second)
    {
#pragma warning disable CA5350 // The format's.
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA1);
#pragma warning restore CA5350
        hash.AppendData(first);
        hash.AppendData(second);
        return hash.GetHashAndReset();
    }
}
