using System.Buffers;

namespace Waybill.Gateway;

/// <summary>Our own id of an exchange: 32 lower-case hexadecimal digits, in order of time (UUID version 7, RFC 9562 §5.7).</summary>
/// <remarks>Made by us, so it may be part of a path or a URL; a Message-ID never is.</remarks>
/// <threadsafety>Immutable.</threadsafety>
public readonly record struct ExchangeId
{
    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789abcdef");

    private readonly string? _value;

    private ExchangeId(string value) => _value = value;

    /// <summary>The digits; of a default value, 32 zeroes.</summary>
    public string Value => _value ?? "00000000000000000000000000000000";

    /// <summary>A new id.</summary>
    /// <param name="now">The moment it sorts by.</param>
    public static ExchangeId New(DateTimeOffset now) => new(Guid.CreateVersion7(now).ToString("N"));

    /// <summary>Reads an id from text; null when it is none.</summary>
    public static ExchangeId? Parse(string? text)
        => text is { Length: 32 } && !text.AsSpan().ContainsAnyExcept(Digits) ? new(text) : null;

    /// <inheritdoc/>
    public override string ToString() => Value;
}
