using System.Globalization;
using System.Text;

namespace Waybill.Benchmarks;

/// <summary>Content to measure with: EDI-like text, or a sparse file of zeroes.</summary>
internal static class BenchFile
{
    /// <summary>Writes a file of so many bytes.</summary>
    public static async Task CreateAsync(string path, long length, bool isSparse)
    {
        await using var output = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        if (isSparse)
        {
            output.SetLength(length);
            return;
        }

        // Far longer than the window of deflate, so repeating it compresses no better than going on would.
        var text = Edi(1 << 20);
        for (long written = 0; written < length;)
        {
            var take = (int)Math.Min(text.Length, length - written);
            await output.WriteAsync(text.AsMemory(0, take));
            written += take;
        }
    }

    public static byte[] Edi(int length)
    {
        var random = new Random(850);
        var text = new StringBuilder(length + 100);
        while (text.Length < length)
        {
            text.Append(CultureInfo.InvariantCulture,
                $"PO1*{random.Next(1, 99999)}*{random.Next(1, 500)}*EA*{random.Next(1, 9999)}.{random.Next(10, 99)}**UP*{random.NextInt64(100000000000, 999999999999)}~\n");
        }

        return Encoding.ASCII.GetBytes(text.ToString(0, length));
    }
}
