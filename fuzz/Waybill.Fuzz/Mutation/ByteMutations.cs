namespace Waybill.Fuzz;

/// <summary>Changes that know nothing of the bytes.</summary>
internal static class ByteMutations
{
    private static readonly byte[] Telling = [0x00, 0x01, 0x04, 0x09, 0x0A, 0x0D, 0x20, 0x24, 0x2D, 0x30, 0x31, 0x3B, 0x3D, 0x3F, 0x7F, 0x80, 0x84, 0x88, 0xA0, 0xFE, 0xFF];

    /// <param name="random">Decides.</param>
    /// <param name="input">Not changed.</param>
    /// <param name="other">Another seed to splice with.</param>
    public static byte[] Change(Random random, byte[] input, Func<byte[]> other)
    {
        var at = random.Next(input.Length + 1);
        switch (random.Next(9))
        {
            case 0 when input.Length > 0:
                return With(input, random.Next(input.Length), value => (byte)(value ^ (1 << random.Next(8))));
            case 1 when input.Length > 0:
                return With(input, random.Next(input.Length), _ => Telling[random.Next(Telling.Length)]);
            case 2 when input.Length > 0:
                return With(input, random.Next(input.Length), _ => (byte)random.Next(256));
            case 3:
                return Replace(input, at, 0, Few(random));
            case 4:
                return Replace(input, at, Math.Min(input.Length - at, Length(random, input)), []);
            case 5:
                var range = input.AsSpan(at, Math.Min(input.Length - at, Length(random, input))).ToArray();
                return Replace(input, random.Next(input.Length + 1), 0, Repeat(range, 1 + (random.Next(4) is 0 ? random.Next(60) : 0)));
            case 6:
                return input[..at];
            case 7:
                var second = other();
                return [.. input.AsSpan(0, at), .. second.AsSpan(random.Next(second.Length + 1))];
            default:
                return Replace(input, at, 0, Tokens.Any(random));
        }
    }

    /// <summary>The input with <paramref name="length"/> bytes at <paramref name="at"/> replaced.</summary>
    public static byte[] Replace(ReadOnlySpan<byte> input, int at, int length, ReadOnlySpan<byte> by) => [.. input[..at], .. by, .. input[(at + length)..]];

    public static byte[] Repeat(ReadOnlySpan<byte> bytes, int times)
    {
        var result = new byte[bytes.Length * times];
        for (var i = 0; i < times; i++)
        {
            bytes.CopyTo(result.AsSpan(i * bytes.Length));
        }

        return result;
    }

    private static int Length(Random random, byte[] input) => random.Next(3) is 0 ? random.Next(input.Length + 1) : 1 + random.Next(32);

    private static byte[] Few(Random random)
    {
        var bytes = new byte[1 + random.Next(8)];
        random.NextBytes(bytes);
        return bytes;
    }

    private static byte[] With(byte[] input, int at, Func<byte, byte> change)
    {
        var result = (byte[])input.Clone();
        result[at] = change(result[at]);
        return result;
    }
}
