using System.Text;

namespace Waybill.Mime.Tests;

public sealed class MimeReaderTests
{
    private const string Signed = "Content-Type: multipart/signed; boundary=\"b\"\r\n\r\n";

    public static readonly TheoryData<string, string, string[]> Rows = new()
    {
        { "a leaf", "A: b\r\n\r\nbody\r\n", ["Headers0 A: b\\r\\n\\r\\n", "Content0 body\\r\\n"] },
        { "line feeds only in the headers", "A: b\n\nbody", ["Headers0 A: b\\n\\n", "Content0 body"] },
        { "no headers at all", "\x01\x02 no field here", ["Headers0 ", "Content0 \x01\x02 no field here"] },
        { "an empty line first", "\r\nUNA:+.? '", ["Headers0 \\r\\n", "Content0 UNA:+.? '"] },
        {
            "two parts", Signed + "--b\r\nA: 1\r\n\r\none\r\n--b\r\nB: 2\r\n\r\ntwo\r\n--b--\r\n",
            [
                "Headers0 Content-Type: multipart/signed; boundary=\"b\"\\r\\n\\r\\n", "Delimiter0 --b\\r\\n", "Headers1 A: 1\\r\\n\\r\\n", "Content1 one", "PartEnd1 ",
                "Delimiter0 \\r\\n--b\\r\\n", "Headers1 B: 2\\r\\n\\r\\n", "Content1 two", "PartEnd1 ", "CloseDelimiter0 \\r\\n--b--", "Epilogue0 \\r\\n",
            ]
        },
        {
            "preamble and epilogue", Signed + "for old readers\r\n--b\r\n\r\none\r\n--b--\r\nbye",
            [
                "Headers0 Content-Type: multipart/signed; boundary=\"b\"\\r\\n\\r\\n", "Preamble0 for old readers", "Delimiter0 \\r\\n--b\\r\\n", "Headers1 \\r\\n", "Content1 one",
                "PartEnd1 ", "CloseDelimiter0 \\r\\n--b--", "Epilogue0 \\r\\nbye",
            ]
        },
        {
            "a boundary that starts another, and blanks after it", Signed + "--b\t \r\n\r\n--bc\r\n--b-\r\n--b  \r\n\r\nx\r\n--b--",
            [
                "Headers0 Content-Type: multipart/signed; boundary=\"b\"\\r\\n\\r\\n", "Delimiter0 --b\t \\r\\n", "Headers1 \\r\\n", "Content1 --bc\\r\\n--b-", "PartEnd1 ",
                "Delimiter0 \\r\\n--b  \\r\\n", "Headers1 \\r\\n", "Content1 x", "PartEnd1 ", "CloseDelimiter0 \\r\\n--b--",
            ]
        },
        {
            "line feed delimiters", "Content-Type: multipart/mixed; boundary=b\n\n--b\n\none\n\n--b--\n",
            [
                "Headers0 Content-Type: multipart/mixed; boundary=b\\n\\n", "Delimiter0 --b\\n", "Headers1 \\n", "Content1 one\\n", "PartEnd1 ", "CloseDelimiter0 \\n--b--", "Epilogue0 \\n",
            ]
        },
        {
            "a multipart inside", Signed + "--b\r\nContent-Type: multipart/related; boundary=i\r\n\r\n--i\r\n\r\nin\r\n--i--\r\n--b\r\n\r\nsig\r\n--b--\r\n",
            [
                "Headers0 Content-Type: multipart/signed; boundary=\"b\"\\r\\n\\r\\n", "Delimiter0 --b\\r\\n", "Headers1 Content-Type: multipart/related; boundary=i\\r\\n\\r\\n",
                "Delimiter1 --i\\r\\n", "Headers2 \\r\\n", "Content2 in", "PartEnd2 ", "CloseDelimiter1 \\r\\n--i--", "PartEnd1 ", "Delimiter0 \\r\\n--b\\r\\n", "Headers1 \\r\\n",
                "Content1 sig", "PartEnd1 ", "CloseDelimiter0 \\r\\n--b--", "Epilogue0 \\r\\n",
            ]
        },
        {
            "empty parts", Signed + "--b\r\n\r\n\r\n--b\r\n\r\n--b--",
            [
                "Headers0 Content-Type: multipart/signed; boundary=\"b\"\\r\\n\\r\\n", "Delimiter0 --b\\r\\n", "Headers1 \\r\\n", "PartEnd1 ", "Delimiter0 \\r\\n--b\\r\\n", "Headers1 \\r\\n",
                "PartEnd1 ", "CloseDelimiter0 --b--",
            ]
        },
    };

    [Theory, MemberData(nameof(Rows))]
    [Requirement("AS2-CANON-001", "AS2-CANON-007", "AS2-CANON-008", "AS2-STRUCT-021", "AS2-STRUCT-022", "AS2-HTTP-008", "AS2-HTTP-013")]
    public async Task Events_are_the_raw_bytes_in_order_however_the_input_is_cut(string name, string input, string[] expected)
    {
        Assert.NotNull(name);
        foreach (var most in new[] { int.MaxValue, 1, 2, 3, 7, 16 })
        {
            var (lines, all, cut) = await Events.OfAsync(Events.Bytes(input), most);
            Assert.Equal(expected, lines);
            Assert.Equal(input, Encoding.Latin1.GetString(all));
            Assert.False(cut);
        }
    }

    [Fact]
    [Requirement("AS2-HTTP-008", "AS2-HTTP-037")]
    public async Task A_multipart_cut_before_its_closing_delimiter_says_so_at_every_byte()
    {
        var whole = Signed + "--b\r\n\r\none\r\n--b\r\n\r\ntwo\r\n--b--";
        for (var length = Signed.Length; length < whole.Length; length++)
        {
            var (_, all, cut) = await Events.OfAsync(Events.Bytes(whole[..length]));
            Assert.True(cut, $"cut after {length} bytes");
            Assert.Equal(length, all.Length);
        }
    }

    [Fact]
    public async Task An_inner_multipart_without_its_end_is_a_cut()
        => Assert.True((await Events.OfAsync(Events.Bytes(Signed + "--b\r\nContent-Type: multipart/mixed; boundary=i\r\n\r\n--i\r\n\r\nx\r\n--b--\r\n"))).Cut);

    [Theory]
    [InlineData(MimeProblem.HeaderTooLarge)]
    [InlineData(MimeProblem.TooManyHeaders)]
    [InlineData(MimeProblem.TooManyParts)]
    [InlineData(MimeProblem.TooDeep)]
    [Requirement("AS2-SEC-005", "AS2-MA-008")]
    public async Task A_bound_that_is_passed_is_named(MimeProblem problem)
    {
        var limits = new MimeLimits { MaxHeaderBytes = 1000, MaxHeaderFields = 10, MaxParts = 5, MaxDepth = 3 };
        var input = problem switch
        {
            MimeProblem.HeaderTooLarge => "A: " + new string('x', 2000),
            MimeProblem.TooManyHeaders => string.Concat(Enumerable.Repeat("A: b\r\n", 11)) + "\r\n",
            MimeProblem.TooManyParts => Signed + string.Concat(Enumerable.Repeat("--b\r\n\r\nx\r\n", 6)),
            _ => string.Concat(Enumerable.Range(0, 4).Select(i => $"Content-Type: multipart/mixed; boundary=b{i}\r\n\r\n--b{i}\r\n")),
        };
        var thrown = await Assert.ThrowsAsync<MimeException>(() => Events.OfAsync(Events.Bytes(input), limits: limits));
        Assert.Equal(problem, thrown.Problem);
    }

    [Theory, InlineData(1), InlineData(2), InlineData(3)]
    public async Task Any_bytes_are_read_to_their_end(int seed)
    {
        var random = new Random(seed);
        var valid = Events.Bytes(Signed + "--b\r\nContent-Type: multipart/related; boundary=\"i\"\r\n\r\n--i\r\nX: y\r\n\r\nin\r\n--i--\r\n--b\r\n\r\nsig\r\n--b--\r\n");
        for (var round = 0; round < 3000; round++)
        {
            var input = (byte[])valid.Clone();
            for (var change = random.Next(1, 6); change > 0; change--)
            {
                input[random.Next(input.Length)] = "\r\n-b: ;i\"\0\xff"u8[random.Next(10)];
            }

            var cut = input[..random.Next(input.Length + 1)];
            var (lines, all, _) = await Events.OfAsync(cut, random.Next(1, 40));
            var (whole, _, _) = await Events.OfAsync(cut);
            Assert.Equal(cut, all);
            Assert.Equal(whole, lines);
        }
    }

    [Fact]
    public async Task Content_reads_as_a_stream_and_leaves_the_reader_after_it()
    {
        var body = TestBytes.Random(1, 1_000_000);
        byte[] input = [.. Events.Bytes(Signed + "--b\r\n\r\n"), .. body, .. Events.Bytes("\r\n--b--\r\n")];
        await using var reader = new MimeReader(new TrickleStream(input, 65_000));
        while (!(reader is { Kind: MimeEventKind.Headers, Depth: 1 }))
        {
            Assert.True(await reader.ReadAsync(TestContext.Current.CancellationToken));
        }

        using var copy = new MemoryStream();
        await reader.ReadContent().CopyToAsync(copy, TestContext.Current.CancellationToken);
        Assert.Equal(body, copy.ToArray());
        Assert.Equal(MimeEventKind.PartEnd, reader.Kind);
    }

    [Fact]
    public async Task Headers_that_came_from_elsewhere_are_given_first_and_without_bytes()
    {
        var headers = MimeHeaders.FromPairs([new("Content-Type", "multipart/mixed; boundary=b")]);
        await using var reader = new MimeReader(new TrickleStream("--b\r\n\r\nx\r\n--b--"u8.ToArray(), 3), headers);
        Assert.True(await reader.ReadAsync(TestContext.Current.CancellationToken));
        Assert.Equal((MimeEventKind.Headers, 0, 0), (reader.Kind, reader.Depth, reader.Bytes.Length));
        Assert.Same(headers, reader.Headers);
    }
}
