using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Waybill.Certificates;

/// <summary>Reads Java key stores of the type JKS, the default before Java 9: entries one after the other, private keys under the proprietary protection of Sun, a keyed SHA-1 over all at the end.</summary>
/// <remarks>Layout: magic FEEDFEED, version 1 or 2, count; each entry a tag (1 key, 2 trusted certificate), alias, date; a key as EncryptedPrivateKeyInfo with its chain.</remarks>
internal static class JksFile
{
    private const uint Magic = 0xFEEDFEED;
    private const uint JceksMagic = 0xCECECECE;
    private const uint KeyTag = 1;
    private const uint TrustedTag = 2;

    internal static ImportException Damaged => new("It is a Java key store, but it is damaged.");

    internal static bool Is(ReadOnlySpan<byte> file) => file.Length >= 4 && BinaryPrimitives.ReadUInt32BigEndian(file) is Magic or JceksMagic;

    /// <exception cref="ImportException">It cannot be opened.</exception>
    internal static KeyMaterial Read(ReadOnlyMemory<byte> file, string? passphrase, string? keyPassphrase)
    {
        if (BinaryPrimitives.ReadUInt32BigEndian(file.Span) is JceksMagic)
        {
            throw new ImportException("It is a Java key store of the type JCEKS: write it anew with keytool -importkeystore -deststoretype PKCS12.");
        }

        if (file.Length < 12 + SHA1.HashSizeInBytes)
        {
            throw Damaged;
        }

        var secret = passphrase is null ? throw ImportException.NeedsPassphrase : Encoding.BigEndianUnicode.GetBytes(passphrase);
        var keySecret = keyPassphrase is null ? secret : Encoding.BigEndianUnicode.GetBytes(keyPassphrase);
        var material = new KeyMaterial("JKS");
        try
        {
            var entries = file[..^SHA1.HashSizeInBytes];
            Check(entries.Span, file.Span[^SHA1.HashSizeInBytes..], secret);
            ReadEntries(new(entries[4..]), keySecret, material);
            return material;
        }
        catch
        {
            material.Dispose();
            throw;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
            CryptographicOperations.ZeroMemory(keySecret);
        }
    }

    private static void ReadEntries(JksReader reader, byte[] secret, KeyMaterial material)
    {
        var version = reader.Number();
        if (version is not (1 or 2))
        {
            throw new ImportException("It is a Java key store of a version that is not known.");
        }

        for (var left = reader.Number(); left > 0; left--)
        {
            var tag = reader.Number();
            var alias = reader.Text();
            reader.SkipDate();
            switch (tag)
            {
                case KeyTag:
                    material.Keys.Add(new(alias, JksKey.Open(reader.Block(), secret)));
                    for (var chain = reader.Number(); chain > 0; chain--)
                    {
                        AddCertificate(reader, version, material);
                    }

                    break;
                case TrustedTag:
                    AddCertificate(reader, version, material);
                    break;
                default:
                    throw Damaged;
            }
        }

        if (!reader.IsAtEnd)
        {
            throw Damaged;
        }
    }

    private static void AddCertificate(JksReader reader, uint version, KeyMaterial material)
    {
        if (version is 2 && reader.Text() is not ("X.509" or "X509"))
        {
            throw new ImportException("It holds a certificate of a kind that is not X.509.");
        }

        DerFile.AddCertificate(reader.Block(), material);
    }

    /// <summary>SHA-1 over the passphrase, two words of Sun's and everything before.</summary>
    private static void Check(ReadOnlySpan<byte> entries, ReadOnlySpan<byte> digest, byte[] secret)
    {
#pragma warning disable CA5350 // The format's.
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA1);
#pragma warning restore CA5350
        hash.AppendData(secret);
        hash.AppendData("Mighty Aphrodite"u8);
        hash.AppendData(entries);
        if (!CryptographicOperations.FixedTimeEquals(hash.GetHashAndReset(), digest))
        {
            throw ImportException.WrongPassphrase;
        }
    }
}
