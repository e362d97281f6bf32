using System.Security.Cryptography.X509Certificates;
using Waybill.Cli.Certificates;
using Waybill.Cms;

namespace Waybill.Cli.Keys;

/// <summary>The keys and certificates of one command, opened.</summary>
internal sealed class KeyRing : IDisposable
{
    private KeyRing(IReadOnlyList<CmsPrivateKey> own, IReadOnlyList<CmsCertificate> partners)
        => (Book, Own, Partners) = (new(own), own, partners);

    /// <summary>Our keys, in the order they were given. Owns them.</summary>
    public CmsKeyBook Book { get; }

    public IReadOnlyList<CmsPrivateKey> Own { get; }

    /// <summary>The partner's certificates.</summary>
    public IReadOnlyList<CmsCertificate> Partners { get; }

    /// <param name="keys">Files with private keys.</param>
    /// <param name="certificates">Files with the certificates that belong to them.</param>
    /// <param name="passwordFile">Its first line opens encrypted keys; null when none is encrypted.</param>
    /// <param name="partners">Files with the partner's certificates.</param>
    /// <param name="allowSmall">Takes RSA keys below 2048 bits, to look into old messages.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="CliException">A file cannot be used, or a key has no certificate.</exception>
    public static async Task<KeyRing> OpenAsync(
        IReadOnlyList<string> keys, IReadOnlyList<string> certificates, string? passwordFile, IReadOnlyList<string> partners, bool allowSmall,
        CancellationToken cancellationToken)
    {
        var password = passwordFile is null ? null : await SmallFile.FirstLineAsync(passwordFile, cancellationToken);
        var files = new List<KeyFile>();
        var own = new List<CmsPrivateKey>();
        var theirs = new List<CmsCertificate>();
        try
        {
            foreach (var path in keys.Concat(certificates))
            {
                files.Add(await KeyFile.ReadAsync(path, password, cancellationToken));
            }

            Join(files, keys.Count, own, allowSmall);
            foreach (var path in partners)
            {
                theirs.AddRange(Partner(path, await CertificateFile.ReadAllAsync(path, cancellationToken)));
            }

            return new(own, theirs);
        }
        catch
        {
            own.ForEach(k => k.Dispose());
            theirs.ForEach(c => c.Dispose());
            throw;
        }
        finally
        {
            files.ForEach(f => f.Dispose());
        }
    }

    public void Dispose()
    {
        Book.Dispose();
        foreach (var partner in Partners)
        {
            partner.Dispose();
        }
    }

    private static void Join(List<KeyFile> files, int keyFiles, List<CmsPrivateKey> own, bool allowSmall)
    {
        if (files.Take(keyFiles).FirstOrDefault(f => f.Key is null) is { } empty)
        {
            throw CliException.Misuse($"{empty.Path} holds no private key: give the key with --key and the certificate with --cert.");
        }

        var certificates = files.SelectMany(f => f.Certificates).DistinctBy(c => c.Thumbprint, StringComparer.Ordinal).ToList();
        foreach (var file in files.Where(f => f.Key is not null))
        {
            var before = own.Count;
            foreach (var certificate in certificates)
            {
                using var joined = PrivateKeys.Join(certificate, file.Key!);
                if (joined is not null)
                {
                    own.Add(Open(file.Path, joined, allowSmall));
                }
            }

            if (own.Count == before)
            {
                throw CliException.Misuse(certificates.Count is 0
                    ? $"The key in {file.Path} comes without its certificate: add it with --cert."
                    : $"The key in {file.Path} belongs to none of the certificates given: {string.Join(", ", certificates.Select(c => c.Subject))}.");
            }
        }

        if (own.Count is 0 && certificates.Count > 0)
        {
            throw CliException.Misuse("--cert is only of use with the private key that belongs to it: add --key. A partner's certificate goes with --partner-cert.");
        }
    }

    private static CmsPrivateKey Open(string path, X509Certificate2 identity, bool allowSmall)
    {
        try
        {
            return new(identity, allowSmall);
        }
        catch (CmsException problem)
        {
            throw CliException.Misuse($"The key in {path} cannot be used. {problem.Message}", problem);
        }
    }

    private static List<CmsCertificate> Partner(string path, IReadOnlyList<X509Certificate2> certificates)
    {
        var opened = new List<CmsCertificate>();
        foreach (var certificate in certificates)
        {
            try
            {
                opened.Add(new(certificate));
            }
            catch (CmsException problem)
            {
                opened.ForEach(c => c.Dispose());
                throw CliException.Misuse($"The certificate in {path} cannot be used. {problem.Message}", problem);
            }
            finally
            {
                certificate.Dispose();
            }
        }

        return opened;
    }
}
