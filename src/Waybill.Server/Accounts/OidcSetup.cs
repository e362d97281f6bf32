using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Waybill.Gateway;

namespace Waybill.Server;

/// <summary>Signing in at another server: OpenID Connect, authorization code with PKCE. What it ends in is a session like any other.</summary>
internal static class OidcSetup
{
    internal const string StartPath = "/oidc/start";

    private const string CallbackPath = "/oidc/callback";
    private const string Scheme = "oidc";

    /// <summary>The framework wants a scheme that keeps who signed in; sessions are kept by us, and no request is looked at for another.</summary>
    private const string NoScheme = "none";

    internal static WebApplicationBuilder AddOidc(this WebApplicationBuilder builder, OidcSettings settings, ISecretRing ring)
    {
        if (!settings.IsOn)
        {
            return builder;
        }

        builder.Services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, NobodyHandler>(NoScheme, null).AddOpenIdConnect(Scheme, options => Configure(options, settings));
        builder.Services.AddSingleton<IDataProtectionProvider>(new RingProtection(ring));
        builder.Services.AddSingleton(settings).AddSingleton<OidcSignIn>();
        return builder;
    }

    internal static WebApplication MapOidc(this WebApplication app, OidcSettings settings)
    {
        if (!settings.IsOn)
        {
            return app;
        }

        // The handler takes its own address, the callback.
        app.UseAuthentication();
        app.MapGet(StartPath, static (HttpContext context, OidcSignIn signIn, string? returnTo) => signIn.StartAsync(context, Scheme, returnTo)).ExcludeFromDescription();
        return app;
    }

    private static void Configure(OpenIdConnectOptions options, OidcSettings settings)
    {
        options.Authority = settings.Authority;
        options.RequireHttpsMetadata = settings.Authority.StartsWith("https:", StringComparison.OrdinalIgnoreCase);
        options.ClientId = settings.ClientId;
        options.ClientSecret = settings.ClientSecretFile is "" ? null : File.ReadAllText(settings.ClientSecretFile).Trim();
        options.CallbackPath = CallbackPath;
        options.SignInScheme = NoScheme;
        options.ResponseType = OpenIdConnectResponseType.Code;
        options.UsePkce = true;
        // The answer comes as a navigation, with cookies that other sites' forms do not bring.
        options.ResponseMode = OpenIdConnectResponseMode.Query;
        options.CorrelationCookie.SameSite = SameSiteMode.Lax;
        options.CorrelationCookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.NonceCookie.SameSite = SameSiteMode.Lax;
        options.NonceCookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.MapInboundClaims = false;
        options.SaveTokens = false;
        options.GetClaimsFromUserInfoEndpoint = settings.AsksUserInfo;
        options.ClaimActions.MapJsonKey(settings.RoleClaim, settings.RoleClaim);
        options.ClaimActions.MapJsonKey(settings.NameClaim, settings.NameClaim);
        foreach (var scope in settings.Scopes)
        {
            options.Scope.Add(scope);
        }

        options.Events.OnTicketReceived = static received => received.HttpContext.RequestServices.GetRequiredService<OidcSignIn>().TakeAsync(received);
        options.Events.OnRemoteFailure = static failed => failed.HttpContext.RequestServices.GetRequiredService<OidcSignIn>().FailAsync(failed);
    }

    /// <summary>Knows nobody and keeps nobody.</summary>
    private sealed class NobodyHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logs, UrlEncoder encoder) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logs, encoder)
    {
        protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(AuthenticateResult.NoResult());
    }
}
