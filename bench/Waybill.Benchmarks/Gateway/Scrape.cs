using System.Globalization;

namespace Waybill.Benchmarks;

/// <summary>The server's own metrics at one moment, each summed over its labels.</summary>
internal sealed class Scrape
{
    private readonly Dictionary<string, double> _values = new(StringComparer.Ordinal);

    public static async Task<Scrape> TakeAsync(ServerProcess server)
    {
        using var client = new HttpClient { BaseAddress = server.Address };
        var scrape = new Scrape();
        foreach (var line in (await client.GetStringAsync(new Uri("metrics", UriKind.Relative))).Split('\n'))
        {
            var fields = line.Split(' ');
            if (fields.Length < 2 || line[0] is '#')
            {
                continue;
            }

            var name = fields[0].Split('{')[0];
            var value = line[(line.LastIndexOf('}') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var at = line.Contains('{', StringComparison.Ordinal) ? 0 : 1;
            if (double.TryParse(value[at], NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            {
                scrape._values[name] = scrape._values.GetValueOrDefault(name) + number;
            }
        }

        return scrape;
    }

    /// <summary>What all metrics of this start and end of name came to; NaN when there is none.</summary>
    public double Of(string start, string end)
    {
        var found = _values.Where(v => v.Key.StartsWith(start, StringComparison.Ordinal) && v.Key.EndsWith(end, StringComparison.Ordinal)).ToArray();
        return found is [] ? double.NaN : found.Sum(v => v.Value);
    }
}
