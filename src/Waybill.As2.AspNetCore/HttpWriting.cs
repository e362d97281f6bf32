using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Waybill.As2.AspNetCore;

/// <summary>Writes answers. Every header is one line and every body has its exact length (RFC 4130 §5.3.1).</summary>
internal static class HttpWriting
{
    internal static async Task WriteAsync(this HttpResponse response, As2Answer answer, CancellationToken ct)
    {
        response.StatusCode = answer.Status;
        foreach (var (name, value) in answer.Headers)
        {
            response.Headers.Append(name, value);
        }

        if (answer.Status is StatusCodes.Status204NoContent)
        {
            return;
        }

        response.ContentLength = answer.Body.Length;
        await response.Body.WriteAsync(answer.Body, ct);
    }

    internal static Task ComeBackAsync(this HttpResponse response, TimeSpan after, CancellationToken ct)
    {
        response.Headers.RetryAfter = ((long)after.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return response.WriteAsync(As2Answer.Sentence(StatusCodes.Status503ServiceUnavailable, "Not now. Please send the same message again later."), ct);
    }

    internal static async Task PageAsync(this HttpContext http, string sentence)
    {
        if (HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method))
        {
            var page = $"<!doctype html><title>AS2</title><p>{sentence}</p>\r\n";
            http.Response.ContentType = "text/html; charset=us-ascii";
            http.Response.ContentLength = page.Length;
            if (HttpMethods.IsGet(http.Request.Method))
            {
                await http.Response.WriteAsync(page, http.RequestAborted);
            }

            return;
        }

        http.Response.Headers.Allow = "POST, GET, HEAD";
        await http.Response.WriteAsync(As2Answer.Sentence(StatusCodes.Status405MethodNotAllowed, "Send AS2 messages with POST."), http.RequestAborted);
    }

    /// <summary>All request header lines, a line each even where a name repeats.</summary>
    internal static List<KeyValuePair<string, string>> Lines(this IHeaderDictionary headers)
    {
        var lines = new List<KeyValuePair<string, string>>(headers.Count + 4);
        foreach (var (name, values) in headers)
        {
            foreach (var value in values)
            {
                lines.Add(new(name, value ?? string.Empty));
            }
        }

        return lines;
    }
}
