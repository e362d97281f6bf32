using Waybill.Certificates;

namespace Waybill.Cli.Certificates;

/// <summary>One certificate as <c>cert show --json</c> prints it.</summary>
internal sealed record CertificateReport(
    string Subject, string Issuer, string SerialNumber, string Sha256, string Sha1, string Key, DateTimeOffset NotBefore, DateTimeOffset NotAfter,
    string Validity, bool HasPrivateKey, string? CertificateFile = null, string? KeyFile = null)
{
    /// <summary>Subjects of the other certificates of the file, its issuers first.</summary>
    public IReadOnlyList<string> Others { get; init; } = [];

    /// <summary>What is to be said of it; null where it was not looked at.</summary>
    public IReadOnlyList<CertificateFinding>? Findings { get; init; }
}
