using System.Globalization;
using System.Text.Json;
using Waybill.Cli.Inspection;
using Waybill.Cli.Output;

namespace Waybill.Cli.Server;

/// <summary>Exchanges for people.</summary>
internal static class MessageText
{
    private static readonly (string Label, string Name)[] Words = [("connection", "connection"), ("subject", "subject"), ("refused", "failure"), ("detail", "detail")];
    private static readonly (string Label, string Name)[] Mics = [("mic", "mic"), ("their mic", "receivedMic")];
    private static readonly string[] LayerWords = ["type", "algorithm", "keyManagement", "digest", "signer", "status", "detail"];
    private static readonly string[] EnvelopeWords = ["standard", "type", "version", "number"];

    public static string Line(JsonElement exchange)
        => $"{Text(exchange, "createdAt")[..19]}Z  {Text(exchange, "direction"),-3}  {Text(exchange, "state"),-16}  {Text(exchange, "id")}  "
            + Paint.OneLine($"{Text(exchange, "from")} → {Text(exchange, "to")}  {Text(exchange, "fileName")}").TrimEnd();

    public static string Orphan(JsonElement receipt)
        => Paint.OneLine($"{Text(receipt, "at")[..19]}Z  {Text(receipt, "number")}  {Text(receipt, "from")} → {Text(receipt, "to")}  {Text(receipt, "sentence")}");

    /// <summary>What an action came to.</summary>
    public static string Done(JsonElement answer)
        => answer.ValueKind is not JsonValueKind.Object ? "done"
            : Text(answer, "isHeld") is { Length: > 0 } held ? Line(Text(answer, "name"), held is "True" ? "held" : "released")
            : Line("done", $"{Text(answer, "id")}, {Text(answer, "state")}");

    public static IEnumerable<string> Show(JsonElement found)
    {
        var exchange = found.GetProperty("exchange");
        yield return Line("exchange", $"{Text(exchange, "id")}, {Text(exchange, "direction")}, {Text(exchange, "state")}");
        yield return Line("message", $"from {Text(exchange, "from")} to {Text(exchange, "to")}, Message-ID {Text(exchange, "messageId")}");
        foreach (var (label, name) in Words)
        {
            if (Text(exchange, name) is { Length: > 0 } value)
            {
                yield return Line(label, value);
            }
        }

        if (Text(found, "resendOf") is { Length: > 0 } before)
        {
            yield return Line("again", $"sends {before} once more, as a new message");
        }

        foreach (var document in found.GetProperty("documents").EnumerateArray())
        {
            yield return Line("document", $"{Text(document, "number")}: {Text(document, "fileName")}, {Text(document, "contentType")}, {MessageInspector.Bytes(document.GetProperty("bytes").GetInt64())}");
        }

        foreach (var envelope in found.GetProperty("envelopes").EnumerateArray())
        {
            yield return Line("holds", string.Join(' ', EnvelopeWords.Select(n => Text(envelope, n)).Where(static t => t.Length > 0)));
        }

        foreach (var layer in found.GetProperty("layers").EnumerateArray())
        {
            yield return Line("layer", string.Join(", ", LayerWords.Select(n => Text(layer, n)).Where(static t => t.Length > 0)));
        }

        foreach (var certificate in found.GetProperty("certificates").GetProperty("used").EnumerateArray())
        {
            yield return Line("certificate", Certificate(certificate));
        }

        foreach (var (label, name) in Mics)
        {
            if (Text(found, name) is { Length: > 0 } value)
            {
                yield return Line(label, value);
            }
        }

        foreach (var receipt in found.GetProperty("receipts").EnumerateArray())
        {
            yield return Line("receipt", $"{Text(receipt, "outcome")}: {Text(receipt, "sentence")}");
            if (receipt.TryGetProperty("signer", out var signer))
            {
                yield return Line("signed by", Certificate(signer));
            }
        }

        if (found.TryGetProperty("answer", out var answer))
        {
            yield return Line("answered", $"{Text(answer, "status")}, {Text(answer, "bytes")} bytes");
        }

        foreach (var handoff in found.GetProperty("handoffs").EnumerateArray())
        {
            yield return Line("handed to", $"{Text(handoff, "consumer")}: {Text(handoff, "state")}");
        }

        foreach (var attempt in found.GetProperty("attempts").EnumerateArray())
        {
            yield return Line("attempt", string.Create(CultureInfo.InvariantCulture, $"{Text(attempt, "number")} {Text(attempt, "kind")} {Text(attempt, "startedAt")}: {Text(attempt, "httpStatus")} {Text(attempt, "sentence")}"));
        }

        foreach (var step in found.GetProperty("timeline").EnumerateArray())
        {
            yield return Line("", $"{Text(step, "at")}  {Text(step, "text")}");
        }

        foreach (var header in found.GetProperty("headers").EnumerateArray())
        {
            yield return Line("header", $"{Text(header, "name")}: {Text(header, "value")}");
        }

        var kept = found.GetProperty("links").EnumerateObject().Select(static l => l.Name).ToList();
        if (kept.Count > 0)
        {
            yield return Line("to download", string.Join(", ", kept));
        }
    }

    /// <summary>A member's value; empty when it is absent.</summary>
    public static string Text(JsonElement of, string name) => of.TryGetProperty(name, out var value) ? value.ToString() : "";

    private static string Certificate(JsonElement certificate)
        => $"{Text(certificate, "use")}: {Text(certificate, "subject")}, until {Text(certificate, "notAfter")}, SHA-256 {Text(certificate, "sha256")}";

    private static string Line(string label, string text) => $"{label,-12}{Paint.OneLine(text)}";
}
