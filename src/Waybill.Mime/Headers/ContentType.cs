using System.Text;

namespace Waybill.Mime;

/// <summary>A media type with its parameters (RFC 2045 §5.1), read leniently and compared without case.</summary>
/// <threadsafety>Immutable.</threadsafety>
public sealed class ContentType
{
    private readonly List<MimeParameter> _parameters;

    private ContentType(string mediaType, List<MimeParameter> parameters, bool isMissing, bool isMalformed)
        => (MediaType, _parameters, IsMissing, IsMalformed) = (mediaType, parameters, isMissing, isMalformed);

    /// <summary>Type and subtype in lower case, for example <c>application/edi-x12</c>.</summary>
    public string MediaType { get; }

    /// <summary>In order; RFC 2231 forms first.</summary>
    public IReadOnlyList<MimeParameter> Parameters => _parameters;

    /// <summary>True when there was no header.</summary>
    public bool IsMissing { get; }

    /// <summary>True when there was one without a type and subtype.</summary>
    public bool IsMalformed { get; }

    /// <summary>True for <c>multipart/…</c>.</summary>
    public bool IsMultipart => MediaType.StartsWith("multipart/", StringComparison.Ordinal);

    /// <summary>The boundary without quotes; null when absent or not usable (empty, over 200 characters, line ends).</summary>
    public string? Boundary => this["boundary"] is { Length: > 0 and <= 200 } boundary && Ascii.IsValid(boundary) && !boundary.AsSpan().ContainsAny('\r', '\n')
        ? boundary.TrimEnd() : null;

    /// <summary>The parameter's value, ignoring the case of its name; null when absent. The first one counts.</summary>
    public string? this[string parameter]
    {
        get
        {
            foreach (var known in _parameters)
            {
                if (string.Equals(known.Name, parameter, StringComparison.OrdinalIgnoreCase))
                {
                    return known.Value;
                }
            }

            return null;
        }
    }

    /// <summary>Whether a parameter stands there twice: two readers could see two messages.</summary>
    public bool HasDuplicate(string parameter) => Parameters.Count(p => string.Equals(p.Name, parameter, StringComparison.OrdinalIgnoreCase)) > 1;

    /// <summary>Whether the media type is this one, ignoring case.</summary>
    public bool Is(string mediaType) => string.Equals(MediaType, mediaType, StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads a header value. Never throws: null or nonsense gives <c>application/octet-stream</c>.</summary>
    public static ContentType Parse(string? value)
    {
        if (value is null)
        {
            return new("application/octet-stream", [], isMissing: true, isMalformed: false);
        }

        // A peer was seen to put the whole value into quotes.
        if (value.Length > 1 && value[0] is '"' && value[^1] is '"' && value.IndexOf('/', StringComparison.Ordinal) > 0)
        {
            value = value[1..^1].Replace("\\\"", "\"", StringComparison.Ordinal);
        }

        var type = StructuredText.FirstToken(value);
        var slash = type.IndexOf('/', StringComparison.Ordinal);
        var semicolon = StructuredText.FirstSemicolon(value);
        var parameters = semicolon < 0 ? [] : MimeParameter.ParseList(value, semicolon);
        return slash > 0 && StructuredText.IsToken(type.AsSpan(0, slash)) && StructuredText.IsToken(type.AsSpan(slash + 1))
            ? new(type.ToLowerInvariant(), parameters, isMissing: false, isMalformed: false)
            : new("application/octet-stream", parameters, isMissing: false, isMalformed: true);
    }

    /// <summary>Writes a header value: one line, values quoted when they must be.</summary>
    public static string Write(string mediaType, params ReadOnlySpan<(string Name, string Value)> parameters)
    {
        var text = new StringBuilder(mediaType);
        foreach (var (name, value) in parameters)
        {
            text.Append("; ").Append(name).Append('=').Append(StructuredText.Quote(value));
        }

        return text.ToString();
    }

    /// <inheritdoc/>
    public override string ToString() => Write(MediaType, [.. Parameters.Select(p => (p.Name, p.Value))]);
}
