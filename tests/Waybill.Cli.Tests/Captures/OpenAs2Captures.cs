using System.Globalization;
using System.Text;

namespace Waybill.Cli.Tests.Captures;

/// <summary>The recorded exchanges, taken apart the simple way as the oracle of the streaming parser.</summary>
internal static class OpenAs2Captures
{
    public static IEnumerable<string> Cases => Directory.EnumerateDirectories(TestFiles.PathOf("openas2"))
        .Where(d => File.Exists(Path.Combine(d, "meta.json"))).Select(Path.GetFileName).Order(StringComparer.Ordinal)!;

    public static TheoryData<string> Files => [.. Cases.SelectMany(name => Directory.EnumerateFiles(TestFiles.PathOf($"openas2/{name}"), "*.raw"))
        .Select(f => Path.GetRelativePath(TestFiles.PathOf(""), f)).Order(StringComparer.Ordinal)];

    public static byte[] Body(byte[] message)
    {
        var headEnd = message.AsSpan().IndexOf("\r\n\r\n"u8) + 4;
        var head = Encoding.Latin1.GetString(message, 0, headEnd);
        var rest = message[headEnd..];
        if (!head.Contains("Transfer-Encoding: chunked", StringComparison.Ordinal))
        {
            return rest;
        }

        var body = new List<byte>();
        for (var at = 0; ;)
        {
            var line = rest.AsSpan(at).IndexOf("\r\n"u8);
            var size = int.Parse(Encoding.Latin1.GetString(rest, at, line), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            if (size is 0)
            {
                return [.. body];
            }

            body.AddRange(rest.AsSpan(at + line + 2, size));
            at += line + 2 + size + 2;
        }
    }
}
