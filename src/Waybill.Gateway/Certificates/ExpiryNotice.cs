using System.Globalization;
using Waybill.Cms;

namespace Waybill.Gateway;

/// <summary>What is to be said of a certificate that comes to its end and has no successor.</summary>
/// <param name="Subject">The alert's: owner, use and certificate.</param>
/// <param name="Severity">How much it matters.</param>
/// <param name="Text">One sentence or two; the same until the next threshold.</param>
public sealed record ExpiryNotice(string Subject, AlertSeverity Severity, string Text)
{
    /// <summary>Days before the end at which it is said, each louder than the one before.</summary>
    public static IReadOnlyList<int> Thresholds { get; } = [60, 30, 14, 7, 1];

    /// <summary>Everything to be said of a book at a moment.</summary>
    /// <param name="book">Its certificates, and the connections that use them.</param>
    /// <param name="at">The moment.</param>
    public static IReadOnlyList<ExpiryNotice> Of(ConnectionBook book, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(book);
        var notices = new List<ExpiryNotice>();
        var users = Users(book);
        foreach (var owner in book.Certificates.GroupBy(static e => e.Owner, StringComparer.Ordinal))
        {
            CertificateEntry[] entries = [.. owner];
            foreach (var same in InUse(entries, at).GroupBy(static u => u.Entry, static u => u.Use, ReferenceEqualityComparer.Instance))
            {
                if (Of((CertificateEntry)same.Key!, [.. same], users, at) is { } notice)
                {
                    notices.Add(notice);
                }
            }
        }

        return notices;
    }

    /// <summary>Those in use without a successor: at the moment after its end nothing else would be used in its place.</summary>
    private static IEnumerable<(object Entry, CertificateRole Use)> InUse(CertificateEntry[] entries, DateTimeOffset at)
    {
        var isOurs = IsOurs(entries[0]);
        foreach (var use in (CertificateRole[])[CertificateRole.Sign, CertificateRole.Encrypt, CertificateRole.Tls])
        {
            var needsKey = isOurs && use is not CertificateRole.Encrypt;
            if (CertificateResolver.Current(entries, use, at, needsKey) is { } entry)
            {
                var after = EndOf(entry).AddSeconds(1);
                var next = CertificateResolver.Current(entries, use, after > at ? after : at, needsKey);
                if (next is null || ReferenceEquals(next, entry))
                {
                    yield return (entry, use);
                }
            }
        }
    }

    private static bool IsOurs(CertificateEntry entry) => entry.Owner.StartsWith("station/", StringComparison.Ordinal);

    /// <summary>Its own, or that of its window where that comes before.</summary>
    private static DateTimeOffset EndOf(CertificateEntry entry) => entry.Until is { } until && until < entry.Certificate.NotAfter ? until : entry.Certificate.NotAfter;

    private static ExpiryNotice? Of(CertificateEntry entry, List<CertificateRole> uses, Dictionary<string, List<string>> users, DateTimeOffset at)
    {
        var left = EndOf(entry) - at;
        var threshold = Thresholds.LastOrDefault(days => left <= TimeSpan.FromDays(days));
        if (threshold is 0)
        {
            return null;
        }

        var isOver = at > entry.Certificate.NotAfter;
        var severity = threshold <= 7 ? AlertSeverity.Critical : threshold <= 30 ? AlertSeverity.Warning : AlertSeverity.Info;
        var ends = EndOf(entry) == entry.Certificate.NotAfter ? "expires on" : "is used until";
        var when = isOver ? $"expired on {CertificateProblem.Date(entry.Certificate.NotAfter)}"
            : left < TimeSpan.Zero ? $"was to be used until {CertificateProblem.Date(EndOf(entry))}"
            : string.Create(CultureInfo.InvariantCulture, $"{ends} {CertificateProblem.Date(EndOf(entry))}, in less than {threshold} day{(threshold is 1 ? "" : "s")}");
        return new(
            $"{entry.Owner} {entry.Certificate.Sha256Thumbprint[..16]}", severity,
            $"{(isOver ? CertificateProblem.HasExpired + ": " : "")}{(IsOurs(entry) ? "Our certificate" : "The partner's certificate")} ({entry.Owner}; {string.Join(", ", uses.Select(u => Word(u, IsOurs(entry))))}), "
            + $"{CertificateProblem.Name(entry.Certificate)}, {when}, and nothing follows it. {Used(users.GetValueOrDefault(entry.Certificate.Sha256Thumbprint) ?? [])}");
    }

    private static string Word(CertificateRole use, bool isOurs) => (use, isOurs) switch
    {
        (CertificateRole.Sign, true) => "signs",
        (CertificateRole.Sign, false) => "is verified with",
        (CertificateRole.Encrypt, true) => "opens",
        (CertificateRole.Encrypt, false) => "is encrypted for",
        _ => "TLS",
    };

    private static string Used(List<string> connections) => connections switch
    {
        [] => "No connection uses it.",
        { Count: <= 5 } => $"Used by {string.Join(", ", connections)}.",
        _ => string.Create(CultureInfo.InvariantCulture, $"Used by {string.Join(", ", connections.Take(5))} and {connections.Count - 5} more."),
    };

    /// <summary>Names of the connections by the certificates they can meet.</summary>
    private static Dictionary<string, List<string>> Users(ConnectionBook book)
    {
        var users = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var connection in book.Connections)
        {
            var theirs = connection.Partner.Certificates.Append(connection.Partner.EncryptFor).OfType<CmsCertificate>();
            foreach (var thumbprint in connection.Station.Keys.Keys.Select(static k => k.Certificate).Concat(theirs).Select(static c => c.Sha256Thumbprint).Distinct(StringComparer.Ordinal))
            {
                if (!users.TryGetValue(thumbprint, out var names))
                {
                    users[thumbprint] = names = [];
                }

                names.Add(connection.Name);
            }
        }

        return users;
    }
}
