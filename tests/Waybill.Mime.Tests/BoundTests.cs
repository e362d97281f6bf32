using System.Text;

namespace Waybill.Mime.Tests;

/// <summary>What passes a bound is refused and what reaches it is not; and nothing takes more than its share of time or memory below it.</summary>
public sealed class BoundTests
{
    private static readonly MimeLimits Few = new() { MaxHeaderBytes = 1000, MaxHeaderFields = 10, MaxParts = 5, MaxDepth = 3 };

    public static TheoryData<MimeProblem, string, string> Edges => new()
    {
        { MimeProblem.HeaderTooLarge, "A: " + new string('x', 993) + "\r\n\r\n", "A: " + new string('x', 994) + "\r\n\r\n" },
        { MimeProblem.TooManyHeaders, Repeat("A: b\r\n", 10) + "\r\n", Repeat("A: b\r\n", 11) + "\r\n" },
        { MimeProblem.TooManyParts, Multipart("b") + Repeat("--b\r\n\r\nx\r\n", 5), Multipart("b") + Repeat("--b\r\n\r\nx\r\n", 6) },
        { MimeProblem.TooDeep, Nested(3), Nested(4) },
    };

    [Theory, MemberData(nameof(Edges))]
    [Requirement("AS2-SEC-005")]
    public async Task The_last_that_is_taken_and_the_first_that_is_not(MimeProblem problem, string taken, string refused)
    {
        foreach (var most in new[] { int.MaxValue, 1, 100 })
        {
            await Events.OfAsync(Events.Bytes(taken), most, Few);
            Assert.Equal(problem, (await Assert.ThrowsAsync<MimeException>(() => Events.OfAsync(Events.Bytes(refused), most, Few))).Problem);
        }
    }

    [Fact]
    [Requirement("AS2-SEC-005")]
    public async Task Ten_thousand_parts_and_a_thousand_levels_pass_the_bounds_used_when_none_are_given()
    {
        foreach (var (input, problem) in new[]
        {
            (Multipart("b") + Repeat("--b\r\n\r\nx\r\n", 10_000), MimeProblem.TooManyParts),
            (Nested(1000), MimeProblem.TooDeep),
            (Repeat("A: b\r\n", 10_000), MimeProblem.TooManyHeaders),
            (new string('A', 100) + ":" + Repeat(" folded\r\n", 100_000), MimeProblem.HeaderTooLarge),
        })
        {
            Assert.Equal(problem, (await Assert.ThrowsAsync<MimeException>(() => Events.OfAsync(Events.Bytes(input)))).Problem);
        }
    }

    [Fact]
    public void A_header_block_that_trickles_in_is_gone_through_once()
    {
        var block = Events.Bytes("A: b\r\n" + Repeat("Content-Type: text/plain;\r\n\tname=x\r\n", 50) + "\r\nbody");
        var at = 0;
        for (var length = 1; ; length++)
        {
            var found = HeaderBlock.Length(block.AsSpan(0, length), [], isLast: false, ref at);
            if (found >= 0)
            {
                Assert.Equal(block.Length - "body".Length, found);
                break;
            }

            // Where it goes on: after the last line that is whole.
            Assert.Equal(block.AsSpan(0, length).LastIndexOf((byte)'\n') + 1, at);
        }
    }

    [Theory]
    [InlineData(";n{0}*=b")]
    [InlineData(";n{0}*0=b")]
    [InlineData("; x=1")]
    [InlineData(";a*{0}=b")]
    [InlineData(" (")]
    [InlineData("=?a?Q?{0}?= ")]
    [InlineData("\"\\")]
    [Requirement("AS2-HDR-020")]
    public void Parameters_take_memory_by_their_length_however_many_there_are(string unit)
    {
        var text = "a/b; " + string.Concat(Enumerable.Range(0, 20_000).Select(i => unit.Replace("{0}", $"{i}", StringComparison.Ordinal)));
        Use("a/b; x=1");
        var before = GC.GetAllocatedBytesForCurrentThread();
        Use(text);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 500L * text.Length);

        static void Use(string value)
        {
            Assert.StartsWith("a/b", ContentType.Parse(value).ToString(), StringComparison.Ordinal);
            _ = ContentDisposition.Parse(value).FileName;
            _ = EncodedWord.Decode(value);
        }
    }

    private static string Multipart(string boundary) => $"Content-Type: multipart/mixed; boundary={boundary}\r\n\r\n";

    private static string Nested(int depth) => string.Concat(Enumerable.Range(0, depth).Select(i => $"{Multipart($"b{i}")}--b{i}\r\n")) + "\r\n";

    private static string Repeat(string text, int times) => new StringBuilder(text.Length * times).Insert(0, text, times).ToString();
}
