using System.Text;

namespace Waybill.Mime;

/// <summary>A <c>Content-Disposition</c> with its file name (RFC 2183).</summary>
/// <remarks>The file name is the partner's word: decoded, not cleaned. Never use it as a path.</remarks>
/// <threadsafety>Immutable.</threadsafety>
public sealed class ContentDisposition
{
    private ContentDisposition(string type, string? fileName) => (Type, FileName) = (type, fileName);

    /// <summary>Lower case, for example <c>attachment</c>.</summary>
    public string Type { get; }

    /// <summary>From <c>filename*</c>, else <c>filename</c>, with RFC 2231, RFC 2047 and raw UTF-8 decoded; null when there is none.</summary>
    public string? FileName { get; }

    /// <summary>Reads a header value. Never throws.</summary>
    public static ContentDisposition Parse(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        var semicolon = StructuredText.FirstSemicolon(value);
        var parameters = semicolon < 0 ? [] : MimeParameter.ParseList(value, semicolon);
        var name = parameters.Find(p => string.Equals(p.Name, "filename", StringComparison.OrdinalIgnoreCase))?.Value;
        return new(StructuredText.FirstToken(value).ToLowerInvariant(), name);
    }

    /// <summary>Writes <c>attachment; filename=…</c>: quoted when needed, and for a name beyond US-ASCII, or one that looks like an encoded word, also
    /// <c>filename*=UTF-8''…</c> (RFC 2231, RFC 6266).</summary>
    /// <exception cref="ArgumentException">The name holds a control character.</exception>
    public static string WriteAttachment(string fileName)
    {
        ArgumentNullException.ThrowIfNull(fileName);
        if (fileName.Any(char.IsControl))
        {
            throw new ArgumentException("A file name in a header must not hold control characters.", nameof(fileName));
        }

        // Readers decode encoded words in the plain form, although RFC 2047 §5 has none there.
        if (System.Text.Ascii.IsValid(fileName) && !fileName.Contains("=?", StringComparison.Ordinal))
        {
            return $"attachment; filename={StructuredText.Quote(fileName)}";
        }

        var fallback = string.Concat(fileName.EnumerateRunes().Select(r => r.IsAscii ? r.ToString() : "_")).Replace("=?", "__", StringComparison.Ordinal);
        var extended = string.Concat(Encoding.UTF8.GetBytes(fileName).Select(b => char.IsAsciiLetterOrDigit((char)b) || b is (byte)'.' or (byte)'-' or (byte)'_'
            ? ((char)b).ToString() : $"%{b:X2}"));
        return $"attachment; filename={StructuredText.Quote(fallback)}; filename*=UTF-8''{extended}";
    }
}
