namespace Waybill.Cli.Certificates;

/// <summary>One certificate as <c>cert show --json</c> prints it.</summary>
internal sealed record CertificateReport(
    string Subject, string Issuer, string SerialNumber, string Sha256, string Key, DateTimeOffset NotBefore, DateTimeOffset NotAfter,
    string Validity, bool HasPrivateKey, string? CertificateFile = null, string? KeyFile = null);
