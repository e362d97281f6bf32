using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace Waybill.Edi;

/// <summary>From a partner's bytes to text.</summary>
internal static class EdiText
{
    /// <summary>Takes release characters and line ends out and decodes.</summary>
    public static string Decode(ReadOnlySpan<byte> raw, byte release)
    {
        if (!raw.ContainsAny((byte)'\r', (byte)'\n') && (release is 0 || !raw.Contains(release)))
        {
            return Decode(raw);
        }

        var rented = ArrayPool<byte>.Shared.Rent(raw.Length);
        var length = 0;
        for (var i = 0; i < raw.Length; i++)
        {
            if (release is not 0 && raw[i] == release && i + 1 < raw.Length)
            {
                rented[length++] = raw[++i];
            }
            else if (raw[i] is not ((byte)'\r' or (byte)'\n'))
            {
                rented[length++] = raw[i];
            }
        }

        var text = Decode(rented.AsSpan(0, length));
        ArrayPool<byte>.Shared.Return(rented);
        return text;
    }

    /// <summary>A name or number as it is kept: trimmed, cut, without control characters; null when nothing is left.</summary>
    public static string? Keep(EdiValue value, int maxLength)
    {
        var raw = value.Raw;
        if (raw.Length > 4L * maxLength)
        {
            var end = 4 * maxLength;
            while (end > 0 && (raw[end] & 0xC0) is 0x80)
            {
                end--;
            }

            raw = raw[..end];
        }

        return Keep(Decode(raw, value.Delimiters.Release), maxLength);
    }

    /// <summary>The same of text.</summary>
    public static string? Keep(string? value, int maxLength)
    {
        var text = value.AsSpan().Trim();
        if (text.Length > maxLength)
        {
            text = text[..(maxLength > 0 && char.IsHighSurrogate(text[maxLength - 1]) ? maxLength - 1 : maxLength)];
        }

        return text.IsEmpty ? null : text.Length == value!.Length && !HasControl(text) ? value : Clean(text);
    }

    private static bool HasControl(ReadOnlySpan<char> text)
    {
        foreach (var value in text)
        {
            if (char.IsControl(value))
            {
                return true;
            }
        }

        return false;
    }

    private static string Clean(ReadOnlySpan<char> text) => string.Create(text.Length, text, static (target, source) =>
    {
        for (var i = 0; i < source.Length; i++)
        {
            target[i] = char.IsControl(source[i]) ? '\ufffd' : source[i];
        }
    });

    private static string Decode(ReadOnlySpan<byte> raw) => Utf8.IsValid(raw) ? Encoding.UTF8.GetString(raw) : Encoding.Latin1.GetString(raw);
}
