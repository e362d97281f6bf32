using System.Security.Cryptography;
using System.Text;
using Waybill.Ui;

namespace Waybill.Server;

/// <summary>The page that starts the screens, made anew for every request: it names the style sheets that its components write while they run by a nonce of one use.</summary>
internal sealed class ScreensPage
{
    private const string NonceMark = "name=\"waybill-nonce\" content=\"";

    private readonly string _before;
    private readonly string _after;

    /// <exception cref="InvalidOperationException">The page has no place for a nonce: it is none of ours.</exception>
    internal ScreensPage(UiFile file)
    {
        using var content = new StreamReader(file.Open(), Encoding.UTF8);
        var page = content.ReadToEnd();
        var at = EndOf(page, NonceMark);
        (_before, _after) = (page[..at], page[at..]);
    }

    internal Task WriteAsync(HttpContext context)
    {
        var response = context.Response;
        var nonce = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        response.ContentType = "text/html; charset=utf-8";
        // It changes with every request, so it has no tag to be asked by.
        response.Headers.CacheControl = "no-cache";
        response.Headers.XFrameOptions = "DENY";
        response.Headers.ContentSecurityPolicy = PolicyOf(nonce);
        var bytes = Encoding.UTF8.GetBytes(_before + nonce + _after);
        response.ContentLength = bytes.Length;
        return HttpMethods.IsGet(context.Request.Method) ? response.Body.WriteAsync(bytes, context.RequestAborted).AsTask() : Task.CompletedTask;
    }

    /// <summary>Nothing from elsewhere. Components write style sheets of their own while they run, which the nonce allows; attributes are set by script and need no permission.</summary>
    private static string PolicyOf(string nonce)
        => $"default-src 'self'; style-src 'self' 'nonce-{nonce}'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    private static int EndOf(string page, string mark)
        => page.IndexOf(mark, StringComparison.Ordinal) is >= 0 and var at ? at + mark.Length : throw new InvalidOperationException($"The page of the screens lacks {mark}.");
}
