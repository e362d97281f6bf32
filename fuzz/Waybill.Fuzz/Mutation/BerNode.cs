namespace Waybill.Fuzz;

/// <summary>One BER element as a tree that can be changed and written again, with lengths that fit or that lie.</summary>
internal sealed class BerNode
{
    private const int MaxDepth = 24;

    /// <summary>Identifier octets as they stand.</summary>
    public required byte[] Identifier { get; set; }

    /// <summary>Of a primitive element.</summary>
    public byte[] Content { get; set; } = [];

    /// <summary>Of a constructed element; null when primitive.</summary>
    public List<BerNode>? Children { get; set; }

    /// <summary>Whether end-of-contents octets close it.</summary>
    public bool IsIndefinite { get; set; }

    /// <summary>Length octets to write whatever the length is; null for those that fit.</summary>
    public byte[]? LengthOctets { get; set; }

    public bool IsConstructed => Children is not null;

    /// <summary>Reads one element and everything inside; null when the bytes are none.</summary>
    public static BerNode? TryRead(ReadOnlySpan<byte> bytes, out int length) => TryRead(bytes, 0, out length);

    /// <summary>This element and all below it, in the order they are written.</summary>
    public IEnumerable<BerNode> All() => (Children ?? []).SelectMany(c => c.All()).Prepend(this);

    public byte[] Write()
    {
        byte[] content = Children is null ? Content : [.. Children.SelectMany(c => c.Write())];
        return LengthOctets is not null ? [.. Identifier, .. LengthOctets, .. content]
            : IsIndefinite ? [.. Identifier, 0x80, .. content, 0, 0]
            : [.. Identifier, .. LengthOf(content.Length), .. content];
    }

    public BerNode Clone() => new()
    {
        Identifier = Identifier, Content = Content, Children = Children?.ConvertAll(c => c.Clone()), IsIndefinite = IsIndefinite, LengthOctets = LengthOctets,
    };

    private static byte[] LengthOf(int length) => length switch
    {
        < 0x80 => [(byte)length],
        < 0x100 => [0x81, (byte)length],
        < 0x10000 => [0x82, (byte)(length >> 8), (byte)length],
        _ => [0x83, (byte)(length >> 16), (byte)(length >> 8), (byte)length],
    };

    private static BerNode? TryRead(ReadOnlySpan<byte> bytes, int depth, out int length)
    {
        length = 0;
        if (depth > MaxDepth || !TryHeader(bytes, out var identifier, out var header, out var claimed) || (claimed >= 0 && claimed > bytes.Length - header))
        {
            return null;
        }

        var isConstructed = (bytes[0] & 0x20) is not 0;
        var node = new BerNode { Identifier = bytes[..identifier].ToArray(), IsIndefinite = claimed < 0, Children = isConstructed ? [] : null };
        if (!isConstructed)
        {
            if (claimed < 0)
            {
                return null;
            }

            node.Content = bytes.Slice(header, claimed).ToArray();
            length = header + claimed;
            return node;
        }

        var inner = claimed >= 0 ? bytes.Slice(header, claimed) : bytes[header..];
        var at = 0;
        while (claimed >= 0 ? at < inner.Length : !inner[at..].StartsWith("\0\0"u8))
        {
            if (at >= inner.Length || TryRead(inner[at..], depth + 1, out var taken) is not { } child)
            {
                return null;
            }

            node.Children!.Add(child);
            at += taken;
        }

        length = header + at + (claimed >= 0 ? 0 : 2);
        return node;
    }

    private static bool TryHeader(ReadOnlySpan<byte> bytes, out int identifier, out int header, out int claimed)
    {
        (identifier, header, claimed) = (1, 0, 0);
        if (bytes.Length < 2 || bytes[0] is 0)
        {
            return false;
        }

        if ((bytes[0] & 0x1F) is 0x1F)
        {
            while (identifier < bytes.Length && (bytes[identifier++] & 0x80) is not 0)
            {
            }
        }

        if (identifier >= bytes.Length)
        {
            return false;
        }

        var first = bytes[identifier];
        var octets = first > 0x80 ? first & 0x7F : 0;
        header = identifier + 1 + octets;
        if (octets > 3 || header > bytes.Length)
        {
            return false;
        }

        claimed = first is 0x80 ? -1 : octets is 0 ? first : 0;
        foreach (var value in bytes.Slice(identifier + 1, octets))
        {
            claimed = (claimed << 8) | value;
        }

        return true;
    }
}
