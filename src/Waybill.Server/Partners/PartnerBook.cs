using Waybill.As2;
using Waybill.As2.AspNetCore;
using Waybill.As2.Http;
using Waybill.Cms;

namespace Waybill.Server;

/// <summary>All agreements, by the pair of names, with every key opened. The seam behind which connections of the journal take the settings' place.</summary>
/// <threadsafety>Immutable until disposed.</threadsafety>
internal sealed class PartnerBook : IDisposable
{
    private readonly Dictionary<(string Us, string Partner), Entry> _entries = [];
    private readonly List<IDisposable> _opened = [];

    private PartnerBook()
    {
    }

    internal int Count => _entries.Count;

    /// <summary>Opens every key and certificate. Every wrong setting is named in <paramref name="problems"/>, by the name the operator typed.</summary>
    internal static PartnerBook Open(WaybillSettings settings, List<string> problems)
    {
        var book = new PartnerBook();
        var stations = book.OpenStations(settings, problems);
        for (var at = 0; at < settings.Partners.Count; at++)
        {
            book.Add(settings.Partners[at], $"Waybill:Partners:{at}", stations, problems);
        }

        return book;
    }

    /// <summary>Null when nothing was agreed for this pair.</summary>
    internal Entry? Find(As2Name us, As2Name partner) => _entries.GetValueOrDefault((us.Value, partner.Value));

    public void Dispose()
    {
        foreach (var opened in _opened)
        {
            opened.Dispose();
        }
    }

    private Dictionary<string, CmsPrivateKey> OpenStations(WaybillSettings settings, List<string> problems)
    {
        var stations = new Dictionary<string, CmsPrivateKey>(StringComparer.Ordinal);
        for (var at = 0; at < settings.Stations.Count; at++)
        {
            var (station, path) = (settings.Stations[at], $"Waybill:Stations:{at}");
            var name = Name(station.As2Id, path, problems);
            if (KeyFiles.Key(station, path, problems) is not { } key)
            {
                continue;
            }

            _opened.Add(key);
            if (name is not null && !stations.TryAdd(name.Value, key))
            {
                problems.Add($"{path}:As2Id: '{name}' is the name of another station too.");
            }
        }

        return stations;
    }

    private void Add(PartnerSettings partner, string path, Dictionary<string, CmsPrivateKey> stations, List<string> problems)
    {
        var name = Name(partner.As2Id, path, problems);
        var certificates = KeyFiles.Certificates(partner, path, problems);
        _opened.AddRange(certificates);
        if (partner.Url is not "" && !(Uri.TryCreate(partner.Url, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"))
        {
            problems.Add($"{path}:Url: '{partner.Url}' is not an http or https address.");
        }

        if (partner.MaxBodyBytes <= 0)
        {
            problems.Add($"{path}:MaxBodyBytes: must be at least 1.");
        }

        if (partner.Station is not "" && !stations.ContainsKey(partner.Station))
        {
            problems.Add($"{path}:Station: '{partner.Station}' is not the As2Id of a station.");
        }

        foreach (var (station, key) in stations.Where(s => partner.Station is "" || string.Equals(s.Key, partner.Station, StringComparison.Ordinal)))
        {
            if (name is not null && !_entries.TryAdd((station, name.Value), new(Agreement(partner, key, certificates), partner.AllowPrivate)))
            {
                problems.Add($"{path}:As2Id: '{name}' exchanges with {station} by another entry already.");
            }
        }
    }

    private static As2Agreement Agreement(PartnerSettings partner, CmsPrivateKey key, IReadOnlyList<CmsCertificate> certificates)
    {
        // The key is disposed with the station's; a book of one key needs no disposal of its own.
        var keys = new CmsKeyBook([key]);
        IReadOnlyList<string> hosts = [.. partner.ReceiptHosts, .. Uri.TryCreate(partner.Url, UriKind.Absolute, out var url) ? [url.IdnHost] : (string[])[]];
        var addresses = new ReceiptAddressPolicy(hosts, AllowPrivate: partner.AllowPrivate);
        return new()
        {
            ReceiptSigner = new() { Key = key, AllowSha1 = partner.AllowSha1 },
            EmptyStatus = partner.AnswerEmptyWith204 ? StatusCodes.Status204NoContent : StatusCodes.Status200OK,
            // Every host that passes was agreed on, so it does not matter whether this message is proven to be the partner's.
            RefuseReceiptAddress = (address, _) => ReceiptAddress.Check(address, addresses).Problem,
            Reading = new()
            {
                VerificationTime = DateTimeOffset.UnixEpoch,
                DecryptionKeys = keys,
                SignerCertificates = certificates,
                Signature = partner.Signature,
                Encryption = partner.Encryption,
                Compression = partner.Compression,
                AllowUnsignedCbc = partner.AllowUnsignedCbc,
                Policy = new() { AllowSha1 = partner.AllowSha1, AllowMd5 = partner.AllowMd5, AllowTripleDes = partner.AllowTripleDes, AllowRc2 = partner.AllowRc2 },
                Profile = partner.Profile,
                Limits = new() { MaxBodyBytes = partner.MaxBodyBytes },
            },
        };
    }

    private static As2Name? Name(string text, string path, List<string> problems)
    {
        var name = As2Name.Create(text);
        if (name.Problem is not null)
        {
            problems.Add($"{path}:As2Id: {name.Problem}");
        }

        return name.Value;
    }

    /// <summary>One agreement and what posting to the partner needs.</summary>
    /// <param name="Agreement">For receiving.</param>
    /// <param name="AllowPrivate">Whether its receipts may go to addresses inside.</param>
    internal sealed record Entry(As2Agreement Agreement, bool AllowPrivate);
}
