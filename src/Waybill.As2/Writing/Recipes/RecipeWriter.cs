using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Waybill.As2;

/// <summary>Writes segments as numbered nodes, children first, each once: what the body and the MIC share is stored once. Numbers are big-endian.</summary>
internal sealed class RecipeWriter
{
    private readonly ArrayBufferWriter<byte> _bytes = new();
    private readonly Dictionary<Segment, int> _numbers = new(ReferenceEqualityComparer.Instance);

    /// <summary>The content key of the one envelope; empty when there is none. Never among the bytes.</summary>
    internal ReadOnlyMemory<byte> Key { get; private set; }

    /// <summary>How many nodes were written.</summary>
    internal int Count => _numbers.Count;

    internal ReadOnlySpan<byte> Written => _bytes.WrittenSpan;

    /// <summary>Writes a segment and what it is made of, unless they were written before.</summary>
    internal void Add(Segment segment)
    {
        if (_numbers.ContainsKey(segment))
        {
            return;
        }

        foreach (var child in segment.Children)
        {
            Add(child);
        }

        segment.Save(this);
        _numbers.Add(segment, _numbers.Count);
    }

    internal void Kind(SegmentKind kind) => Raw([(byte)kind]);

    internal int NumberOf(Segment segment) => _numbers[segment];

    internal void Reference(Segment child) => Number(_numbers[child]);

    internal void Number(int value)
    {
        BinaryPrimitives.WriteInt32BigEndian(_bytes.GetSpan(4), value);
        _bytes.Advance(4);
    }

    internal void Long(long value)
    {
        BinaryPrimitives.WriteInt64BigEndian(_bytes.GetSpan(8), value);
        _bytes.Advance(8);
    }

    internal void Bytes(ReadOnlySpan<byte> bytes)
    {
        Number(bytes.Length);
        Raw(bytes);
    }

    internal void Text(string text) => Bytes(Encoding.UTF8.GetBytes(text));

    internal void Raw(ReadOnlySpan<byte> bytes) => _bytes.Write(bytes);

    /// <summary>Hands the key out apart; its digest stays, so that another key is seen to be another one.</summary>
    internal void ContentKey(ReadOnlyMemory<byte> key)
    {
        Key = key.ToArray();
        Raw(SHA256.HashData(key.Span));
    }
}
