using System.Globalization;
using System.Text;
using Waybill.Mime;

namespace Waybill.As2.Tests;

/// <summary>An HTTP message as recorded on the wire, without its chunks.</summary>
internal static class CapturedRequest
{
    public static TestMessage Load(string relative)
    {
        var bytes = TestFiles.Bytes(relative);
        var line = bytes.AsSpan().IndexOf("\r\n"u8) + 2;
        var end = bytes.AsSpan().IndexOf("\r\n\r\n"u8) + 4;
        var headers = MimeHeaders.Parse(bytes.AsMemory(line..end));
        var body = bytes[end..];
        return new(MimeHeaders.FromPairs(headers.Select(f => KeyValuePair.Create(f.Name, f.Value))), headers["Transfer-Encoding"] is null ? body : Dechunk(body));
    }

    /// <summary>The MIC a recorded receipt tells; null when it tells none.</summary>
    public static Mic? MicOf(string relative)
    {
        const string name = "Received-Content-MIC:";
        var text = Encoding.Latin1.GetString(TestFiles.Bytes(relative));
        var at = text.IndexOf(name, StringComparison.OrdinalIgnoreCase);
        return at < 0 ? null : Mic.Parse(text[(at + name.Length)..text.IndexOf('\r', at)]).Value;
    }

    private static byte[] Dechunk(ReadOnlySpan<byte> body)
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
