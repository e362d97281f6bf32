namespace Waybill.Gateway;

/// <summary>The names of a book, for hints.</summary>
internal sealed class BookNames(IReadOnlyList<Station> stations, IReadOnlyList<Partner> partners, DateTimeOffset at)
{
    private readonly string[] _stations = [.. stations.Select(static s => s.Name.Value)];
    private readonly string[] _partners = [.. partners.Select(static p => p.Name.Value)];

    /// <summary>In words, for a pair that nobody configured.</summary>
    internal string Hint(string from, string to)
        => string.Join(' ', new[]
        {
            Former("AS2-From", from, partners.SelectMany(static p => p.Aliases.Select(a => (a, $"the partner '{p.Name}'")))),
            Former("AS2-To", to, stations.SelectMany(static s => s.Aliases.Select(a => (a, $"our station '{s.Name}'")))),
            NearNames.Hint(from, to, _partners, _stations),
        }.Where(static h => h is not null));

    private string? Former(string header, string name, IEnumerable<(FormerName Alias, string Of)> aliases)
    {
        var (alias, of) = aliases.FirstOrDefault(a => string.Equals(a.Alias.As2Id, name, StringComparison.Ordinal));
        return alias is null ? null
            : alias.Until is { } until && until <= at ? $"{header} is a former name of {of}, answered until {ResourceReader.Moment(until)}."
            : $"{header} is a former name of {of}.";
    }
}
