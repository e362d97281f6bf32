namespace Waybill.Edi.Tests;

public sealed class DocumentNumbersTests
{
    [Theory]
    [InlineData("850", "BEG*00*NE*PO-1**20260101"), InlineData("855", "BAK*00*AC*PO-1*20260101"), InlineData("860", "BCH*01*SA*PO-1***20260101"), InlineData("865", "BCA*00*AT*PO-1***20260101"),
     InlineData("810", "BIG*20260101*PO-1*20260101*4711"), InlineData("856", "BSN*00*PO-1*20260101*1200"), InlineData("861", "BRA*PO-1*20260101*00*1"), InlineData("820", "BPR*I*10*C*CHK~TRN*1*PO-1"),
     InlineData("204", "B2**SCAC**PO-1**PP"), InlineData("210", "B3**PO-1*SHIP*PP"), InlineData("214", "B10*PO-1*SHIP*SCAC"), InlineData("990", "B1*SCAC*PO-1*20260101*A"), InlineData("824", "BGN*00*PO-1*20260101"),
     InlineData("830", "BFR*00*PO-1**DL*A*20260101"), InlineData("846", "BIA*00*MB*PO-1*20260101"), InlineData("940", "W05*N*PO-1"), InlineData("945", "W06*N*PO-1*20260101"), InlineData("875", "G50*N*20260101*PO-1"),
     InlineData("880", "G01*20260101*PO-1*20260101*X")]
    public async Task Each_X12_document_has_its_number_where_its_beginning_segment_says(string type, string segments)
    {
        var report = await Summary.ReadAsync(
            $"ISA*00*          *00*          *ZZ*A              *ZZ*B              *260101*1200*U*00401*000000001*0*P*>~GS*PO*A*B*20260101*1200*7*X*004010~ST*{type}*0001~{segments}~SE*3*0001~GE*1*7~IEA*1*000000001~");
        Assert.Equal("PO-1", Assert.Single(report.Documents).Number);
    }

    [Theory]
    [InlineData("BGM+220+PO-1+9'", "PO-1"), InlineData("BGM+220+PO-1:2:1+9'", "PO-1"), InlineData("BGM+220:::ORDER+PO-1+9'", "PO-1"), InlineData("BGM+220'", null), InlineData("DTM+137:20260101:102'", null)]
    public async Task Every_EDIFACT_message_has_its_number_in_BGM(string segment, string? expected)
    {
        var report = await Summary.ReadAsync($"UNB+UNOA:1+A+B+260101:1200+9'UNH+1+DESADV:D:96A:UN'{segment}UNT+3+1'UNZ+1+9'");
        Assert.Equal(expected, Assert.Single(report.Documents).Number);
    }

    [Fact]
    public async Task The_table_can_be_added_to()
    {
        const string Text = "UNB+IATB:1+A+B+260101:1200+9'UNH+1+PAORES:93:1:IA'MSG+1:45'BGM+220+X'UNT+4+1'UNZ+1+9'";
        var numbers = DocumentNumbers.Default.With(EdiStandard.Edifact, "PAORES", "MSG", 1, 2);
        Assert.Equal("45", (await Summary.ReadAsync(Text, numbers: numbers)).Documents[0].Number);
        Assert.Equal("X", (await Summary.ReadAsync(Text)).Documents[0].Number);
        Assert.Equal("X", (await Summary.ReadAsync(Text, numbers: numbers.With(EdiStandard.Edifact, "PAORES", "BGM", 2))).Documents[0].Number);
    }

    [Fact]
    public async Task The_number_is_looked_for_in_the_head_only()
    {
        static string Message(int between) => $"UNB+UNOA:1+A+B+260101:1200+9'UNH+1+ORDERS:D:96A:UN'{string.Concat(Enumerable.Repeat("X+1'", between))}BGM+220+PO-1'UNT+{between + 3}+1'UNZ+1+9'";
        Assert.Equal("PO-1", (await Summary.ReadAsync(Message(DocumentNumbers.HeadSegments - 2))).Documents[0].Number);
        Assert.Null((await Summary.ReadAsync(Message(DocumentNumbers.HeadSegments - 1))).Documents[0].Number);
    }
}
