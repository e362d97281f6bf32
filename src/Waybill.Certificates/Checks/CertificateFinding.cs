namespace Waybill.Certificates;

/// <summary>How much a finding matters.</summary>
public enum CertificateSeverity
{
    /// <summary>Good to know.</summary>
    Info = 0,

    /// <summary>Works, and should be changed.</summary>
    Warning = 1,

    /// <summary>Must not be used so.</summary>
    Error = 2,
}

/// <summary>One thing about a certificate.</summary>
/// <param name="Code">A fixed word: <c>key-missing</c>, <c>key-mismatch</c>, <c>size</c>, <c>usage</c>, <c>dates</c>, <c>near-end</c>, <c>chain</c>, <c>weak-signature</c>, <c>tls-reused</c>.</param>
/// <param name="Severity">How much it matters.</param>
/// <param name="Sentence">For people.</param>
public sealed record CertificateFinding(string Code, CertificateSeverity Severity, string Sentence);
