using Waybill.As2;
using Waybill.Cms;

namespace Waybill.Gateway;

/// <summary>Opens every key and certificate that settings name and makes the book of them. Names everything that is wrong, by the name the operator typed.</summary>
public sealed class BookBuilder
{
    private readonly string _root;
    private readonly string _inbox;
    private readonly long _version;
    private readonly DateTimeOffset _now;
    private readonly List<string> _problems;
    private readonly List<string> _warnings = [];
    private readonly ISecretRing? _ring;
    private readonly List<IDisposable> _opened = [];
    private readonly List<CertificateEntry> _certificates = [];
    private readonly List<As2Connection> _connections = [];
    private readonly Dictionary<string, Station> _stations = new(StringComparer.Ordinal);
    private readonly List<Partner?> _partners = [];
    private readonly Dictionary<string, Partner> _byName = new(StringComparer.Ordinal);
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly HashSet<(string, string)> _pairs = [];

    private BookBuilder(string root, string inbox, DateTimeOffset now, ISecretRing? ring, List<string> problems)
        => (_root, _inbox, _now, _version, _ring, _problems) = (root, inbox, now, now.ToUnixTimeMilliseconds(), ring, problems);

    /// <summary>Makes the book.</summary>
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
        var builder = new BookBuilder(root, Path.GetFullPath(inbox), now, ring, problems);
        builder.OpenStations(settings.Stations);
        builder.OpenPartners(settings.Partners);
        builder.AddNamed(settings.Connections);
        builder.AddImplied(settings.Partners);
        return new(builder._version, [.. builder._stations.Values], [.. builder._partners.OfType<Partner>()], builder._connections, builder._opened) { Warnings = builder._warnings, Certificates = builder._certificates };
    }

    private void OpenStations(IList<StationSettings> stations)
    {
        for (var at = 0; at < stations.Count; at++)
        {
            var (station, path) = (stations[at], $"{_root}:Stations:{at}");
            var name = Name(station.As2Id, path);
            var key = KeyFiles.Key(station, path, _ring, _problems, _warnings);
            List<CmsPrivateKey> keys = key is null ? [] : [key];
            for (var older = 0; older < station.EarlierKeys.Count; older++)
            {
                if (KeyFiles.Key(station.EarlierKeys[older], $"{path}:EarlierKeys:{older}", _ring, _problems, _warnings) is { } earlier)
                {
                    keys.Add(earlier);
                }
            }

            var book = new CmsKeyBook(keys);
            _opened.Add(book);

            // Earlier ones still open messages, and sign nothing.
            _certificates.AddRange(keys.Select((k, age) => new CertificateEntry
            {
                Owner = $"station/{station.As2Id}", Certificate = k.Certificate, Key = k, Until = age is 0 && key is not null ? null : DateTimeOffset.UnixEpoch,
            }));
            if (name is not null && key is not null && !_stations.TryAdd(name.Value, new(name, key, book)))
            {
                _problems.Add($"{path}:As2Id: '{name}' is the name of another station too.");
            }
        }
    }

    private void OpenPartners(IList<PartnerSettings> partners)
    {
        for (var at = 0; at < partners.Count; at++)
        {
            var (partner, path) = (partners[at], $"{_root}:Partners:{at}");
            var name = Name(partner.As2Id, path);
            List<CmsCertificate> certificates = [];
            if (partner.Certificates.Count is 0)
            {
                _problems.Add($"{path}:Certificates: name at least one file.");
            }

            for (var file = 0; file < partner.Certificates.Count; file++)
            {
                if (Open(partner.Certificates[file], $"{path}:Certificates:{file}") is { } certificate)
                {
                    certificates.Add(certificate);
                }
            }

            var encryptFor = partner.EncryptionCertificate is "" ? Newest(certificates) : Open(partner.EncryptionCertificate, $"{path}:EncryptionCertificate");
            if (partner.Station is not "" && !_stations.ContainsKey(partner.Station))
            {
                _problems.Add($"{path}:Station: '{partner.Station}' is not the As2Id of a station.");
            }

            var isApart = partner.EncryptionCertificate is not "";
            _certificates.AddRange(certificates.Select(c => new CertificateEntry { Owner = $"partner/{partner.As2Id}", Certificate = c, Use = isApart ? CertificateRole.Sign : CertificateRole.Any }));
            if (isApart && encryptFor is not null)
            {
                _certificates.Add(new() { Owner = $"partner/{partner.As2Id}", Certificate = encryptFor, Use = CertificateRole.Encrypt });
            }

            var opened = name is null ? null : new Partner(name, certificates, encryptFor);
            _partners.Add(opened);
            if (opened is not null)
            {
                _byName.TryAdd(opened.Name.Value, opened);
            }
        }
    }

    private void AddNamed(IList<ConnectionSettings> connections)
    {
        for (var at = 0; at < connections.Count; at++)
        {
            var (connection, path) = (connections[at], $"{_root}:Connections:{at}");
            if (!IsName(connection.Name))
            {
                _problems.Add($"{path}:Name: 1 to 64 letters, digits, dots, hyphens and underscores, the first a letter or digit.");
            }

            var station = connection.Station is "" && _stations.Count is 1 ? _stations.Values.Single() : _stations.GetValueOrDefault(connection.Station);
            if (station is null)
            {
                _problems.Add($"{path}:Station: '{connection.Station}' is not the As2Id of a station.");
            }

            var partner = _byName.GetValueOrDefault(connection.Partner);
            if (partner is null)
            {
                _problems.Add($"{path}:Partner: '{connection.Partner}' is not the As2Id of a partner.");
            }

            Add(connection.Name, path, station, partner, connection);
        }
    }

    /// <summary>A partner that no connection names is its own connection to each of its stations.</summary>
    private void AddImplied(IList<PartnerSettings> partners)
    {
        var named = _connections.Select(c => c.Partner.Name.Value).ToHashSet(StringComparer.Ordinal);
        for (var at = 0; at < partners.Count; at++)
        {
            var (settings, path) = (partners[at], $"{_root}:Partners:{at}");
            if (named.Contains(settings.As2Id))
            {
                continue;
            }

            var partner = _partners[at];
            var stations = _stations.Values.Where(s => settings.Station is "" || string.Equals(s.Name.Value, settings.Station, StringComparison.Ordinal)).ToArray();
            foreach (var station in stations)
            {
                Add(partner is null ? "" : ImpliedName(station.Name.Value, partner.Name.Value), path, station, partner, settings);
            }

            if (stations is [])
            {
                // Its settings are looked at all the same: all problems at once.
                Add("", path, null, partner, settings);
            }
        }
    }

    private void Add(string name, string path, Station? station, Partner? partner, ConnectionPolicySettings settings)
    {
        var inbound = PolicyBuilder.Inbound(settings, path, station, partner, name is "" ? null : Path.Combine(_inbox, name), _problems);
        var outbound = PolicyBuilder.Outbound(settings, path, name, _version, station, partner, _problems);
        if (station is null || partner is null || inbound is null)
        {
            return;
        }

        if (!_pairs.Add((station.Name.Value, partner.Name.Value)))
        {
            _problems.Add($"{path}:{(settings is PartnerSettings ? "As2Id" : "Partner")}: '{partner.Name}' exchanges with {station.Name} by another entry already.");
        }
        else if (IsName(name) && !_names.Add(name))
        {
            _problems.Add($"{path}: there is another connection called {name}; write this one under {_root}:Connections with a Name of its own.");
        }

        _connections.Add(new() { Name = name, Version = _version, Station = station, Partner = partner, IsOnline = settings.Online, Inbound = inbound, Outbound = outbound });
    }

    private CmsCertificate? Open(string file, string setting)
    {
        var certificate = KeyFiles.Certificate(file, setting, _problems);
        if (certificate is not null)
        {
            _opened.Add(certificate);
        }

        return certificate;
    }

    /// <summary>The one that began last among those valid now; where none is, among all.</summary>
    private CmsCertificate? Newest(List<CmsCertificate> certificates)
        => CertificateResolver.Resolve([.. certificates.Select(static c => new CertificateEntry { Owner = "", Certificate = c })], _now).Encrypt?.Certificate;

    private As2Name? Name(string text, string path)
    {
        var name = As2Name.Create(text);
        if (name.Problem is not null)
        {
            _problems.Add($"{path}:As2Id: {name.Problem}");
        }

        return name.Value;
    }

    /// <summary>A name the journal, folders and URLs can take. Names that lose a sign get a few digits of theirs, so that two partners never share one.</summary>
    private static string ImpliedName(string station, string partner)
    {
        var plain = string.Concat($"{station}-{partner}".Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' ? char.ToLowerInvariant(c) : '-')).Trim('-', '.', '_');
        plain = plain.Length > 48 ? plain[..48] : plain;
        if (string.Equals(plain, $"{station}-{partner}", StringComparison.Ordinal))
        {
            return plain;
        }

        var text = System.Text.Encoding.UTF8.GetBytes($"{station.Length}:{station}{partner}");
        return $"{(plain is "" ? "connection" : plain)}-{Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(text).AsSpan(0, 3))}";
    }

    private static bool IsName(string name)
        => name.Length is > 0 and <= 64 && char.IsAsciiLetterOrDigit(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');
}
