using System.Text;

namespace Waybill.Mime.Tests;

/// <summary>The reader holds 128 KiB at a time: what straddles two fillings is found all the same, at every offset.</summary>
public sealed class BufferEdgeTests
{
    private const int Buffer = 128 * 1024;
    private const string Head = "Content-Type: multipart/mixed; boundary=\"edge-edge\"\r\n\r\n";
    private const string Delimiter = "\r\n--edge-edge\t \r\n";
    private const string PartHeaders = "Content-Type: text/plain;\r\n\tname=x\r\n\r\n";

    // What a search that restarts at the edge could take for the delimiter, or miss it behind.
    private static readonly string[] Fillings = ["x", "\r\n", "\n", "\r\n--edge-edg", "\r\n--edge-edge-", "\r\n--", "-"];

    public static TheoryData<int, string> Cases
    {
        get
        {
            var data = new TheoryData<int, string>();
            foreach (var edge in new[] { Buffer, 2 * Buffer })
            {
                foreach (var filling in Fillings)
                {
                    data.Add(edge, filling);
                }
            }

            return data;
        }
    }

    [Theory, MemberData(nameof(Cases))]
    [Requirement("AS2-STRUCT-021", "AS2-STRUCT-022", "AS2-CANON-008")]
    public async Task A_delimiter_and_the_headers_behind_it_may_lie_over_the_edge_at_every_offset(int edge, string filling)
    {
        const string Behind = "second";
        var around = Delimiter.Length + PartHeaders.Length + 4;
        for (var before = edge - around; before <= edge + 2; before++)
        {
            // The first part begins behind the head, a delimiter without its CRLF, and an empty line.
            var start = Head + Delimiter[2..] + "\r\n";
            var first = Filled(filling, before - start.Length);
            var input = Encoding.Latin1.GetBytes(start + first + Delimiter + PartHeaders + Behind + "\r\n--edge-edge--\r\n");
            foreach (var most in new[] { int.MaxValue, 60_000 })
            {
                var (parts, names) = await PartsAsync(input, most);
                Assert.True(parts is [var one, Behind] && string.Equals(one, first, StringComparison.Ordinal), $"The delimiter at {before}, {most} bytes a read.");
                Assert.Equal([null, "x"], names);
            }
        }
    }

    private static async Task<(List<string> Parts, List<string?> Names)> PartsAsync(byte[] input, int most)
    {
        await using var reader = new MimeReader(new TrickleStream(input, most));
        var (parts, names) = (new List<string>(), new List<string?>());
        var content = new StringBuilder();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
        {
            switch (reader.Kind)
            {
                case MimeEventKind.Headers when reader.Depth is 1: names.Add(reader.Headers.ContentType["name"]); break;
                case MimeEventKind.Content: content.Append(Encoding.Latin1.GetString(reader.Bytes.Span)); break;
                case MimeEventKind.PartEnd:
                    parts.Add(content.ToString());
                    content.Clear();
                    break;
            }
        }

        Assert.False(reader.MissingCloseDelimiter);
        return (parts, names);
    }

    /// <summary>So many bytes; the last is a letter, since an end of line there would belong to nobody clearly.</summary>
    private static string Filled(string filling, int length)
        => string.Concat(Enumerable.Repeat(filling, (length / filling.Length) + 1))[..(length - 1)] + "z";
}
