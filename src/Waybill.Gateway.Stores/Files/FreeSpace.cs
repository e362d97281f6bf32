using System.Globalization;

namespace Waybill.Gateway.Stores;

/// <summary>Whether there is room for more: nothing is begun that may end on a full disk.</summary>
internal sealed class FreeSpace(FilePayloadOptions options, Func<string, (long Free, long Total)>? measure)
{
    private readonly Func<string, (long Free, long Total)> _measure = measure ?? Measure;

    internal string? Problem(string folder)
    {
        var (free, total) = _measure(folder);
        return free < options.MinFreeBytes ? $"The disk under {folder} has {Gibibytes(free)} GiB left; nothing is taken below {Gibibytes(options.MinFreeBytes)} GiB."
            : free < total * options.MinFreeShare ? $"The disk under {folder} has {Percent(free, total)} % left; nothing is taken below {(options.MinFreeShare * 100).ToString("0.#", CultureInfo.InvariantCulture)} %."
            : null;
    }

    private static (long Free, long Total) Measure(string folder)
    {
        var drive = new DriveInfo(folder);
        return (drive.AvailableFreeSpace, drive.TotalSize);
    }

    private static string Gibibytes(long bytes) => (bytes / (double)(1L << 30)).ToString("0.##", CultureInfo.InvariantCulture);

    private static string Percent(long free, long total) => (100.0 * free / total).ToString("0.#", CultureInfo.InvariantCulture);
}
