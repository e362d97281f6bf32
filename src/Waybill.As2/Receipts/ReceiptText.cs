namespace Waybill.As2;

/// <summary>The part of a receipt that people read (RFC 4130 §7.6): English, one fact a line, nothing of our inside.</summary>
internal static class ReceiptText
{
    private const int MostOfAnId = 500;
    private const int MostOfAWord = 200;

    /// <summary>Lines joined by CRLF, without one at the end. Words of the partner stay on their line whatever they hold.</summary>
    internal static string Write(ReceiptContent content)
    {
        var lines = new List<string> { Summary(content), "" };
        Add(lines, "Message-ID", content.OriginalMessageId, MostOfAnId);
        Add(lines, "Date", content.ReceivedDate, MostOfAWord);
        Add(lines, "Subject", content.ReceivedSubject, MostOfAWord);
        Add(lines, "From", content.To.Value, As2Name.MaxLength);
        Add(lines, "To", content.From.Value, As2Name.MaxLength);
        Add(lines, "Result", content.Disposition.ToString(), MostOfAnId);
        lines.Add("");
        lines.Add("A receipt tells what became of the message. It does not tell whether the document in it is correct.");
        return string.Join("\r\n", lines);
    }

    private static string Summary(ReceiptContent content) => content.Disposition.Meaning switch
    {
        DispositionMeaning.Accepted => "The message was received and accepted.",
        DispositionMeaning.AcceptedWithWarning => $"The message was received and accepted, with a remark. {Reason(content)}".TrimEnd(),
        _ => $"The message was received and not accepted. {Reason(content)}".TrimEnd(),
    };

    private static string Reason(ReceiptContent content) => content.Failure is As2Failure.None ? "" : As2FailureFacts.Of(content.Failure).Sentence;

    private static void Add(List<string> lines, string name, string? value, int most)
    {
        if (value is { Length: > 0 })
        {
            lines.Add($"{name}: {PartnerText.OneLine(value, most)}");
        }
    }
}
