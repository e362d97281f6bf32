using Waybill.As2;
using Waybill.Cms;

namespace Waybill.Gateway;

/// <summary>Opens every key and certificate that settings and resources name and makes the book of them. Finds everything that is wrong at once, by the name the operator typed.</summary>
public sealed class BookBuilder
{
    private readonly BookSource _source;
    private readonly BookContext _context;
    private readonly BookCache _before;
    private readonly BookCache _cache = new();
    private readonly BookOwners _owners;
    private readonly long _version;
    private readonly List<As2Connection> _connections = [];
    private readonly Dictionary<string, FieldPath> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<(string, string), FieldPath> _pairs = [];

    private BookBuilder(BookSource source, BookContext context, ConnectionBook? before)
    {
        (_source, _context, _before) = (source, context, before?.Cache ?? new());
        _version = Math.Max(context.Now.ToUnixTimeMilliseconds(), before?.Version + 1 ?? 0);
        _owners = new(source, context, _before, _cache);
    }

    /// <summary>Makes the book of settings alone.</summary>
    /// <param name="settings">What to make it of.</param>
    /// <param name="root">Path of the settings, for problems: <c>Waybill</c>.</param>
    /// <param name="inbox">Folder of the documents of connections that name none.</param>
    /// <param name="now">When; also the book's version.</param>
    /// <param name="problems">Takes one sentence for each wrong setting.</param>
    /// <param name="ring">Opens the keys that are sealed; null where none is.</param>
    /// <returns>A book of what is right. With problems it is only good for being released.</returns>
    public static ConnectionBook Build(BookSettings settings, string root, string inbox, DateTimeOffset now, List<string> problems, ISecretRing? ring = null)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(problems);
        var check = new ConfigurationCheck();
        var book = Build(SettingsSource.Of(settings, root), new(Path.GetFullPath(inbox), now, ring, check), null);
        problems.AddRange(check.Errors.Select(static e => e.ToString()));
        return book;
    }

    /// <summary>Makes a book.</summary>
    /// <param name="source">What to make it of.</param>
    /// <param name="context">Where, when, and who hears what is found.</param>
    /// <param name="before">A book that is held open meanwhile: what did not change is taken over from it. Null for none.</param>
    /// <returns>A book of what is right; what an error was found about is left out.</returns>
    internal static ConnectionBook Build(BookSource source, BookContext context, ConnectionBook? before)
    {
        var builder = new BookBuilder(source, context, before);
        builder._owners.Open();
        foreach (var connection in source.Connections)
        {
            builder.Add(connection);
        }

        builder.CheckBorrowed();

        return new(builder._version, builder._owners.Stations, builder._owners.Partners, builder._connections, [.. builder._cache.Certificates.Values.Select(static c => c.Handle), .. builder._owners.Opened], context.Now)
        {
            Warnings = [.. builder._owners.FileWarnings.Select(static f => f.ToString())], Findings = context.Check.Findings,
            Certificates = [.. builder._cache.Certificates.Values.Select(static c => c.Entry)], Cache = builder._cache, NextChange = builder._owners.NextChange,
        };
    }

    private void Add(ConnectionPart part)
    {
        if (part.Settings is ConnectionSettings { Kind: not ConnectionSettings.As2 } other)
        {
            _context.Check.Error(part.Path.Of("Kind"), $"'{other.Kind}' is no kind of connection; as2 is.");
        }

        var isNamed = part.Name is not "" || part.Settings is ConnectionSettings;
        if (isNamed && !ResourceTypes.IsName(part.Name))
        {
            _context.Check.Error(part.Path.Of("Name"), ResourceTypes.NameRule);
        }

        var station = _owners.FindStation(part);
        var partner = _owners.FindPartner(part);
        if (_before.Connections.TryGetValue(part.Tag, out var built) && ReferenceEquals(built.Station, station?.Value) && ReferenceEquals(built.Partner, partner?.Value))
        {
            _context.Check.Add(built.Findings);
        }
        else
        {
            built = Build(part, station, partner);
        }

        _cache.Connections[part.Tag] = built;
        if (built.Value is not { } connection || !IsAlone(part, connection))
        {
            return;
        }

        _connections.Add(connection);
    }

    /// <summary>A bound is borrowed of a connection that has one of its own: no chains, no circles.</summary>
    private void CheckBorrowed()
    {
        var borrowing = _source.Connections.Where(static c => c.Settings.ConcurrencyFrom is not "").ToList();
        if (borrowing is [])
        {
            return;
        }

        var lenders = _source.Connections.Where(static c => c.Name is not "").ToLookup(static c => c.Name, StringComparer.Ordinal);
        foreach (var part in borrowing)
        {
            var name = part.Settings.ConcurrencyFrom;
            var problem = string.Equals(name, part.Name, StringComparison.Ordinal) ? "It cannot borrow of itself: leave it empty."
                : !lenders.Contains(name) ? $"There is no connection called {name}."
                : lenders[name].Any(static l => l.Settings.ConcurrencyFrom is not "") ? $"{name} borrows too: name the one that lends, {lenders[name].First().Settings.ConcurrencyFrom}."
                : null;
            if (problem is null)
            {
                continue;
            }

            _context.Check.Error(part.Path.Of("ConcurrencyFrom"), problem);
            if (!part.Path.IsSettings)
            {
                _connections.RemoveAll(c => string.Equals(c.Name, part.Name, StringComparison.Ordinal));
            }
        }
    }

    /// <summary>Whether neither its pair nor its name is another's.</summary>
    private bool IsAlone(ConnectionPart part, As2Connection connection)
    {
        var (station, partner) = (connection.Station.Name.Value, connection.Partner.Name.Value);
        if (!_pairs.TryAdd((station, partner), part.Path))
        {
            _context.Check.Error(
                part.Path.Of(part.Settings is PartnerSettings ? "As2Id" : "Partner"), $"'{partner}' exchanges with {station} by another entry already: {_pairs[(station, partner)].Root}.");
            return false;
        }

        if (part.Name is not "" && !_names.TryAdd(part.Name, part.Path))
        {
            _context.Check.Error(
                part.Path.IsSettings ? part.Path.Root : part.Path.Of("Name"),
                $"there is another connection called {part.Name}: {_names[part.Name].Root}. Give this one a name of its own{(part.Settings is PartnerSettings ? ", written under Waybill:Connections" : "")}.");
            return false;
        }

        return true;
    }

    private BuiltConnection Build(ConnectionPart part, BookOwner<Station>? station, BookOwner<Partner>? partner)
    {
        var found = new ConfigurationCheck();
        List<string> problems = [];
        var inbox = part.Name is "" ? null : Path.Combine(_context.Inbox, part.Name);
        var inbound = PolicyBuilder.Inbound(part.Settings, "", station?.Value, partner?.Value, inbox, problems);
        var outbound = PolicyBuilder.Outbound(part.Settings, "", part.Name, _version, station is { IsSigning: false } ? null : station?.Value, partner?.Value, problems, _context.Ring);
        var kept = PolicyBuilder.Kept(part.Settings, "", problems);
        found.Add(problems.Select(p => part.Path.Finding(p)));
        if (station is not null && partner is not null)
        {
            ConnectionRules.CheckKeys(part, station, partner, found);
        }

        ConnectionRules.Warn(part, found);
        _context.Check.Add(found.Findings);

        // A resource with an error is left out; settings with one do not start.
        var isGood = station?.Value is not null && partner?.Value is not null && inbound is not null && (part.Path.IsSettings || !found.HasErrors);
        return new(
            isGood
                ? new()
                {
                    Name = part.Name, Version = _version, Station = station!.Value!, Partner = partner!.Value!, IsOnline = part.Settings.Online, Inbound = inbound!, Outbound = outbound, Kept = kept,
                }
                : null,
            station?.Value, partner?.Value, found.Findings);
    }
}

/// <summary>Where and when a book is built.</summary>
/// <param name="Inbox">Folder of the documents of connections that name none, absolute.</param>
/// <param name="Now">When.</param>
/// <param name="Ring">Opens keys that are sealed; null where none is.</param>
/// <param name="Check">Takes what is found.</param>
internal sealed record BookContext(string Inbox, DateTimeOffset Now, ISecretRing? Ring, ConfigurationCheck Check);
