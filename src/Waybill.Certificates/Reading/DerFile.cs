using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Waybill.Certificates;

/// <summary>Reads a DER file: a certificate, a P7B chain, a PFX or a bare private key.</summary>
internal static class DerFile
{
    /// <exception cref="ImportException">It is none of them, or the passphrase is missing or wrong.</exception>
    internal static KeyMaterial Read(byte[] der, string? passphrase)
    {
        if (DerShape.IsPkcs12(der))
        {
            return PfxFile.Read(der, passphrase);
        }

        var isChain = DerShape.IsSignedData(der);
        var material = new KeyMaterial(isChain ? "P7B" : "DER");
        try
        {
            if (isChain)
            {
                P7bFile.Add(der, material);
            }
            else if (PrivateKeys.OfDer(der, passphrase) is { } key)
            {
                material.Keys.Add(new(null, key));
            }
            else
            {
                AddCertificate(der, material);
            }

            return material;
        }
        catch
        {
            material.Dispose();
            throw;
        }
    }

    /// <summary>Adds a certificate. What OpenSSL writes behind a trusted one is left off.</summary>
    /// <exception cref="ImportException">It is none.</exception>
    internal static void AddCertificate(ReadOnlyMemory<byte> der, KeyMaterial material)
    {
        try
        {
            AsnDecoder.ReadEncodedValue(der.Span, AsnEncodingRules.BER, out _, out _, out var length);
            material.Certificates.Add(X509CertificateLoader.LoadCertificate(der.Span[..length]));
        }
        catch (Exception fault) when (fault is CryptographicException or AsnContentException)
        {
            throw new ImportException("It is no certificate, key, P7B, PFX or JKS file that can be read, or it is damaged.");
        }
    }
}
