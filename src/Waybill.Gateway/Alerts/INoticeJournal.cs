namespace Waybill.Gateway;

/// <summary>An alert whose telling is to be decided: it was raised, or it went away after it was told.</summary>
/// <param name="Number">Of its row.</param>
/// <param name="IsResolved">Whether it went away.</param>
/// <param name="Alert">What it is.</param>
/// <param name="Connection">The connection of the exchange it is about; null when it is about none.</param>
public sealed record UntoldAlert(long Number, bool IsResolved, AlertRow Alert, string? Connection);

/// <summary>A notice that was claimed, to be sent.</summary>
/// <param name="Number">Of its row; the same for every attempt.</param>
/// <param name="Attempt">From 1.</param>
/// <param name="Channel">By which channel.</param>
/// <param name="GiveUpAt">When it is given up.</param>
/// <param name="About">What it tells.</param>
public sealed record NoticeWork(long Number, int Attempt, string Channel, DateTimeOffset GiveUpAt, UntoldAlert About);

/// <summary>A notice as it stands.</summary>
/// <param name="Number">Of its row.</param>
/// <param name="Channel">By which channel.</param>
/// <param name="Kind">The alert's.</param>
/// <param name="Subject">The alert's.</param>
/// <param name="IsResolved">Whether it tells that the alert went away.</param>
/// <param name="Attempts">How many were made.</param>
/// <param name="DueAt">When the next one is due; null when there is none.</param>
/// <param name="SentAt">When it was taken; null when it was not.</param>
/// <param name="Reason">Why the last attempt failed, or why it is not sent.</param>
public sealed record NoticeRow(long Number, string Channel, string Kind, string Subject, bool IsResolved, int Attempts, DateTimeOffset? DueAt, DateTimeOffset? SentAt, string? Reason);

/// <summary>What leaves the house about alerts: due rows, one for each alert, channel and end of it.</summary>
/// <threadsafety>Safe for concurrent calls; each call is one transaction, durable when it returns.</threadsafety>
public interface INoticeJournal
{
    /// <summary>Alerts that nobody decided about yet, oldest first.</summary>
    ValueTask<IReadOnlyList<UntoldAlert>> UntoldAsync(int max, DateTimeOffset now, CancellationToken ct);

    /// <summary>Writes one notice for each channel, due at once, and remembers that this was decided. Of an alert that went away, the channels are those that were told of it, whatever is given; what
    /// was not sent yet is not sent any more.</summary>
    /// <returns>False when another process decided, or a notice of it is just being sent: ask again later. Nothing was written.</returns>
    ValueTask<bool> DecideAsync(UntoldAlert alert, IReadOnlyList<string> channels, DateTimeOffset now, DateTimeOffset giveUpAt, CancellationToken ct);

    /// <summary>Decides later: every rule it falls under is mute until then.</summary>
    ValueTask PostponeAsync(UntoldAlert alert, DateTimeOffset until, CancellationToken ct);

    /// <summary>Claims notices that are due; what is not ended by <paramref name="until"/> is due again.</summary>
    ValueTask<IReadOnlyList<NoticeWork>> ClaimAsync(int max, DateTimeOffset now, DateTimeOffset until, CancellationToken ct);

    /// <summary>It was taken. False when the claim was lost.</summary>
    ValueTask<bool> SentAsync(NoticeWork work, DateTimeOffset at, CancellationToken ct);

    /// <summary>It was not taken; the next attempt is due then, or never.</summary>
    ValueTask<bool> FailedAsync(NoticeWork work, DateTimeOffset? dueAt, string reason, CancellationToken ct);

    /// <summary>The newest notices, for people.</summary>
    ValueTask<IReadOnlyList<NoticeRow>> NoticesAsync(int max, CancellationToken ct);
}
