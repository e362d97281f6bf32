using System.Text;

namespace Waybill.Benchmarks;

/// <summary>A file of EDI-like text, written once and read from the page cache; gone when disposed.</summary>
internal sealed class BenchFile : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("waybill-bench-");

    private BenchFile(long length) => (Length, Path) = (length, System.IO.Path.Combine(_folder.FullName, "content.edi"));

    public long Length { get; }

    public string Path { get; }

    public static async Task<BenchFile> CreateAsync(long length)
    {
        var file = new BenchFile(length);

        // Far longer than the window of deflate, so repeating it compresses no better than going on would.
        var text = Edi(1 << 20);
        await using var output = new FileStream(file.Path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        for (long written = 0; written < length;)
        {
            var take = (int)Math.Min(text.Length, length - written);
            await output.WriteAsync(text.AsMemory(0, take));
            written += take;
        }

        return file;
    }

    public Stream Open() => new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.Asynchronous | FileOptions.SequentialScan);

    public void Dispose() => _folder.Delete(recursive: true);

    internal static byte[] Edi(int length)
    {
        var random = new Random(850);
        var text = new StringBuilder(length + 100);
        while (text.Length < length)
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture,
                $"PO1*{random.Next(1, 99999)}*{random.Next(1, 500)}*EA*{random.Next(1, 9999)}.{random.Next(10, 99)}**UP*{random.NextInt64(100000000000, 999999999999)}~\n");
        }

        return Encoding.ASCII.GetBytes(text.ToString(0, length));
    }
}
