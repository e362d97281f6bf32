using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;

[assembly: UnsupportedOSPlatform("windows")]

namespace Waybill.EndToEnd.Tests;

/// <summary>What a power cut does to names whose folder was not synced.</summary>
internal enum NameFate
{
    /// <summary>Every change is undone.</summary>
    Gone,

    /// <summary>Every change is done.</summary>
    Done,

    /// <summary>In each folder the first few are done.</summary>
    Some,
}

/// <summary>What a power cut does to bytes that were not synced.</summary>
internal enum DataFate
{
    /// <summary>None is written, and files are as short as at their last sync.</summary>
    Gone,

    /// <summary>None is written, and files are as long as they were.</summary>
    Zeros,

    /// <summary>All are written.</summary>
    Done,

    /// <summary>Each file has one of the above, or each page one of its versions, or a mixture of two by sectors, and a length it once had.</summary>
    Some,
}

/// <summary>One way the power can go: decides what was not certain, and writes the folder as the next start finds it.</summary>
/// <threadsafety>One thread.</threadsafety>
internal sealed class PowerCut(NameFate names, DataFate data, int seed)
{
    private const UnixFileMode FileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode FolderMode = FileMode | UnixFileMode.UserExecute;
    private const int SharedMemoryBytes = 32 * 1024;
    private const int BufferBytes = 64 * 1024;

    private readonly Random _random = new(seed);
    private readonly Dictionary<DiskFolder, List<NameChange>> _kept = [];
    private readonly Dictionary<DiskFile, string> _written = [];

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"names {names}, data {data}, seed {seed}");

    /// <summary>Writes what is left of a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="place">Where; is made.</param>
    /// <param name="clean">Holds files that were durable in whole at an earlier cut; on the same disk.</param>
    internal void Write(DiskFolder folder, string place, CleanFiles clean)
    {
        Directory.CreateDirectory(place, FolderMode);
        foreach (var (name, node) in NamesOf(folder))
        {
            var path = Path.Combine(place, name);
            if (node is DiskFolder inner)
            {
                Write(inner, path, clean);
            }
            else if (!clean.TryLink((DiskFile)node, name, path))
            {
                Write((DiskFile)node, path);
            }

            if (data is DataFate.Some && name.EndsWith(".db", StringComparison.Ordinal))
            {
                // Nobody syncs SQLite's shared memory: the next start must not believe it.
                var garbage = new byte[SharedMemoryBytes];
                _random.NextBytes(garbage);
                using var shared = Create(path + "-shm");
                shared.Write(garbage);
            }
        }
    }

    internal static FileStream Create(string path)
        => new(path, new FileStreamOptions { Mode = System.IO.FileMode.CreateNew, Access = FileAccess.Write, BufferSize = BufferBytes, UnixCreateMode = FileMode });

    private void Write(DiskFile file, string path)
    {
        // A file with two names is one file.
        if (_written.TryGetValue(file, out var first))
        {
            CleanFiles.Link(first, path);
            return;
        }

        _written.Add(file, path);
        using var target = Create(path);
        file.WriteAfter(data is DataFate.Some ? (DataFate)_random.Next(4) : data, _random, target);
    }

    private IEnumerable<KeyValuePair<string, DiskNode>> NamesOf(DiskFolder folder)
    {
        if (names is NameFate.Done || folder.Pending.Count is 0)
        {
            return folder.Current;
        }

        if (names is NameFate.Gone)
        {
            return folder.Durable;
        }

        var left = new Dictionary<string, DiskNode>(folder.Durable, StringComparer.Ordinal);
        foreach (var change in Kept(folder))
        {
            folder.Apply(change, left);
        }

        return left;
    }

    /// <summary>A file that was moved is at one of its places, or at both: never at none.</summary>
    private IEnumerable<NameChange> Kept(DiskFolder folder)
        => First(folder).Where(change => change.Names.All(n => n.Node is null || n.Folder == folder || !n.Folder.Pending.Contains(change) || First(n.Folder).Contains(change)));

    private List<NameChange> First(DiskFolder folder)
    {
        if (!_kept.TryGetValue(folder, out var kept))
        {
            _kept.Add(folder, kept = [.. folder.Pending.Take(_random.Next(folder.Pending.Count + 1))]);
        }

        return kept;
    }
}

/// <summary>Files of which every byte is durable are written once, and linked into each state.</summary>
internal sealed class CleanFiles(string folder)
{
    private readonly Dictionary<DiskFile, (long Version, string Path)> _written = [];
    private int _count;

    /// <summary>False when the file is not clean, or one that a start writes to.</summary>
    internal bool TryLink(DiskFile file, string name, string path)
    {
        if (!file.IsClean || name.Contains(".db", StringComparison.Ordinal))
        {
            return false;
        }

        if (!_written.TryGetValue(file, out var written) || written.Version != file.DurableVersion)
        {
            written = (file.DurableVersion, Path.Combine(folder, (++_count).ToString(CultureInfo.InvariantCulture)));
            using (var target = PowerCut.Create(written.Path))
            {
                file.WriteAfter(DataFate.Done, Random.Shared, target);
            }

            _written[file] = written;
        }

        Link(written.Path, path);
        return true;
    }

    /// <summary>Gives a file one more name.</summary>
    internal static void Link(string from, string to)
    {
        if (LinkFile(from, to) is not 0)
        {
            throw new IOException($"{to} cannot be linked (error {Marshal.GetLastPInvokeError()}).");
        }
    }

    [DllImport("libc", EntryPoint = "link", SetLastError = true, CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int LinkFile(string from, string to);
}
