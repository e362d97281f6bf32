using System.Text;
using System.Text.RegularExpressions;

namespace Waybill.Cli.Captures;

/// <summary>Tells from its first bytes what a file is. The name of the file says nothing.</summary>
internal static partial class CaptureSniffer
{
    public static CaptureKind Sniff(ReadOnlySpan<byte> start)
    {
        if (IsCms(start))
        {
            return CaptureKind.Cms;
        }

        var lineEnd = start.IndexOf((byte)'\n');
        var line = Encoding.Latin1.GetString(lineEnd < 0 ? start : start[..lineEnd]).TrimEnd('\r');
        if (line.StartsWith("HTTP/", StringComparison.Ordinal))
        {
            return CaptureKind.Response;
        }

        if (RequestLine().IsMatch(line))
        {
            return CaptureKind.Request;
        }

        if (line.StartsWith("-----BEGIN ", StringComparison.Ordinal) || IsBase64OfCms(line))
        {
            return CaptureKind.Base64;
        }

        if (line.StartsWith("--", StringComparison.Ordinal) && line.Length is > 2 and <= 72)
        {
            return CaptureKind.Multipart;
        }

        return lineEnd >= 0 && Field().IsMatch(line) ? CaptureKind.Entity : CaptureKind.Bytes;
    }

    /// <summary>A SEQUENCE, definite or indefinite, that starts with an object identifier: what every ContentInfo starts with (RFC 5652 §3).</summary>
    private static bool IsCms(ReadOnlySpan<byte> start)
    {
        if (start.Length < 4 || start[0] is not 0x30)
        {
            return false;
        }

        var lengthBytes = start[1] <= 0x80 ? 0 : start[1] & 0x7f;
        return lengthBytes <= 8 && start.Length > 2 + lengthBytes && start[2 + lengthBytes] is 0x06;
    }

    private static bool IsBase64OfCms(string line)
    {
        var whole = line[..(Math.Min(line.Length, 64) / 4 * 4)];
        var bytes = new byte[48];
        return Convert.TryFromBase64String(whole, bytes, out var count) && IsCms(bytes.AsSpan(0, count));
    }

    [GeneratedRegex("^[A-Z]{1,20} [^ ]+ HTTP/[0-9.]+$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex RequestLine();

    [GeneratedRegex("^[!#-'*+.0-9A-Z^_`a-z|~-]+[ \t]*:", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Field();
}
