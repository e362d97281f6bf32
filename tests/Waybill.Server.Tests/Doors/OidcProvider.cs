using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;

namespace Waybill.Server.Tests.Doors;

/// <summary>A small OpenID Connect server on a socket: authorization code with PKCE, whose person says yes at once.</summary>
internal sealed class OidcProvider : IAsyncDisposable
{
    internal const string ClientId = "waybill";
    internal const string Secret = "client-secret-9";

    private readonly WebApplication _app;
    private readonly RSA _key = RSA.Create(2048);
    private readonly ConcurrentDictionary<string, IQueryCollection> _codes = new(StringComparer.Ordinal);

    private OidcProvider(WebApplication app) => _app = app;

    /// <summary>Who signs in next.</summary>
    internal JsonObject Person { get; set; } = [];

    /// <summary>Says another nonce, audience or issuer than it should, or signs with another key.</summary>
    internal string Lie { get; set; } = "";

    /// <summary>Codes that were exchanged with the right verifier, secret and address.</summary>
    internal int Exchanged { get; private set; }

    internal string Address => _app.Urls.First();

    internal static async Task<OidcProvider> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var provider = new OidcProvider(app);
        app.MapGet("/.well-known/openid-configuration", () => Results.Text(new JsonObject
        {
            ["issuer"] = provider.Address, ["authorization_endpoint"] = provider.Address + "/authorize", ["token_endpoint"] = provider.Address + "/token", ["jwks_uri"] = provider.Address + "/keys",
            ["response_types_supported"] = new JsonArray("code"), ["code_challenge_methods_supported"] = new JsonArray("S256"),
        }.ToJsonString(), "application/json"));
        app.MapGet("/keys", () =>
        {
            var key = provider._key.ExportParameters(includePrivateParameters: false);
            return Results.Text(new JsonObject
            {
                ["keys"] = new JsonArray(new JsonObject { ["kty"] = "RSA", ["use"] = "sig", ["kid"] = "1", ["n"] = Base64Url.EncodeToString(key.Modulus), ["e"] = Base64Url.EncodeToString(key.Exponent) }),
            }.ToJsonString(), "application/json");
        });
        app.MapGet("/authorize", provider.Authorize);
        app.MapPost("/token", (Delegate)provider.TokenAsync);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return provider;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _key.Dispose();
    }

    private IResult Authorize(HttpContext context)
    {
        var query = context.Request.Query;
        if (query["client_id"] != ClientId || query["response_type"] != "code" || query["code_challenge_method"] != "S256" || query["nonce"].Count is 0 || !query["scope"].ToString().Split(' ').Contains("openid", StringComparer.Ordinal))
        {
            return Results.BadRequest();
        }

        var code = Guid.NewGuid().ToString("N");
        _codes[code] = query;
        return Results.Redirect(QueryHelpers.AddQueryString(query["redirect_uri"]!, new Dictionary<string, string?>(StringComparer.Ordinal) { ["code"] = code, ["state"] = query["state"] }));
    }

    private async Task<IResult> TokenAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        if (!_codes.TryRemove(form["code"].ToString(), out var asked) || form["client_secret"] != Secret || form["redirect_uri"] != asked["redirect_uri"]
            || !string.Equals(Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString()))), asked["code_challenge"], StringComparison.Ordinal))
        {
            return Results.Json(new Dictionary<string, string>(StringComparer.Ordinal) { ["error"] = "invalid_grant" }, statusCode: 400);
        }

        Exchanged++;
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var claims = Person.DeepClone().AsObject();
        claims["iss"] = Lie is "iss" ? "https://evil.example" : Address;
        claims["aud"] = Lie is "aud" ? "another" : ClientId;
        claims["nonce"] = Lie is "nonce" ? "another" : asked["nonce"].ToString();
        (claims["iat"], claims["exp"]) = (now, now + 60);
        return Results.Text(new JsonObject { ["access_token"] = "access", ["token_type"] = "Bearer", ["expires_in"] = 60, ["id_token"] = Sign(claims) }.ToJsonString(), "application/json");
    }

    private string Sign(JsonObject claims)
    {
        var text = $"{Encode("""{"alg":"RS256","typ":"JWT","kid":"1"}""")}.{Encode(claims.ToJsonString())}";
        using var other = RSA.Create(2048);
        return $"{text}.{Base64Url.EncodeToString((Lie is "key" ? other : _key).SignData(Encoding.ASCII.GetBytes(text), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";
    }

    private static string Encode(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));
}
