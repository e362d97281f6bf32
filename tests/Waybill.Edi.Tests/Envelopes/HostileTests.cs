using System.Text;
using CsCheck;

namespace Waybill.Edi.Tests;

/// <summary>Whatever is sent, reading ends, gives a report, and does not depend on how the bytes came.</summary>
public sealed class HostileTests
{
    private static readonly Gen<string> Piece = Gen.OneOf(
        Any.Of(
            "ISA*00*          *00*          *ZZ*A              *ZZ*B              *260101*1200*U*00401*000000001*0*T*>~", "GS*PO*A*B*20260101*1200*1*X*004010~", "ST*850*0001~", "BEG*00*SA*1~", "SE*2*0001~",
            "GE*1*1~", "IEA*1*000000001~", "UNA:+.? '", "UNB+UNOA:1+A+B+260101:1200+1'", "UNG+ORDERS+A+B+260101:1200+1+UN+D:96A'", "UNH+1+ORDERS:D:96A:UN'", "BGM+220+1'", "UNT+2+1'", "UNE+1+1'", "UNZ+1+1'",
            "STX=ANA:1+A+B+260101+1'", "MHD=1+ORDERS:9'", "MTR=2'", "END=1'", "ISA", "UN", "BIN*99999999999999999*", "BIN*7*~~~~~~~~", "?", "~", "'", "*", "+", "\n", "\r", "\u001a", "\ufeff", "\u001d", "\u001c", "ISA*", "UNB+", new string('x', 1000)),
        Gen.Char['\0', '\u00ff'].Array[0, 6].Select(c => new string(c)));

    private static readonly EdiLimits Low = new() { MaxSegmentBytes = 1024, MaxGapBytes = 300, MaxDocuments = 5, MaxOddities = 7, MaxTextLength = 10 };

    [Fact]
    public Task Any_pieces_read_the_same_however_they_are_cut() => Gen.Select(Piece.Array[0, 60], Any.Of(1, 2, 3, 7, 500)).SampleAsync(
        async (pieces, cut) =>
        {
            var text = string.Concat(pieces);
            foreach (var limits in new[] { EdiLimits.Default, Low })
            {
                var once = Summary.All(await Summary.ReadAsync(text, limits: limits));
                Assert.Equal(once, Summary.All(await Summary.ReadAsync(text, cut, limits)));
            }
        },
        iter: 2000);

    [Fact]
    public Task Changed_real_files_read_the_same_however_they_are_cut()
    {
        var files = Directory.GetFiles(TestFiles.PathOf("edi-net")).Where(f => Path.HasExtension(f)).Order(StringComparer.Ordinal).Select(File.ReadAllBytes).ToArray();
        return Gen.Select(Any.Of(files), Gen.Select(Gen.Int[0, 4000], Gen.Byte).Array[0, 6], Any.Of(1, 3, 500)).SampleAsync(
            async (file, changes, cut) =>
            {
                var bytes = (byte[])file.Clone();
                foreach (var (at, value) in changes)
                {
                    bytes[at % bytes.Length] = value;
                }

                Assert.Equal(Summary.All(await Summary.ReadAsync(bytes)), Summary.All(await Summary.ReadAsync(bytes, cut)));
            },
            iter: 2000);
    }

    /// <summary>Quadratic time on any of these would not end within the patience of anybody.</summary>
    [Theory]
    [InlineData("ISA*"), InlineData("UNB+"), InlineData("UNA:+.? '"), InlineData("UNA:+.? 'UNB+"), InlineData("ISA-"), InlineData("I"), InlineData("~"), InlineData("?"), InlineData("?'"), InlineData("\n"),
     InlineData("UNB+A'UNH+1+"), InlineData("STX=1'"), InlineData("MHD="), InlineData("\u001a"), InlineData("ISA*1*2*3*4*5*6*7*8*9*10*11*12*13*14*15*>~"), InlineData("UNB+\n")]
    public async Task Long_repetitions_end_in_bounded_memory(string piece)
    {
        var unit = Encoding.Latin1.GetBytes(piece);
        foreach (var head in new[] { "", "UNB+UNOA:1+A+B+260101:1200+1'", "ISA*00*          *00*          *ZZ*A              *ZZ*B              *260101*1200*U*00401*000000001*0*T*>~BIN*5*" })
        {
            await using var stream = new RepeatingStream(Encoding.ASCII.GetBytes(head), unit, 4 << 20, []);
            var before = GC.GetAllocatedBytesForCurrentThread();
            var report = await EnvelopeReader.ReadAsync(stream, new() { MaxGapBytes = int.MaxValue }, ct: TestContext.Current.CancellationToken);
            Assert.True(report.Documents.Count <= 10_000 && report.Oddities.Count <= 100);
            // Interchanges and documents cost a few hundred bytes each, none of which stay past the bound.
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, (8L << 20) + (1500 * (report.InterchangeCount + report.DocumentCount)) + (300 * report.OddityCount));
        }
    }
}
