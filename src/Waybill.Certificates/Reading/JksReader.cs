using System.Buffers.Binary;
using System.Text;

namespace Waybill.Certificates;

/// <summary>Takes the fields of a Java key store in turn, big-endian. No length it claims is believed beyond its end.</summary>
internal sealed class JksReader(ReadOnlyMemory<byte> bytes)
{
    private int _at;

    internal uint Number() => BinaryPrimitives.ReadUInt32BigEndian(Take(4).Span);

    /// <summary>Milliseconds since 1970; when the entry was made.</summary>
    internal void SkipDate() => Take(8);

    /// <summary>Java's own UTF-8. Where it differs (NUL, signs beyond the first plane) a name only looks odd.</summary>
    internal string Text() => Encoding.UTF8.GetString(Take(BinaryPrimitives.ReadUInt16BigEndian(Take(2).Span)).Span);

    internal ReadOnlyMemory<byte> Block() => Number() is var length && length <= bytes.Length - _at ? Take((int)length) : throw JksFile.Damaged;

    internal bool IsAtEnd => _at == bytes.Length;

    private ReadOnlyMemory<byte> Take(int length)
    {
        if (length > bytes.Length - _at)
        {
            throw JksFile.Damaged;
        }

        var taken = bytes.Slice(_at, length);
        _at += length;
        return taken;
    }
}
