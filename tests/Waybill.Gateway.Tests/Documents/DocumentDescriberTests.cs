using System.Text;
using Waybill.TestKit;

namespace Waybill.Gateway.Tests;

public sealed class DocumentDescriberTests
{
    private static readonly ExchangeId Id = ExchangeId.New(DateTimeOffset.UnixEpoch);

    [Fact]
    public async Task Every_document_of_every_payload_becomes_a_row()
    {
        var place = new DescribedPlace();
        var count = await place.DescribeAsync(
            Id,
            place.Store("before"u8, TestFiles.Bytes("edi-net/x12.850.issue135.edi"), "after"u8),
            place.Store([], "a;b;c\n1;2;3\n"u8, []),
            place.Store([], TestFiles.Bytes("edi-net/edifact.ORDRSP.edi"), []),
            place.Store([], "<Invoice xmlns='urn:x'><ID>INV-1</ID></Invoice>"u8, "<"u8));
        Assert.Equal(4, count);
        Assert.Equal(
            [
                new(0, "X12", "850", "004010", "740150", "000000001", "1", "0001", "049351117", "BARSAN"),
                new(0, "X12", "850", "004010", "740151", "000000001", "1", "0001", "049351117", "BARSAN"),
                new(2, "EDIFACT", "ORDRSP", "D:10A", "IM20U000000000CNF", "DAREFNR0000001", null, "9IMX20YSP0009", "9900080000007", "990000000000X"),
                new(3, "XML", "Invoice", "urn:x", "INV-1", null, null, null, null, null),
            ],
            Assert.Single(place.Rows[Id]));
    }

    [Fact]
    public async Task The_rows_of_one_exchange_are_bounded()
    {
        var place = new DescribedPlace();
        var many = Encoding.ASCII.GetBytes("UNB+UNOA:1+A+B+260101:1200+9'" + string.Concat(Enumerable.Repeat("UNH+1+ORDERS:D:96A:UN'UNT+2+1'", 6)) + "UNZ+6+9'");
        Assert.Equal(10, await place.DescribeAsync(Id, new Waybill.Edi.EdiLimits { MaxDocuments = 10 }, place.Store([], many, []), place.Store([], many, []), place.Store([], many, [])));
        Assert.Equal([0, 0, 0, 0, 0, 0, 1, 1, 1, 1], Assert.Single(place.Rows[Id]).Select(r => r.Ordinal));
    }

    [Fact]
    public async Task A_payload_of_another_kind_has_no_rows_and_is_done()
    {
        var place = new DescribedPlace();
        Assert.Equal(0, await place.DescribeAsync(Id, place.Store([], "%PDF-1.7"u8, [])));
        Assert.Empty(Assert.Single(place.Rows[Id]));
    }

    [Fact]
    public async Task A_payload_that_cannot_be_read_is_told_and_writes_nothing()
    {
        var place = new DescribedPlace();
        var gone = place.Store([], TestFiles.Bytes("edi-net/x12.850.edi"), []) with { Object = new("00000000000000000000000000000000") };
        await Assert.ThrowsAsync<FileNotFoundException>(async () => await place.DescribeAsync(Id, place.Store([], TestFiles.Bytes("edi-net/x12.850.edi"), []), gone));
        Assert.Empty(place.Rows);
    }
}
