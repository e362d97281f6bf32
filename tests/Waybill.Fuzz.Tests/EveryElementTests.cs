namespace Waybill.Fuzz.Tests;

/// <summary>Not by chance but one after the other: each element of each CMS seed.</summary>
public sealed class EveryElementTests
{
    private static readonly byte[][] Claims =
    [
        [0x80], [0x84, 0x7F, 0xFF, 0xFF, 0xFF], [0x84, 0xFF, 0xFF, 0xFF, 0xFF], [0x88, 0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF], [0x88, 0x80, 0, 0, 0, 0, 0, 0, 0], [0x89, 1, 0, 0, 0, 0, 0, 0, 0, 0], [0xFF],
    ];

    [Fact]
    [Requirement("AS2-SEC-005")]
    public void Whatever_length_an_element_claims_nothing_is_allocated_for_it()
        => ForEach((node, whole) =>
        {
            foreach (var claim in Claims)
            {
                node.LengthOctets = claim;
                Keeps(whole());
            }

            node.LengthOctets = null;
        });

    [Fact]
    public void An_element_that_is_missing_stands_twice_or_is_empty_breaks_no_promise()
        => ForEach((node, whole) =>
        {
            var (content, children, identifier) = (node.Content, node.Children, node.Identifier);
            (node.Content, node.Children) = ([], children is null ? null : []);
            Keeps(whole());
            (node.Content, node.Children) = (content, children is null ? null : [.. children, .. children]);
            Keeps(whole());
            node.Children = children is null ? null : [.. children.Skip(1)];
            Keeps(whole());
            (node.Content, node.Children) = (content, children);
            foreach (byte other in new byte[] { 0x02, 0x04, 0x05, 0x06, 0x24, 0x30, 0x31, 0x80, 0xA0, 0xA1 })
            {
                node.Identifier = [other];
                Keeps(whole());
            }

            node.Identifier = identifier;
        });

    [Fact]
    [Requirement("AS2-SEC-005")]
    public void Elements_of_any_depth_are_read_or_refused()
        => ForEach((node, whole) =>
        {
            var saved = node.Clone();
            foreach (var (depth, isIndefinite) in new[] { (9, true), (70, true), (70, false), (2000, true) })
            {
                byte[] inner = saved.Write();
                for (var i = 0; !isIndefinite && i < depth; i++)
                {
                    inner = new BerNode { Identifier = [0x30], Content = inner }.Write();
                }

                (node.Identifier, node.Children, node.LengthOctets) = ([0x30], null, []);
                node.Content = isIndefinite
                    ? [0x80, .. ByteMutations.Repeat([0x30, 0x80], depth), .. inner, .. ByteMutations.Repeat([0, 0], depth + 1)]
                    : [.. new BerNode { Identifier = [0x30], Content = inner }.Write()[1..]];
                Keeps(whole());
            }

            (node.Identifier, node.Content, node.Children, node.LengthOctets) = (saved.Identifier, saved.Content, saved.Children, null);
        });

    private static void ForEach(Action<BerNode, Func<byte[]>> change)
    {
        foreach (var file in FuzzFiles.FilesOf("seeds", "cms").Where(f => f.EndsWith("-der.bin", StringComparison.Ordinal)))
        {
            var root = BerNode.TryRead(File.ReadAllBytes(file), out _)!;
            foreach (var node in root.All().ToList())
            {
                change(node, root.Write);
            }
        }
    }

    private static void Keeps(byte[] input)
    {
        // Without keys: what stands before the content is what counts here.
        var problem = CaseRunner.Run(Ber, input).Problem;
        Assert.True(problem is null, $"{problem}\n{Convert.ToHexString(input)}");
    }

    private static readonly BerTarget Ber = new();
}
