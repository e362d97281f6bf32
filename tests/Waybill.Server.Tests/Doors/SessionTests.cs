using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Waybill.Gateway;
using Waybill.Server.Tests.Api;

namespace Waybill.Server.Tests.Doors;

/// <summary>People sign in on a socket: cookies, refusals, locks, ends.</summary>
public sealed class SessionTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_set_up_link_makes_the_first_account_signs_it_in_and_closes_the_door_behind_it()
    {
        await using var host = await ApiHost.StartAsync();
        using var browser = new Browser(host.Address);
        Assert.True((await StateAsync(browser)).GetProperty("needsOwner").GetBoolean());
        var setup = host.Services.GetRequiredService<SetupSecret>();
        var secret = (await setup.OfferAsync(Token))!;

        using var weak = await SetUpAsync(browser, secret, "ada", "eleven char");
        Assert.Equal(["password"], (await SubmitTests.ProblemAsync(weak, 422)).GetProperty("errors").EnumerateObject().Select(static e => e.Name));
        using var wrong = await SetUpAsync(browser, secret + "x", "ada", Browser.Password);
        await SubmitTests.ProblemAsync(wrong, 401);
        Assert.Empty(await host.Journal.Accounts.AllAsync(Token));
        using var made = await SetUpAsync(browser, secret, "ada", Browser.Password);
        Assert.Equal(HttpStatusCode.NoContent, made.StatusCode);

        var who = await WhoAsync(browser);
        Assert.Equal(("ada", "owner", true), (who.GetProperty("name").GetString(), who.GetProperty("role").GetString(), who.GetProperty("hasPassword").GetBoolean()));
        Assert.Equal(DoorTable.All.Count(), who.GetProperty("permissions").GetArrayLength());
        Assert.False((await StateAsync(browser)).GetProperty("needsOwner").GetBoolean());
        Assert.False(File.Exists(setup.Path));
        using var again = await SetUpAsync(browser, secret, "eve", Browser.Password);
        await SubmitTests.ProblemAsync(again, 401);
        using var closed = await host.Client.GetAsync("/api/v1/exchanges", Token);
        Assert.Contains("session", (await SubmitTests.ProblemAsync(closed, 401)).GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_cookie_is_kept_from_scripts_other_sites_and_other_hosts_and_secure_over_https()
    {
        await using var host = await ApiHost.StartAsync();
        using var owner = await Browser.OwnerAsync(host.Address, host.Journal);
        using var plain = await owner.SignInAsync("ada");
        var cookie = Assert.Single(plain.Headers.GetValues("Set-Cookie")).ToLowerInvariant();
        Assert.StartsWith($"waybill-{host.Address.Port}=wbc_", cookie, StringComparison.Ordinal);
        Assert.Contains("; httponly", cookie, StringComparison.Ordinal);
        Assert.Contains("; samesite=strict", cookie, StringComparison.Ordinal);
        Assert.Contains("; path=/", cookie, StringComparison.Ordinal);
        Assert.DoesNotContain("secure", cookie, StringComparison.Ordinal);
        Assert.DoesNotContain("domain", cookie, StringComparison.Ordinal);

        using var secure = await SignInByHttpsAsync(host);
        cookie = Assert.Single(secure.Headers.GetValues("Set-Cookie"));
        Assert.StartsWith("__Host-waybill=wbc_", cookie, StringComparison.Ordinal);
        Assert.Contains("; secure", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("gateway.example", null)]
    [InlineData("localhost", "X-Forwarded-For")]
    public async Task Nobody_signs_in_over_plain_http_from_elsewhere_and_is_told_why(string name, string? forwarded)
    {
        await using var host = await ApiHost.StartAsync();
        using var owner = await Browser.OwnerAsync(host.Address, host.Journal);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/session") { Content = Json("""{"name": "ada", "password": "correct horse battery"}""") };
        request.Headers.Host = name;
        request.Headers.Add("Origin", $"http://{name}");
        request.Headers.Add(OwnPage.Header, "1");
        if (forwarded is not null)
        {
            request.Headers.Add(forwarded, "192.0.2.7");
        }

        using var answer = await host.Client.SendAsync(request, Token);

        Assert.Contains("https", (await SubmitTests.ProblemAsync(answer, 403)).GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task What_changes_anything_by_a_cookie_needs_the_header_and_the_origin_of_the_gateway()
    {
        await using var host = await ApiHost.StartAsync();
        using var owner = await Browser.OwnerAsync(host.Address, host.Journal);
        foreach (var (origin, header) in new[] { (null, ""), ("", "1"), ("http://evil.example", "1"), ($"{owner.Origin}0", "1"), ("null", "1"), ($"https://{host.Address.Authority}", "1"), (null, "0") })
        {
            using var write = await owner.SendAsync(HttpMethod.Put, "/api/v1/organisation", """{"name": "EVIL"}""", origin, header);
            await SubmitTests.ProblemAsync(write, 403);
            using var removal = await owner.SendAsync(HttpMethod.Delete, "/api/v1/session", null, origin, header);
            await SubmitTests.ProblemAsync(removal, 403);
            using var sign = await owner.SendAsync(HttpMethod.Post, "/api/v1/session", """{"name": "ada", "password": "correct horse battery"}""", origin, header);
            await SubmitTests.ProblemAsync(sign, 403);
        }

        Assert.Equal(Organisation.Nameless, await host.Journal.Configuration.OrganisationAsync(Token));
        Assert.Equal(HttpStatusCode.OK, await owner.StatusAsync(HttpMethod.Put, "/api/v1/organisation", """{"name": "ACME"}"""));
        Assert.Equal("ACME", (await WhoAsync(owner)).GetProperty("organisation").GetString());
        // A read needs neither, but is not for pages of other sites.
        using var foreign = new HttpRequestMessage(HttpMethod.Get, "/api/v1/exchanges");
        foreign.Headers.Add("Cookie", owner.Cookies.GetCookieHeader(host.Address));
        foreign.Headers.Add("Sec-Fetch-Site", "same-site");
        using var refused = await host.Client.SendAsync(foreign, Token);
        await SubmitTests.ProblemAsync(refused, 403);
    }

    [Fact]
    public async Task Five_wrong_passwords_lock_a_name_for_a_minute_then_longer_and_unknown_names_alike()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var host = await ApiHost.StartAsync(time: time);
        using var owner = await Browser.OwnerAsync(host.Address, host.Journal);
        using var browser = new Browser(host.Address);
        foreach (var name in new[] { "ada", "nobody" })
        {
            for (var i = 0; i < SignInLock.MostFailures; i++)
            {
                using var wrong = await browser.SignInAsync(name, "wrong password " + i);
                await SubmitTests.ProblemAsync(wrong, 401);
            }

            // Locked: not even the right one is tried.
            using var locked = await browser.SignInAsync(name);
            await SubmitTests.ProblemAsync(locked, 429);
            Assert.Equal(TimeSpan.FromSeconds(60), locked.Headers.RetryAfter!.Delta);
        }

        time.Advance(TimeSpan.FromSeconds(61));
        using (var sixth = await browser.SignInAsync("ada", "wrong again"))
        {
            await SubmitTests.ProblemAsync(sixth, 401);
        }

        time.Advance(TimeSpan.FromSeconds(61));
        using (var still = await browser.SignInAsync("ada"))
        {
            await SubmitTests.ProblemAsync(still, 429);
        }

        time.Advance(TimeSpan.FromSeconds(60));
        using var right = await browser.SignInAsync("ADA");
        Assert.Equal(HttpStatusCode.NoContent, right.StatusCode);
        // Who was signed in stayed so.
        Assert.Equal("ada", (await WhoAsync(owner)).GetProperty("name").GetString());
    }

    [Fact]
    public async Task One_address_tries_twenty_names_and_then_one_in_three_seconds_and_right_passwords_do_not_count()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var host = await ApiHost.StartAsync(time: time);
        using var owner = await Browser.OwnerAsync(host.Address, host.Journal);
        using var browser = new Browser(host.Address);
        for (var i = 0; i < 5; i++)
        {
            using var right = await browser.SignInAsync("ada");
            Assert.Equal(HttpStatusCode.NoContent, right.StatusCode);
        }

        for (var i = 0; i < 20; i++)
        {
            using var wrong = await browser.SignInAsync($"name{i}");
            await SubmitTests.ProblemAsync(wrong, 401);
        }

        using var refused = await browser.SignInAsync("ada");
        await SubmitTests.ProblemAsync(refused, 429);
        Assert.Equal(TimeSpan.FromSeconds(3), refused.Headers.RetryAfter!.Delta);
        time.Advance(TimeSpan.FromSeconds(3));
        using var later = await browser.SignInAsync("ada");
        Assert.Equal(HttpStatusCode.NoContent, later.StatusCode);
    }

    [Fact]
    public async Task A_session_ends_by_rest_by_age_and_by_signing_out_also_for_who_copied_the_cookie()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var host = await ApiHost.StartAsync(time: time);
        using var browser = await Browser.OwnerAsync(host.Address, host.Journal);
        for (var i = 0; i < 20; i++)
        {
            time.Advance(TimeSpan.FromHours(7.9));
            Assert.Equal(HttpStatusCode.OK, await browser.StatusAsync(HttpMethod.Get, "/api/v1/session"));
        }

        // Seven days are over however much it is used.
        time.Advance(TimeSpan.FromHours(10 + 7));
        Assert.Equal(HttpStatusCode.Unauthorized, await browser.StatusAsync(HttpMethod.Get, "/api/v1/session"));
        using (var second = await browser.SignInAsync("ada"))
        {
            Assert.Equal(HttpStatusCode.NoContent, second.StatusCode);
        }

        time.Advance(TimeSpan.FromHours(8));
        using (var over = await browser.GetAsync("/api/v1/session"))
        {
            Assert.Contains("session is over", (await SubmitTests.ProblemAsync(over, 401)).GetProperty("detail").GetString(), StringComparison.Ordinal);
        }

        using var third = await browser.SignInAsync("ada");
        using var thief = new Browser(host.Address);
        thief.Cookies.SetCookies(host.Address, browser.Cookies.GetCookieHeader(host.Address));
        Assert.Equal(HttpStatusCode.OK, await thief.StatusAsync(HttpMethod.Get, "/api/v1/session"));
        Assert.Equal(HttpStatusCode.NoContent, await browser.StatusAsync(HttpMethod.Delete, "/api/v1/session"));
        Assert.Equal(HttpStatusCode.Unauthorized, await thief.StatusAsync(HttpMethod.Get, "/api/v1/session"));
        Assert.Equal(HttpStatusCode.Unauthorized, await browser.StatusAsync(HttpMethod.Get, "/api/v1/session"));
    }

    [Fact]
    public async Task A_new_password_needs_the_old_one_and_ends_every_other_session()
    {
        await using var host = await ApiHost.StartAsync();
        using var here = await Browser.OwnerAsync(host.Address, host.Journal);
        using var elsewhere = new Browser(host.Address);
        using (var signed = await elsewhere.SignInAsync("ada"))
        {
            Assert.Equal(HttpStatusCode.NoContent, signed.StatusCode);
        }

        using var wrong = await here.SendAsync(HttpMethod.Put, "/api/v1/session/password", """{"current": "not the old one", "password": "another long password"}""");
        await SubmitTests.ProblemAsync(wrong, 401);
        using var weak = await here.SendAsync(HttpMethod.Put, "/api/v1/session/password", """{"current": "correct horse battery", "password": "short"}""");
        await SubmitTests.ProblemAsync(weak, 422);
        Assert.Equal(HttpStatusCode.OK, await elsewhere.StatusAsync(HttpMethod.Get, "/api/v1/session"));

        Assert.Equal(HttpStatusCode.NoContent, await here.StatusAsync(HttpMethod.Put, "/api/v1/session/password", """{"current": "correct horse battery", "password": "another long password"}"""));

        Assert.Equal(HttpStatusCode.OK, await here.StatusAsync(HttpMethod.Get, "/api/v1/session"));
        Assert.Equal(HttpStatusCode.Unauthorized, await elsewhere.StatusAsync(HttpMethod.Get, "/api/v1/session"));
        using var old = await elsewhere.SignInAsync("ada");
        await SubmitTests.ProblemAsync(old, 401);
        using var next = await elsewhere.SignInAsync("ada", "another long password");
        Assert.Equal(HttpStatusCode.NoContent, next.StatusCode);
        // A token has no password.
        using var token = await host.SendAsync(HttpMethod.Put, "/api/v1/session/password", host.LocalToken, """{"current": "x", "password": "another long password"}""");
        await SubmitTests.ProblemAsync(token, 409);
    }

    [Fact]
    public async Task What_a_person_does_is_written_under_its_name_with_signing_in_and_failing_to()
    {
        await using var host = await ApiHost.StartAsync();
        using var ada = await Browser.OwnerAsync(host.Address, host.Journal);
        using (await ada.SignInAsync("ada", "a wrong password"))
        using (await ada.SignInAsync("a-password-in-the-wrong-field", "a wrong password"))
        {
            Assert.Equal(HttpStatusCode.OK, await ada.StatusAsync(HttpMethod.Put, "/api/v1/organisation", """{"name": "ACME"}"""));
        }

        var audit = await host.Journal.Configuration.ReadAuditAsync(new() { Kind = "user" }, Token);
        Assert.Equal(
            [("stranger", "sign-in-failed", "unknown"), ("stranger", "sign-in-failed", "ada"), ("ada", "sign-in", "ada"), ("setup", "create", "ada")],
            audit.Select(static a => (a.Principal, a.Action, a.Name)));
        using var listed = await ada.GetAsync("/api/v1/audit?principal=ada");
        Assert.Equal(2, (await TokenTests.JsonAsync(listed)).GetProperty("items").GetArrayLength());
        Assert.DoesNotContain(audit, static a => $"{a.Name}{a.Before}{a.After}".Contains("wrong-field", StringComparison.Ordinal));
    }

    internal static async Task<JsonElement> WhoAsync(Browser browser)
    {
        using var answer = await browser.GetAsync("/api/v1/session");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await TokenTests.JsonAsync(answer);
    }

    private static async Task<JsonElement> StateAsync(Browser browser)
    {
        using var answer = await browser.GetAsync("/api/v1/setup/state");
        return await TokenTests.JsonAsync(answer);
    }

    private static Task<HttpResponseMessage> SetUpAsync(Browser browser, string secret, string name, string password)
        => browser.SendAsync(HttpMethod.Post, "/api/v1/setup/account", $$"""{"secret": "{{secret}}", "name": "{{name}}", "password": "{{password}}"}""");

    private static StringContent Json(string text) => new(text, System.Text.Encoding.UTF8, "application/json");

    /// <summary>As a trusted proxy hands it on.</summary>
    private static async Task<HttpResponseMessage> SignInByHttpsAsync(ApiHost host)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/session") { Content = Json("""{"name": "ada", "password": "correct horse battery"}""") };
        request.Headers.Host = "gateway.example";
        request.Headers.Add("Origin", "https://gateway.example");
        request.Headers.Add(OwnPage.Header, "1");
        request.Headers.Add(ApiHost.SchemeHeader, "https");
        var answer = await host.Client.SendAsync(request, Token);
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        return answer;
    }
}
