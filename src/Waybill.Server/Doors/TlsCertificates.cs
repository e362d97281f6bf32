using System.Security.Cryptography;
using Waybill.Gateway;

namespace Waybill.Server;

/// <summary>The certificates of the https addresses: chosen by the name a client asks for, read again when their files change, and known to the alerts before they end.</summary>
/// <threadsafety>Safe for concurrent calls.</threadsafety>
internal sealed partial class TlsCertificates(
    IReadOnlyList<TlsSettings> settings, IReadOnlyList<(TlsCertificate Certificate, string Stamp)> opened, IAlertJournal alerts, TimeProvider time, ILogger<TlsCertificates> log) : BackgroundService
{
    internal const string ExpiresKind = "tls-certificate-expires";
    internal const string UnreadableKind = "tls-certificate-unreadable";

    /// <summary>Files are looked at so often: watchers miss what is swapped by a link, as secrets of containers are.</summary>
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan WarnBefore = TimeSpan.FromDays(30);
    private static readonly TimeSpan CriticalBefore = TimeSpan.FromDays(7);

    private readonly string[] _stamps = [.. opened.Select(static o => o.Stamp)];

    /// <summary>What was said last of each, so that an alert counts changes and not looks.</summary>
    private readonly Dictionary<string, (int Key, DateTimeOffset End)> _told = new(StringComparer.Ordinal);

    private volatile TlsCertificate[] _current = [.. opened.Select(static o => o.Certificate)];

    internal bool IsEmpty => settings.Count is 0;

    /// <summary>Opens them all, each with what its files were like.</summary>
    /// <param name="settings">Which.</param>
    /// <param name="problems">Takes a sentence for each that cannot be opened.</param>
    internal static IReadOnlyList<(TlsCertificate Certificate, string Stamp)> Open(IList<TlsSettings> settings, List<string> problems)
    {
        var opened = new List<(TlsCertificate, string)>();
        for (var at = 0; at < settings.Count; at++)
        {
            try
            {
                var stamp = StampOf(settings[at]);
                opened.Add((TlsCertificate.Open(settings[at]), stamp));
            }
            catch (Exception fault) when (fault is CryptographicException or IOException or UnauthorizedAccessException or ArgumentException)
            {
                problems.Add($"Waybill:Tls:{at}: '{settings[at].Certificate}' is not a certificate with its private key, or cannot be read.");
            }
        }

        return opened;
    }

    /// <summary>The one for the host a client asks for; where none names it, the first.</summary>
    internal TlsCertificate For(string? host)
    {
        var current = _current;
        var name = host?.TrimEnd('.').ToLowerInvariant();
        return string.IsNullOrEmpty(name) ? current[0] : current.Where(c => c.Fits(name) > 0).MaxBy(c => c.Fits(name)) ?? current[0];
    }

    /// <summary>Reads again what changed. A file that cannot be read leaves the old certificate in its place.</summary>
    internal async ValueTask LookAsync(CancellationToken ct)
    {
        var now = time.GetUtcNow();
        for (var at = 0; at < settings.Count; at++)
        {
            var stamp = StampOf(settings[at]);
            if (!string.Equals(stamp, _stamps[at], StringComparison.Ordinal))
            {
                await ReloadAsync(at, stamp, now, ct);
            }
        }

        foreach (var certificate in _current)
        {
            await JudgeAsync(certificate, now, ct);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!IsEmpty && !stoppingToken.IsCancellationRequested)
        {
            try
            {
                await LookAsync(stoppingToken);
                await Task.Delay(LookEvery, time, stoppingToken);
            }
            catch (JournalException)
            {
                // Readiness says what is wrong; the next look tells again.
                await Task.Delay(LookEvery, time, stoppingToken).ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private async ValueTask ReloadAsync(int at, string stamp, DateTimeOffset now, CancellationToken ct)
    {
        var file = settings[at].Certificate;
        try
        {
            var next = _current.ToArray();
            (var old, next[at]) = (next[at], TlsCertificate.Open(settings[at]));
            (_current, _stamps[at]) = (next, stamp);
            Reloaded(file, next[at].Certificate.NotAfter.ToUniversalTime());
            await alerts.ResolveAsync(UnreadableKind, file, now, ct);
            if (!string.Equals(old.Shown, next[at].Shown, StringComparison.Ordinal))
            {
                await alerts.ResolveAsync(ExpiresKind, old.Shown, now, ct);
            }
        }
        catch (Exception fault) when (fault is CryptographicException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            // Half written, most likely: when the rest comes, it is looked at again.
            NotReloaded(fault, file);
            _stamps[at] = stamp;
            await alerts.RaiseAsync(UnreadableKind, file, AlertSeverity.Critical, $"The certificate of https addresses in {file} was changed and cannot be read with its key. The one before stays in use.", now, ct);
        }
    }

    private async ValueTask JudgeAsync(TlsCertificate certificate, DateTimeOffset now, CancellationToken ct)
    {
        var end = new DateTimeOffset(certificate.Certificate.NotAfter.ToUniversalTime(), TimeSpan.Zero);
        var key = end - now > WarnBefore ? 0 : end - now > CriticalBefore ? 1 : end > now ? 2 : 3;
        if (_told.TryGetValue(certificate.Shown, out var told) && told == (key, end))
        {
            return;
        }

        if (key is 0)
        {
            await alerts.ResolveAsync(ExpiresKind, certificate.Shown, now, ct);
        }
        else
        {
            var what = key is 3 ? "has ended" : "ends";
            await alerts.RaiseAsync(
                ExpiresKind, certificate.Shown, key is 1 ? AlertSeverity.Warning : AlertSeverity.Critical,
                $"The certificate of the https addresses for {certificate.Shown} {what} on {end:yyyy-MM-dd HH:mm} UTC. Put the new one into its file: it is read without a restart.", now, ct);
        }

        _told[certificate.Shown] = (key, end);
    }

    private static string StampOf(TlsSettings settings)
    {
        static string Of(string file)
        {
            if (file is "")
            {
                return "";
            }

            var info = new FileInfo(file);
            var real = info.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? info;
            return FormattableString.Invariant($"{real.FullName}|{(real.Exists ? real.LastWriteTimeUtc.Ticks : 0)}|{(real.Exists ? real.Length : 0)}");
        }

        return Of(settings.Certificate) + "\n" + Of(settings.Key);
    }

    [LoggerMessage(9201, LogLevel.Information, "The certificate of https addresses in {File} was read again; it ends at {NotAfter}")]
    private partial void Reloaded(string file, DateTime notAfter);

    [LoggerMessage(9202, LogLevel.Warning, "The certificate of https addresses in {File} was changed and cannot be read with its key; the one before stays in use")]
    private partial void NotReloaded(Exception fault, string file);
}
