using System.Text;

namespace Waybill.Edi.Tests;

public sealed class SegmentTests
{
    [Fact]
    public void Elements_and_components_are_counted_as_the_standards_count()
    {
        var segment = new EdiSegment("LIN+1++5900:EN::9+A?+B?:C??'s"u8, EdiDelimiters.Edifact);
        Assert.True(segment.Is("LIN"u8));
        Assert.False(segment.Is("LI"u8));
        Assert.False(segment.Is("LINE"u8));
        Assert.Equal("1", segment[1].ToText());
        Assert.True(segment[2].IsEmpty);
        Assert.Equal("5900", segment[3][1].ToText());
        Assert.Equal("EN", segment[3][2].ToText());
        Assert.True(segment[3][3].IsEmpty);
        Assert.Equal("9", segment[3][4].ToText());
        Assert.True(segment[3][5].IsEmpty);
        Assert.Equal("A+B:C?'s", segment[4].ToText());
        Assert.Equal("A+B:C?'s", segment[4][1].ToText());
        Assert.True(segment[5].IsEmpty);
        Assert.True(segment[0].IsEmpty);
        var elements = 0;
        foreach (var element in segment.Elements)
        {
            elements++;
            Assert.Equal(element.Raw.ToArray(), segment[elements].Raw.ToArray());
        }

        Assert.Equal(4, elements);
    }

    [Fact]
    public void Repetitions_are_divided_where_the_interchange_says_how()
    {
        var delimiters = new EdiDelimiters { Segment = (byte)'~', Element = (byte)'*', Component = (byte)':', Repetition = (byte)'^' };
        var texts = new List<string>();
        foreach (var repetition in new EdiSegment("EB*1*IND*30^98:A^"u8, delimiters)[3].Repetitions)
        {
            texts.Add(repetition[1].ToText());
        }

        Assert.Equal(["30", "98", ""], texts);
        var whole = 0;
        foreach (var one in new EdiSegment("EB*30^98"u8, delimiters with { Repetition = 0 })[1].Repetitions)
        {
            Assert.Equal("30^98", one.ToText());
            whole++;
        }

        Assert.Equal(1, whole);
    }

    [Fact]
    public void A_tag_that_a_line_was_wrapped_in_is_still_that_tag()
    {
        Assert.True(new EdiSegment("S\r\nE*2*0001"u8, new() { Element = (byte)'*' }).Is("SE"u8));
        Assert.False(new EdiSegment("SEE*2"u8, new() { Element = (byte)'*' }).Is("SE"u8));
        Assert.Equal("ACME INC", new EdiValue("AC\r\nME INC"u8, default).ToText());
    }

    [Fact]
    public void Text_is_UTF_8_or_else_Latin_1()
    {
        Assert.Equal("Müller", new EdiValue("Müller"u8, default).ToText());
        Assert.Equal("Müller", new EdiValue(Encoding.Latin1.GetBytes("Müller"), default).ToText());
    }

    [Theory]
    [InlineData("0012", 12), InlineData(" 7 ", 7), InlineData("", -1), InlineData("-1", -1), InlineData("1e3", -1), InlineData("999999999999999999", 999999999999999999), InlineData("9999999999999999999", -1)]
    public void Counts_are_digits(string text, long expected)
        => Assert.Equal(expected, new EdiValue(Encoding.ASCII.GetBytes(text), default).TryGetCount(out var count) ? count : -1);

    [Fact]
    public void Delimiters_with_two_meanings_are_seen()
    {
        Assert.True(EdiDelimiters.Edifact.AreDistinct);
        Assert.True(EdiDelimiters.EdifactB.AreDistinct);
        Assert.False((EdiDelimiters.Edifact with { Component = (byte)'+' }).AreDistinct);
        Assert.True(new EdiDelimiters { Element = (byte)'*', Segment = (byte)'~' }.AreDistinct);
    }

    [Theory]
    [InlineData("ISA*00*", EdiStandard.X12), InlineData("\ufeff \r\nISA|00|", EdiStandard.X12), InlineData("UNA:+.? '", EdiStandard.Edifact), InlineData("UNB+UNOA", EdiStandard.Edifact),
     InlineData("UNH+1+ORDERS", EdiStandard.Edifact), InlineData("STX=ANA:1", EdiStandard.Tradacoms), InlineData("<?xml version", EdiStandard.Xml), InlineData("\ufeff\n<Order>", EdiStandard.Xml),
     InlineData("ISA", EdiStandard.Unknown), InlineData("ISAAC", EdiStandard.Unknown), InlineData("UNIT", EdiStandard.Unknown), InlineData("", EdiStandard.Unknown), InlineData("a;b;c", EdiStandard.Unknown), InlineData("%PDF", EdiStandard.Unknown)]
    public void Standards_are_told_by_their_first_bytes(string start, EdiStandard expected) => Assert.Equal(expected, EdiSniffer.Detect(Encoding.UTF8.GetBytes(start)));

    [Fact]
    public void XML_in_16_bits_is_XML_too()
    {
        Assert.Equal(EdiStandard.Xml, EdiSniffer.Detect([0xFF, 0xFE, .. Encoding.Unicode.GetBytes("<a/>")]));
        Assert.Equal(EdiStandard.Xml, EdiSniffer.Detect([0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes("<a/>")]));
        Assert.Equal(EdiStandard.Xml, EdiSniffer.Detect(Encoding.Unicode.GetBytes("<a/>")));
    }
}
