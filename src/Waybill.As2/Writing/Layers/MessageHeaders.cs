namespace Waybill.As2;

/// <summary>The header block of a message: who and what, the receipt asked for, the content, and what the connection adds.</summary>
internal static class MessageHeaders
{
    /// <summary>The lines that need no content: what cannot stand in a header is refused here, before a document is read.</summary>
    internal static List<KeyValuePair<string, string>> Start(As2SendOptions options)
    {
        var lines = new List<KeyValuePair<string, string>>();
        Add(lines, As2HeaderWriter.Common(options.From, options.To, options.MessageId, options.Date, options.Subject, options.Profile, options.Product));
        Add(lines, options.Receipt?.ToHeaders() ?? []);
        return lines;
    }

    /// <summary>The rest.</summary>
    internal static IReadOnlyList<KeyValuePair<string, string>> Finish(List<KeyValuePair<string, string>> lines, As2SendOptions options, OutgoingEntity message)
    {
        Add(lines, message.Headers(TransferEncodingOf(options)));
        Add(lines, options.ExtraHeaders);
        return lines;
    }

    /// <summary>What the HTTP header says of the body's coding; null says nothing (RFC 4130 §5.2.1).</summary>
    internal static string? TransferEncodingOf(As2SendOptions options) => options.StateTransferEncoding ? "binary" : null;

    private static void Add(List<KeyValuePair<string, string>> lines, IEnumerable<KeyValuePair<string, string>> more)
    {
        foreach (var (name, value) in more)
        {
            As2HeaderWriter.Add(lines, name, value);
        }
    }
}
