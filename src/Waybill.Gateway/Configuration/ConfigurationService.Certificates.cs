using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Waybill.Certificates;

namespace Waybill.Gateway;

public sealed partial class ConfigurationService
{
    /// <summary>A certificate with its secrets; null when there is none.</summary>
    internal (CertificateResource Settings, string ETag)? FindCertificate(string name)
        => _state.Catalog.Find(ResourceKinds.Certificate, name) is { Settings: CertificateResource settings } resource ? (settings, resource.Row.ETag) : null;

    /// <summary>The issuers that came with a certificate. The caller's, and no part of a book.</summary>
    /// <param name="owner">Whose: <c>station/NAME</c>.</param>
    /// <param name="sha256">Its thumbprint, upper-case hexadecimal.</param>
    public IReadOnlyList<X509Certificate2> ChainOf(string owner, string sha256)
    {
        foreach (var resource in _state.Catalog.OfKind(ResourceKinds.Certificate))
        {
            if (resource.Settings is CertificateResource settings && string.Equals(settings.Owner, owner, StringComparison.Ordinal)
                && CertificateImport.Read(Encoding.UTF8.GetBytes(settings.Certificate)).Value is { } imported)
            {
                if (string.Equals(imported.Certificates[0].GetCertHashString(HashAlgorithmName.SHA256), sha256, StringComparison.Ordinal))
                {
                    imported.Certificates[0].Dispose();
                    return [.. imported.Certificates.Skip(1)];
                }

                imported.Dispose();
            }
        }

        return [];
    }
}
