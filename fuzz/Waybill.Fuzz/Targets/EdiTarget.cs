using System.Text;
using Waybill.Edi;

namespace Waybill.Fuzz;

/// <summary><see cref="EnvelopeReader"/> on X12, EDIFACT, TRADACOMS and XML, with bounds low enough to be passed.</summary>
/// <remarks>Beyond exceptions and memory: the report is the same whatever the reads, its lists keep their bounds, and every document lies within the input.</remarks>
internal sealed class EdiTarget : FuzzTarget
{
    private static readonly EdiLimits Limits = new() { MaxSegmentBytes = 1024, MaxGapBytes = 2048, MaxDocuments = 20, MaxOddities = 20, MaxTextLength = 40, MaxXmlBytes = 2048 };

    public override string Name => "edi";

    // Documents and oddities cost their sentences, at most one of each for a few bytes.
    public override long MaxAllocated(int inputBytes) => (4L << 20) + (512L * inputBytes);

    public override IReadOnlyList<byte[]> Seeds { get; } =
        [.. FuzzFiles.SeedsOf("edi"), .. Directory.EnumerateFiles(Path.Combine(FuzzFiles.TestData, "edi-net")).Where(Path.HasExtension).Order(StringComparer.Ordinal).Select(File.ReadAllBytes)];

    public override async ValueTask<string> RunAsync(FuzzInput input)
    {
        var report = await EnvelopeReader.ReadAsync(input.Open(), Limits);
        var text = Text(report);
        if (input.IsChosen)
        {
            var other = Text(await EnvelopeReader.ReadAsync(input.Open(cut: input.OtherCut), Limits));
            if (!string.Equals(text, other, StringComparison.Ordinal))
            {
                throw new FuzzFailureException($"Reads of {input.Cut} and of {input.OtherCut} bytes give different reports:\n{text}\n{other}");
            }
        }

        if (report.Documents.Count > 20 || report.Interchanges.Count > 20 || report.Oddities.Count > 20)
        {
            throw new FuzzFailureException("A list passes its bound.");
        }

        if (report.Documents.Any(d => d.Offset < 0 || d.Length < 0 || d.Offset + d.Length > input.Bytes.Length) || report.Oddities.Any(o => o.Offset < 0 || o.Offset > input.Bytes.Length))
        {
            throw new FuzzFailureException("Something lies outside the input.");
        }

        var oddities = report.Oddities.Select(o => Kind(o.Text)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        return $"{report.Standard} {Math.Min(report.DocumentCount, 3)} {Math.Min(report.InterchangeCount, 3)} {report.Documents.Any(d => d.Number is not null)} {string.Join(';', oddities)}";
    }

    /// <summary>A sentence without what it quotes.</summary>
    private static string Kind(string sentence) => string.Join(' ', sentence.Split(' ').Where((w, i) => w.All(char.IsAsciiLetterLower) || (i is 0 && w is [>= 'A' and <= 'Z', >= 'A' and <= 'Z', ..])));

    private static string Text(EnvelopeReport report)
    {
        var text = new StringBuilder().Append(report.Standard).Append(' ').Append(report.DocumentCount).Append(' ').Append(report.InterchangeCount).Append(' ').Append(report.SegmentCount).Append(' ').Append(report.OddityCount);
        return text.AppendJoin('\n', report.Interchanges).AppendJoin('\n', report.Documents).AppendJoin('\n', report.Oddities).ToString();
    }
}
