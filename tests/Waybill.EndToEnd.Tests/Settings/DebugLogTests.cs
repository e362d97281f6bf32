using Waybill.Gateway;
using Waybill.Testing;

namespace Waybill.EndToEnd.Tests;

/// <summary>What goes over a connection, written down for a while with its secrets masked.</summary>
public sealed class DebugLogTests(SettingsHost host) : IClassFixture<SettingsHost>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private DebugLog Log => host.Gateway.Runtime.Sending.Debug;

    [Fact]
    public async Task A_log_shows_both_ways_and_no_secret()
    {
        var lane = host.Agree(c =>
        {
            (c.TokenIn, c.Token, c.TokenParameter, c.RefreshToken, c.RefreshUri, c.RefreshBody) = (TokenPlace.UrlParameter, "token-zero", "key", "refresh-zero", "/token?x=1", "{\"r\":\"{{refreshToken}}\"}");
            (c.RefreshSecret, c.RefreshHeaders, c.User, c.Password) = ("client-secret", ["X-Client: {{secret}}"], "acme", "pass-word");
        });
        lane.Says(r => r.Head.StartsWith("POST /token", StringComparison.Ordinal) ? PartnerAnswer.Of(200, [new("Set-Cookie", "s=cookie-value")], "{\"access_token\":\"token-one\",\"refresh_token\":\"refresh-one\"}"u8.ToArray())
            : r.Head.Contains("key=token-one", StringComparison.Ordinal) ? PartnerAnswer.Receipt(r) : PartnerAnswer.Of(401, [], "token-zero is old"u8.ToArray()));
        await Log.StartAsync(lane.Name, DebugLog.Usual, Ct);
        var (_, seen) = await host.DeliverAsync(lane);

        var entries = await Log.ReadAsync(lane.Name, null, 100, Ct);
        Assert.Equal(
            [DebugKind.RequestOut, DebugKind.AnswerOut, DebugKind.RequestOut, DebugKind.AnswerOut, DebugKind.RequestOut, DebugKind.AnswerOut], entries.Reverse().Select(e => e.Kind));
        Assert.Equal(3, entries.Select(e => e.Call).Distinct().Count());
        var text = string.Join('\n', entries.Reverse().Select(e => e.Text));
        Assert.Contains("POST " + new Uri(lane.Address, "/as2") + "?key=******", text, StringComparison.Ordinal);
        Assert.Contains("Message-ID: " + seen.Exchange.MessageId, text, StringComparison.Ordinal);
        Assert.Contains("Authorization: ******", text, StringComparison.Ordinal);
        Assert.Contains("****** is old", text, StringComparison.Ordinal);
        Assert.Contains("HTTP 200", text, StringComparison.Ordinal);
        Assert.Contains("disposition-notification", text, StringComparison.Ordinal);
        Assert.All(["token-", "refresh-", "client-secret", "pass-word", Convert.ToBase64String("acme:pass-word"u8), "cookie-value"], secret => Assert.DoesNotContain(secret, text, StringComparison.Ordinal));

        await Log.ClearAsync(lane.Name, Ct);
        Assert.Empty(await Log.ReadAsync(lane.Name, null, 100, Ct));
    }

    [Fact]
    public async Task A_log_shows_what_comes_in_and_what_is_answered()
    {
        var from = host.AgreeIn();
        await Log.StartAsync(from, TimeSpan.FromMinutes(1), Ct);
        var message = await SettingsHost.MessageAsync(from);
        await host.PostAsync(message.With("Authorization", "Basic c2VjcmV0"));

        var entries = await Log.ReadAsync(from, null, 100, Ct);
        Assert.Equal([DebugKind.AnswerIn, DebugKind.RequestIn], entries.Select(e => e.Kind));
        Assert.Contains("Message-ID: " + message.Sent.MessageId.Value, entries[1].Text, StringComparison.Ordinal);
        Assert.Contains("POST from 127.0.0.1", entries[1].Text, StringComparison.Ordinal);
        Assert.Contains("HTTP 200 (Accepted)", entries[0].Text, StringComparison.Ordinal);
        Assert.DoesNotContain("c2VjcmV0", entries[1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_log_is_off_until_it_is_switched_on_and_after_it_is_switched_off()
    {
        var lane = host.Agree();
        await host.DeliverAsync(lane);
        Assert.Null(await Log.UntilAsync(lane.Name, Ct));
        await Log.StartAsync(lane.Name, TimeSpan.FromMinutes(1), Ct);
        await host.DeliverAsync(lane);
        Assert.NotNull(await Log.UntilAsync(lane.Name, Ct));
        await Log.StopAsync(lane.Name, Ct);
        await host.DeliverAsync(lane);

        Assert.Equal(2, (await Log.ReadAsync(lane.Name, null, 100, Ct)).Count);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await Log.StartAsync(lane.Name, TimeSpan.FromHours(2), Ct));
    }
}
