namespace Waybill.As2;

/// <summary>What a peer's <c>AS2-Version</c> says (RFC 4130 §6.1). Told in logs; nothing is refused for it.</summary>
/// <threadsafety>Immutable.</threadsafety>
public sealed record As2Version
{
    private As2Version(string text, bool isKnown) => (Text, IsKnown) = (text, isKnown);

    /// <summary><c>1.0</c>: what a message without the header is.</summary>
    public static As2Version Default { get; } = new("1.0", isKnown: true);

    /// <summary>As received, without outer blanks.</summary>
    public string Text { get; }

    /// <summary>True for 1.0 to 1.9, which all follow RFC 4130. Others are processed the same way and worth a log line.</summary>
    public bool IsKnown { get; }

    /// <summary>Whether the peer says 1.3: the profile of the RFC 4130bis draft.</summary>
    public bool IsModern => Text is "1.3";

    /// <summary>What we write: <c>1.2</c>, which announces compression and features, or <c>1.3</c>.</summary>
    public static As2Version Of(As2Profile profile) => new(profile is As2Profile.Modern ? "1.3" : "1.2", isKnown: true);

    /// <summary>Reads a header's value; null or empty is <see cref="Default"/>. Never fails.</summary>
    public static As2Version Parse(string? headerValue)
        => headerValue?.Trim(' ', '\t') is { Length: > 0 } text ? new(text, text is ['1', '.', >= '0' and <= '9']) : Default;

    /// <inheritdoc/>
    public override string ToString() => Text;
}
