using System.Text;

namespace Waybill.As2;

/// <summary>An AS2 identifier: 1 to 128 printable ASCII characters, compared with case (RFC 4130 §6.2).</summary>
/// <threadsafety>Immutable.</threadsafety>
public sealed record As2Name
{
    /// <summary>Longest name, in characters without quotes.</summary>
    public const int MaxLength = 128;

    private As2Name(string value) => Value = value;

    /// <summary>The bare name, without quotes and escapes.</summary>
    public string Value { get; }

    /// <summary>Takes a bare name, as a person configures it.</summary>
    public static ParseResult<As2Name> Create(string bare)
    {
        ArgumentNullException.ThrowIfNull(bare);
        if (bare.Length is 0 or > MaxLength)
        {
            return new(null, "An AS2 name has 1 to 128 characters.");
        }

        return bare.AsSpan().ContainsAnyExceptInRange(' ', '~')
            ? new(null, "An AS2 name has printable ASCII characters only.")
            : new(new As2Name(bare), null);
    }

    /// <summary>Reads a header's value, quoted or not. An unquoted name with blanks is taken whole.</summary>
    public static ParseResult<As2Name> Parse(string headerValue)
    {
        ArgumentNullException.ThrowIfNull(headerValue);
        var text = headerValue.AsSpan().Trim(" \t");
        if (text.IsEmpty || text[0] != '"')
        {
            return Create(text.ToString());
        }

        var bare = new StringBuilder(text.Length);
        for (var i = 1; i < text.Length; i++)
        {
            if (text[i] == '"')
            {
                return i == text.Length - 1 ? Create(bare.ToString()) : new(null, "Text follows the closing quote of an AS2 name.");
            }

            // Only \" and \\ are pairs (RFC 4130 §6.2); peers that do not escape write a backslash alone.
            if (text[i] == '\\' && i + 1 < text.Length && (text[i + 1] is '"' or '\\'))
            {
                i++;
            }

            bare.Append(text[i]);
        }

        return new(null, "A quoted AS2 name has no closing quote.");
    }

    /// <summary>Writes the name for a header: quoted only when it has a blank, a quote or a backslash.</summary>
    public string ToHeaderValue()
        => Value.AsSpan().ContainsAny(' ', '"', '\\')
            ? $"\"{Value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\""
            : Value;

    /// <inheritdoc/>
    public override string ToString() => Value;
}
