using System.Net;
using System.Text;
using Waybill.Gateway;

namespace Waybill.Server.Tests.Doors;

/// <summary>What a browser with a page of the gateway sends: its cookies, the header of our pages, the Origin.</summary>
internal sealed class Browser : IDisposable
{
    internal const string Password = "correct horse battery";

    private readonly HttpClient _http;

    internal Browser(Uri address)
    {
        Address = address;
        _http = new(new SocketsHttpHandler { CookieContainer = Cookies, AllowAutoRedirect = false }) { BaseAddress = address };
    }

    internal Uri Address { get; }

    internal CookieContainer Cookies { get; } = new();

    internal string Origin => Address.GetLeftPart(UriPartial.Authority);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>One request as a page of ours makes it.</summary>
    /// <param name="method">The method.</param>
    /// <param name="path">Where.</param>
    /// <param name="json">The body.</param>
    /// <param name="origin">Another Origin; empty: none.</param>
    /// <param name="header">What X-Waybill says; empty: nothing.</param>
    internal async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? json = null, string? origin = null, string header = "1")
    {
        using var request = new HttpRequestMessage(method, path) { Content = json is null ? null : new StringContent(json, Encoding.UTF8, "application/json") };
        if (method != HttpMethod.Get && origin is not "")
        {
            request.Headers.Add("Origin", origin ?? Origin);
        }

        if (header is not "")
        {
            request.Headers.Add(OwnPage.Header, header);
        }

        return await _http.SendAsync(request, Token);
    }

    internal Task<HttpResponseMessage> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    internal Task<HttpResponseMessage> SignInAsync(string name, string password = Password)
        => SendAsync(HttpMethod.Post, "/api/v1/session", $$"""{"name": "{{name}}", "password": "{{password}}"}""");

    internal async Task<HttpStatusCode> StatusAsync(HttpMethod method, string path, string? json = null)
    {
        using var answer = await SendAsync(method, path, json);
        return answer.StatusCode;
    }

    /// <summary>A browser of the first owner, who set the gateway up.</summary>
    internal static async Task<Browser> OwnerAsync(Uri address, IJournal journal, string name = "ada")
    {
        await journal.Doors.OfferSetupAsync(DoorSecret.HashOf("set-up secret of a test"), DateTimeOffset.UtcNow, by: "test", Token);
        var browser = new Browser(address);
        using var answer = await browser.SendAsync(HttpMethod.Post, "/api/v1/setup/account", $$"""{"secret": "set-up secret of a test", "name": "{{name}}", "password": "{{Password}}"}""");
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        return browser;
    }

    /// <summary>A browser of another person, made by an owner.</summary>
    internal async Task<Browser> PersonAsync(string name, Role role)
    {
        using var made = await SendAsync(HttpMethod.Put, $"/api/v1/users/{name}", $$"""{"role": "{{Words<Role>.Of(role)}}"}""");
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        using var link = await SendAsync(HttpMethod.Post, $"/api/v1/users/{name}/password-link");
        var secret = (await TokenTests.JsonAsync(link)).GetProperty("secret").GetString();
        var browser = new Browser(Address);
        using var taken = await browser.SendAsync(HttpMethod.Put, "/api/v1/session/password-link", $$"""{"secret": "{{secret}}", "password": "{{Password}}"}""");
        Assert.Equal(HttpStatusCode.NoContent, taken.StatusCode);
        return browser;
    }

    public void Dispose() => _http.Dispose();
}
