using System.Text;

namespace Waybill.Edi.Tests;

public sealed class SegmentReaderTests
{
    private const string Isa = "ISA*00*          *00*          *ZZ*A              *ZZ*B              *260101*1200*^*00501*000000001*0*P*>~";

    public static readonly TheoryData<int> Cuts = [int.MaxValue, 1, 3, 50];

    [Fact]
    public async Task The_delimiters_are_the_envelope_s()
    {
        Assert.Equal(new() { Segment = (byte)'~', Element = (byte)'*', Component = (byte)'>', Repetition = (byte)'^', Decimal = (byte)'.' }, await DelimitersAsync(Isa));
        Assert.Equal(0, (await DelimitersAsync(Isa.Replace("*^*00501*", "*^*00401*", StringComparison.Ordinal))).Repetition);
        Assert.Equal(0, (await DelimitersAsync(Isa.Replace("*^*", "*U*", StringComparison.Ordinal))).Repetition);
        Assert.Equal((byte)'\n', (await DelimitersAsync(Isa.Replace('~', '\n') + "GS*PO\n")).Segment);
        Assert.Equal(new() { Segment = (byte)'~', Element = (byte)'*', Repetition = (byte)'^', Decimal = (byte)'.' }, await DelimitersAsync(Isa.Replace(">~", "~GS*PO*~", StringComparison.Ordinal)));
        Assert.Equal(EdiDelimiters.Edifact, await DelimitersAsync("UNB+UNOA:1+A+B'"));
        Assert.Equal(EdiDelimiters.EdifactB, await DelimitersAsync("UNB\u001dUNOB\u001f1\u001dA\u001dB\u001c"));
        Assert.Equal(
            new() { Segment = (byte)'|', Element = (byte)'/', Component = (byte)';', Repetition = (byte)'*', Decimal = (byte)',' }, await DelimitersAsync("UNA;/, *|\r\nUNB/UNOA;1/A/B|"));
    }

    [Theory, MemberData(nameof(Cuts))]
    public async Task Binary_content_is_passed_over_by_its_length(int cut)
    {
        Assert.Equal(["ISA", "BIN", "SE"], await TagsAsync(Isa + "BIN*10*~~ST*~~~~~~SE*2*1~", cut));
        Assert.Equal(["ISA", "BDS", "SE"], await TagsAsync(Isa + "BDS*ASC*5*~~~~~~SE*2*1~", cut));
        Assert.Equal(["ISA", "BIN", "SE"], await TagsAsync(Isa + "BIN*60000*" + new string('~', 60_000) + "~SE*2*1~", cut, new() { MaxSegmentBytes = 1024 }));
        // A length that lies takes no memory: the rest is passed over.
        Assert.Equal(["ISA", "BIN"], await TagsAsync(Isa + "BIN*99999999999999999*~SE*2*1~", cut));
    }

    [Theory, MemberData(nameof(Cuts))]
    public async Task A_segment_past_the_bound_keeps_its_first_bytes(int cut)
    {
        using var reader = new EdiSegmentReader(Stream($"UNB+UNOA:1'FTX+{new string('x', 5000)}?'{new string('y', 50_000)}'BGM+220'", cut), new() { MaxSegmentBytes = 1024 });
        Assert.True(await NextAsync(reader));
        Assert.False(reader.IsCut);
        Assert.True(await NextAsync(reader));
        Assert.True(reader.IsCut);
        Assert.Equal("FTX+" + new string('x', 1020), Encoding.ASCII.GetString(reader.Current.Text));
        Assert.Equal((11L, 11L + 4 + 55_002 + 1), (reader.Offset, reader.EndOffset));
        Assert.True(await NextAsync(reader));
        Assert.Equal("BGM+220", Encoding.ASCII.GetString(reader.Current.Text));
        Assert.Equal((reader.Offset + 8, false, false), (reader.EndOffset, reader.IsCut, reader.IsUnterminated));
        Assert.False(await NextAsync(reader));
        Assert.False(await NextAsync(reader));
    }

    [Fact]
    public async Task The_search_for_an_interchange_ends_at_its_bound()
    {
        using var reader = new EdiSegmentReader(Stream(new string('.', 200) + "UNB+UNOA:1'", 10), new() { MaxGapBytes = 100 });
        Assert.False(await NextAsync(reader));
        Assert.True(reader.GaveUp);
        Assert.Equal(["UNB"], await TagsAsync(new string('.', 100) + "UNB+UNOA:1'", limits: new() { MaxGapBytes = 100 }));
    }

    [Fact]
    public async Task A_read_that_was_stopped_can_be_made_again()
    {
        using var stopped = new CancellationTokenSource();
        using var reader = new EdiSegmentReader(Stream("UNB+UNOA:1'", 1));
        await stopped.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await reader.ReadAsync(stopped.Token));
        Assert.True(await NextAsync(reader));
        Assert.True(reader.Current.Is("UNB"u8));
    }

    [Fact]
    public void Segments_of_less_than_a_kilobyte_are_no_bound() => Assert.Throws<ArgumentOutOfRangeException>(() => new EdiLimits { MaxSegmentBytes = 1023 });

    private static async Task<EdiDelimiters> DelimitersAsync(string text)
    {
        using var reader = new EdiSegmentReader(Stream(text));
        Assert.True(await NextAsync(reader));
        Assert.True(reader.IsInterchangeStart);
        return reader.Delimiters;
    }

    private static async Task<List<string>> TagsAsync(string text, int cut = int.MaxValue, EdiLimits? limits = null)
    {
        using var reader = new EdiSegmentReader(Stream(text, cut), limits);
        var tags = new List<string>();
        while (await NextAsync(reader))
        {
            tags.Add(Encoding.ASCII.GetString(reader.Current.Tag));
        }

        return tags;
    }

    private static ValueTask<bool> NextAsync(EdiSegmentReader reader) => reader.ReadAsync(TestContext.Current.CancellationToken);

    private static TrickleStream Stream(string text, int cut = int.MaxValue) => new(Encoding.Latin1.GetBytes(text), cut);
}
