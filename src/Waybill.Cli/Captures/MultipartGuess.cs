using System.Text;
using Waybill.Mime;

namespace Waybill.Cli.Captures;

/// <summary>Makes the Content-Type of a multipart body that lost its headers, from its first line and from what its parts say of themselves.</summary>
internal static class MultipartGuess
{
    /// <param name="start">The body's beginning, as much as can be seen at once; it begins with a delimiter.</param>
    public static MimeHeaders Headers(ReadOnlySpan<byte> start)
    {
        var text = Encoding.Latin1.GetString(start);
        var delimiter = text.Split('\n')[0].TrimEnd();
        var parts = text.Split('\n' + delimiter).Select(Head).ToList();
        var type = parts.Exists(p => p.Contains("pkcs7-signature", StringComparison.OrdinalIgnoreCase)) ? "multipart/signed; protocol=\"application/pkcs7-signature\""
            : parts.Exists(p => p.Contains("message/disposition-notification", StringComparison.OrdinalIgnoreCase)) ? "multipart/report; report-type=disposition-notification"
            : "multipart/mixed";
        return MimeHeaders.FromPairs([new("Content-Type", $"{type}; boundary=\"{delimiter[2..]}\"")]);
    }

    private static string Head(string part)
    {
        var end = part.AsSpan().IndexOf("\n\r\n") is var crlf and >= 0 ? crlf : part.AsSpan().IndexOf("\n\n");
        return end < 0 ? part : part[..end];
    }
}
