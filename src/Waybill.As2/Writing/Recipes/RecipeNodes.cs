using System.Security.Cryptography;
using Waybill.Cms;

namespace Waybill.As2;

/// <summary>The nodes of a recipe as segments again.</summary>
internal sealed class RecipeNodes(ReadOnlyMemory<byte> key, Func<int, CancellationToken, ValueTask<Stream>> openDocument, Func<CancellationToken, ValueTask<Stream>>? openScratch)
{
    /// <summary>Far beyond any disk, and far from the end of 64 bits whatever stands around it.</summary>
    private const long Longest = 1L << 60;

    private readonly List<Segment> _nodes = [];
    private bool _keyIsUsed;

    internal void Read(ref RecipeReader reader, int count)
    {
        try
        {
            for (var i = 0; i < count; i++)
            {
                var node = Node(ref reader);
                _ = Bounded(node.Length);
                _nodes.Add(node);
            }
        }
        catch (Exception problem) when (problem is OverflowException or ArgumentException or CmsException)
        {
            throw new FormatException(problem.Message, problem);
        }

        if (!key.IsEmpty && !_keyIsUsed)
        {
            throw new FormatException("There is a content key for a message that is not encrypted.");
        }
    }

    /// <summary>A node that stands before; so nothing contains itself.</summary>
    internal Segment At(int number)
        => number >= 0 && number < _nodes.Count ? _nodes[number] : throw new FormatException("A node is named that is not there.");

    /// <summary>The same; null for -1.</summary>
    internal Segment? Find(int number) => number is -1 ? null : At(number);

    private Segment Node(ref RecipeReader reader)
    {
        switch ((SegmentKind)reader.Byte())
        {
            case SegmentKind.Literal:
                return new LiteralSegment(reader.Bytes().ToArray());
            case SegmentKind.Document:
                var (ordinal, length) = (reader.Number(), Bounded(reader.Long()));
                return ordinal >= 0
                    ? new DocumentSegment(ordinal, length, ct => openDocument(ordinal, ct), reader.Raw(SHA256.HashSizeInBytes).ToArray())
                    : throw new FormatException("A document has a negative number.");
            case SegmentKind.Base64:
                return new Base64Segment(At(reader.Number()));
            case SegmentKind.Sequence:
                var parts = new Segment[reader.Count(leastBytes: 4)];
                for (var i = 0; i < parts.Length; i++)
                {
                    parts[i] = At(reader.Number());
                }

                return new SequenceSegment(parts);
            case SegmentKind.Compressed:
                return new ScratchSegment(At(reader.Number()), Bounded(reader.Long()), reader.Raw(SHA256.HashSizeInBytes).ToArray(), openScratch);
            case SegmentKind.Envelope:
                return Envelope(ref reader);
            default:
                throw new FormatException("A node is of a kind that is not known.");
        }
    }

    private Segment Envelope(ref RecipeReader reader)
    {
        var content = At(reader.Number());
        var (oid, iv, prefix, length) = (reader.Text(), reader.Bytes().ToArray(), reader.Bytes().ToArray(), Bounded(reader.Long()));
        var keyDigest = reader.Raw(SHA256.HashSizeInBytes).ToArray();
        if (key.IsEmpty)
        {
            var saved = new RecipeWriter();
            saved.Text(oid);
            saved.Bytes(iv);
            saved.Bytes(prefix);
            saved.Long(length);
            saved.Raw(keyDigest);
            return new LockedSegment(length, content, saved.Written.ToArray());
        }

        if (_keyIsUsed || !SHA256.HashData(key.Span).AsSpan().SequenceEqual(keyDigest))
        {
            throw new FormatException("The content key is that of another message.");
        }

        _keyIsUsed = true;
        var cipher = ContentCipher.FromOid(oid) ?? throw new FormatException("Its cipher is not known.");
        var envelope = new EnvelopeSegment(EnvelopeRecipe.Load(cipher, key, iv, prefix, content.Length), content);
        return envelope.Length == length ? envelope : throw new FormatException("Its envelope has another length.");
    }

    private static long Bounded(long length) => length is >= 0 and <= Longest ? length : throw new FormatException("A length cannot be.");
}
