using System.Collections.Frozen;
using System.Net.Mime;
using Microsoft.Net.Http.Headers;
using Waybill.Ui;

namespace Waybill.Server;

/// <summary>Serves the screens: every address that is nobody else's, so that each view of them is a link one can mail.</summary>
internal static class ScreensSetup
{
    /// <summary>Addresses of others. What is not found below them is their own 404, never a page.</summary>
    private static readonly string[] Others = ["/api", WaybillHost.As2Path, "/health", "/metrics", "/docs", "/live"];

    private static readonly FrozenDictionary<string, string> Types = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [".html"] = "text/html; charset=utf-8", [".js"] = "text/javascript; charset=utf-8", [".css"] = "text/css; charset=utf-8", [".json"] = MediaTypeNames.Application.Json,
        [".svg"] = "image/svg+xml", [".png"] = MediaTypeNames.Image.Png, [".woff2"] = "font/woff2", [".txt"] = "text/plain; charset=utf-8",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <param name="app">The host, its endpoints known.</param>
    /// <param name="files">The screens.</param>
    internal static WebApplication UseScreens(this WebApplication app, UiFiles files)
    {
        var page = files.IsEmpty ? null : new ScreensPage(files.Find(UiFiles.Page)!);
        app.Use(next => context => context.GetEndpoint() is null && IsRead(context.Request) && !IsOther(context.Request.Path) ? AnswerAsync(context, files, page) : next(context));
        return app;
    }

    private static bool IsRead(HttpRequest request) => HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);

    private static bool IsOther(PathString path) => Array.Exists(Others, o => path.StartsWithSegments(o, StringComparison.OrdinalIgnoreCase));

    private static Task AnswerAsync(HttpContext context, UiFiles files, ScreensPage? page)
    {
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        if (page is null)
        {
            return ScreensMissing.WriteAsync(context);
        }

        var name = context.Request.Path.Value!.TrimStart('/');
        return name is UiFiles.Page ? page.WriteAsync(context)
            : files.Find(name) is { } file ? WriteAsync(context, file)
            // A file that a page of an earlier build asks for is gone; a page in its place would be run as a script.
            : name.StartsWith("assets/", StringComparison.Ordinal) ? GoneAsync(context)
            : page.WriteAsync(context);
    }

    private static Task WriteAsync(HttpContext context, UiFile file)
    {
        var (request, response) = (context.Request, context.Response);
        var tag = new EntityTagHeaderValue($"\"{file.Digest}\"");
        response.Headers.ETag = tag.ToString();
        response.Headers.CacheControl = file.IsHashed ? "public, max-age=31536000, immutable" : "no-cache";
        response.Headers.Vary = HeaderNames.AcceptEncoding;
        response.Headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'";
        if (request.GetTypedHeaders().IfNoneMatch.Any(t => t.Compare(tag, useStrongComparison: false) || t.Equals(EntityTagHeaderValue.Any)))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        response.ContentType = Types.GetValueOrDefault(Path.GetExtension(file.Name), MediaTypeNames.Application.Octet);
        var isSmall = file.HasBrotli && TakesBrotli(request);
        if (isSmall)
        {
            response.Headers.ContentEncoding = "br";
        }

        return WriteAsync(context, isSmall ? file.OpenBrotli() : file.Open());
    }

    private static async Task WriteAsync(HttpContext context, Stream content)
    {
        await using (content)
        {
            context.Response.ContentLength = content.Length;
            if (HttpMethods.IsGet(context.Request.Method))
            {
                await content.CopyToAsync(context.Response.Body, context.RequestAborted);
            }
        }
    }

    private static bool TakesBrotli(HttpRequest request)
        => request.GetTypedHeaders().AcceptEncoding.Any(static e => e.Value.Equals("br", StringComparison.OrdinalIgnoreCase) && e.Quality is not 0);

    private static Task GoneAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        context.Response.Headers.CacheControl = "no-store";
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync("There is no such file: load the page again.\n", context.RequestAborted);
    }
}
