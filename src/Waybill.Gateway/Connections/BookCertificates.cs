namespace Waybill.Gateway;

/// <summary>Opens the certificates of a book that is built, or takes them over from the one before.</summary>
internal sealed class BookCertificates(BookContext context, BookCache before, BookCache cache)
{
    private readonly Dictionary<object, (CertificateEntry? Entry, ConfigurationCheck Found, Finding[] OfFiles)> _ahead = [];

    /// <summary>What was found about key files.</summary>
    internal List<Finding> FileWarnings { get; } = [];

    /// <summary>Those that can be opened.</summary>
    internal CertificateEntry[] Open(IReadOnlyList<CertificateSource> sources) => [.. OpenAll(sources).Select(static o => o.Entry)];

    /// <summary>Those that can be opened, with where they come from.</summary>
    internal List<(CertificateSource Source, CertificateEntry Entry)> OpenAll(IReadOnlyList<CertificateSource> sources)
    {
        var opened = new List<(CertificateSource Source, CertificateEntry Entry)>(sources.Count);
        foreach (var source in sources)
        {
            if (Open(source) is { } entry)
            {
                opened.Add((source, entry));
            }
        }

        CertificateRules.WarnOfReuse(opened, context.Check);
        return opened;
    }

    /// <summary>Opens what is new on all processors at once: reading a certificate is the greater part of the work of a first book.</summary>
    internal void OpenAhead(IEnumerable<CertificateSource> sources)
    {
        CertificateSource[] fresh = [.. sources.Where(s => !before.Certificates.ContainsKey(s.Tag))];
        var opened = new (CertificateEntry? Entry, ConfigurationCheck Found)[fresh.Length];
        var files = new Finding[fresh.Length][];
        Parallel.For(0, fresh.Length, at =>
        {
            var found = new ConfigurationCheck();
            var entry = fresh[at].Open(context.Ring, found);
            files[at] = [.. found.Warnings];
            if (entry is not null)
            {
                CertificateRules.WarnOfKind(fresh[at], entry, found);
            }

            opened[at] = (entry, found);
        });
        for (var at = 0; at < fresh.Length; at++)
        {
            if (!_ahead.TryAdd(fresh[at].Tag, (opened[at].Entry, opened[at].Found, files[at])))
            {
                (opened[at].Entry?.Key ?? (IDisposable?)opened[at].Entry?.Certificate)?.Dispose();
            }
        }
    }

    private CertificateEntry? Open(CertificateSource source)
    {
        if (!cache.Certificates.TryGetValue(source.Tag, out var opened))
        {
            if (before.Certificates.TryGetValue(source.Tag, out var known))
            {
                opened = known.Hold();
            }
            else
            {
                var (ahead, found, ofFiles) = _ahead[source.Tag];
                if (ahead is not { } entry)
                {
                    context.Check.Add(found.Findings);
                    return null;
                }

                FileWarnings.AddRange(ofFiles);
                opened = new(entry, found.Findings, new(entry.Key ?? (IDisposable)entry.Certificate));
            }

            cache.Certificates.Add(source.Tag, opened);
        }

        context.Check.Add(opened.Findings);
        CertificateRules.WarnOfDates(source, opened.Entry, context.Now, context.Check);
        return opened.Entry;
    }
}
