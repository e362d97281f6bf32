using System.Buffers.Binary;
using System.Text;

namespace Waybill.As2;

/// <summary>Reads what <see cref="RecipeWriter"/> wrote. Everything out of bounds is a <see cref="FormatException"/>; nothing is allocated for a claimed length.</summary>
internal ref struct RecipeReader(ReadOnlySpan<byte> bytes)
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private ReadOnlySpan<byte> _rest = bytes;

    internal readonly bool IsAtEnd => _rest.IsEmpty;

    internal readonly int Remaining => _rest.Length;

    internal ReadOnlySpan<byte> Raw(int length)
    {
        if (length < 0 || length > _rest.Length)
        {
            throw new FormatException("A length leaves the recipe.");
        }

        var taken = _rest[..length];
        _rest = _rest[length..];
        return taken;
    }

    internal byte Byte() => Raw(1)[0];

    internal int Number() => BinaryPrimitives.ReadInt32BigEndian(Raw(4));

    internal long Long() => BinaryPrimitives.ReadInt64BigEndian(Raw(8));

    internal ReadOnlySpan<byte> Bytes() => Raw(Number());

    internal string Text()
    {
        try
        {
            return Strict.GetString(Bytes());
        }
        catch (DecoderFallbackException fault)
        {
            throw new FormatException("A text is not UTF-8.", fault);
        }
    }

    /// <summary>How many of something follow, each of at least <paramref name="leastBytes"/> bytes.</summary>
    internal int Count(int leastBytes)
    {
        var count = Number();
        return count >= 0 && count <= _rest.Length / leastBytes ? count : throw new FormatException("A number of things leaves the recipe.");
    }
}
