using System.ComponentModel;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using Waybill.Certificates;
using Waybill.Gateway;

namespace Waybill.Server;

[Description("A certificate that a file held.")]
internal sealed record FileCertificateView(
    string Subject, string Issuer, string SerialNumber,
    [property: Description("Thumbprint, hexadecimal.")] string Sha256,
    [property: Description("Thumbprint as older products show it, hexadecimal.")] string Sha1,
    [property: Description("Kind and size: rsa-2048, ec-p256.")] string Key,
    DateTimeOffset NotBefore, DateTimeOffset NotAfter,
    [property: Description("valid, expired or notYetValid.")] string Validity,
    string Pem);

[Description("One thing about a certificate.")]
internal sealed record CertificateFindingView(
    [property: Description("A fixed word: key-missing, key-mismatch, key-foreign, size, usage, dates, near-end, chain, weak-signature, tls-reused.")] string Code,
    [property: Description("info, warning or error.")] string Severity,
    string Sentence);

[Description("What files hold. Nothing was saved.")]
internal sealed record ReadCertificates(
    [property: Description("What the file was: PEM, DER, P7B, PFX, JKS.")] string Format,
    [property: Description("Whether a private key came, which is that of the first certificate.")] bool HasKey,
    [property: Description("The one with the key first, then its issuers.")] IReadOnlyList<FileCertificateView> Certificates,
    IReadOnlyList<CertificateFindingView> Findings);

/// <summary>Certificates for people and programs.</summary>
internal static class CertificateViews
{
    internal static ReadCertificates Of(ImportedCertificates imported, string? owner, string? use, DateTimeOffset now) => new(
        imported.Format, imported.Key is not null, [.. imported.Certificates.Select(c => Of(c, now))],
        [.. CertificateCheck.Check(imported, new() { At = now, Uses = UsesOf(use), NeedsKey = owner is null ? imported.Key is not null : owner.StartsWith("station/", StringComparison.Ordinal) }).Select(Of)]);

    /// <summary>What a certificate of the configuration is, beside its settings; null where it has none yet.</summary>
    internal static JsonObject? Details(ResourceView view, DateTimeOffset now)
    {
        if (Text(view, "certificate") is not { Length: > 0 } pem)
        {
            return null;
        }

        using var imported = CertificateImport.Read(Encoding.UTF8.GetBytes(pem)).Value;
        if (imported is null)
        {
            return null;
        }

        var facts = CertificateFacts.Of(imported.Certificates[0], now);
        return new()
        {
            ["subject"] = facts.Subject, ["issuer"] = facts.Issuer, ["serialNumber"] = facts.SerialNumber, ["sha256"] = facts.Sha256, ["sha1"] = facts.Sha1, ["key"] = facts.Key,
            ["notBefore"] = facts.NotBefore.UtcDateTime.ToString("O"), ["notAfter"] = facts.NotAfter.UtcDateTime.ToString("O"), ["validity"] = facts.Validity,
            ["chain"] = new JsonArray([.. imported.Certificates.Skip(1).Select(static c => (JsonNode)c.Subject)]),
            ["findings"] = new JsonArray(
            [
                .. CertificateCheck.Check(imported, new() { At = now, Uses = UsesOf(Text(view, "use")) }).Where(static f => f.Code is not "key-foreign").Select(Of)
                    .Select(static f => new JsonObject { ["code"] = f.Code, ["severity"] = f.Severity, ["sentence"] = f.Sentence }),
            ]),
        };
    }

    internal static string? Text(ResourceView view, string member) => view.Body[member] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    internal static FileCertificateView Of(X509Certificate2 certificate, DateTimeOffset now)
    {
        var f = CertificateFacts.Of(certificate, now);
        return new(f.Subject, f.Issuer, f.SerialNumber, f.Sha256, f.Sha1, f.Key, f.NotBefore, f.NotAfter, f.Validity, certificate.ExportCertificatePem() + "\n");
    }

    private static CertificateFindingView Of(CertificateFinding f)
        => new(f.Code, f.Severity switch { CertificateSeverity.Error => "error", CertificateSeverity.Warning => "warning", _ => "info" }, f.Sentence);

    private static CheckedUses UsesOf(string? use) => use switch
    {
        "sign" => CheckedUses.Sign,
        "encrypt" => CheckedUses.Encrypt,
        "tls" => CheckedUses.Tls,
        _ => CheckedUses.Sign | CheckedUses.Encrypt,
    };
}
