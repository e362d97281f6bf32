using System.Security.Cryptography;
using Scalar.AspNetCore;

namespace Waybill.Server;

/// <summary>The description of the API as a page to read and to try, at <c>/docs</c>. Everything it shows comes from this server.</summary>
internal static class ApiPage
{
    private const string Path = "/docs";

    internal static WebApplication MapApiPage(this WebApplication app)
    {
        app.MapScalarApiReference(Path, static (page, context) =>
        {
            // The page's own script is the only one that runs, and it talks to nobody else.
            var nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(18));
            context.Response.Headers.ContentSecurityPolicy =
                $"default-src 'none'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
            context.Response.Headers.XContentTypeOptions = "nosniff";
            page.Title = "Waybill API";
            page.OpenApiRoutePattern = $"{ApiSetup.Root}/openapi.json";
            page.Nonce = nonce;
            page.DefaultFonts = false;
            page.Telemetry = false;
            page.PersistentAuthentication = false;
            page.Agent = new() { Disabled = true };
            page.Mcp = new() { Disabled = true };
            page.ShowDeveloperTools = DeveloperToolsVisibility.Never;
            page.HideClientButton = true;
            page.Authentication = new() { PreferredSecuritySchemes = [DoorDescription.Scheme] };
            page.DefaultHttpClient = new(ScalarTarget.Shell, ScalarClient.Curl);
        });
        return app;
    }
}
