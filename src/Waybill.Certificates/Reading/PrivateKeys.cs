using System.Security.Cryptography;

namespace Waybill.Certificates;

/// <summary>Reads private keys in every form files hold them, RSA or elliptic curve: PKCS#8 plain and encrypted, PKCS#1, SEC 1.</summary>
internal static class PrivateKeys
{
    private const string EncryptedPkcs8 = "ENCRYPTED PRIVATE KEY";

    /// <summary>A PEM object with one of these labels is a private key.</summary>
    internal static bool IsKey(string label) => label is "PRIVATE KEY" or "RSA PRIVATE KEY" or "EC PRIVATE KEY" or EncryptedPkcs8;

    /// <summary>The content of a PEM object with this label.</summary>
    /// <exception cref="ImportException">It cannot be read, or not with this passphrase.</exception>
    internal static AsymmetricAlgorithm OfPem(string label, byte[] der, string? passphrase)
        => label is EncryptedPkcs8 ? Encrypted(der, passphrase) : Plain(der) ?? throw new ImportException("Its private key cannot be read: only RSA and elliptic curve keys are used.");

    /// <summary>A DER file; null when it is no private key at all.</summary>
    /// <exception cref="ImportException">It is an encrypted key and the passphrase is missing or wrong.</exception>
    internal static AsymmetricAlgorithm? OfDer(byte[] der, string? passphrase)
        => Plain(der) ?? (DerShape.IsEncryptedKey(der) ? Encrypted(der, passphrase) : null);

    /// <summary>PKCS#8, PKCS#1 or SEC 1, whatever its label says; null when it is none.</summary>
    internal static AsymmetricAlgorithm? Plain(byte[] der)
        => (AsymmetricAlgorithm?)Rsa(key => key.ImportPkcs8PrivateKey(der, out _))
            ?? Ec(key => key.ImportPkcs8PrivateKey(der, out _))
            ?? (AsymmetricAlgorithm?)Rsa(key => key.ImportRSAPrivateKey(der, out _))
            ?? Ec(key => key.ImportECPrivateKey(der, out _));

    private static AsymmetricAlgorithm Encrypted(byte[] der, string? passphrase)
        => passphrase is null ? throw ImportException.NeedsPassphrase
            : DerShape.IsTooMuchWork(der) ? throw ImportException.TooMuchWork
            : (AsymmetricAlgorithm?)Rsa(key => key.ImportEncryptedPkcs8PrivateKey(passphrase, der, out _))
                ?? Ec(key => key.ImportEncryptedPkcs8PrivateKey(passphrase, der, out _))
                ?? throw ImportException.WrongPassphrase;

    private static RSA? Rsa(Action<RSA> import) => Import(RSA.Create(), import);

    private static ECDsa? Ec(Action<ECDsa> import) => Import(ECDsa.Create(), import);

    private static T? Import<T>(T key, Action<T> import)
        where T : AsymmetricAlgorithm
    {
        try
        {
            import(key);
            return key;
        }
        catch (Exception problem) when (problem is CryptographicException or ArgumentException)
        {
            key.Dispose();
            return null;
        }
    }
}
