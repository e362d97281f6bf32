using System.Globalization;
using System.Text;
using Waybill.Mime;

namespace Waybill.Fuzz;

/// <summary>A header block, an empty line and a body: how messages and receipts are kept as one file.</summary>
internal static class HttpBytes
{
    /// <summary>Takes a file apart; without an empty line it is all headers.</summary>
    public static (MimeHeaders Headers, ReadOnlyMemory<byte> Body) Split(ReadOnlyMemory<byte> bytes)
    {
        var end = bytes.Span.IndexOf("\r\n\r\n"u8);
        end = end < 0 ? bytes.Length : end + 4;
        return (MimeHeaders.FromPairs(MimeHeaders.Parse(bytes[..end]).Select(f => KeyValuePair.Create(f.Name, f.Value))), bytes[end..]);
    }

    public static byte[] Join(IEnumerable<KeyValuePair<string, string>> headers, ReadOnlySpan<byte> body)
        => [.. Encoding.Latin1.GetBytes(string.Concat(headers.Select(h => $"{h.Key}: {h.Value}\r\n"))), .. "\r\n"u8, .. body];

    /// <summary>Captured requests or answers of OpenAS2 without their first line and their chunks, up to 32 KiB each.</summary>
    public static IEnumerable<byte[]> Captured(params string[] files)
        => Directory.EnumerateDirectories(Path.Combine(FuzzFiles.TestData, "openas2")).Order(StringComparer.Ordinal)
            .SelectMany(folder => files.Select(f => Path.Combine(folder, f))).Where(File.Exists).Select(File.ReadAllBytes).Select(Unframed).Where(b => b.Length <= 32 * 1024);

    private static byte[] Unframed(byte[] capture)
    {
        var head = capture.AsSpan(0, capture.AsSpan().IndexOf("\r\n\r\n"u8) + 4);
        head = head[(head.IndexOf("\r\n"u8) + 2)..];
        var body = capture.AsSpan(capture.AsSpan().IndexOf("\r\n\r\n"u8) + 4);
        return MimeHeaders.Parse(head.ToArray())["Transfer-Encoding"] is null ? [.. head, .. body] : [.. head, .. Dechunked(body)];
    }

    private static byte[] Dechunked(ReadOnlySpan<byte> body)
    {
        var result = new List<byte>();
        while (true)
        {
            var lineEnd = body.IndexOf("\r\n"u8);
            var size = int.Parse(Encoding.ASCII.GetString(body[..lineEnd]), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            if (size is 0)
            {
                return [.. result];
            }

            result.AddRange(body.Slice(lineEnd + 2, size));
            body = body[(lineEnd + 4 + size)..];
        }
    }
}
