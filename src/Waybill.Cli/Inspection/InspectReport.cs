using System.Text.Json.Serialization;
using Waybill.As2;
using Waybill.Cli.Output;

namespace Waybill.Cli.Inspection;

/// <summary>What <c>inspect</c> found, in the shape <c>--json</c> prints. Names here are a promise to scripts.</summary>
internal sealed class InspectReport
{
    public InspectKind Kind { get; set; }

    /// <summary>Outermost first.</summary>
    public List<LayerReport> Layers { get; } = [];

    public MicReport? Mic { get; set; }

    public List<PayloadReport> Payloads { get; } = [];

    public ReceiptReport? Receipt { get; set; }

    public List<CheckReport> Checks { get; } = [];

    /// <summary>What a person wants to know first; scripts find it in the checks.</summary>
    [JsonIgnore]
    public List<KeyValuePair<string, string>> About { get; } = [];

    /// <summary>Nothing is bad, and something could be checked.</summary>
    [JsonIgnore]
    public bool IsGood => !HasBad && Checks.Exists(c => c.Result is CheckResult.Good or CheckResult.Weak);

    [JsonIgnore]
    public bool HasBad => Checks.Exists(c => c.Result is CheckResult.Bad);

    public void Check(string name, CheckResult result, string text) => Checks.Add(new(name, result, text));
}

/// <summary>One layer around the payload.</summary>
internal sealed record LayerReport(
    string Type, string? Algorithm, string? KeyManagement, IReadOnlyList<RecipientReport> Recipients, string? Digest, string? Signer, CheckResult Status);

/// <summary>One recipient of an encrypted layer: named by issuer and serial number, or by key identifier.</summary>
internal sealed record RecipientReport(string KeyManagement, string? Issuer, string? SerialNumber, string? SubjectKeyIdentifier);

/// <summary>The message's MIC.</summary>
/// <param name="Value">The digest in base64.</param>
/// <param name="Algorithm">In the sender's spelling.</param>
/// <param name="Bytes">How many bytes it is over.</param>
internal sealed record MicReport(string Value, string Algorithm, long Bytes);

/// <summary>One document.</summary>
/// <param name="Name">The sender's word; null when it gave none. Never a path.</param>
/// <param name="ContentType">Media type.</param>
/// <param name="Size">Bytes, decoded.</param>
/// <param name="Sha256">Over the decoded bytes, hexadecimal.</param>
/// <param name="Authenticated">Whether a good signature or authentication tag covers it.</param>
/// <param name="File">Where <c>--out</c> wrote it; null without.</param>
internal sealed record PayloadReport(string? Name, string ContentType, long Size, string Sha256, bool Authenticated, string? File);

/// <summary>A receipt, in its writer's words.</summary>
internal sealed record ReceiptReport(
    string? OriginalMessageId, string? Disposition, string? Mic, string? MicAlgorithm, bool Signed, string? SignatureDigest, string? Signer,
    string? FinalRecipient, string? OriginalRecipient, string? ReportingUa, string? Text);

/// <summary>One check.</summary>
internal sealed record CheckReport(string Name, CheckResult Result, string Text);
