using System.Text;
using Waybill.Gateway;
using Waybill.Testing;
using static Waybill.Gateway.ExchangeState;

namespace Waybill.EndToEnd.Tests;

/// <summary>How the partner's server knows us: Basic, tokens, and how a token is had anew.</summary>
public sealed class AccessSettingsTests(SettingsHost host) : IClassFixture<SettingsHost>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    [Setting("User", "Password")]
    public async Task A_server_that_asks_who_we_are_is_told_by_Basic()
    {
        var (request, _) = await host.DeliverAsync(host.Agree(c => (c.User, c.Password) = ("acme", "pass:word")));

        Assert.Equal("Basic " + Convert.ToBase64String("acme:pass:word"u8), request.Header("Authorization"));
        Assert.Null((await host.DeliverAsync(host.Agree())).Request.Header("Authorization"));
    }

    [Fact]
    [Setting("TokenIn", "Token", "TokenHeader", "TokenScheme")]
    public async Task A_token_stands_in_its_header_behind_its_scheme()
    {
        foreach (var (header, scheme, expected) in new[]
        {
            ("Authorization", TokenScheme.Bearer, "Bearer secret-token"), ("Authorization", TokenScheme.Mac, "MAC secret-token"), ("Authorization", TokenScheme.OAuth, "OAuth secret-token"),
            ("X-Api-Key", TokenScheme.None, "secret-token"),
        })
        {
            var (request, seen) = await host.DeliverAsync(host.Agree(c => (c.TokenIn, c.Token, c.TokenHeader, c.TokenScheme) = (TokenPlace.Header, "secret-token", header, scheme)));

            Assert.Equal(expected, request.Header(header));
            Assert.DoesNotContain("secret-token", string.Join('\n', seen.Headers.Select(h => h.Value)), StringComparison.Ordinal);
        }

        SettingsHost.Refused("TokenIn", "the body of an AS2 message is the message", c => (c.TokenIn, c.Token) = (TokenPlace.Body, "t"));
        SettingsHost.Refused("TokenIn", "nothing says where it goes", c => c.Token = "t");
        SettingsHost.Refused("TokenHeader", "not the name of a header", c => (c.TokenIn, c.Token, c.TokenHeader) = (TokenPlace.Header, "t", "Content-Length"));
        SettingsHost.Refused("Token", "no token has", c => (c.TokenIn, c.Token) = (TokenPlace.Header, "t\r\nX-Evil: 1"));
        SettingsHost.Refused("Token", "there is none", c => c.TokenIn = TokenPlace.Header);
        SettingsHost.Refused("User", "one of them", c => (c.TokenIn, c.Token, c.User) = (TokenPlace.Header, "t", "u"));
        Assert.DoesNotContain(SettingsHost.Problems(c => (c.TokenIn, c.Token) = (TokenPlace.Header, "very secret")), p => p.Contains("very secret", StringComparison.Ordinal));
    }

    [Fact]
    [Setting("TokenParameter")]
    public async Task A_token_in_the_address_is_on_the_wire_and_nowhere_else()
    {
        var lane = host.Agree(c => (c.Url, c.TokenIn, c.Token, c.TokenParameter) = (c.Url + "?lane=7", TokenPlace.UrlParameter, "s3cr&t/token", "key"));
        lane.Says(_ => PartnerAnswer.Of(503), r => PartnerAnswer.Receipt(r));
        host.Change(lane, c => c.RetryWaits = [TimeSpan.FromMilliseconds(20)]);
        var (request, seen) = await host.DeliverAsync(lane);

        Assert.StartsWith("POST /as2?lane=7&key=s3cr%26t%2Ftoken HTTP/1.1\r\n", request.Head, StringComparison.Ordinal);
        var shown = await host.Gateway.Http.GetStringAsync(new Uri($"exchanges/{seen.Exchange.Id}", UriKind.Relative), Ct);
        Assert.DoesNotContain("s3cr", shown, StringComparison.Ordinal);
        SettingsHost.Refused("TokenParameter", "name the parameter", c => (c.TokenIn, c.Token) = (TokenPlace.UrlParameter, "t"));
    }

    [Theory]
    [InlineData(RefreshMediaType.Json, "{\"old\":\"{{refreshToken}}\",\"secret\":\"{{secret}}\"}", "{\"old\":\"r-0\",\"secret\":\"a\\u0022b\"}", "application/json", "{\"result\":{\"access_token\":\"t-1\",\"refresh_token\":\"r-1\"}}", "result.access_token", "result.refresh_token")]
    [InlineData(RefreshMediaType.UrlEncoded, "grant_type=refresh_token&refresh_token={{refreshToken}}&client_secret={{secret}}", "grant_type=refresh_token&refresh_token=r-0&client_secret=a%22b", "application/x-www-form-urlencoded", "{\"access_token\":\"t-1\",\"refresh_token\":\"r-1\"}", "", "")]
    [InlineData(RefreshMediaType.Xml, "<ask><old>{{refreshToken}}</old><secret>{{secret}}</secret></ask>", "<ask><old>r-0</old><secret>a&quot;b</secret></ask>", "application/xml", "<?xml version='1.0'?><a><n>x</n><b next='r-1'><t> t-1 </t></b></a>", "/a/b/t", "a/b/@next")]
    [Setting("RefreshToken", "RefreshUri", "RefreshMethod", "RefreshMediaType", "RefreshBody", "RefreshHeaders", "RefreshSecret", "RefreshedTokenPath", "NextRefreshTokenPath")]
    public async Task A_token_that_is_refused_is_exchanged_once_and_the_new_one_outlives_a_change(
        RefreshMediaType media, string body, string expected, string type, string answer, string path, string next)
    {
        var lane = host.Agree(c =>
        {
            (c.TokenIn, c.Token, c.RefreshToken, c.RefreshUri, c.RefreshMethod, c.RefreshMediaType, c.RefreshBody) = (TokenPlace.Header, "t-0", "r-0", "/oauth/token?x=1", "PUT", media, body);
            (c.RefreshSecret, c.RefreshHeaders, c.RefreshedTokenPath, c.NextRefreshTokenPath) = ("a\"b", ["X-Client: {{user}}:{{token}}"], path, next);
        });
        lane.Says(r => r.Head.StartsWith("PUT ", StringComparison.Ordinal) ? PartnerAnswer.Of(200, [], Encoding.UTF8.GetBytes(answer))
            : r.Header("Authorization") is "Bearer t-1" ? PartnerAnswer.Receipt(r) : PartnerAnswer.Of(401));

        var (_, seen) = await host.DeliverAsync(lane);

        Assert.Equal(["POST /as2", "PUT /oauth/token?x=1", "POST /as2"], lane.Requests.Select(r => string.Join(' ', r.Head.Split(' ')[..2])));
        var request = lane.Requests[1];
        Assert.Equal((expected, type, ":t-0"), (Encoding.UTF8.GetString(request.Body.Span), request.Header("Content-Type"), request.Header("X-Client")));
        Assert.Equal(200, Assert.Single(seen.Sends).HttpStatus);

        // What the answer brought is used from now on, also by a book that is read anew.
        host.Change(lane, c => c.Subject = "again");
        await host.DeliverAsync(lane);
        Assert.Equal(4, lane.Requests.Count);
        Assert.Equal("Bearer t-1", lane.Requests[3].Header("Authorization"));

        lane.Says(r => r.Head.StartsWith("PUT ", StringComparison.Ordinal) ? PartnerAnswer.Of(200, [], Encoding.UTF8.GetBytes(answer.Replace("t-1", "t-2", StringComparison.Ordinal)))
            : r.Header("Authorization") is "Bearer t-2" ? PartnerAnswer.Receipt(r) : PartnerAnswer.Of(403));
        await host.DeliverAsync(lane);
        Assert.Contains("r-1", Encoding.UTF8.GetString(lane.Requests[5].Body.Span), StringComparison.Ordinal);
    }

    [Fact]
    [Setting("RefreshUri")]
    public void A_refresh_request_that_cannot_be_made_is_refused()
    {
        Assert.All(["https://elsewhere.example/token", "//elsewhere.example/token", "\\\\elsewhere\\token", "a b"], uri => SettingsHost.Refused("RefreshUri", "relative to the partner's server", With(c => c.RefreshUri = uri)));
        SettingsHost.Refused("RefreshMethod", "none of GET, POST, PUT", With(c => c.RefreshMethod = "DELETE"));
        SettingsHost.Refused("RefreshBody", "a GET has no body", With(c => (c.RefreshMethod, c.RefreshBody) = ("GET", "x")));
        SettingsHost.Refused("RefreshBody", "{{master}}", With(c => c.RefreshBody = "{{master}}"));
        SettingsHost.Refused("RefreshHeaders:0", "Name: value", With(c => c.RefreshHeaders = ["nothing"]));
        SettingsHost.Refused("RefreshedTokenPath", "is no path", With(c => c.RefreshedTokenPath = "a..b"));
        SettingsHost.Refused("RefreshedTokenPath", "name the element", With(c => c.RefreshMediaType = RefreshMediaType.Xml));

        static Action<ConnectionSettings> With(Action<ConnectionSettings> change) => c =>
        {
            (c.TokenIn, c.Token, c.RefreshUri) = (TokenPlace.Header, "t", "/token");
            change(c);
        };
    }

    [Fact]
    public async Task Two_messages_refused_at_once_exchange_the_token_once()
    {
        using var gate = new Barrier(2);
        var lane = Refreshing();
        lane.Says(r =>
        {
            if (r.Head.StartsWith("POST /token", StringComparison.Ordinal))
            {
                return PartnerAnswer.Of(200, [], "{\"access_token\":\"t-1\"}"u8.ToArray());
            }

            if (r.Header("Authorization") is "Bearer t-1")
            {
                return PartnerAnswer.Receipt(r);
            }

            gate.SignalAndWait(TimeSpan.FromSeconds(20), Ct);
            return PartnerAnswer.Of(401);
        });
        var ids = new[] { (await host.Gateway.SubmitAsync(lane.Name)).Id, (await host.Gateway.SubmitAsync(lane.Name)).Id };
        await Task.WhenAll(ids.Select(id => host.Gateway.UntilAsync(id, Delivered)));

        Assert.Single(lane.Requests, r => r.Head.StartsWith("POST /token", StringComparison.Ordinal));
        Assert.Equal(5, lane.Requests.Count);
    }

    [Fact]
    [Requirement("AS2-HTTP-019")]
    public async Task A_connection_pauses_when_the_new_token_is_refused_too_or_none_is_given()
    {
        var lane = Refreshing().Says(r => r.Head.StartsWith("POST /token", StringComparison.Ordinal) ? PartnerAnswer.Of(200, [], "{\"access_token\":\"t-9\"}"u8.ToArray()) : PartnerAnswer.Of(401));
        var seen = await host.Gateway.UntilAsync((await host.Gateway.SubmitAsync(lane.Name)).Id, RetryWait);
        Assert.Equal("The partner answered 401.", Assert.Single(seen.Sends).Sentence);
        Assert.Equal(3, lane.Requests.Count);
        Assert.Contains(await host.Gateway.AlertsAsync(lane.Name), a => a.Kind is "connection-paused");

        var none = Refreshing().Says(r => r.Head.StartsWith("POST /token", StringComparison.Ordinal) ? PartnerAnswer.Of(400, [], "{\"secret\":\"no\"}"u8.ToArray()) : PartnerAnswer.Of(403));
        seen = await host.Gateway.UntilAsync((await host.Gateway.SubmitAsync(none.Name)).Id, RetryWait);
        Assert.Equal("The partner answered 403. The token could not be refreshed: the partner answered 400 to that.", Assert.Single(seen.Sends).Sentence);
    }

    [Fact]
    public async Task A_token_that_is_not_there_yet_is_fetched_first()
    {
        var lane = Refreshing(c => c.Token = "");
        lane.Says(r => r.Head.StartsWith("POST /token", StringComparison.Ordinal) ? PartnerAnswer.Of(200, [], "{\"access_token\":\"t-1\"}"u8.ToArray()) : PartnerAnswer.Receipt(r));
        await host.DeliverAsync(lane);

        Assert.Equal(["POST /token", "POST /as2"], lane.Requests.Select(r => string.Join(' ', r.Head.Split(' ')[..2])));
        Assert.Equal("Bearer t-1", lane.Requests[1].Header("Authorization"));
    }

    [Fact]
    [Setting("AuthFailStatus", "AuthFailPath", "AuthFailValues")]
    public async Task What_says_that_we_are_not_believed_is_the_connections()
    {
        foreach (var (says, set) in new (PartnerAnswer, Action<ConnectionSettings>)[]
        {
            (PartnerAnswer.Of(419), c => c.AuthFailStatus = 419),
            (PartnerAnswer.Of(200, [], "\uFEFF {\"errors\":[{\"code\":\"ok\"},{\"code\":\"expired\"}]}"u8.ToArray()), c => (c.AuthFailPath, c.AuthFailValues) = ("$.errors[*].code", ["expired", "revoked"])),
            (PartnerAnswer.Of(500, [], "{\"denied\":true}"u8.ToArray()), c => c.AuthFailPath = "denied"),
        })
        {
            var lane = Refreshing(set);
            lane.Says(r => r.Head.StartsWith("POST /token", StringComparison.Ordinal) ? PartnerAnswer.Of(200, [], "{\"access_token\":\"t-1\"}"u8.ToArray())
                : r.Header("Authorization") is "Bearer t-1" ? PartnerAnswer.Receipt(r) : says);
            await host.DeliverAsync(lane);
            Assert.Equal(3, lane.Requests.Count);
        }

        // Without a token to exchange the connection pauses, and the message pays nothing.
        var basic = host.Agree(c => (c.AuthFailPath, c.AuthFailValues, c.PauseWaits) = ("status", ["no"], [TimeSpan.FromMinutes(5)])).Says(PartnerAnswer.Of(200, [], "{\"status\":\"no\"}"u8.ToArray()));
        var seen = await host.Gateway.UntilAsync((await host.Gateway.SubmitAsync(basic.Name)).Id, RetryWait);
        Assert.Equal("The partner's answer says that access is refused: status is 'no'.", Assert.Single(seen.Sends).Sentence);
        Assert.NotNull((await host.Gateway.ConnectionAsync(basic.Name)).Pause);

        // A body that is longer than 64 KiB is not looked into, and an authentic receipt always goes before.
        var large = host.Agree(c => (c.AuthFailPath, c.AuthFailValues) = ("status", ["no"])).Says(PartnerAnswer.Of(404, [], Encoding.ASCII.GetBytes("{\"status\":\"no\",\"x\":\"" + new string('x', 65_536) + "\"}")));
        await host.Gateway.UntilAsync((await host.Gateway.SubmitAsync(large.Name)).Id, Failed);
        await host.DeliverAsync(host.Agree(c => (c.AuthFailStatus, c.AuthFailPath) = (401, "x")));

        SettingsHost.Refused("AuthFailStatus", "from 400 to 599", c => c.AuthFailStatus = 200);
        SettingsHost.Refused("AuthFailValues", "there is none", c => c.AuthFailValues = ["x"]);
        SettingsHost.Refused("AuthFailPath", "is no path", c => c.AuthFailPath = "a[");
    }

    [Fact]
    public async Task A_server_that_asks_for_what_we_do_not_do_is_named_in_the_alert()
    {
        var lane = host.Agree().Says(PartnerAnswer.Of(401, [new("WWW-Authenticate", "Digest realm=\"as2\", nonce=\"x\"")]));
        await host.Gateway.UntilAsync((await host.Gateway.SubmitAsync(lane.Name)).Id, RetryWait);

        var alert = Assert.Single(await host.Gateway.AlertsAsync(lane.Name));
        Assert.Contains("asks for Digest authentication, which Waybill does not do", alert.Text, StringComparison.Ordinal);
    }

    private Lane Refreshing(Action<ConnectionSettings>? more = null) => host.Agree(c =>
    {
        (c.TokenIn, c.Token, c.RefreshToken, c.RefreshUri, c.RefreshBody) = (TokenPlace.Header, "t-0", "r-0", "/token", "{\"r\":\"{{refreshToken}}\"}");
        c.PauseWaits = [TimeSpan.FromMinutes(5)];
        more?.Invoke(c);
    });
}
