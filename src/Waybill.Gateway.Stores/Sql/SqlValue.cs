using System.Buffers;

namespace Waybill.Gateway.Stores;

/// <summary>What a parameter can be: nothing, a number, text or bytes.</summary>
internal enum SqlKind : byte
{
    Null,
    Number,
    Text,
    Bytes,
}

/// <summary>One parameter's value.</summary>
internal readonly struct SqlValue
{
    private static readonly SearchValues<char> Odd = SearchValues.Create([.. Enumerable.Range(0xd800, 0x800).Select(c => (char)c), '\0']);

    private SqlValue(SqlKind kind, long number = 0, string? text = null, ReadOnlyMemory<byte> bytes = default)
        => (Kind, Number, Text, Bytes) = (kind, number, text, bytes);

    internal SqlKind Kind { get; }

    internal long Number { get; }

    internal string? Text { get; }

    internal ReadOnlyMemory<byte> Bytes { get; }

    internal object? Boxed => Kind switch
    {
        SqlKind.Number => Number,
        SqlKind.Text => Text,
        SqlKind.Bytes => Bytes,
        _ => null,
    };

    public static implicit operator SqlValue(long value) => new(SqlKind.Number, value);

    public static implicit operator SqlValue(int value) => new(SqlKind.Number, value);

    public static implicit operator SqlValue(bool value) => new(SqlKind.Number, value ? 1 : 0);

    public static implicit operator SqlValue(long? value) => value is { } v ? new(SqlKind.Number, v) : default;

    public static implicit operator SqlValue(int? value) => value is { } v ? new(SqlKind.Number, v) : default;

    public static implicit operator SqlValue(DateTimeOffset value) => new(SqlKind.Number, value.ToUnixTimeMilliseconds());

    public static implicit operator SqlValue(DateTimeOffset? value) => value is { } v ? (SqlValue)v : default;

    public static implicit operator SqlValue(string? value) => value is null ? default : new(SqlKind.Text, text: Clean(value));

    public static implicit operator SqlValue(ExchangeId value) => new(SqlKind.Text, text: value.Value);

    public static implicit operator SqlValue(PayloadId value) => new(SqlKind.Text, text: value.Value);

    public static implicit operator SqlValue(PayloadId? value) => value is { } v ? new(SqlKind.Text, text: v.Value) : default;

    public static implicit operator SqlValue(ReadOnlyMemory<byte> value) => new(SqlKind.Bytes, bytes: value);

    public static implicit operator SqlValue(ReadOnlyMemory<byte>? value) => value is { } v ? new(SqlKind.Bytes, bytes: v) : default;

    /// <summary>Text of a stranger may hold what one database or the other cannot store: NUL and half surrogates.</summary>
    internal static string Clean(string text)
    {
        if (!text.AsSpan().ContainsAny(Odd))
        {
            return text;
        }

        var clean = text.ToCharArray();
        for (var i = 0; i < clean.Length; i++)
        {
            if (char.IsHighSurrogate(clean[i]) && i + 1 < clean.Length && char.IsLowSurrogate(clean[i + 1]))
            {
                i++;
            }
            else if (clean[i] is '\0' || char.IsSurrogate(clean[i]))
            {
                clean[i] = '\ufffd';
            }
        }

        return new(clean);
    }
}
