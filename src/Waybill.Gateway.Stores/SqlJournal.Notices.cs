namespace Waybill.Gateway.Stores;

// What is told outside about alerts.
internal abstract partial class SqlJournal : INoticeJournal
{
    async ValueTask<IReadOnlyList<UntoldAlert>> INoticeJournal.UntoldAsync(int max, DateTimeOffset now, CancellationToken ct) => await ReadAsync(u => Stores.Notices.UntoldAsync(u, max, now), ct);

    ValueTask<bool> INoticeJournal.DecideAsync(UntoldAlert alert, IReadOnlyList<string> channels, DateTimeOffset now, DateTimeOffset giveUpAt, CancellationToken ct)
        => WriteAsync(u => Stores.Notices.DecideAsync(u, alert, channels, now, giveUpAt), ct);

    async ValueTask INoticeJournal.PostponeAsync(UntoldAlert alert, DateTimeOffset until, CancellationToken ct) => await WriteAsync(u => Stores.Notices.PostponeAsync(u, alert, until), ct);

    async ValueTask<IReadOnlyList<NoticeWork>> INoticeJournal.ClaimAsync(int max, DateTimeOffset now, DateTimeOffset until, CancellationToken ct)
        => await ReadAsync(u => Stores.Notices.AreDueAsync(u, now), ct) ? await WriteAsync(u => Stores.Notices.ClaimAsync(u, max, now, until), ct) : [];

    ValueTask<bool> INoticeJournal.SentAsync(NoticeWork work, DateTimeOffset at, CancellationToken ct) => WriteAsync(u => Stores.Notices.SentAsync(u, work, at), ct);

    ValueTask<bool> INoticeJournal.FailedAsync(NoticeWork work, DateTimeOffset? dueAt, string reason, CancellationToken ct)
        => WriteAsync(u => Stores.Notices.FailedAsync(u, work, dueAt, reason), ct);

    async ValueTask<IReadOnlyList<NoticeRow>> INoticeJournal.NoticesAsync(int max, CancellationToken ct) => await ReadAsync(u => Stores.Notices.ListAsync(u, max), ct);
}
