using System.Text;
using System.Text.RegularExpressions;
using Xunit;

namespace Waybill.As2.Tests.Writing;

/// <summary>A written entity taken apart without our own reader, strictly: CRLF, one line a header, delimiters where the standard has them.</summary>
internal sealed record WrittenPart(IReadOnlyList<KeyValuePair<string, string>> Headers, byte[] Body)
{
    public string? this[string name] => Headers.Where(h => h.Key == name).Select(h => h.Value).SingleOrDefault();

    public string MediaType => this["Content-Type"]!.Split(';')[0];

    /// <summary>The body with its transfer encoding undone.</summary>
    public byte[] Decoded => this["Content-Transfer-Encoding"] is "base64" ? DecodeLines(Body) : Body;

    public string Parameter(string name) => Regex.Match(this["Content-Type"]!, $"; {name}=(?:\"(?<v>[^\"]*)\"|(?<v>[^;\"]+))", RegexOptions.None, TimeSpan.FromSeconds(1)).Groups["v"].Value;

    public static WrittenPart Parse(byte[] entity)
    {
        var end = entity.AsSpan().IndexOf("\r\n\r\n"u8);
        Assert.True(end > 0, "No empty line after the headers.");
        var block = Encoding.ASCII.GetString(entity, 0, end);
        Assert.Matches("^[ -~\r\n]*$", block);
        var lines = block.Split("\r\n");
        Assert.All(lines, l => Assert.Matches("^[A-Za-z-]+: [^\r\n]*[^\r\n ]$", l));
        return new([.. lines.Select(l => KeyValuePair.Create(l.Split(": ")[0], l[(l.IndexOf(": ", StringComparison.Ordinal) + 2)..]))], entity[(end + 4)..]);
    }

    /// <summary>The raw parts of a multipart: no preamble, and only CRLF after the closing delimiter.</summary>
    public IReadOnlyList<byte[]> Parts()
    {
        var boundary = Parameter("boundary");
        byte[] open = Encoding.ASCII.GetBytes($"--{boundary}\r\n");
        byte[] close = Encoding.ASCII.GetBytes($"\r\n--{boundary}--\r\n");
        Assert.True(Body.AsSpan().StartsWith(open), "Something stands before the first delimiter.");
        Assert.True(Body.AsSpan().EndsWith(close), "The closing delimiter and its CRLF do not end the body.");
        var rest = Body.AsSpan(open.Length, Body.Length - open.Length - close.Length);
        byte[] between = [(byte)'\r', (byte)'\n', .. open];
        var parts = new List<byte[]>();
        for (int at; (at = rest.IndexOf(between)) >= 0; rest = rest[(at + between.Length)..])
        {
            parts.Add(rest[..at].ToArray());
        }

        parts.Add(rest.ToArray());
        return parts;
    }

    private static byte[] DecodeLines(byte[] body)
    {
        var text = Encoding.ASCII.GetString(body);
        Assert.Matches("^([A-Za-z0-9+/=]{1,76}\r\n)*([A-Za-z0-9+/=]{1,76})?$", text);
        return Convert.FromBase64String(text);
    }
}
