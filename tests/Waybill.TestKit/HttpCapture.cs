using System.Globalization;
using System.Text;

namespace Waybill.TestKit;

/// <summary>A recorded HTTP request or response, taken apart the simple way.</summary>
/// <param name="StartLine">Request line or status line.</param>
/// <param name="Headers">In order, values trimmed.</param>
/// <param name="Body">Chunking undone; the tail is not cut to Content-Length.</param>
public sealed record HttpCapture(string StartLine, IReadOnlyList<KeyValuePair<string, string>> Headers, byte[] Body)
{
    public string? this[string header] => Headers.Where(h => string.Equals(h.Key, header, StringComparison.OrdinalIgnoreCase)).Select(h => h.Value).FirstOrDefault();

    public static HttpCapture Read(string relative) => Parse(TestFiles.Bytes(relative));

    public static HttpCapture Parse(byte[] message)
    {
        var headEnd = message.AsSpan().IndexOf("\r\n\r\n"u8) + 4;
        var lines = Encoding.Latin1.GetString(message, 0, headEnd).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var headers = lines.Skip(1).Select(l => l.Split(':', 2)).Select(p => KeyValuePair.Create(p[0], p[1].Trim())).ToList();
        var isChunked = headers.Exists(h => h.Key.Equals("Transfer-Encoding", StringComparison.OrdinalIgnoreCase) && h.Value.Equals("chunked", StringComparison.OrdinalIgnoreCase));
        return new(lines[0], headers, isChunked ? Dechunk(message[headEnd..]) : message[headEnd..]);
    }

    private static byte[] Dechunk(byte[] bytes)
    {
        var body = new List<byte>();
        for (var at = 0; ;)
        {
            var line = bytes.AsSpan(at).IndexOf("\r\n"u8);
            var size = int.Parse(Encoding.Latin1.GetString(bytes, at, line), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            if (size is 0)
            {
                return [.. body];
            }

            body.AddRange(bytes.AsSpan(at + line + 2, size));
            at += line + 2 + size + 2;
        }
    }
}
