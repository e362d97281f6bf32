using CsCheck;

namespace Waybill.Edi.Tests;

public sealed class GeneratedTests
{
    [Fact]
    public Task Interchanges_with_any_delimiters_are_read_without_an_oddity() => Gen.Select(Interchanges.Several, Any.Of(1, 2, 3, 7, 64, int.MaxValue)).SampleAsync(
        async (made, cut) =>
        {
            var report = await Summary.ReadAsync(string.Concat(made.Select(m => m.Text)), cut);
            Assert.Equal(made.SelectMany(m => m.Documents), report.Documents.Select(Summary.Of));
            Assert.Empty(report.Oddities);
            Assert.Equal(made.Length, report.InterchangeCount);
            Assert.Equal(made[0].Text.StartsWith("ISA", StringComparison.Ordinal) ? EdiStandard.X12 : EdiStandard.Edifact, report.Standard);
        },
        iter: 1500);

    [Fact]
    public Task Documents_are_where_the_report_says() => Interchanges.Several.SampleAsync(
        async made =>
        {
            var text = string.Concat(made.Select(m => m.Text));
            var report = await Summary.ReadAsync(text);
            Assert.All(report.Documents, d =>
            {
                var document = text.Substring((int)d.Offset, (int)d.Length);
                Assert.StartsWith(d.Standard is EdiStandard.X12 ? "ST" : "UNH", document, StringComparison.Ordinal);
                Assert.Contains(d.Standard is EdiStandard.X12 ? "SE" : "UNT", document[document.LastIndexOf(d.Standard is EdiStandard.X12 ? "SE" : "UNT", StringComparison.Ordinal)..], StringComparison.Ordinal);
                Assert.EndsWith(text[(int)(d.Offset + d.Length - 1)].ToString(), document, StringComparison.Ordinal);
            });
        },
        iter: 300);

    [Fact]
    public Task What_stands_around_interchanges_is_counted_and_passed_over() => Gen.Select(Interchanges.X12, Interchanges.Edifact, Any.Of(1, 7, int.MaxValue)).SampleAsync(
        async (one, two, cut) =>
        {
            // A mail's greeting, one between, and the padding of a mainframe.
            var report = await Summary.ReadAsync($"Dear all, see the USUAL file:\r\n{one.Text}--next--\n{two.Text}\u001a\0\0", cut);
            Assert.Equal(one.Documents.Concat(two.Documents), report.Documents.Select(Summary.Of));
            Assert.Equal(2, report.OddityCount);
            Assert.All(report.Oddities, o => Assert.EndsWith("bytes before this are no EDI.", o.Text, StringComparison.Ordinal));
        },
        iter: 500);

    [Fact]
    public Task What_is_cut_off_anywhere_is_said_and_never_thrown() => Gen.Select(Interchanges.Several, Gen.Double[0, 1], Any.Of(1, 3, int.MaxValue)).SampleAsync(
        async (made, part, cut) =>
        {
            var text = string.Concat(made.Select(m => m.Text));
            var length = (int)(part * text.Length);
            var report = await Summary.ReadAsync(text[..length], cut);
            var whole = made.TakeWhile((_, i) => made.Take(i + 1).Sum(m => m.Text.TrimEnd().Length + (m.Text.Length - m.Text.TrimEnd().Length)) <= length).Count();
            Assert.InRange(report.DocumentCount, made.Take(whole).Sum(m => m.Documents.Count), made.Sum(m => m.Documents.Count));
            var rest = text[made.Take(whole).Sum(m => m.Text.Length)..length].TrimEnd();
            var last = whole < made.Length ? made[whole].Text.TrimEnd() : "";
            Assert.Equal(rest.Length is 0 || string.Equals(rest, last, StringComparison.Ordinal) || (whole is 0 && report.Standard is EdiStandard.Unknown), report.OddityCount is 0);
        },
        iter: 1500);
}
