using Waybill.Mime;

namespace Waybill.As2;

/// <summary>Writes AS2 header lines strictly: printable US-ASCII, one line each however long, no outer blanks, whatever the host's culture.</summary>
/// <threadsafety>Static and pure.</threadsafety>
public static class As2HeaderWriter
{
    /// <summary>Adds one line; outer blanks of the value are left out.</summary>
    /// <exception cref="ArgumentException">The name is no token, or the value holds a control character (CR, LF and NUL above all: they would start another header) or anything beyond US-ASCII.</exception>
    public static void Add(List<KeyValuePair<string, string>> lines, string name, string value)
    {
        ArgumentNullException.ThrowIfNull(lines);
        MimeHeaderWriter.Check(name, value);
        var text = value.Trim(' ', '\t');
        if (text.Contains('\t', StringComparison.Ordinal))
        {
            throw new ArgumentException($"The value of {name} must be printable US-ASCII on one line.", nameof(value));
        }

        lines.Add(new(name, text));
    }

    /// <summary>The lines every message and every receipt begins with: <c>AS2-Version</c>, <c>EDIINT-Features</c>, <c>AS2-Product</c> (modern only), <c>AS2-From</c>, <c>AS2-To</c>,
    /// <c>Message-ID</c>, <c>Date</c>, <c>Subject</c>, <c>MIME-Version</c>.</summary>
    /// <param name="from">Who sends.</param>
    /// <param name="to">Who receives.</param>
    /// <param name="id">Of the form <c>&lt;left@right&gt;</c>.</param>
    /// <param name="date">Written in GMT.</param>
    /// <param name="subject">Any text; beyond US-ASCII it is written as RFC 2047 words, control characters as blanks. No line when null or blank.</param>
    /// <param name="profile">Says the version.</param>
    /// <param name="product">The sending program.</param>
    /// <exception cref="ArgumentException">The id is not well formed (<see cref="MessageId.IsWellFormed"/>).</exception>
    public static IReadOnlyList<KeyValuePair<string, string>> Common(
        As2Name from, As2Name to, MessageId id, DateTimeOffset date, string? subject, As2Profile profile, As2Product product)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        ArgumentNullException.ThrowIfNull(id);
        ArgumentNullException.ThrowIfNull(product);
        if (!id.IsWellFormed)
        {
            throw new ArgumentException("A sent Message-ID has the form <left@right>.", nameof(id));
        }

        var lines = new List<KeyValuePair<string, string>>(10);
        Add(lines, "AS2-Version", As2Version.Of(profile).Text);

        // RFC 6017 §3: in every message of the agent, not only in those that use the feature.
        Add(lines, "EDIINT-Features", As2Features.Own);
        if (profile is As2Profile.Modern)
        {
            Add(lines, "AS2-Product", product.Value);
        }

        Add(lines, "AS2-From", from.ToHeaderValue());
        Add(lines, "AS2-To", to.ToHeaderValue());
        Add(lines, "Message-ID", id.Value);
        Add(lines, "Date", As2Date.Format(date));
        if (HeaderText.OneLine(subject) is { Length: > 0 } text)
        {
            Add(lines, "Subject", EncodedWord.Encode(text));
        }

        Add(lines, "MIME-Version", "1.0");
        return lines;
    }
}
