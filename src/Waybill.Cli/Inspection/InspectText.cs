using Waybill.As2;
using Waybill.Cli.Output;

namespace Waybill.Cli.Inspection;

/// <summary>A report for people: what it is, its layers from the outside in, its MIC, its payloads, every check with its mark.</summary>
internal static class InspectText
{
    private const int LabelWidth = 12;
    private const int CheckWidth = 24;

    public static IEnumerable<string> Lines(InspectReport report, bool useColour)
    {
        yield return Line("this is", Words(report.Kind));
        foreach (var (label, text) in report.About)
        {
            yield return Line(label, text);
        }

        foreach (var (layer, number) in report.Layers.Select((l, i) => (l, i + 1)))
        {
            yield return Line(number is 1 ? "layers" : "", $"{number}  {Layer(layer)}");
        }

        if (report.Mic is { } mic)
        {
            yield return Line("mic", $"{mic.Value}, {mic.Algorithm}, over {MessageInspector.Bytes(mic.Bytes)}");
        }

        foreach (var (payload, number) in report.Payloads.Select((p, i) => (p, i + 1)))
        {
            yield return Line(number is 1 ? "payloads" : "", $"{number}  {Payload(payload)}");
            if (payload.File is { } file)
            {
                yield return Line("", $"   written to {file}");
            }
        }

        foreach (var line in report.Receipt is { } receipt ? Receipt(receipt) : [])
        {
            yield return line;
        }

        yield return "";
        foreach (var check in report.Checks)
        {
            yield return $"{Paint.Result(check.Result, useColour)}  {check.Name,-CheckWidth}{Paint.OneLine(check.Text)}";
        }

        yield return "";
        yield return Result(report);
    }

    private static string Words(InspectKind kind) => kind switch
    {
        InspectKind.Message => "an AS2 message",
        InspectKind.Receipt => "a receipt (MDN)",
        InspectKind.Response => "an HTTP response without a receipt",
        InspectKind.Signature => "a signature without its content",
        _ => "nothing that AS2 knows",
    };

    private static string Layer(LayerReport layer)
    {
        var how = layer.Type switch
        {
            "encrypted" => $"encrypted with {layer.Algorithm ?? "?"}{(layer.KeyManagement is { } key ? $", key by {key}" : "")}",
            "compressed" => $"compressed with {layer.Algorithm}",
            var type => $"{(type is "signed" ? "signed" : "signed, opaque,")} with {layer.Digest ?? "?"} and {layer.Algorithm ?? "?"} by {layer.Signer ?? "?"}",
        };
        return $"{how}: {layer.Status.ToString().ToLowerInvariant()}";
    }

    private static string Payload(PayloadReport payload)
        => $"{payload.Name ?? "(no name)"}, {payload.ContentType}, {MessageInspector.Bytes(payload.Size)}{(payload.Authenticated ? "" : ", not authenticated")}, sha-256 {payload.Sha256}";

    private static IEnumerable<string> Receipt(ReceiptReport receipt)
    {
        yield return Line("receipt", $"about {receipt.OriginalMessageId ?? "a message it does not name"}");
        yield return Line("", receipt.Disposition ?? "without a disposition");
        yield return Line("", receipt.Mic is null ? "without a MIC" : $"mic {receipt.Mic}, {receipt.MicAlgorithm}");
        if (receipt.ReportingUa is { } program)
        {
            yield return Line("", $"written by {program}");
        }

        foreach (var text in (receipt.Text ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Take(5))
        {
            yield return Line("", $"\"{text}\"");
        }
    }

    private static string Result(InspectReport report)
    {
        var bad = report.Checks.Count(c => c.Result is CheckResult.Bad);
        return bad > 0 ? $"result      {bad} of {report.Checks.Count} checks {(bad is 1 ? "is" : "are")} bad"
            : !report.IsGood ? "result      nothing could be checked"
            : report.Checks.Exists(c => c.Result is CheckResult.Weak) ? "result      good, with something to look at"
            : report.Checks.Exists(c => c.Result is CheckResult.Unchecked) ? "result      good as far as it could be checked" : "result      good";
    }

    private static string Line(string label, string text) => $"{label.PadRight(LabelWidth)}{Paint.OneLine(text)}";
}
