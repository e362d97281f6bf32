using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Waybill.Gateway;

namespace Waybill.Server.Tests.Doors;

/// <summary>Signing in at another server, which is real and on a socket.</summary>
public sealed class OidcTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Who_has_a_mapped_role_gets_an_account_at_the_first_sign_in_and_its_role_follows_the_server()
    {
        await using var provider = await OidcProvider.StartAsync();
        await using var gateway = await StartAsync(provider);
        using var browser = new Browser(new(gateway.Urls.First()));
        using (var state = await browser.GetAsync("/api/v1/setup/state"))
        {
            var button = (await TokenTests.JsonAsync(state)).GetProperty("singleSignOn");
            Assert.Equal(("ACME sign-in", "/oidc/start"), (button.GetProperty("name").GetString(), button.GetProperty("href").GetString()));
        }

        provider.Person = new() { ["sub"] = "4711", ["preferred_username"] = "ada@acme.example", ["roles"] = new JsonArray("staff", "edi-readers", "edi-admins") };
        Assert.Equal("/messages?state=failed", await SignInAsync(browser, provider, "/messages?state=failed"));
        var who = await SessionTests.WhoAsync(browser);
        Assert.Equal(("ada@acme.example", "admin", false), (who.GetProperty("name").GetString(), who.GetProperty("role").GetString(), who.GetProperty("hasPassword").GetBoolean()));
        Assert.Equal(1, provider.Exchanged);

        // Renamed and demoted there: the same person here, with the role of now.
        provider.Person = new() { ["sub"] = "4711", ["preferred_username"] = "ada2", ["roles"] = "edi-readers" };
        using var elsewhere = new Browser(browser.Address);
        Assert.Equal("/", await SignInAsync(elsewhere, provider, null));
        Assert.Equal("viewer", (await SessionTests.WhoAsync(elsewhere)).GetProperty("role").GetString());
        Assert.Equal(HttpStatusCode.Unauthorized, await browser.StatusAsync(HttpMethod.Get, "/api/v1/session"));
        var journal = gateway.Services.GetRequiredService<IJournal>();
        var account = Assert.Single(await journal.Accounts.AllAsync(Token));
        Assert.Equal((provider.Address, "4711", "ada@acme.example"), (account.Issuer, account.Subject, account.Name));
        Assert.Equal(2, (await journal.Configuration.ReadAuditAsync(new() { Action = "sign-in", Principal = "ada@acme.example" }, Token)).Count);

        // No password opens it, not even one with which nothing was ever compared.
        using var password = await elsewhere.SignInAsync("ada@acme.example");
        Assert.Equal(HttpStatusCode.Unauthorized, password.StatusCode);
    }

    [Fact]
    public async Task Who_has_no_mapped_role_or_anothers_name_does_not_come_in_and_leaves_no_account()
    {
        await using var provider = await OidcProvider.StartAsync();
        await using var gateway = await StartAsync(provider);
        var journal = gateway.Services.GetRequiredService<IJournal>();
        using var owner = await Browser.OwnerAsync(new(gateway.Urls.First()), journal);
        using var browser = new Browser(owner.Address);

        provider.Person = new() { ["sub"] = "1", ["preferred_username"] = "eve", ["roles"] = new JsonArray("staff") };
        Assert.Equal("/?sign-in=not_mapped", await SignInAsync(browser, provider, "/"));
        provider.Person = new() { ["sub"] = "2", ["preferred_username"] = "Ada", ["roles"] = new JsonArray("edi-admins") };
        Assert.Equal("/?sign-in=name_taken", await SignInAsync(browser, provider, "/"));
        provider.Person = new() { ["sub"] = "3", ["preferred_username"] = "bob", ["roles"] = new JsonArray("edi-readers") };
        Assert.Equal("/", await SignInAsync(browser, provider, "/"));
        Assert.Equal(HttpStatusCode.OK, await owner.StatusAsync(HttpMethod.Patch, "/api/v1/users/bob", """{"isDisabled": true}"""));
        Assert.Equal("/?sign-in=disabled", await SignInAsync(browser, provider, "/"));

        Assert.Equal(HttpStatusCode.Unauthorized, await browser.StatusAsync(HttpMethod.Get, "/api/v1/session"));
        Assert.Equal(["ada", "bob"], (await journal.Accounts.AllAsync(Token)).Select(static a => a.Name));
        Assert.Equal(HttpStatusCode.Conflict, await owner.StatusAsync(HttpMethod.Post, "/api/v1/users/bob/password-link"));
        Assert.Equal(HttpStatusCode.Conflict, await owner.StatusAsync(HttpMethod.Patch, "/api/v1/users/bob", """{"role": "owner"}"""));
    }

    [Theory]
    [InlineData("nonce")]
    [InlineData("aud")]
    [InlineData("iss")]
    [InlineData("key")]
    public async Task An_answer_that_lies_is_not_believed(string lie)
    {
        await using var provider = await OidcProvider.StartAsync();
        await using var gateway = await StartAsync(provider);
        using var browser = new Browser(new(gateway.Urls.First()));
        provider.Person = new() { ["sub"] = "1", ["preferred_username"] = "eve", ["roles"] = new JsonArray("edi-admins") };
        provider.Lie = lie;
        Assert.Equal("/?sign-in=failed", await SignInAsync(browser, provider, "/"));
        Assert.Empty(await gateway.Services.GetRequiredService<IJournal>().Accounts.AllAsync(Token));
    }

    [Fact]
    public async Task An_answer_belongs_to_the_browser_that_asked_and_leads_to_no_other_host()
    {
        await using var provider = await OidcProvider.StartAsync();
        await using var gateway = await StartAsync(provider);
        provider.Person = new() { ["sub"] = "1", ["preferred_username"] = "eve", ["roles"] = new JsonArray("edi-admins") };
        using var attacker = new Browser(new(gateway.Urls.First()));
        using var victim = new Browser(attacker.Address);
        var callback = await AuthorizedAsync(attacker, provider, "/");
        using var pushed = await victim.GetAsync(callback);
        Assert.Equal("/?sign-in=failed", pushed.Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.Unauthorized, await victim.StatusAsync(HttpMethod.Get, "/api/v1/session"));

        foreach (var page in new[] { "https://evil.example/", "//evil.example", "/\\evil.example", "evil" })
        {
            Assert.Equal("/", await SignInAsync(victim, provider, page));
        }
    }

    [Fact]
    public async Task A_server_that_does_not_answer_is_said_on_the_sign_in_page_and_wrong_settings_at_the_start()
    {
        var provider = await OidcProvider.StartAsync();
        await using var gateway = await StartAsync(provider);
        await provider.DisposeAsync();
        using var browser = new Browser(new(gateway.Urls.First()));
        using var started = await browser.GetAsync("/oidc/start");
        Assert.Equal("/?sign-in=unreachable", started.Headers.Location!.OriginalString);

        var wrong = await Assert.ThrowsAsync<Microsoft.Extensions.Options.OptionsValidationException>(
            async () => await WaybillHost.BuildAsync([], await Company.SettingsAsync(_folder.Path, ("Waybill:Oidc:Authority", "http://idp.example"))));
        Assert.Equal(["Authority", "ClientId", "Roles"], wrong.Failures.Select(static f => f.Split(':')[2]));
    }

    /// <summary>Where the browser ends.</summary>
    private static async Task<string> SignInAsync(Browser browser, OidcProvider provider, string? returnTo)
    {
        using var back = await browser.GetAsync(await AuthorizedAsync(browser, provider, returnTo));
        Assert.Equal(HttpStatusCode.Redirect, back.StatusCode);
        return back.Headers.Location!.OriginalString;
    }

    /// <summary>Goes there and is sent back: the address with the code.</summary>
    private static async Task<string> AuthorizedAsync(Browser browser, OidcProvider provider, string? returnTo)
    {
        using var started = await browser.GetAsync("/oidc/start" + (returnTo is null ? "" : $"?returnTo={Uri.EscapeDataString(returnTo)}"));
        Assert.StartsWith(provider.Address + "/authorize?", started.Headers.Location!.OriginalString, StringComparison.Ordinal);
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        using var authorized = await http.GetAsync(started.Headers.Location, Token);
        Assert.Equal(HttpStatusCode.Redirect, authorized.StatusCode);
        return authorized.Headers.Location!.PathAndQuery;
    }

    private async Task<WebApplication> StartAsync(OidcProvider provider)
    {
        var secret = Path.Combine(_folder.Path, "client-secret");
        await File.WriteAllTextAsync(secret, OidcProvider.Secret + "\n", Token);
        var gateway = await WaybillHost.BuildAsync([], await Company.SettingsAsync(
            _folder.Path, ("Waybill:Oidc:Authority", provider.Address), ("Waybill:Oidc:ClientId", OidcProvider.ClientId), ("Waybill:Oidc:ClientSecretFile", secret), ("Waybill:Oidc:Name", "ACME sign-in"),
            ("Waybill:Oidc:Roles:0:Value", "edi-readers"), ("Waybill:Oidc:Roles:0:Role", "Viewer"), ("Waybill:Oidc:Roles:1:Value", "edi-admins"), ("Waybill:Oidc:Roles:1:Role", "Admin")));
        await gateway.StartAsync(Token);
        return gateway;
    }
}
