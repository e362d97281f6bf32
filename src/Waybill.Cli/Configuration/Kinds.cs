namespace Waybill.Cli.Configuration;

/// <summary>The kinds of resources, and what a list of each is called.</summary>
internal static class Kinds
{
    private static readonly (string Kind, string Collection)[] All =
        [("station", "stations"), ("partner", "partners"), ("certificate", "certificates"), ("connection", "connections"), ("channel", "channels"), ("rule", "rules")];

    /// <summary>All of them in words.</summary>
    public static string Text => string.Join(", ", All.Select(static k => k.Kind));

    /// <summary>Names of the lists.</summary>
    public static IEnumerable<string> Collections => All.Select(static k => k.Collection);

    /// <summary>The list of a kind, by either name; null when there is none.</summary>
    public static string? CollectionOf(string word)
        => All.FirstOrDefault(k => string.Equals(k.Kind, word, StringComparison.OrdinalIgnoreCase) || string.Equals(k.Collection, word, StringComparison.OrdinalIgnoreCase)).Collection;

    /// <summary>The kind of a list.</summary>
    public static string KindOf(string collection) => All.Single(k => string.Equals(k.Collection, collection, StringComparison.Ordinal)).Kind;
}
