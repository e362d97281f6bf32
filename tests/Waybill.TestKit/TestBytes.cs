namespace Waybill.TestKit;

/// <summary>Repeatable test content.</summary>
public static class TestBytes
{
    public static byte[] Random(int seed, int length)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    /// <summary>Text that compresses about as EDI does.</summary>
    public static byte[] Edi(int length)
    {
        var bytes = new byte[length];
        var random = new Random(850);
        for (var at = 0; at < length;)
        {
            var line = System.Text.Encoding.ASCII.GetBytes($"PO1*{random.Next(1, 99999)}*{random.Next(1, 500)}*EA*{random.Next(1, 9999)}.{random.Next(10, 99)}**UP*{random.NextInt64(100000000000, 999999999999)}~\n");
            var take = Math.Min(line.Length, length - at);
            line.AsSpan(0, take).CopyTo(bytes.AsSpan(at));
            at += take;
        }

        return bytes;
    }
}
