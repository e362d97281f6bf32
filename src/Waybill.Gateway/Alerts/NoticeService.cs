using System.Globalization;

namespace Waybill.Gateway;

/// <summary>Tells alerts outside: decides by the rules, then sends what is due, with retries.</summary>
/// <remarks>An alert is told once by each channel, and once that it went away where it was told before. Only a sudden end between the taking of a notice and its writing down sends one again, under the same id.</remarks>
/// <param name="notices">The due rows.</param>
/// <param name="alerts">Takes the alert about a channel that fails.</param>
/// <param name="connections">Whose partner an alert is about.</param>
/// <param name="routing">Channels and rules, asked for at each round.</param>
/// <param name="time">The clock.</param>
public sealed class NoticeService(INoticeJournal notices, IAlertJournal alerts, IConnections connections, Func<AlertRouting> routing, TimeProvider time)
{
    /// <summary>The kind of the alert about a channel that fails.</summary>
    public const string FailingKind = "channel-failing";

    private const int Slice = 50;

    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ClaimTime = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan SendTime = TimeSpan.FromMinutes(1);

    /// <summary>What cannot be told in this time is given up.</summary>
    private static readonly TimeSpan TotalTime = TimeSpan.FromHours(24);

    /// <summary>Waits between attempts; the last one repeats.</summary>
    private static readonly TimeSpan[] Waits
        = [TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(30), TimeSpan.FromHours(1)];

    /// <summary>A failure that a retry may mend is no alert yet.</summary>
    private const int AttemptsBeforeAlert = 4;

    /// <summary>Works until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        try
        {
            while (true)
            {
                try
                {
                    while (await RoundAsync(ct))
                    {
                    }
                }
                catch (JournalException)
                {
                    // Readiness says what is wrong; what is due stays so.
                }

                await Task.Delay(LookEvery, time, ct);
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The end. What was claimed is due again when its claim is over.
        }
    }

    /// <summary>Decides and sends once.</summary>
    /// <returns>Whether there may be more to do at once.</returns>
    public async Task<bool> RoundAsync(CancellationToken ct)
    {
        var current = routing();
        if (current.Channels.Count is 0)
        {
            return false;
        }

        var now = time.GetUtcNow();
        var untold = await notices.UntoldAsync(Slice, now, ct);
        var decided = 0;
        foreach (var alert in untold)
        {
            decided += await DecideAsync(current, alert, now, ct) ? 1 : 0;
        }

        var due = await notices.ClaimAsync(Slice, now, now + ClaimTime, ct);
        // One channel that hangs holds up its own notices alone.
        await Task.WhenAll(due.GroupBy(static w => w.Channel, StringComparer.Ordinal).Select(of => SendAllAsync(current, [.. of], ct)));
        return due.Count is Slice || (untold.Count is Slice && decided > 0);
    }

    private async ValueTask<bool> DecideAsync(AlertRouting current, UntoldAlert alert, DateTimeOffset now, CancellationToken ct)
    {
        var (connection, partner) = About(alert);
        var (channels, again) = alert.IsResolved || alert.Alert.ResolvedAt is not null ? ([], null) : current.For(alert.Alert, connection, partner, now);
        if (again is { } later)
        {
            await notices.PostponeAsync(alert, later, ct);
            return true;
        }

        return await notices.DecideAsync(alert, channels, now, now + TotalTime, ct);
    }

    private async Task SendAllAsync(AlertRouting current, IReadOnlyList<NoticeWork> work, CancellationToken ct)
    {
        foreach (var one in work)
        {
            await SendAsync(current, one, ct);
        }
    }

    private async ValueTask SendAsync(AlertRouting current, NoticeWork work, CancellationToken ct)
    {
        if (!current.Channels.TryGetValue(work.Channel, out var channel))
        {
            await notices.FailedAsync(work, null, "There is no channel of this name any more.", ct);
            return;
        }

        var (connection, partner) = About(work.About);
        string reason;
        try
        {
            using var patience = new CancellationTokenSource(SendTime, time);
            using var both = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, ct);
            await channel.SendAsync(new($"waybill-{work.Number.ToString(CultureInfo.InvariantCulture)}-{work.About.Alert.RaisedAt.ToUnixTimeMilliseconds():x}", work.About.Alert, work.About.IsResolved, connection, partner), both.Token);
            await notices.SentAsync(work, time.GetUtcNow(), CancellationToken.None);
            await alerts.ResolveAsync(FailingKind, work.Channel, time.GetUtcNow(), CancellationToken.None);
            return;
        }
        catch (NoticeException refused)
        {
            reason = refused.Message;
        }
        catch (Exception fault) when (fault is not (JournalException or OperationCanceledException))
        {
            // Its words may hold what was sent.
            reason = $"A fault of the channel: {fault.GetType().Name}.";
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            reason = "It did not answer in time.";
        }

        var now = time.GetUtcNow();
        var due = now + Waits[Math.Min(work.Attempt, Waits.Length) - 1];
        await notices.FailedAsync(work, due < work.GiveUpAt ? due : null, reason, CancellationToken.None);
        if (work.Attempt >= AttemptsBeforeAlert || due >= work.GiveUpAt)
        {
            await alerts.RaiseAsync(FailingKind, work.Channel, AlertSeverity.Critical, $"Alerts do not get out by the channel {work.Channel}. {reason}", now, CancellationToken.None);
        }
    }

    private (string? Connection, string? Partner) About(UntoldAlert alert)
    {
        using var lease = connections.Take();
        var connection = lease.Book.FindOut(alert.Connection ?? alert.Alert.Subject);
        return (alert.Connection ?? connection?.Name, connection?.Partner.Name.Value);
    }
}
