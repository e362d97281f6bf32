using System.Collections;
using System.Text;

namespace Waybill.Mime;

/// <summary>A header block, read leniently: CRLF or LF line ends, folded lines joined, names without case, lines without a colon passed over.</summary>
/// <remarks>The first field of a name counts. Asking for <see cref="ContentType"/> never fails: nonsense reads as <c>application/octet-stream</c>.</remarks>
/// <threadsafety>Immutable.</threadsafety>
public sealed class MimeHeaders : IReadOnlyList<MimeHeaderField>
{
    // Not Trim(): it also takes the characters 85 and A0, which are the last bytes of UTF-8 letters here.
    private static readonly char[] Blanks = [' ', '\t', '\r', '\n'];

    private readonly List<MimeHeaderField> _fields;
    private readonly string? _dispositionText;
    private ContentType? _contentType;
    private ContentDisposition? _disposition;

    private MimeHeaders(List<MimeHeaderField> fields, ReadOnlyMemory<byte> raw)
    {
        (_fields, Raw) = (fields, raw);
        _dispositionText = this["Content-Disposition"];
    }

    /// <summary>No field at all.</summary>
    public static MimeHeaders Empty { get; } = new([], default);

    /// <inheritdoc/>
    public int Count => _fields.Count;

    /// <summary>The block as received, with its empty line; empty when the fields came from elsewhere.</summary>
    public ReadOnlyMemory<byte> Raw { get; }

    /// <summary>Type and parameters; <c>application/octet-stream</c> when missing or unreadable.</summary>
    public ContentType ContentType => _contentType ??= ContentType.Parse(this["Content-Type"]);

    /// <summary>What <c>Content-Disposition</c> says; null when absent.</summary>
    public ContentDisposition? ContentDisposition => _dispositionText is null ? null : _disposition ??= ContentDisposition.Parse(_dispositionText);

    /// <summary>The transfer encoding; <see cref="TransferEncoding.Binary"/> when absent.</summary>
    public TransferEncoding TransferEncoding => (this["Content-Transfer-Encoding"] is { } value ? StructuredText.FirstToken(value) : "").ToUpperInvariant() switch
    {
        "" or "BINARY" => TransferEncoding.Binary,
        "7BIT" => TransferEncoding.SevenBit,
        "8BIT" => TransferEncoding.EightBit,
        "BASE64" => TransferEncoding.Base64,
        "QUOTED-PRINTABLE" => TransferEncoding.QuotedPrintable,
        _ => TransferEncoding.Unknown,
    };

    /// <inheritdoc/>
    public MimeHeaderField this[int index] => _fields[index];

    /// <summary>The first value of this name, ignoring case; null when absent.</summary>
    public string? this[string name]
    {
        get
        {
            foreach (var field in _fields)
            {
                if (string.Equals(field.Name, name, StringComparison.OrdinalIgnoreCase))
                {
                    return field.Value;
                }
            }

            return null;
        }
    }

    /// <summary>Reads a raw block, with or without its closing empty line.</summary>
    /// <param name="block">The bytes; kept, not copied.</param>
    /// <param name="offset">Where the block starts in its input, for <see cref="MimeHeaderField.Offset"/>.</param>
    public static MimeHeaders Parse(ReadOnlyMemory<byte> block, long offset = 0)
    {
        var fields = new List<MimeHeaderField>();
        var bytes = block.Span;
        for (var at = 0; at < bytes.Length;)
        {
            var end = EndOfField(bytes, at);
            var field = bytes[at..end];
            var colon = field.IndexOf((byte)':');
            if (colon > 0)
            {
                var name = Encoding.Latin1.GetString(field[..colon]).TrimEnd();
                if (StructuredText.IsToken(name))
                {
                    fields.Add(new(name, Unfold(field[(colon + 1)..]), offset + at, end - at));
                }
            }

            at = end;
        }

        return new(fields, block);
    }

    /// <summary>Takes fields that are already split, for example those of an HTTP request.</summary>
    public static MimeHeaders FromPairs(IEnumerable<KeyValuePair<string, string>> fields)
    {
        ArgumentNullException.ThrowIfNull(fields);
        return new([.. fields.Select(f => new MimeHeaderField(f.Key, f.Value.Trim(Blanks), -1, 0))], default);
    }

    /// <summary>All values of this name, ignoring case, in order.</summary>
    public IEnumerable<string> All(string name)
        => _fields.Where(f => string.Equals(f.Name, name, StringComparison.OrdinalIgnoreCase)).Select(f => f.Value);

    /// <inheritdoc/>
    public IEnumerator<MimeHeaderField> GetEnumerator() => _fields.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>One past the field that starts at <paramref name="at"/>: a line that starts with a blank belongs to the one before.</summary>
    private static int EndOfField(ReadOnlySpan<byte> bytes, int at)
    {
        while (true)
        {
            var lineEnd = bytes[at..].IndexOf((byte)'\n');
            if (lineEnd < 0)
            {
                return bytes.Length;
            }

            at += lineEnd + 1;
            if (at >= bytes.Length || bytes[at] is not ((byte)' ' or (byte)'\t'))
            {
                return at;
            }
        }
    }

    private static string Unfold(ReadOnlySpan<byte> value)
    {
        var text = Encoding.Latin1.GetString(value);
        if (text.AsSpan().TrimEnd("\r\n").IndexOf('\n') >= 0)
        {
            // RFC 5322 §2.2.3: unfolding removes the line end and keeps the blank that follows it.
            text = text.Replace("\r\n", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal);
        }

        return text.Trim(Blanks);
    }
}
