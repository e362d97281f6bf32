using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Waybill.Benchmarks;

/// <summary>Measures every case over a file of each size; prints a table a size.</summary>
internal static class FileRun
{
    private const long SparseFrom = 5L << 30;
    private const long OneRoundFrom = 2L << 30;
    private const long Gigabyte = 1_000_000_000;

    public static IReadOnlyList<long> DefaultSizes { get; } = [100_000_000, 1L << 30, SparseFrom];

    /// <param name="sizes">Bytes of content; from 5 GiB on it is sparse.</param>
    /// <param name="rounds">Null: five up to a gigabyte, three above, one above two.</param>
    /// <param name="only">Parts of the names of the cases to run; empty runs all.</param>
    /// <param name="output">Takes the tables as they grow.</param>
    public static async Task RunAsync(IReadOnlyList<long> sizes, int? rounds, IReadOnlyList<string> only, Action<string> output)
    {
        foreach (var size in sizes)
        {
            var folder = Directory.CreateTempSubdirectory("waybill-bench-");

            // Gigabytes must not stay behind when somebody loses patience.
            using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, _ => folder.Delete(recursive: true));
            using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, _ => folder.Delete(recursive: true));
            try
            {
                await RunAsync(size, rounds, only, folder.FullName, output);
            }
            finally
            {
                folder.Delete(recursive: true);
            }
        }
    }

    private static async Task RunAsync(long size, int? rounds, IReadOnlyList<string> only, string folder, Action<string> output)
    {
        using var identity = Identity.Create();
        await identity.SaveAsync(MessageFile.PemIn(folder));
        var content = MessageFile.ContentIn(folder);
        await BenchFile.CreateAsync(content, size, size >= SparseFrom);
        var files = new MessageFile(folder, new(identity), content, size);
        var count = rounds ?? (size >= OneRoundFrom ? 1 : size >= Gigabyte ? 3 : 5);
        output($"\n### {SizeText(size)}{(size >= SparseFrom ? ", sparse" : "")}, medians of {count}\n\n");
        output("| what | MB/s | MB/cpu-s | bound | of bound, cpu | of bound, wall | target | allocated, KiB | peak, MiB |\n|---|--:|--:|---|--:|--:|---|--:|--:|\n");
        var wanted = FileCases.All.Where(c => size <= c.MaxBytes && (only.Count is 0 || only.Any(o => c.Name.Contains(o, StringComparison.OrdinalIgnoreCase)))).ToList();

        // A message is there only as long as cases read it: of the largest, two would be ten gigabytes. The order of the rows stays that of the cases.
        var rows = new Dictionary<FileCase, string>();
        foreach (var group in wanted.GroupBy(c => c.Reads))
        {
            var path = await files.CreateAsync(group.Key);
            foreach (var what in group)
            {
                var isSlow = what.IsSlow && size >= Gigabyte;
                var result = await CaseProcess.RunAsync(what, path, size, folder, isSlow && rounds is null ? 1 : count, warm: size < OneRoundFrom && !isSlow);
                rows[what] = Row(what, result, size);
                Console.Error.WriteLine($"{SizeText(size)} {what.Name}: done");
            }

            if (group.Key is not MessageKind.Content)
            {
                File.Delete(path);
                File.Delete(path + ".type");
            }
        }

        wanted.ForEach(c => output(rows[c]));
    }

    private static string Row(FileCase what, CaseResult result, long size)
    {
        var wall = size / Meter.Median(result.Work.Select(w => w.Wall)) / 1e6;
        var processor = size / Meter.Median(result.Work.Select(w => w.Processor)) / 1e6;
        var row = new StringBuilder();
        row.Append(CultureInfo.InvariantCulture, $"| {what.Name} | {wall:F0} | {processor:F0} |");

        // The bare deflate is measured over document text; a sparse file is nothing but zeros, so that the two do not compare.
        if (what.Bound.Length > 0 && !(what.IsSlow && size >= SparseFrom))
        {
            var bound = size / Meter.Median(result.Bound.Select(b => b.Wall)) / 1e6;
            var (byProcessor, byWall) = (result.Ratio(c => c.Processor), result.Ratio(c => c.Wall));
            var names = string.Join(" + ", what.Bound.GroupBy(b => b).Select(g => (g.Count() > 1 ? $"{g.Count()} × " : "") + Baselines.Name(g.Key)));
            row.Append(CultureInfo.InvariantCulture, $" {names}: {bound:F0} MB/s | {byProcessor:P0} | {byWall:P0} |");
            row.Append(what.Target is { } target ? string.Create(CultureInfo.InvariantCulture, $" ≥ {target:P0}, ≤ 80 MiB: {Verdict(byWall >= target && result.Peak <= 80L << 20)} |") : " |");
        }
        else
        {
            row.Append(" | | | |");
        }

        row.Append(what.IsOtherProcess ? " |" : string.Create(CultureInfo.InvariantCulture, $" {result.Allocated / 1024.0:F0} |"));
        row.Append(CultureInfo.InvariantCulture, $" {result.Peak / 1048576.0:F0} |\n");
        return row.ToString();
    }

    private static string Verdict(bool isMet) => isMet ? "met" : "missed";

    private static string SizeText(long size)
        => size % (1L << 30) is 0 ? string.Create(CultureInfo.InvariantCulture, $"{size >> 30} GiB") : string.Create(CultureInfo.InvariantCulture, $"{size / 1e6:0.###} MB");
}
