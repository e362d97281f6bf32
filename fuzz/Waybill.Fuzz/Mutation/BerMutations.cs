namespace Waybill.Fuzz;

/// <summary>Changes of BER elements that leave the rest of the object sound, so that they are met deep inside the parsers.</summary>
internal static class BerMutations
{
    private static readonly byte[][] Lengths =
    [
        [0x80], [0x00], [0x01], [0x7F], [0x81, 0x00], [0x81, 0xFF], [0x82, 0xFF, 0xFF], [0x84, 0x00, 0x00, 0x00, 0x05], [0x84, 0x7F, 0xFF, 0xFF, 0xFF], [0x84, 0xFF, 0xFF, 0xFF, 0xFF],
        [0x85, 0x01, 0, 0, 0, 0], [0x88, 0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF], [0x88, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF], [0x89, 1, 0, 0, 0, 0, 0, 0, 0, 0], [0xFE], [0xFF],
    ];

    private static readonly byte[] Identifiers = [0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x0C, 0x13, 0x17, 0x18, 0x24, 0x23, 0x30, 0x31, 0x80, 0x81, 0x82, 0xA0, 0xA1, 0xA2, 0xA3, 0xA4, 0x00];

    /// <summary>Changes one element of the first object in the input, or of one that begins further on; null when there is none.</summary>
    public static byte[]? Change(Random random, byte[] input)
    {
        var start = Find(random, input);
        if (start < 0 || BerNode.TryRead(input.AsSpan(start), out var length) is not { } root)
        {
            return null;
        }

        var all = root.All().ToList();
        ChangeOne(random, all[random.Next(all.Count)], all);
        return ByteMutations.Replace(input, start, length, root.Write());
    }

    // Objects stand at the front, or behind headers: an identifier of SEQUENCE and a length in the long form.
    private static int Find(Random random, byte[] input)
    {
        if (input.Length > 2 && input[0] is 0x30)
        {
            return 0;
        }

        var found = new List<int>();
        for (var at = 0; at + 2 < input.Length; at++)
        {
            if (input[at] is 0x30 && input[at + 1] is 0x80 or 0x81 or 0x82 or 0x83)
            {
                found.Add(at);
            }
        }

        return found.Count is 0 ? -1 : found[random.Next(2) is 0 ? 0 : random.Next(found.Count)];
    }

    private static void ChangeOne(Random random, BerNode node, List<BerNode> all)
    {
        switch (random.Next(13))
        {
            case 0:
                node.LengthOctets = Lengths[random.Next(Lengths.Length)];
                break;
            case 1:
                node.Identifier = [Identifiers[random.Next(Identifiers.Length)]];
                break;
            case 2:
                // The same length with needless octets: BER allows as many as the first one can name.
                node.LengthOctets = Padded(random, (node.Children?.Sum(c => c.Write().Length)) ?? node.Content.Length);
                break;
            case 3 when node.IsConstructed:
                node.IsIndefinite = !node.IsIndefinite;
                break;
            case 4:
                foreach (var each in all.Where(n => n.IsConstructed))
                {
                    each.IsIndefinite = true;
                }

                break;
            case 5 when node.Identifier is [0x04] or [0x80]:
                Chunk(random, node);
                break;
            case 6 when node.Children is { Count: > 0 } children:
                children.RemoveAt(random.Next(children.Count));
                break;
            case 7 when node.Children is { Count: > 0 } children:
                children.InsertRange(random.Next(children.Count + 1), Enumerable.Repeat(children[random.Next(children.Count)], 1 + (random.Next(6) is 0 ? random.Next(80) : 0)));
                break;
            case 8 when node.Children is { Count: > 1 } children:
                children.Reverse();
                break;
            case 9:
                Become(node, all[random.Next(all.Count)].Clone());
                break;
            case 10:
                Nest(node, random.Next(4) is 0 ? random.Next(100) : 1 + random.Next(3), random.Next(2) is 0);
                break;
            case 11 when !node.IsConstructed:
                node.Content = node.Content.Length is 0 ? [0] : random.Next(3) is 0 ? [] : random.Next(2) is 0 ? [.. node.Content, .. node.Content] : Tokens.Any(random);
                break;
            default:
                if (node.Content.Length > 0)
                {
                    var content = (byte[])node.Content.Clone();
                    content[random.Next(content.Length)] ^= (byte)(1 << random.Next(8));
                    node.Content = content;
                }

                break;
        }
    }

    private static byte[] Padded(Random random, int length)
    {
        var octets = new byte[1 + 4 + random.Next(123)];
        octets[0] = (byte)(0x80 | (octets.Length - 1));
        for (var (at, rest) = (octets.Length - 1, length); at > octets.Length - 5; at--, rest >>= 8)
        {
            octets[at] = (byte)rest;
        }

        return octets;
    }

    private static void Chunk(Random random, BerNode node)
    {
        var size = Math.Max(1, random.Next(4) is 0 ? 1 : node.Content.Length / (1 + random.Next(6)));
        node.Children = [.. node.Content.Chunk(size).Take(200).Select(c => new BerNode { Identifier = [0x04], Content = c })];
        node.Identifier = [(byte)(node.Identifier[0] | 0x20)];
        node.Content = [];
        node.IsIndefinite = random.Next(2) is 0;
    }

    private static void Nest(BerNode node, int depth, bool isIndefinite)
    {
        for (; depth > 0; depth--)
        {
            var inner = node.Clone();
            node.Identifier = [(byte)(inner.Identifier[0] | 0x20)];
            (node.Content, node.Children, node.IsIndefinite, node.LengthOctets) = ([], [inner], isIndefinite, null);
        }
    }

    private static void Become(BerNode node, BerNode other)
        => (node.Identifier, node.Content, node.Children, node.IsIndefinite, node.LengthOctets) = (other.Identifier, other.Content, other.Children, other.IsIndefinite, other.LengthOctets);
}
