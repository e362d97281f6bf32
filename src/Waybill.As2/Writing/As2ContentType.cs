namespace Waybill.As2;

/// <summary>Media types of business documents (RFC 1767).</summary>
public static class As2ContentType
{
    /// <summary>Whether a text can stand in <c>Content-Type</c> of a document: one line of a type, a slash, a subtype and perhaps parameters.</summary>
    public static bool IsWritten(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return DocumentRules.IsMediaType(text);
    }

    /// <summary>Guesses a document's media type from how it begins; a UTF-8 byte order mark and blanks before are passed over.</summary>
    /// <param name="start">Its first bytes; 64 are plenty.</param>
    /// <returns><c>application/EDI-X12</c> (ISA), <c>application/EDIFACT</c> (UNA, UNB), <c>application/xml</c>, <c>application/json</c>,
    /// else <c>application/octet-stream</c>.</returns>
    public static string Detect(ReadOnlySpan<byte> start)
    {
        if (start.StartsWith("\uFEFF"u8))
        {
            start = start[3..];
        }

        start = start.TrimStart(" \t\r\n"u8);
        return start switch
        {
            [(byte)'I', (byte)'S', (byte)'A', ..] => "application/EDI-X12",
            [(byte)'U', (byte)'N', (byte)'A' or (byte)'B', ..] => "application/EDIFACT",
            [(byte)'<', ..] => "application/xml",
            [(byte)'{' or (byte)'[', ..] => "application/json",
            _ => "application/octet-stream",
        };
    }
}
