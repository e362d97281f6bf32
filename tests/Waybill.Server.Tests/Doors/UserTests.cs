using System.Net;
using Waybill.Gateway;
using Waybill.Server.Tests.Api;

namespace Waybill.Server.Tests.Doors;

/// <summary>People over the API: made, invited, changed, shut out, removed.</summary>
public sealed class UserTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_person_comes_in_by_a_link_that_works_once_and_may_what_its_role_says_until_that_changes()
    {
        await using var host = await ApiHost.StartAsync();
        using var owner = await Browser.OwnerAsync(host.Address, host.Journal);
        using var made = await owner.SendAsync(HttpMethod.Put, "/api/v1/users/bob@acme.example", """{"role": "viewer"}""");
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        Assert.False((await TokenTests.JsonAsync(made)).GetProperty("hasPassword").GetBoolean());
        using var link = await owner.SendAsync(HttpMethod.Post, "/api/v1/users/bob@acme.example/password-link");
        var secret = (await TokenTests.JsonAsync(link)).GetProperty("secret").GetString()!;
        Assert.Equal($"/password?token={secret}", (await TokenTests.JsonAsync(link)).GetProperty("path").GetString());

        using var bob = new Browser(host.Address);
        using var whose = await bob.SendAsync(HttpMethod.Post, "/api/v1/session/password-link", $$"""{"secret": "{{secret}}"}""");
        Assert.Equal("bob@acme.example", (await TokenTests.JsonAsync(whose)).GetProperty("name").GetString());
        Assert.Equal(HttpStatusCode.NoContent, await bob.StatusAsync(HttpMethod.Put, "/api/v1/session/password-link", $$"""{"secret": "{{secret}}", "password": "{{Browser.Password}}"}"""));
        Assert.Equal(HttpStatusCode.Unauthorized, await bob.StatusAsync(HttpMethod.Put, "/api/v1/session/password-link", $$"""{"secret": "{{secret}}", "password": "{{Browser.Password}}"}"""));
        Assert.Equal("viewer", (await SessionTests.WhoAsync(bob)).GetProperty("role").GetString());
        Assert.Equal(HttpStatusCode.Forbidden, await bob.StatusAsync(HttpMethod.Post, "/api/v1/connections/globex/hold"));

        Assert.Equal(HttpStatusCode.OK, await owner.StatusAsync(HttpMethod.Patch, "/api/v1/users/bob@acme.example", """{"role": "operator"}"""));
        Assert.Equal(HttpStatusCode.Unauthorized, await bob.StatusAsync(HttpMethod.Get, "/api/v1/session"));
        using (var again = await bob.SignInAsync("bob@acme.example"))
        {
            Assert.Equal(HttpStatusCode.NoContent, again.StatusCode);
        }

        Assert.Equal(HttpStatusCode.OK, await bob.StatusAsync(HttpMethod.Post, "/api/v1/connections/globex/hold"));
        Assert.Equal(HttpStatusCode.OK, await owner.StatusAsync(HttpMethod.Patch, "/api/v1/users/bob@acme.example", """{"isDisabled": true}"""));
        Assert.Equal(HttpStatusCode.Unauthorized, await bob.StatusAsync(HttpMethod.Get, "/api/v1/session"));
        using (var shut = await bob.SignInAsync("bob@acme.example"))
        {
            await SubmitTests.ProblemAsync(shut, 401);
        }

        Assert.Equal(HttpStatusCode.NoContent, await owner.StatusAsync(HttpMethod.Delete, "/api/v1/users/bob@acme.example"));
        Assert.Equal(HttpStatusCode.NotFound, await owner.StatusAsync(HttpMethod.Get, "/api/v1/users/bob@acme.example"));
    }

    [Fact]
    public async Task The_last_owner_is_neither_removed_nor_demoted_nor_shut_out()
    {
        await using var host = await ApiHost.StartAsync();
        using var ada = await Browser.OwnerAsync(host.Address, host.Journal);
        foreach (var (method, body) in new[] { (HttpMethod.Delete, null), (HttpMethod.Patch, """{"role": "admin"}"""), (HttpMethod.Put, """{"role": "viewer"}"""), (HttpMethod.Patch, """{"isDisabled": true}""") })
        {
            using var refused = await ada.SendAsync(method, "/api/v1/users/ada", body);
            Assert.Contains("last owner", (await SubmitTests.ProblemAsync(refused, 409)).GetProperty("detail").GetString(), StringComparison.Ordinal);
        }

        using var bob = await ada.PersonAsync("bob", Role.Owner);
        Assert.Equal(HttpStatusCode.NoContent, await bob.StatusAsync(HttpMethod.Delete, "/api/v1/users/ada"));
        Assert.Equal(HttpStatusCode.Unauthorized, await ada.StatusAsync(HttpMethod.Get, "/api/v1/session"));
        Assert.Equal(HttpStatusCode.Conflict, await bob.StatusAsync(HttpMethod.Delete, "/api/v1/users/bob"));
    }

    [Fact]
    public async Task An_admin_makes_and_changes_nobody_above_itself()
    {
        await using var host = await ApiHost.StartAsync();
        using var ada = await Browser.OwnerAsync(host.Address, host.Journal);
        using var adam = await ada.PersonAsync("adam", Role.Admin);
        foreach (var (method, path, body) in new[]
        {
            (HttpMethod.Put, "/api/v1/users/eve", """{"role": "owner"}"""), (HttpMethod.Patch, "/api/v1/users/adam", """{"role": "owner"}"""), (HttpMethod.Patch, "/api/v1/users/ada", """{"role": "viewer"}"""),
            (HttpMethod.Delete, "/api/v1/users/ada", null), (HttpMethod.Post, "/api/v1/users/ada/password-link", null), (HttpMethod.Patch, "/api/v1/users/ada", """{"isDisabled": true}"""),
        })
        {
            Assert.Equal(HttpStatusCode.Forbidden, await adam.StatusAsync(method, path, body));
        }

        Assert.Equal(HttpStatusCode.Conflict, await adam.StatusAsync(HttpMethod.Post, "/api/v1/tokens", """{"name": "ada", "role": "admin"}"""));
        Assert.Equal(HttpStatusCode.Created, await adam.StatusAsync(HttpMethod.Put, "/api/v1/users/vera", """{"role": "viewer", "isDisabled": true}"""));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await adam.StatusAsync(HttpMethod.Put, "/api/v1/users/local", """{"role": "viewer"}"""));
        using var list = await adam.GetAsync("/api/v1/users");
        var text = await list.Content.ReadAsStringAsync(Token);
        Assert.Equal(["ada", "adam", "vera"], (await TokenTests.JsonAsync(list)).GetProperty("items").EnumerateArray().Select(static u => u.GetProperty("name").GetString()));
        Assert.DoesNotContain("AQAAAA", text, StringComparison.Ordinal);
    }
}
