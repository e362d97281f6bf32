using System.Globalization;
using Waybill.As2;
using Waybill.As2.Http;
using Waybill.Cli.Inspection;
using Waybill.Cli.Output;

namespace Waybill.Cli.Sending;

/// <summary>What was sent and what came back, for people.</summary>
internal static class SendText
{
    public static IEnumerable<string> Lines(SendReport report, bool useColour)
    {
        foreach (var (file, number) in report.Files.Select((f, i) => (f, i)))
        {
            yield return Line(number is 0 ? "sent" : "", $"{file.Name}, {file.ContentType}, {MessageInspector.Bytes(file.Size)}");
        }

        yield return Line("to", $"{report.Url}, {MessageInspector.Bytes(report.Bytes)} on the wire");
        yield return Line("message", $"from {report.From} to {report.To}, Message-ID {report.MessageId}");
        yield return Line("protected", Protection(report));
        yield return Line("mic", $"{report.Mic.Value}, {report.Mic.Algorithm}");
        yield return Line("http", report.Http.Status is { } status ? status.ToString(CultureInfo.InvariantCulture) : "no answer");
        if (report.Receipt is { } receipt)
        {
            yield return Line("receipt", receipt.Disposition ?? "");
            yield return Line("", receipt.Signed ? $"signed by {receipt.Signer} with {receipt.SignatureDigest}" : "not signed");
            yield return Line("", report.MicResult switch
            {
                MicResult.Equal => "its MIC is the message's",
                MicResult.Variant => $"its MIC is the variant {report.MicVariant}",
                MicResult.Different => $"its MIC is another: {receipt.Mic}, {receipt.MicAlgorithm}",
                _ => "it has no MIC",
            });
        }

        foreach (var warning in report.Warnings)
        {
            yield return Line("note", warning);
        }

        foreach (var (file, number) in (report.Saved ?? []).Select((f, i) => (f, i)))
        {
            yield return Line(number is 0 ? "saved" : "", file);
        }

        yield return "";
        var result = report.Outcome is As2SendOutcome.DeliveredWithWarning ? CheckResult.Weak : report.IsGood ? CheckResult.Good : CheckResult.Bad;
        yield return $"{Paint.Result(result, useColour)}  {Paint.OneLine(report.Sentence)}";
        if (report.Http.RetryAfterSeconds is { } seconds)
        {
            yield return Line("", string.Create(CultureInfo.InvariantCulture, $"The partner asks to wait {seconds:0} seconds."));
        }
    }

    private static string Protection(SendReport report)
    {
        var parts = new List<string>();
        if (report.Compress is { } order)
        {
            parts.Add(report.Sign is null ? "compressed" : $"compressed {order} signing");
        }

        if (report.Sign is { } digest)
        {
            parts.Add($"signed with {digest}");
        }

        if (report.Encrypt is { } cipher)
        {
            parts.Add($"encrypted with {cipher} for {report.EncryptedFor}");
        }

        return parts.Count is 0 ? "not at all" : string.Join(", ", parts);
    }

    private static string Line(string label, string text) => $"{label,-12}{Paint.OneLine(text)}";
}
