using Waybill.As2;
using Waybill.Cms;

namespace Waybill.Gateway;

/// <summary>A station or a partner's identity among those of a book that is built.</summary>
/// <param name="Value">It; null when an error stands in its way.</param>
/// <param name="Name">The name of the station or partner.</param>
/// <param name="Certificates">What its certificates are good for.</param>
/// <param name="IsSigning">Of a station: whether a certificate of ours may sign now.</param>
internal sealed record BookOwner<T>(T? Value, string Name, ResolvedCertificates Certificates, bool IsSigning)
    where T : class;

/// <summary>Stations and partners of a book that is built, with their certificates opened.</summary>
internal sealed class BookOwners
{
    private readonly BookSource _source;
    private readonly BookContext _context;
    private readonly BookCertificates _certificates;
    private readonly BookCache _before;
    private readonly BookCache _cache;
    private readonly Dictionary<string, BookOwner<Station>> _stations = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _stationNames = new(StringComparer.Ordinal);
    private readonly List<string> _unnamed = [];
    private readonly HashSet<StationPart> _doubles = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, List<(string As2Id, IList<AliasSettings> Aliases, BookOwner<Partner> Owner)>> _partners = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _partnerNames = new(StringComparer.Ordinal);

    internal BookOwners(BookSource source, BookContext context, BookCache before, BookCache cache)
    {
        (_source, _context, _before, _cache) = (source, context, before, cache);
        _certificates = new(context, before, cache);
    }

    /// <summary>In the order of the source.</summary>
    internal List<Station> Stations { get; } = [];

    /// <summary>Every identity, in the order of the source.</summary>
    internal List<Partner> Partners { get; } = [];

    /// <summary>What the book closes, besides certificates.</summary>
    internal List<IDisposable> Opened { get; } = [];

    /// <summary>What was found about key files.</summary>
    internal IEnumerable<Finding> FileWarnings => _certificates.FileWarnings;

    /// <summary>When another book follows from the same source: a window begins or ends. Null: never.</summary>
    internal DateTimeOffset? NextChange { get; private set; }

    /// <summary>Opens all of them.</summary>
    internal void Open()
    {
        var owners = _source.Stations.Select(static s => $"station/{s.Name}").Concat(_source.Partners.Select(static p => $"partner/{p.Name}")).ToHashSet(StringComparer.Ordinal);
        foreach (var lost in _source.Certificates.Where(c => !owners.Contains(c.Owner)))
        {
            _context.Check.Error(lost.Path.Of("Owner"), $"'{lost.Owner}' is neither station/NAME of a station nor partner/NAME of a partner.");
        }

        _certificates.OpenAhead(_source.Stations.SelectMany(static s => s.Certificates).Concat(_source.Partners.SelectMany(static p => p.Certificates)).Concat(_source.Certificates.Where(c => owners.Contains(c.Owner))));
        var certificates = _source.Certificates.ToLookup(static c => c.Owner, StringComparer.Ordinal);
        foreach (var station in _source.Stations)
        {
            // Whoever has a name now goes before whoever had it.
            if (!_stationNames.TryAdd(station.As2Id, station.Name))
            {
                _doubles.Add(station);
            }
        }

        foreach (var station in _source.Stations)
        {
            Open(station, [.. station.Certificates, .. certificates[$"station/{station.Name}"]]);
        }

        foreach (var partner in _source.Partners)
        {
            Open(partner, [.. partner.Certificates, .. certificates[$"partner/{partner.Name}"]]);
        }
    }

    /// <summary>The station a connection names; null with a finding when there is none.</summary>
    internal BookOwner<Station>? FindStation(ConnectionPart part)
    {
        var name = part.Station is "" && _unnamed is [var only] ? only : part.Station;
        if (Pick(_stations, _stationNames, name, part.Path.IsSettings) is { } station)
        {
            return station;
        }

        if (part.Settings is not PartnerSettings)
        {
            _context.Check.Error(part.Path.Of("Station"), NotThere("station", part.Station, _stationNames, part.Path.IsSettings));
        }

        return null;
    }

    /// <summary>The identity a connection names; null with a finding when there is none.</summary>
    internal BookOwner<Partner>? FindPartner(ConnectionPart part)
    {
        if (Pick(_partners, _partnerNames, part.Partner, part.Path.IsSettings) is not { } identities)
        {
            _context.Check.Error(part.Path.Of("Partner"), NotThere("partner", part.Partner, _partnerNames, part.Path.IsSettings));
            return null;
        }

        foreach (var (as2Id, aliases, owner) in identities)
        {
            if (part.Identity is "" || string.Equals(as2Id, part.Identity, StringComparison.Ordinal) || aliases.Any(a => string.Equals(a.As2Id, part.Identity, StringComparison.Ordinal)))
            {
                return owner;
            }
        }

        _context.Check.Error(
            part.Path.Of(part.Identity is "" ? "Partner" : "Identity"), part.Identity is "" ? $"The partner {part.Partner} has no AS2 identity." : $"'{part.Identity}' is no AS2 name of the partner {part.Partner}.");
        return null;
    }

    private static T? Pick<T>(Dictionary<string, T> byName, Dictionary<string, string> byAs2Id, string text, bool isSettings)
        where T : class
        => isSettings && byAs2Id.TryGetValue(text, out var name) ? byName.GetValueOrDefault(name) : byName.GetValueOrDefault(text);

    private static string NotThere(string kind, string text, Dictionary<string, string> byAs2Id, bool isSettings)
        => isSettings ? $"'{text}' is not the As2Id of a {kind}."
            : byAs2Id.TryGetValue(text, out var name) ? $"'{text}' is the AS2 name of a {kind}; its own name is '{name}'."
            : text is "" ? $"Name a {kind}." : $"There is no {kind} '{text}'.";

    private void Open(StationPart part, IReadOnlyList<CertificateSource> sources)
    {
        var (path, now) = (part.Path, _context.Now);
        var entries = _certificates.Open(sources);
        Check(part.Name, path);
        var name = Name(part.As2Id, path.Of("As2Id"));
        var aliases = Aliases(part.Aliases, path, "");
        CheckDefaults(part);
        var resolved = CertificateResolver.Resolve(entries, now);
        Built<Station> built;
        if (_before.Stations.TryGetValue(part.Tag, out var known) && known.IsGood(entries, now))
        {
            built = known;
            known.Handle?.Hold();
        }
        else
        {
            var keys = new CmsKeyBook(resolved.Decrypt, ownsKeys: false);
            built = new(
                name is null || (resolved.Sign?.Key ?? (resolved.Decrypt is [var first, ..] ? first : null)) is not { } key ? null
                    : new(name, key, keys) { Id = part.Name, Aliases = aliases, Retired = resolved.Retired, SignUntil = resolved.Sign?.Until, Tls = resolved.Tls },
                entries, Earliest(entries, part.Aliases)) { Handle = new(keys) };
        }

        Opened.Add(built.Handle!);
        if (_doubles.Contains(part) && name is not null)
        {
            _context.Check.Error(path.Of("As2Id"), $"'{name}' is the name of another station too: {_stationNames[part.As2Id]}.");
            return;
        }

        foreach (var alias in aliases.Where(a => IsLive(a, now) && !_stationNames.TryAdd(a.As2Id, part.Name) && !string.Equals(_stationNames[a.As2Id], part.Name, StringComparison.Ordinal)))
        {
            _context.Check.Error(path.Of("Aliases"), $"'{alias.As2Id}' is the name of another station: {_stationNames[alias.As2Id]}.");
        }

        if (!_stations.TryAdd(part.Name, new(built.Value, part.Name, resolved, resolved.Sign is not null)))
        {
            _context.Check.Error(path.IsSettings ? path.Of("As2Id") : path.Of("Name"), $"There is another station called {part.Name}: {_source.Stations.First(s => string.Equals(s.Name, part.Name, StringComparison.Ordinal)).Path.Root}.");
            return;
        }

        if (!part.IsOnlyByName)
        {
            _unnamed.Add(part.Name);
        }

        _cache.Stations[part.Tag] = built;
        Remember(built.Changes);
        if (built.Value is not null)
        {
            Stations.Add(built.Value);
        }
    }

    private void Open(PartnerPart part, IReadOnlyList<CertificateSource> sources)
    {
        var path = part.Path;
        Check(part.Name, path);
        if (path.IsSettings && part.Certificates is [])
        {
            _context.Check.Error(path.Of("Certificates"), "name at least one file.");
        }

        if (part.Tag is PartnerSettings { Station: not "" and var station } && !_stationNames.ContainsKey(station) && !_stations.ContainsKey(station))
        {
            _context.Check.Error(path.Of("Station"), $"'{station}' is not the As2Id of a station.");
        }

        if (part.Identities is [])
        {
            _context.Check.Error(path.Of("Identities"), "Give it at least one AS2 name: {\"as2Id\": \"…\"}.");
        }

        foreach (var lost in sources.Where(s => s.Identity is not "" && !part.Identities.Any(i => string.Equals(i.As2Id, s.Identity, StringComparison.Ordinal) || i.Aliases.Any(a => string.Equals(a.As2Id, s.Identity, StringComparison.Ordinal)))))
        {
            _context.Check.Error(lost.Path.Of("Identity"), $"'{lost.Identity}' is no AS2 name of the partner {part.Name}.");
        }

        var opened = _certificates.OpenAll(sources);
        List<(string, IList<AliasSettings>, BookOwner<Partner>)> identities = [];
        foreach (var identity in part.Identities)
        {
            identities.Add((identity.As2Id, identity.Aliases, Open(part, identity, opened)));
        }

        if (!_partners.TryAdd(part.Name, identities))
        {
            _context.Check.Error(path.IsSettings ? path.Of("As2Id") : path.Of("Name"), $"There is another partner called {part.Name}: {_source.Partners.First(s => string.Equals(s.Name, part.Name, StringComparison.Ordinal)).Path.Root}.");
        }
    }

    private BookOwner<Partner> Open(PartnerPart part, IdentityPart identity, IReadOnlyList<(CertificateSource Source, CertificateEntry Entry)> opened)
    {
        var field = identity.Setting.StartsWith("Identities", StringComparison.Ordinal) ? identity.Setting : "";
        var name = Name(identity.As2Id, part.Path.Of(field is "" ? "As2Id" : $"{field}:As2Id"));
        var aliases = Aliases(identity.Aliases, part.Path, field);
        _partnerNames.TryAdd(identity.As2Id, part.Name);
        CertificateEntry[] entries =
        [
            .. opened.Where(o => o.Source.Identity is "" || string.Equals(o.Source.Identity, identity.As2Id, StringComparison.Ordinal)
                || identity.Aliases.Any(a => string.Equals(a.As2Id, o.Source.Identity, StringComparison.Ordinal))).Select(static o => o.Entry),
        ];
        var tag = (part.Tag, identity.As2Id);
        var resolved = CertificateResolver.Resolve(entries, _context.Now);
        if (!_before.Partners.TryGetValue(tag, out var built) || !built.IsGood(entries, _context.Now))
        {
            built = new(
                name is null ? null : new(name, resolved.Verify, resolved.Encrypt?.Certificate)
                {
                    Id = part.Name, Aliases = aliases, Environment = identity.Environment, Retired = [.. resolved.Retired, .. resolved.Ended], EncryptUntil = resolved.Encrypt?.Until,
                    TlsTrusted = resolved.TlsTrusted,
                },
                entries, Earliest(entries, identity.Aliases));
        }

        _cache.Partners[tag] = built;
        Remember(built.Changes);
        if (built.Value is not null)
        {
            Partners.Add(built.Value);
        }

        return new(built.Value, part.Name, resolved, IsSigning: true);
    }

    private DateTimeOffset? Earliest(IReadOnlyList<CertificateEntry> entries, IList<AliasSettings> aliases)
    {
        var next = CertificateResolver.NextChange(entries, _context.Now);
        foreach (var until in aliases.Select(static a => a.Until).Where(u => u > _context.Now))
        {
            next = next is null || until < next ? until : next;
        }

        return next;
    }

    private void Remember(DateTimeOffset? change) => NextChange = change is not null && (NextChange is null || change < NextChange) ? change : NextChange;

    /// <summary>Defaults are looked at where they stand, not first in the connection that takes them over.</summary>
    private void CheckDefaults(StationPart part)
    {
        if (part.Tag is Resource { Settings: StationResource { Defaults: { } defaults } })
        {
            List<string> problems = [];
            PolicyBuilder.Inbound(defaults, "", null, null, null, problems);
            PolicyBuilder.Outbound(defaults, "", part.Name, 0, null, null, problems, _context.Ring);
            _context.Check.Add(problems.Select(p => new FieldPath($"{part.Path.Root}/defaults", IsSettings: false).Finding(p)));
        }
    }

    private void Check(string name, FieldPath path)
    {
        if (!path.IsSettings && !ResourceTypes.IsName(name))
        {
            _context.Check.Error(path.Of("Name"), ResourceTypes.NameRule);
        }
    }

    private As2Name? Name(string text, string field)
    {
        var name = As2Name.Create(text);
        if (name.Problem is not null)
        {
            _context.Check.Error(field, name.Problem);
        }

        return name.Value;
    }

    private List<FormerName> Aliases(IList<AliasSettings> aliases, FieldPath path, string below)
    {
        List<FormerName> names = [];
        for (var at = 0; at < aliases.Count; at++)
        {
            if (Name(aliases[at].As2Id, path.Of($"{(below is "" ? "" : $"{below}:")}Aliases:{at}:As2Id")) is { } name)
            {
                names.Add(new(name.Value, aliases[at].Until));
            }
        }

        return names;
    }

    private static bool IsLive(FormerName alias, DateTimeOffset now) => alias.Until is null || now < alias.Until;
}
