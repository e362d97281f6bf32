using System.Globalization;
using System.Text;

namespace Waybill.Edi.Tests;

/// <summary>Memory does not follow the size of a payload.</summary>
public sealed class MemoryTests
{
    private const string Isa = "ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *260101*1200*U*00401*000000001*0*P*>~\nGS*PO*A*B*20260101*1200*1*X*004010~\n";
    private const string Line = "PO1*1*24*EA*17.25**UP*012345678905*VN*A-7781~\n";

    [Fact]
    public async Task A_document_of_100_megabytes_is_read_in_what_one_of_a_kilobyte_takes()
    {
        var lines = (100L << 20) / Line.Length;
        var tail = string.Create(CultureInfo.InvariantCulture, $"SE*{lines + 3}*0001~\nGE*1*1~\nIEA*1*000000001~\n");
        await ReadAsync(1 << 10);
        var (small, _) = await ReadAsync(1 << 10);
        var (large, report) = await ReadAsync(100L << 20);
        Assert.InRange(large, 0, small + 4096);
        var document = Assert.Single(report.Documents);
        Assert.Equal("4711", document.Number);
        Assert.Equal(lines + 3, document.Segments);
        Assert.Empty(report.Oddities);

        async Task<(long Allocated, EnvelopeReport Report)> ReadAsync(long length)
        {
            await using var stream = new RepeatingStream(Encoding.ASCII.GetBytes(Isa + "ST*850*0001~\nBEG*00*SA*4711**20260101~\n"), Encoding.ASCII.GetBytes(Line), length, Encoding.ASCII.GetBytes(tail));
            var before = GC.GetAllocatedBytesForCurrentThread();
            var report = await EnvelopeReader.ReadAsync(stream, ct: TestContext.Current.CancellationToken);
            return (GC.GetAllocatedBytesForCurrentThread() - before, report);
        }
    }

    [Fact]
    public async Task A_segment_of_100_megabytes_is_cut_in_bounded_memory()
    {
        await using var stream = new RepeatingStream(Encoding.ASCII.GetBytes(Isa + "ST*850*0001~MSG*"), "TEXT "u8.ToArray(), 100L << 20, "~BEG*00*SA*1~SE*4*0001~GE*1*1~IEA*1*000000001~"u8.ToArray());
        var before = GC.GetAllocatedBytesForCurrentThread();
        var report = await EnvelopeReader.ReadAsync(stream, ct: TestContext.Current.CancellationToken);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 512 << 10);
        Assert.Equal("1", Assert.Single(report.Documents).Number);
        Assert.EndsWith("is longer than allowed: its end was not looked at.", Assert.Single(report.Oddities).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_hundred_thousand_documents_are_counted_and_ten_thousand_listed()
    {
        await using var stream = new RepeatingStream(Encoding.ASCII.GetBytes(Isa), "ST*850*0001~BEG*00*SA*4711**20260101~SE*3*0001~"u8.ToArray(), 9_400_000, "GE*200000*1~IEA*1*000000001~"u8.ToArray());
        var report = await EnvelopeReader.ReadAsync(stream, ct: TestContext.Current.CancellationToken);
        Assert.Equal(200_000, report.DocumentCount);
        Assert.Equal(10_000, report.Documents.Count);
        Assert.Equal(9_999, report.Documents[^1].Ordinal);
        Assert.True(report.Truncated);
        Assert.Empty(report.Oddities);
    }
}
