using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Waybill.Cli.Keys;

/// <summary>What one file given with <c>--key</c> or <c>--cert</c> holds: certificates, and perhaps a private key.</summary>
internal sealed class KeyFile : IDisposable
{
    private KeyFile(string path, IReadOnlyList<X509Certificate2> certificates, AsymmetricAlgorithm? key)
        => (Path, Certificates, Key) = (path, certificates, key);

    public string Path { get; }

    public IReadOnlyList<X509Certificate2> Certificates { get; }

    public AsymmetricAlgorithm? Key { get; }

    /// <exception cref="CliException">The file is nothing of the kind, or needs another password.</exception>
    public static async Task<KeyFile> ReadAsync(string path, string? password, CancellationToken cancellationToken)
    {
        var bytes = await SmallFile.ReadAsync(path, cancellationToken);
        try
        {
            if (PemText.Of(bytes) is not { } text)
            {
                return Der(path, bytes, password);
            }

            if (text.Contains("Proc-Type: 4,ENCRYPTED", StringComparison.Ordinal))
            {
                throw CliException.Misuse($"The key in {path} is encrypted in a form of the 1990s: convert it with openssl pkcs8 -topk8 -in {path} -out new.key.");
            }

            if (text.Contains("-----BEGIN ENCRYPTED PRIVATE KEY-----", StringComparison.Ordinal) && password is null)
            {
                throw NeedsPassword(path);
            }

            return new(path, PemText.Certificates(text), PemText.PrivateKey(text, password));
        }
        catch (CryptographicException problem)
        {
            throw CliException.Misuse(password is null
                ? $"{path} cannot be read as a key or certificate: give a PEM, DER or PKCS#12 file, and its password with --key-password-file if it has one."
                : $"{path} cannot be opened: the password in --key-password-file is wrong, or the file is damaged.", problem);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }

    public void Dispose()
    {
        Key?.Dispose();
        foreach (var certificate in Certificates)
        {
            certificate.Dispose();
        }
    }

    private static KeyFile Der(string path, byte[] bytes, string? password)
    {
        switch (KindOf(bytes))
        {
            case X509ContentType.Cert:
                return new(path, [X509CertificateLoader.LoadCertificate(bytes)], null);
            case X509ContentType.Pkcs12:
                var all = X509CertificateLoader.LoadPkcs12Collection(bytes, password, X509KeyStorageFlags.EphemeralKeySet | X509KeyStorageFlags.Exportable);
                var owner = all.FirstOrDefault(c => c.HasPrivateKey);
                var key = (AsymmetricAlgorithm?)owner?.GetRSAPrivateKey() ?? owner?.GetECDsaPrivateKey();

                // A certificate that has its key cannot be joined with one again.
                List<X509Certificate2> bare = [.. all.Select(c => X509CertificateLoader.LoadCertificate(c.RawDataMemory.Span))];
                foreach (var certificate in all)
                {
                    certificate.Dispose();
                }

                return new(path, bare, key);
            default:
                return new(path, [], PrivateKeys.ImportDer(bytes, password));
        }
    }

    private static X509ContentType KindOf(byte[] bytes)
    {
        try
        {
            return X509Certificate2.GetCertContentType(bytes);
        }
        catch (CryptographicException)
        {
            // No certificate at all: perhaps a bare key.
            return X509ContentType.Unknown;
        }
    }

    private static CliException NeedsPassword(string path)
        => CliException.Misuse($"The key in {path} is encrypted: give its password in a file with --key-password-file.");
}
