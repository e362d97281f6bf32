namespace Waybill.Compliance;

public abstract partial class JournalCompliance
{
    [Fact]
    public async Task An_alert_is_decided_about_once_and_told_once_by_each_channel()
    {
        await Journal.RaiseAsync("receipt-overdue", "acme-prod", AlertSeverity.Warning, "No receipt.", Now, Ct);
        var untold = Assert.Single(await Journal.Notices.UntoldAsync(10, Now, Ct));
        Assert.Equal(("receipt-overdue", "acme-prod", false), (untold.Alert.Kind, untold.Alert.Subject, untold.IsResolved));

        Assert.True(await Journal.Notices.DecideAsync(untold, ["mail", "hook", "mail"], Now, Now.AddDays(1), Ct));
        Assert.False(await Journal.Notices.DecideAsync(untold, ["mail"], Now, Now.AddDays(1), Ct));
        await Journal.RaiseAsync("receipt-overdue", "acme-prod", AlertSeverity.Warning, "No receipt still.", Now, Ct);
        await ReopenAsync();

        Assert.Empty(await Journal.Notices.UntoldAsync(10, Now, Ct));
        var work = await Journal.Notices.ClaimAsync(10, Now, Now.AddMinutes(5), Ct);
        Assert.Equal(["hook", "mail"], work.Select(w => w.Channel).Order(StringComparer.Ordinal));
        Assert.All(work, w => Assert.Equal((1, "No receipt still.", 2, Now.AddDays(1)), (w.Attempt, w.About.Alert.Text, w.About.Alert.Count, w.GiveUpAt)));
        Assert.Empty(await Journal.Notices.ClaimAsync(10, Now.AddMinutes(4), Now.AddMinutes(9), Ct));
        Assert.True(await Journal.Notices.SentAsync(work[0], Now, Ct));
        Assert.False(await Journal.Notices.SentAsync(work[0], Now, Ct));
        Assert.Equal(work[1].Channel, Assert.Single(await Journal.Notices.ClaimAsync(10, Now.AddMinutes(5), Now.AddMinutes(10), Ct)).Channel);
    }

    [Fact]
    public async Task What_is_not_taken_is_due_again_or_given_up_and_a_lost_claim_writes_nothing()
    {
        var first = await NoticeAsync("a");
        Assert.True(await Journal.Notices.FailedAsync(first, Now.AddSeconds(15), "451 later", Ct));
        Assert.Empty(await Journal.Notices.ClaimAsync(10, Now.AddSeconds(14), Now.AddMinutes(5), Ct));
        var second = Assert.Single(await Journal.Notices.ClaimAsync(10, Now.AddSeconds(15), Now.AddMinutes(5), Ct));
        Assert.Equal((first.Number, 2), (second.Number, second.Attempt));

        Assert.False(await Journal.Notices.SentAsync(first, Now, Ct));
        Assert.False(await Journal.Notices.FailedAsync(first, Now, "late", Ct));
        Assert.True(await Journal.Notices.FailedAsync(second, null, "550 never", Ct));

        Assert.Empty(await Journal.Notices.ClaimAsync(10, Now.AddDays(2), Now.AddDays(3), Ct));
        var row = Assert.Single(await Journal.Notices.NoticesAsync(10, Ct));
        Assert.Equal((2, null, null, "550 never"), (row.Attempts, row.DueAt, row.SentAt, row.Reason));
    }

    [Fact]
    public async Task Who_was_told_of_an_alert_is_told_that_it_went_away_and_nobody_else()
    {
        await NoticeAsync("a", "b", "c");
        foreach (var work in await Journal.Notices.ClaimAsync(10, Now.AddMinutes(5), Now.AddMinutes(10), Ct))
        {
            _ = work.Channel switch
            {
                "a" => await Journal.Notices.SentAsync(work, Now, Ct),
                "b" => await Journal.Notices.FailedAsync(work, Now.AddHours(1), "451", Ct),
                _ => await Journal.Notices.FailedAsync(work, null, "550", Ct),
            };
        }

        await Journal.ResolveAsync("kind", "subject", Now.AddMinutes(6), Ct);
        var untold = Assert.Single(await Journal.Notices.UntoldAsync(10, Now, Ct));
        Assert.True(untold.IsResolved);
        Assert.True(await Journal.Notices.DecideAsync(untold, ["a", "b", "x"], Now.AddMinutes(7), Now.AddDays(1), Ct));

        var end = Assert.Single(await Journal.Notices.ClaimAsync(10, Now.AddDays(3), Now.AddDays(4), Ct));
        Assert.Equal(("a", true), (end.Channel, end.About.IsResolved));
        Assert.Equal(Now.AddMinutes(6), end.About.Alert.ResolvedAt);
        Assert.Empty(await Journal.Notices.UntoldAsync(10, Now.AddDays(9), Ct));
    }

    [Fact]
    public async Task An_end_waits_for_a_notice_that_is_just_being_sent()
    {
        var work = await NoticeAsync("a");
        await Journal.ResolveAsync("kind", "subject", Now, Ct);
        var untold = Assert.Single(await Journal.Notices.UntoldAsync(10, Now, Ct));
        Assert.False(await Journal.Notices.DecideAsync(untold, [], Now, Now.AddDays(1), Ct));
        Assert.True(await Journal.Notices.SentAsync(work, Now, Ct));
        Assert.True(await Journal.Notices.DecideAsync(Assert.Single(await Journal.Notices.UntoldAsync(10, Now, Ct)), [], Now, Now.AddDays(1), Ct));
        Assert.True(Assert.Single(await Journal.Notices.ClaimAsync(10, Now, Now.AddMinutes(5), Ct)).About.IsResolved);
    }

    [Fact]
    public async Task A_mute_alert_is_asked_about_again_and_one_about_an_exchange_knows_its_connection()
    {
        var submission = await PackagedAsync();
        await Journal.RaiseAsync("kind", submission.Id.Value, AlertSeverity.Warning, "text", Now, Ct);
        var untold = Assert.Single(await Journal.Notices.UntoldAsync(10, Now, Ct));
        Assert.Equal(Connection, untold.Connection);
        await Journal.Notices.PostponeAsync(untold, Now.AddHours(1), Ct);
        Assert.Empty(await Journal.Notices.UntoldAsync(10, Now.AddMinutes(59), Ct));
        Assert.Single(await Journal.Notices.UntoldAsync(10, Now.AddHours(1), Ct));
    }

    private async Task<NoticeWork> NoticeAsync(params string[] channels)
    {
        await Journal.RaiseAsync("kind", "subject", AlertSeverity.Warning, "text", Now, Ct);
        await Journal.Notices.DecideAsync(Assert.Single(await Journal.Notices.UntoldAsync(10, Now, Ct)), channels, Now, Now.AddDays(1), Ct);
        return (await Journal.Notices.ClaimAsync(10, Now, Now.AddMinutes(5), Ct))[0];
    }
}
