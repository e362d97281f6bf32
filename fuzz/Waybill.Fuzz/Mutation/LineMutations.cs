using System.Text;

namespace Waybill.Fuzz;

/// <summary>Changes of whole lines and of line ends, as in headers and multiparts.</summary>
internal static class LineMutations
{
    public static byte[] Change(Random random, byte[] input)
    {
        var lines = Split(input);
        var at = random.Next(lines.Count);
        switch (random.Next(10))
        {
            case 0:
                lines.RemoveAt(at);
                break;
            case 1:
                lines.InsertRange(at, Enumerable.Repeat(lines[at], 1 + (random.Next(5) is 0 ? random.Next(400) : 0)));
                break;
            case 2:
                var other = random.Next(lines.Count);
                (lines[at], lines[other]) = (lines[other], lines[at]);
                break;
            case 3:
                lines.Insert(at, Tokens.Any(random));
                break;
            case 4:
                lines[at] = [.. lines[at].AsSpan().TrimEnd("\r\n"u8), .. Ends(random)];
                break;
            case 5:
                // Folded in the middle.
                var middle = random.Next(lines[at].Length + 1);
                lines[at] = [.. lines[at].AsSpan(0, middle), .. "\r\n\t"u8, .. lines[at].AsSpan(middle)];
                break;
            case 6:
                return Unix(input);
            case 7:
                // A line becomes another part's: the delimiter seen most often in attacks is one that stands twice.
                lines.Insert(random.Next(lines.Count + 1), lines.Find(l => l.AsSpan().StartsWith("--"u8)) ?? "--b\r\n"u8.ToArray());
                break;
            case 8:
                lines[at] = Encoding.Latin1.GetBytes(Swapped(random, Encoding.Latin1.GetString(lines[at])));
                break;
            default:
                var from = random.Next(lines.Count);
                var moved = lines.GetRange(from, Math.Min(lines.Count - from, 1 + random.Next(8)));
                lines.InsertRange(random.Next(lines.Count + 1), moved);
                break;
        }

        return [.. lines.SelectMany(l => l)];
    }

    private static byte[] Ends(Random random) => random.Next(5) switch { 0 => "\n"u8.ToArray(), 1 => "\r"u8.ToArray(), 2 => "\r\n\r\n"u8.ToArray(), 3 => " \r\n"u8.ToArray(), _ => [] };

    private static byte[] Unix(byte[] input) => Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(input).Replace("\r\n", "\n", StringComparison.Ordinal));

    private static string Swapped(Random random, string line) => random.Next(3) switch
    {
        0 => line.ToUpperInvariant(),
        1 => line.Replace(";", ";;", StringComparison.Ordinal).Replace("=", " = ", StringComparison.Ordinal),
        _ => line.Replace("\"", "", StringComparison.Ordinal),
    };

    private static List<byte[]> Split(byte[] input)
    {
        var lines = new List<byte[]>();
        for (var at = 0; at < input.Length;)
        {
            var end = input.AsSpan(at).IndexOf((byte)'\n');
            end = end < 0 ? input.Length : at + end + 1;
            lines.Add(input[at..end]);
            at = end;
        }

        if (lines.Count is 0)
        {
            lines.Add([]);
        }

        return lines;
    }
}
