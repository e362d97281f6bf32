using Waybill.As2;
using Waybill.Cli.Output;
using Waybill.Cms;

namespace Waybill.Cli.Inspection;

/// <summary>Says of each layer what it is worth, and what to do when it did not open.</summary>
internal sealed class LayerChecks(InspectSettings settings)
{
    public void Add(As2Layer layer, As2Verdict verdict, InspectReport report)
    {
        report.Layers.Add(new(
            Type(layer.Kind), layer.Algorithm, layer.KeyManagement,
            [.. layer.Recipients.Select(r => new RecipientReport(r.KeyManagement, r.Issuer, r.SerialNumber, r.SubjectKeyIdentifier))],
            layer.Digest?.Name, layer.Signer, Status(layer.Status)));
        switch (layer.Kind)
        {
            case As2LayerKind.Encrypted:
                report.Check("encryption", Status(layer.Status), Encryption(layer, verdict));
                break;
            case As2LayerKind.Compressed:
                report.Check("compression", Status(layer.Status), layer.Status is As2LayerStatus.Good ? "Compressed with zlib; it inflates to its end." : Because("Compressed", layer));
                break;
            default:
                // A good signature with a remark verified in another way than the plain one.
                report.Check("signature", layer is { Status: As2LayerStatus.Good, Detail: not null } ? CheckResult.Weak : Status(layer.Status), Signature(layer));
                if (verdict.Signer is { } signer)
                {
                    report.CheckDates("certificateDates", signer, settings);
                }

                break;
        }
    }

    public static string Type(As2LayerKind kind) => kind switch
    {
        As2LayerKind.Signed => "signed",
        As2LayerKind.OpaqueSigned => "opaqueSigned",
        As2LayerKind.Encrypted => "encrypted",
        _ => "compressed",
    };

    public static string Name(CmsRecipient recipient) => recipient switch
    {
        { Issuer: { } issuer } => $"serial {recipient.SerialNumber} of {issuer}",
        { SubjectKeyIdentifier: { } identifier } => $"key identifier {identifier}",
        _ => "somebody it does not name",
    };

    private static CheckResult Status(As2LayerStatus status) => status switch
    {
        As2LayerStatus.Good => CheckResult.Good,
        As2LayerStatus.Weak => CheckResult.Weak,
        As2LayerStatus.Bad => CheckResult.Bad,
        _ => CheckResult.Unchecked,
    };

    private string Encryption(As2Layer layer, As2Verdict verdict)
    {
        var recipients = layer.Recipients.Count is 0 ? "" : $" for {string.Join(" and for ", layer.Recipients.Select(Name))}";
        var what = $"Encrypted with {layer.Algorithm ?? "an unknown algorithm"}{recipients}";
        return layer.Status switch
        {
            As2LayerStatus.Good => $"{what}; it opens, the key came by {layer.KeyManagement}.",
            As2LayerStatus.Weak => $"{what}; it opens, the key came by {layer.KeyManagement}. {Weakness(layer)} no longer protects: agree on aes256-cbc or aes256-gcm.",
            As2LayerStatus.Unchecked => $"{what}. Give the recipient's key with --key and --cert to open it.",
            _ when verdict.Failure is As2Failure.NoKey => $"{what}. The key given is for {Given()}: give the recipient's key, or tell the sender to encrypt for the certificate you gave them.",
            _ => Because(what, layer),
        };
    }

    private static string? Weakness(As2Layer layer)
        => layer.Algorithm is { } name && ContentCipher.FromName(name) is { IsWeak: true } ? name : layer.KeyManagement;

    private string Given() => string.Join(" and ", settings.Keys.Own.Select(k => $"serial {k.Certificate.SerialNumber} of {k.Certificate.Issuer}"));

    private string Signature(As2Layer layer)
    {
        var what = $"Signed with {layer.Algorithm ?? "an unknown algorithm"}{(layer.Digest is { } digest ? $" and {digest}" : "")}{(layer.Signer is { } signer ? $" by {signer}" : "")}";
        return layer.Status switch
        {
            As2LayerStatus.Good => Append($"{what}; it verifies.", layer.Detail),
            As2LayerStatus.Weak => Append($"{what}; it verifies, but {layer.Digest} no longer protects: agree on sha-256.", layer.Detail),
            As2LayerStatus.Unchecked when settings.Keys.Partners.Count is 0 => $"{what}. Give the sender's certificate with --partner-cert to check it.",
            _ => Because(what, layer) + (settings.Keys.Partners.Count is 0 ? "" : $" Checked with {string.Join(" and ", settings.Keys.Partners.Select(c => c.Subject))}."),
        };
    }

    private static string Because(string what, As2Layer layer) => layer.Detail is { } detail ? $"{what}. {detail}" : $"{what}. It could not be read to its end.";

    private static string Append(string text, string? more) => more is null ? text : $"{text} {more}";
}
