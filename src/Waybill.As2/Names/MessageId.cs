namespace Waybill.As2;

/// <summary>The protocol's id of a message (RFC 4130 §5.3.3): kept exactly as received, compared with case and without one pair of angle brackets.</summary>
/// <remarks>A received id is the partner's word: never a path, never a key by itself. It is unique only together with both AS2 names.</remarks>
/// <threadsafety>Immutable.</threadsafety>
public sealed class MessageId : IEquatable<MessageId>
{
    /// <summary>Longest id, in characters with brackets: the longest line of RFC 5322 §2.1.1.</summary>
    public const int MaxLength = 998;

    private MessageId(string value) => Value = value;

    /// <summary>As received, without outer blanks. A receipt echoes exactly this ("don't strip or add angle brackets").</summary>
    public string Value { get; }

    /// <summary>Without one pair of outer angle brackets. What two ids are compared by.</summary>
    public string Bare => Value is ['<', .. var inner, '>'] ? inner : Value;

    /// <summary>True for <c>&lt;left@right&gt;</c> without blanks: what RFC 4130 §5.3.3 asks of a sender. Others are accepted and worth a log line.</summary>
    public bool IsWellFormed
        => Value is ['<', .. var inner, '>'] && !inner.AsSpan().ContainsAny(' ', '\t') && !inner.AsSpan().ContainsAny('<', '>')
            && inner.Split('@') is [{ Length: > 0 }, { Length: > 0 }];

    /// <summary>Reads a header's value leniently: without brackets, without <c>@</c>, with inner blanks, up to <see cref="MaxLength"/>.</summary>
    /// <returns>A problem for an empty or overlong value and for characters that are not printable ASCII.</returns>
    public static ParseResult<MessageId> Parse(string headerValue)
    {
        ArgumentNullException.ThrowIfNull(headerValue);
        var text = headerValue.Trim(' ', '\t');
        if (text.Length is 0 or > MaxLength)
        {
            return new(null, "A Message-ID has 1 to 998 characters.");
        }

        return text.AsSpan().ContainsAnyExceptInRange(' ', '~') && text.Any(c => c is not '\t' and (< ' ' or > '~'))
            ? new(null, "A Message-ID has printable ASCII characters only.")
            : new(new MessageId(text), null);
    }

    /// <summary>Makes the id of a new message: <c>&lt;left@right&gt;</c>, at most 255 characters.</summary>
    /// <param name="left">What makes it unique in the world, for example a GUID; blanks and characters an id cannot hold are left out.</param>
    /// <param name="right">The host or AS2 name it is unique for; cleaned in the same way.</param>
    /// <exception cref="ArgumentException">Nothing is left of one side, or both are too long together.</exception>
    public static MessageId Create(string left, string right)
    {
        var (one, two) = (Clean(left), Clean(right));
        if (one.Length is 0 || two.Length is 0 || one.Length + two.Length > 252)
        {
            throw new ArgumentException("Both sides of a Message-ID need characters, 252 together at most.", one.Length is 0 ? nameof(left) : nameof(right));
        }

        return new($"<{one}@{two}>");
    }

    /// <summary>True when both name the same message, with or without brackets (AS2-MATCH-001).</summary>
    public bool Equals(MessageId? other) => other is not null && string.Equals(Bare, other.Bare, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as MessageId);

    /// <inheritdoc/>
    public override int GetHashCode() => Bare.GetHashCode(StringComparison.Ordinal);

    /// <summary>Gives <see cref="Value"/>.</summary>
    public override string ToString() => Value;

    private static string Clean(string text)
    {
        ArgumentNullException.ThrowIfNull(text);

        // RFC 5322 §3.2.3 atext and the dot.
        return string.Concat(text.Where(c => char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-/=?^_`{|}~.".Contains(c, StringComparison.Ordinal))).Trim('.');
    }
}
