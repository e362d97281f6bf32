using System.Text.Json;
using Waybill.Cms;

namespace Waybill.Gateway;

/// <summary>A certificate that took part in an exchange, as it was then.</summary>
/// <param name="Use">What it was used for.</param>
/// <param name="Subject">Distinguished name of its holder.</param>
/// <param name="Sha256Thumbprint">SHA-256 over the certificate as upper-case hexadecimal.</param>
/// <param name="NotAfter">Its last moment.</param>
public sealed record UsedCertificate(CertificateUse Use, string Subject, string Sha256Thumbprint, DateTimeOffset NotAfter)
{
    /// <summary>What is kept of a certificate.</summary>
    public static UsedCertificate Of(CertificateUse use, CmsCertificate certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        return new(use, certificate.Subject, certificate.Sha256Thumbprint, new(certificate.Certificate.NotAfter.ToUniversalTime()));
    }

    /// <summary>As the JSON a journal keeps.</summary>
    public static string Write(IReadOnlyList<UsedCertificate> certificates)
    {
        ArgumentNullException.ThrowIfNull(certificates);
        if (certificates.Count is 0)
        {
            return "[]";
        }

        return JsonText.Of(certificates, static (json, all) =>
        {
            json.WriteStartArray();
            foreach (var certificate in all)
            {
                json.WriteStartObject();
                json.WriteNumber("use", (int)certificate.Use);
                json.WriteString("subject", certificate.Subject);
                json.WriteString("sha256", certificate.Sha256Thumbprint);
                json.WriteNumber("notAfter", certificate.NotAfter.ToUnixTimeSeconds());
                json.WriteEndObject();
            }

            json.WriteEndArray();
        });
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static IReadOnlyList<UsedCertificate> Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        return [.. document.RootElement.EnumerateArray().Select(static c => new UsedCertificate(
            (CertificateUse)c.GetProperty("use").GetInt32(), c.GetProperty("subject").GetString()!, c.GetProperty("sha256").GetString()!,
            DateTimeOffset.FromUnixTimeSeconds(c.GetProperty("notAfter").GetInt64())))];
    }
}

/// <summary>What a certificate was used for. Numbers are stored: append, never renumber.</summary>
public enum CertificateUse
{
    /// <summary>Our message was signed with its key.</summary>
    Sign = 1,

    /// <summary>Our message was encrypted for it.</summary>
    Encrypt = 2,

    /// <summary>The message was opened with its key, which is ours.</summary>
    Decrypt = 3,

    /// <summary>The partner's signature was checked with it: of a message in, or of the receipt of a message out.</summary>
    Verify = 4,

    /// <summary>Our receipt was signed with its key.</summary>
    SignReceipt = 5,
}
