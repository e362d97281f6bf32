namespace Waybill.Edi.Tests;

public sealed class OddityTests
{
    private const string Isa = "ISA*00*          *00*          *ZZ*A              *ZZ*B              *260101*1200*U*00401*000000001*0*P*>~";
    private const string Gs = "GS*PO*A*B*20260101*1200*7*X*004010~";
    private const string Body = "ST*850*0001~BEG*00*SA*1~SE*3*0001~";
    private const string End = "GE*1*7~IEA*1*000000001~";
    private const string Unb = "UNB+UNOA:1+A+B+260101:1200+9'";
    private const string Unh = "UNH+1+ORDERS:D:96A:UN'UNT+2+1'";

    [Theory]
    [InlineData(Isa + Gs + Body + End, "")]
    [InlineData(Isa + Gs + Body + "GE*1*7~IEA*1*1~", "")]
    [InlineData(Isa + Gs + Body + "GE*2*8~IEA*3*2~", "GE says 2 documents, counted 1.|GE names 8, GS 7.|IEA says 3 groups, counted 1.|IEA names 2, ISA 000000001.")]
    [InlineData(Isa + Gs + "ST*850*0001~SE*x*1~" + End, "SE does not say how many segments there are.|SE names 1, ST 0001.")]
    [InlineData(Isa + Gs + "ST*850*0001~" + Body + End, "ST 0001 has no SE.|GE says 1 documents, counted 2.")]
    [InlineData(Isa + Gs + "ST*850*0001~" + End, "ST 0001 has no SE.")]
    [InlineData(Isa + Gs + Body + "IEA*1*000000001~", "GS 7 has no GE.")]
    [InlineData(Isa + Gs + Body + Isa + Gs + Body + End, "GS 7 has no GE.|ISA 000000001 has no IEA.")]
    [InlineData(Isa + Gs + Body + Unb + Unh + "UNZ+1+9'", "GS 7 has no GE.|ISA 000000001 has no IEA.")]
    [InlineData(Isa + Gs + Body, "GS 7 has no GE.|ISA 000000001 has no IEA.")]
    [InlineData(Isa + Gs + "ST*850*0001~BEG*00", "The input ends within a segment.|ST 0001 has no SE.|GS 7 has no GE.|ISA 000000001 has no IEA.")]
    [InlineData(Isa + Body + "IEA*0*000000001~", "ST 0001 stands outside a group.")]
    [InlineData(Isa + "SE*1*1~GE*1*1~IEA*0*000000001~", "SE closes nothing: no ST is open.|GE closes nothing: no GS is open.")]
    [InlineData(Isa + Gs + "ST~SE*2~" + End, "ST does not say what type of document it begins.")]
    [InlineData(Unb + Unh + "UNZ+1+9'", "")]
    [InlineData(Unb + Unh + Unh + "UNZ+1+09'", "UNZ says 1 documents, counted 2.|UNZ names 09, UNB 9.")]
    [InlineData(Unb + "UNG+ORDERS+A+B+260101:1200+4+UN+D:96A'" + Unh + Unh + "UNE+2+4'UNZ+1+9'", "")]
    [InlineData(Unb + Unh + "UNZ+1+9'trailer", "7 bytes at the end are no EDI.")]
    [InlineData(Unh, "UNH 1 stands outside an interchange.")]
    [InlineData("UNA++.? '" + "UNB+UNOA+1+A+B+260101:1200+9'UNZ+0+260101:1200'", "The interchange uses one byte as two different delimiters.")]
    [InlineData("STX=ANA:1+A+B+260101+1'MHD=1+ORDERS:9'MTR=3'END=2'", "MTR says 3 segments, counted 2.|END says 2 documents, counted 1.")]
    public async Task What_does_not_fit_is_a_sentence(string text, string expected)
    {
        foreach (var cut in new[] { int.MaxValue, 1 })
        {
            var report = await Summary.ReadAsync(text, cut);
            Assert.Equal(expected, string.Join('|', report.Oddities.Select(o => o.Text)));
        }
    }

    [Fact]
    public async Task What_a_partner_writes_is_quoted_without_control_characters_and_cut()
    {
        var report = await Summary.ReadAsync(Isa + Gs + $"ST*850*00\0\u001b[31m1~SE*2*{new string('9', 5000)}~" + End);
        Assert.Equal("00\ufffd\ufffd[31m1", Assert.Single(report.Documents).Control);
        Assert.InRange(Assert.Single(report.Oddities).Text.Length, 257, 300);
    }

    [Fact]
    public async Task An_oddity_names_its_place_and_its_document()
    {
        var report = await Summary.ReadAsync(Isa + Gs + Body + "ST*850*0002~SE*9*0002~" + "GE*2*7~IEA*1*000000001~");
        var oddity = Assert.Single(report.Oddities);
        Assert.Equal((1, (long)(Isa + Gs + Body + "ST*850*0002~").Length), (oddity.Document, oddity.Offset));
    }

    [Fact]
    public async Task Lists_are_bounded_and_counts_are_not()
    {
        var text = string.Concat(Enumerable.Repeat(Isa + Gs + "ST*850*0001~SE*9*0001~" + End, 20));
        var report = await Summary.ReadAsync(text, limits: new() { MaxDocuments = 3, MaxOddities = 2 });
        Assert.Equal((3, 20L, 3, 20L, 2, 20L, true), (report.Documents.Count, report.DocumentCount, report.Interchanges.Count, report.InterchangeCount, report.Oddities.Count, report.OddityCount, report.Truncated));
    }
}
