using System.Globalization;
using System.Text;
using Waybill.As2;
using Waybill.Gateway;

namespace Waybill.Server;

/// <summary>Proposes what a new station is called, out of the company's name.</summary>
internal static class StationNames
{
    /// <summary>A proposal stays short enough to be read out on the telephone.</summary>
    private const int Longest = 40;

    private const string Usual = "COMPANY";

    /// <summary>Letters of western Europe and what stands for them; all others that are not ASCII are left out.</summary>
    private static readonly (string Letters, string Ascii)[] Letters =
    [
        ("ÄÆ", "AE"), ("ÖŒ", "OE"), ("Ü", "UE"), ("ß", "SS"), ("ÀÁÂÃÅĀĄ", "A"), ("ÇĆČ", "C"), ("ĎĐ", "D"), ("ÈÉÊËĒĘĚ", "E"), ("ÌÍÎÏĪ", "I"), ("ŁĽ", "L"), ("ÑŃŇ", "N"), ("ÒÓÔÕØŌŐ", "O"), ("ŘŔ", "R"),
        ("ŚŠŞ", "S"), ("ŤȚ", "T"), ("ÙÚÛŪŮŰ", "U"), ("ÝŸ", "Y"), ("ŹŻŽ", "Z"),
    ];

    /// <summary>An AS2 name that nobody in the configuration has: letters and digits, in upper case.</summary>
    internal static string As2Id(string organisation, ConfigurationService configuration) => Free(Plain(organisation), Taken(configuration), "");

    /// <summary>A name for the resource of a station of this AS2 name.</summary>
    internal static string Resource(string as2Id, ConfigurationService configuration)
    {
        var plain = string.Concat(as2Id.ToLowerInvariant().Select(static c => char.IsAsciiLetterOrDigit(c) ? c : '-')).Trim('-');
        plain = plain.Length > 48 ? plain[..48].TrimEnd('-') : plain;
        return Free(plain is "" ? "station" : plain, configuration.List(ResourceKinds.Station, null, int.MaxValue).Select(static s => s.Name).Append(EchoNames.Station).ToHashSet(StringComparer.OrdinalIgnoreCase), "-");
    }

    /// <summary>AS2 names of stations and partners, without regard to case: two that differ by case alone are one mistake away from each other.</summary>
    internal static HashSet<string> Taken(ConfigurationService configuration)
    {
        var taken = new HashSet<string>(EchoNames.Connections.Select(static c => c.As2Id), StringComparer.OrdinalIgnoreCase);
        taken.UnionWith(configuration.List(ResourceKinds.Station, null, int.MaxValue).Select(static s => s.Body["as2Id"]?.GetValue<string>() ?? ""));
        taken.UnionWith(configuration.List(ResourceKinds.Partner, null, int.MaxValue).SelectMany(static p => p.Body["identities"]?.AsArray() ?? []).Select(static i => i?["as2Id"]?.GetValue<string>() ?? ""));
        return taken;
    }

    private static string Plain(string organisation)
    {
        var text = new StringBuilder();
        foreach (var letter in organisation.ToUpperInvariant().Replace('ẞ', 'ß'))
        {
            if (char.IsAsciiLetterOrDigit(letter))
            {
                text.Append(letter);
            }
            else if (Letters.FirstOrDefault(l => l.Letters.Contains(letter, StringComparison.Ordinal)) is { Ascii: { } ascii })
            {
                text.Append(ascii);
            }
        }

        var plain = text.ToString();
        return plain is "" ? Usual : plain.Length > Longest ? plain[..Longest] : plain;
    }

    private static string Free(string name, HashSet<string> taken, string between)
    {
        var free = name;
        for (var number = 2; taken.Contains(free); number++)
        {
            free = string.Create(CultureInfo.InvariantCulture, $"{name}{between}{number}");
        }

        return free;
    }

    /// <summary>What is wrong with an AS2 name for a new station; null when nothing is.</summary>
    internal static string? Problem(string as2Id, ConfigurationService configuration)
        => As2Name.Create(as2Id).Problem ?? (as2Id.Trim() != as2Id ? "Must not begin or end with a blank." : Taken(configuration).Contains(as2Id) ? "A station or a partner has this AS2 name already." : null);
}
