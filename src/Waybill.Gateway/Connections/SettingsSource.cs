using System.Security.Cryptography;
using System.Text;

namespace Waybill.Gateway;

/// <summary>Reads settings files as parts of a book. Their resources are managed by the file; whoever has no name gets one made of its AS2 name.</summary>
internal static class SettingsSource
{
    /// <param name="settings">The settings. The same object gives equal parts.</param>
    /// <param name="root">Path of the settings: <c>Waybill</c>.</param>
    internal static BookSource Of(BookSettings settings, string root)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        StationPart[] stations = [.. settings.Stations.Select((station, at) => Station(station, new($"{root}:Stations:{at}", IsSettings: true), names))];
        names.Clear();
        PartnerPart[] partners = [.. settings.Partners.Select((partner, at) => Partner(partner, new($"{root}:Partners:{at}", IsSettings: true), names))];
        var named = settings.Connections.Select(static c => c.Partner).ToHashSet(StringComparer.Ordinal);
        return new(
            stations, partners,
            [
                .. settings.Connections.Select((c, at) => new ConnectionPart(
                    c, new($"{root}:Connections:{at}", IsSettings: true), c.Name, c.Station is "" && stations is [var only] ? only.Name : c.Station, c.Partner, c.Identity, c)),
                .. settings.Partners.Select((p, at) => (Partner: p, Part: partners[at])).Where(p => !named.Contains(p.Partner.As2Id) && !named.Contains(p.Part.Name)).SelectMany(p => Implied(p.Partner, p.Part, stations)),
            ],
            []);
    }

    private static StationPart Station(StationSettings station, FieldPath path, HashSet<string> names)
    {
        var name = Unique(station.As2Id, names);
        var owner = $"station/{name}";
        return new(
            station, path, name, station.As2Id, [],
            [
                new KeyFileSource(station, path, owner, station, null),

                // Earlier ones still open messages, and sign nothing.
                .. station.EarlierKeys.Select((k, at) => new KeyFileSource(k, new($"{path.Root}:EarlierKeys:{at}", IsSettings: true), owner, k, DateTimeOffset.UnixEpoch)),
            ]);
    }

    private static PartnerPart Partner(PartnerSettings partner, FieldPath path, HashSet<string> names)
    {
        var name = Unique(partner.As2Id, names);
        var owner = $"partner/{name}";
        var all = partner.EncryptionCertificate is "" ? CertificateRole.Any : CertificateRole.Sign;
        List<CertificateSource> certificates =
            [.. partner.Certificates.Select((file, at) => new CertificateFileSource((partner, at), path, owner, $"Certificates:{at}", file, all))];
        if (partner.EncryptionCertificate is not "")
        {
            certificates.Add(new CertificateFileSource((partner, "encryption"), path, owner, nameof(partner.EncryptionCertificate), partner.EncryptionCertificate, CertificateRole.Encrypt));
        }

        return new(partner, path, name, [new("As2Id", partner.As2Id, PartnerEnvironment.Production, [])], certificates);
    }

    /// <summary>A partner that no connection names is its own connection to each of its stations.</summary>
    private static IEnumerable<ConnectionPart> Implied(PartnerSettings partner, PartnerPart part, StationPart[] stations)
    {
        var of = stations.Where(s => partner.Station is "" || string.Equals(s.As2Id, partner.Station, StringComparison.Ordinal)).DistinctBy(static s => s.As2Id, StringComparer.Ordinal).ToArray();

        // Where there is none its settings are looked at all the same: all problems at once.
        return of is [] ? [new ConnectionPart(partner, part.Path, "", partner.Station, part.Name, "", partner)]
            : of.Select(s => new ConnectionPart((partner, s.As2Id), part.Path, ImpliedName($"{s.As2Id}-{partner.As2Id}", $"{s.As2Id.Length}:{s.As2Id}{partner.As2Id}"), s.Name, part.Name, "", partner));
    }

    private static string Unique(string as2Id, HashSet<string> names)
    {
        var first = ResourceTypes.IsName(as2Id) ? as2Id : ImpliedName(as2Id, as2Id);
        var name = first;
        for (var other = 2; !names.Add(name); other++)
        {
            name = $"{first}-{other}";
        }

        return name;
    }

    /// <summary>A name the journal, folders and URLs can take. Names that lose a sign get a few digits of theirs, so that two never share one.</summary>
    private static string ImpliedName(string text, string whole)
    {
        var plain = string.Concat(text.Select(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' ? char.ToLowerInvariant(c) : '-')).Trim('-', '.', '_');
        plain = plain.Length > 48 ? plain[..48] : plain;
        return plain is not "" && string.Equals(plain, text, StringComparison.Ordinal) ? plain
            : $"{(plain is "" ? "connection" : plain)}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(whole)).AsSpan(0, 3))}";
    }
}
