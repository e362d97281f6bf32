using System.Security.Cryptography.X509Certificates;

namespace Waybill.Certificates;

/// <summary>Whom a certificate is for.</summary>
/// <param name="CommonName">1 to 64 characters, most often the AS2 name.</param>
/// <param name="Organization">The company; null leaves it out.</param>
/// <param name="Country">Two letters; null leaves it out.</param>
public sealed record CertificateName(string CommonName, string? Organization = null, string? Country = null)
{
    /// <summary>What is wrong with it, in a sentence; null when nothing is.</summary>
    public string? Problem
        => string.IsNullOrWhiteSpace(CommonName) || CommonName.Length > 64 || CommonName.Any(char.IsControl) ? "The common name must be 1 to 64 characters: give the name partners know you by."
            : Organization is { } o && (string.IsNullOrWhiteSpace(o) || o.Length > 64 || o.Any(char.IsControl)) ? "The organization must be 1 to 64 characters."
            : Country is { } c && (c.Length is not 2 || !c.All(char.IsAsciiLetter)) ? "The country is written with two letters: DE, US."
            : null;

    internal X500DistinguishedName Build()
    {
        var builder = new X500DistinguishedNameBuilder();
        builder.AddCommonName(CommonName);
        if (Organization is not null)
        {
            builder.AddOrganizationName(Organization);
        }

        if (Country is not null)
        {
            builder.AddCountryOrRegion(Country.ToUpperInvariant());
        }

        return builder.Build();
    }
}
