using Waybill.Cms;

namespace Waybill.Gateway;

/// <summary>Answers for every place which certificate counts for what at a moment, so that old and new live side by side (AS2-CRYPTO-019).</summary>
/// <remarks><para>Proving and opening are broad: every entry that is not retired, a planned one too, for the other side may switch before or after us.</para>
/// <para>Signing and encrypting are narrow: of the entries whose time has come the one that began last; one within its window and its own dates before one outside of them.
/// One outside is named only when there is no other, so that a connection waits and says which: <see cref="CertificateGate"/> lets nothing go out with it.</para></remarks>
/// <threadsafety>Pure functions.</threadsafety>
public static class CertificateResolver
{
    /// <summary>What the entries of one owner are good for.</summary>
    /// <param name="entries">All of the owner; of two that began together the later one in this order counts.</param>
    /// <param name="at">The moment.</param>
    public static ResolvedCertificates Resolve(IReadOnlyList<CertificateEntry> entries, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(entries);
        var (sign, encrypt) = (Current(entries, CertificateRole.Sign, at, needsKey: false), Current(entries, CertificateRole.Encrypt, at, needsKey: false));
        var own = Current(entries, CertificateRole.Sign, at, needsKey: true);
        return new()
        {
            Verify = [.. Order(entries, CertificateRole.Sign, sign).Where(e => !IsOver(e, at)).Select(static e => e.Certificate).Distinct()],
            Decrypt = [.. Order(entries, CertificateRole.Encrypt, encrypt).Select(static e => e.Key).OfType<CmsPrivateKey>().Distinct()],
            Sign = own,
            Encrypt = encrypt,
            Tls = Current(entries, CertificateRole.Tls, at, needsKey: true),
            TlsTrusted = [.. Order(entries, CertificateRole.Tls, null).Where(e => !IsOver(e, at)).Select(static e => e.Certificate).Distinct()],
            Ended = [.. entries.Where(e => e.State is not CertificateState.Retired && IsOver(e, at)).Select(static e => e.Certificate).Distinct()],
            Retired = [.. entries.Where(static e => e.State is CertificateState.Retired).Select(static e => e.Certificate).Distinct()],
        };
    }

    /// <summary>The next moment at which an answer may change: a window or a certificate begins or ends. Null when none does.</summary>
    public static DateTimeOffset? NextChange(IEnumerable<CertificateEntry> entries, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(entries);
        DateTimeOffset? next = null;
        foreach (var entry in entries)
        {
            if (entry.State is not CertificateState.Retired)
            {
                Take(entry.From);
                Take(entry.Until);
                Take(entry.Certificate.NotBefore);

                // It is good in its last moment, whole seconds by the format.
                Take(entry.Certificate.NotAfter.AddTicks(1));
            }
        }

        return next;

        void Take(DateTimeOffset? moment)
        {
            if (moment > at && (next is null || moment < next))
            {
                next = moment;
            }
        }
    }

    /// <summary>The one in use; null when there is none.</summary>
    internal static CertificateEntry? Current(IReadOnlyList<CertificateEntry> entries, CertificateRole use, DateTimeOffset at, bool needsKey)
    {
        CertificateEntry? best = null;
        foreach (var entry in entries)
        {
            if (entry.Serves(use) && (entry.Key is not null || !needsKey) && HasBegun(entry, at) && (best is null || IsBetter(entry, best, at)))
            {
                best = entry;
            }
        }

        return best;
    }

    private static bool IsBetter(CertificateEntry entry, CertificateEntry best, DateTimeOffset at)
    {
        var (mine, others) = (Rank(entry, at), Rank(best, at));
        return mine != others ? mine > others : entry.Began >= best.Began;
    }

    private static int Rank(CertificateEntry entry, DateTimeOffset at) => IsOver(entry, at) ? 0 : IsInDates(entry, at) ? 2 : 1;

    /// <summary>A planned one without a date waits for a person. A current one without a date whose certificate is not valid yet is the last resort: it is named then, not passed over.</summary>
    private static bool HasBegun(CertificateEntry entry, DateTimeOffset at) => entry.From is { } from ? from <= at : entry.State is CertificateState.Current;

    private static bool IsOver(CertificateEntry entry, DateTimeOffset at) => entry.Until <= at;

    private static bool IsInDates(CertificateEntry entry, DateTimeOffset at) => entry.Certificate.NotBefore <= at && at <= entry.Certificate.NotAfter;

    private static IEnumerable<CertificateEntry> Order(IReadOnlyList<CertificateEntry> entries, CertificateRole use, CertificateEntry? first)
        => entries.Where(e => e.Serves(use)).OrderByDescending(e => ReferenceEquals(e, first)).ThenByDescending(static e => e.Began);
}
