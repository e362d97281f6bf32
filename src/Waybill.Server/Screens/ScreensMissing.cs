namespace Waybill.Server;

/// <summary>The page of a program that was built without Node.js: it says so, and how to get the screens.</summary>
internal static class ScreensMissing
{
    private const string Html = """
        <!doctype html>
        <html lang="en">
        <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Waybill: the screens were not built</title></head>
        <body>
        <h1>The screens were not built</h1>
        <p>This is Waybill, an AS2 gateway. It runs: partners send to <code>/as2</code>, and <a href="/health/ready">/health/ready</a> tells how it is.
        Only its screens are missing, because there was no Node.js 20.19 or later when it was built.</p>
        <p>To get them, stop it and start it with <code>./run</code>, which puts a Node.js into <code>.tools/</code> where there is none. Or install Node.js and build again:</p>
        <pre>dotnet build src/Waybill.Server -c Release</pre>
        <p>Until then everything can be done over the API, described at <a href="/docs">/docs</a>, and with <code>./waybill</code>.</p>
        </body>
        </html>

        """;

    internal static Task WriteAsync(HttpContext context)
    {
        var response = context.Response;
        response.ContentType = "text/html; charset=utf-8";
        response.Headers.CacheControl = "no-cache";
        response.Headers.XFrameOptions = "DENY";
        response.Headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'";
        // Nothing is wrong with the gateway: its front page is there. Any other page is not.
        response.StatusCode = context.Request.Path == "/" ? StatusCodes.Status200OK : StatusCodes.Status404NotFound;
        return HttpMethods.IsGet(context.Request.Method) ? response.WriteAsync(Html, context.RequestAborted) : Task.CompletedTask;
    }
}
