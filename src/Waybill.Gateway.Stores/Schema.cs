namespace Waybill.Gateway.Stores;

/// <summary>The numbered steps of a database's tables, as SQL text in this assembly.</summary>
internal static class Schema
{
    /// <summary>The steps after a version, in order.</summary>
    internal static async Task<List<(int Version, string Sql)>> AfterAsync(string database, int version, CancellationToken ct)
    {
        var assembly = typeof(Schema).Assembly;
        var steps = new List<(int Version, string Sql)>();
        for (var next = version + 1; assembly.GetManifestResourceStream($"{database}/{next:D4}") is { } stream; next++)
        {
            using var reader = new StreamReader(stream);
            steps.Add((next, await reader.ReadToEndAsync(ct)));
        }

        return steps;
    }

    /// <summary>The newest version this program knows.</summary>
    internal static int Newest(string database)
        => typeof(Schema).Assembly.GetManifestResourceNames().Count(n => n.StartsWith(database + "/", StringComparison.Ordinal));
}
