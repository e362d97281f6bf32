using System.Buffers;
using System.Text;

namespace Waybill.Mime;

/// <summary>Writes header blocks strictly: US-ASCII, CRLF, one line a field however long (AS2-HTTP-031).</summary>
public static class MimeHeaderWriter
{
    private static readonly SearchValues<char> Printable = SearchValues.Create(['\t', .. Enumerable.Range(' ', '~' - ' ' + 1).Select(c => (char)c)]);

    /// <summary>Writes one field.</summary>
    /// <exception cref="ArgumentException">The name is no token, or the value holds anything but printable US-ASCII, blanks and tabs.</exception>
    public static void Write(IBufferWriter<byte> output, string name, string value)
    {
        ArgumentNullException.ThrowIfNull(output);
        Check(name, value);
        Encoding.ASCII.GetBytes(name, output);
        output.Write(": "u8);
        Encoding.ASCII.GetBytes(value, output);
        output.Write("\r\n"u8);
    }

    /// <summary>Writes the empty line that ends a block.</summary>
    public static void WriteEnd(IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        output.Write("\r\n"u8);
    }

    /// <summary>Refuses what must not become a header: a CR, LF or NUL in a value starts another header or ends the block.</summary>
    /// <exception cref="ArgumentException">See <see cref="Write"/>.</exception>
    public static void Check(string name, string value)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(value);
        if (!StructuredText.IsToken(name))
        {
            throw new ArgumentException("A header's name must be a token: letters, digits and hyphens.", nameof(name));
        }

        if (value.AsSpan().ContainsAnyExcept(Printable))
        {
            throw new ArgumentException($"The value of {name} must be printable US-ASCII on one line.", nameof(value));
        }
    }
}
