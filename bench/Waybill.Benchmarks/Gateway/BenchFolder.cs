namespace Waybill.Benchmarks;

/// <summary>A folder for one run on a real disk, deleted with everything in it.</summary>
internal sealed class BenchFolder : IDisposable
{
    private BenchFolder(string path) => Path = path;

    public string Path { get; }

    /// <summary>Which file system it is on.</summary>
    public string Drive => new DriveInfo(Path).DriveFormat;

    /// <param name="under">Where to make it; null takes the temporary folder, or the checkout's artifacts where that is kept in memory.</param>
    public static BenchFolder Create(string? under)
    {
        var parent = under ?? System.IO.Path.GetTempPath();
        if (under is null && new DriveInfo(parent).DriveFormat is "tmpfs" or "ramfs")
        {
            parent = System.IO.Path.Combine(Settings.Root(), "artifacts", "bench");
        }

        var path = System.IO.Path.Combine(System.IO.Path.GetFullPath(parent), "waybill-bench-" + Guid.NewGuid().ToString("N")[..8]);
        Directory.CreateDirectory(path);
        return new(path);
    }

    /// <summary>A folder inside, new.</summary>
    public string Sub(string name)
    {
        var path = System.IO.Path.Combine(Path, name);
        Directory.CreateDirectory(path);
        return path;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
