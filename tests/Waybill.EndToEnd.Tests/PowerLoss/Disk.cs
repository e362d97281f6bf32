namespace Waybill.EndToEnd.Tests;

/// <summary>Follows the records of one folder: what is on the disk for certain, and what is not yet.</summary>
/// <remarks>A file's name is durable by a sync of its folder alone, never by a sync of the file: ext4 gives more, others do not.</remarks>
internal sealed class Disk(string root)
{
    private readonly Dictionary<int, DiskNode> _open = [];
    private readonly Dictionary<long, (DiskNode Node, long At)> _syncing = [];
    private long _at;

    internal DiskFolder Root { get; } = new();

    /// <summary>Takes the next record.</summary>
    /// <exception cref="InvalidOperationException">It cannot be followed: then nothing that is built from it would mean anything.</exception>
    internal void Apply(DiskRecord record)
    {
        _at++;
        switch (record.Kind)
        {
            case RecordKind.Start:
                _open.Clear();
                _syncing.Clear();
                break;
            case RecordKind.Open:
                Open(record);
                break;
            case RecordKind.Write:
                File(record).Write(_at, record.Number, record.Data.Span);
                break;
            case RecordKind.Size:
                File(record).Resize(_at, record.Number);
                break;
            case RecordKind.SyncBegin:
                _syncing[record.Number] = (_open[record.File], _at);
                break;
            case RecordKind.SyncEnd:
                _syncing.Remove(record.Number, out var sync);
                sync.Node.Sync(sync.At);
                break;
            case RecordKind.Rename:
                var (from, to) = (Place(record.Path), Place(record.To));
                if (from != to)
                {
                    DiskFolder.Change(_at, [(from.Folder, from.Name, null), (to.Folder, to.Name, from.Folder.Current[from.Name])]);
                }

                break;
            case RecordKind.Link:
                var (old, more) = (Place(record.Path), Place(record.To));
                DiskFolder.Change(_at, [(more.Folder, more.Name, old.Folder.Current[old.Name])]);
                break;
            case RecordKind.Unlink or RecordKind.RemoveFolder:
                var (folder, name) = Place(record.Path);
                DiskFolder.Change(_at, [(folder, name, null)]);
                break;
            case RecordKind.MakeFolder:
                var (parent, made) = Place(record.Path);
                DiskFolder.Change(_at, [(parent, made, new DiskFolder())]);
                break;
            case RecordKind.Send:
                break;
            default:
                throw new InvalidOperationException($"The recorder saw a call that is not followed: {record.Path}.");
        }
    }

    /// <summary>All files as the process sees them, by path below the root.</summary>
    internal IEnumerable<(string Path, DiskFile File)> Files() => Files(Root, "");

    private static IEnumerable<(string Path, DiskFile File)> Files(DiskFolder folder, string path)
        => folder.Current.SelectMany(entry => entry.Value is DiskFile file ? [(path + entry.Key, file)] : Files((DiskFolder)entry.Value, path + entry.Key + "/"));

    private void Open(DiskRecord record)
    {
        var node = Find(record.Path);
        if (node is null)
        {
            var (folder, name) = Place(record.Path);
            DiskFolder.Change(_at, [(folder, name, node = new DiskFile())]);
        }
        else if ((record.Flags & 4) is not 0)
        {
            ((DiskFile)node).Resize(_at, 0);
        }

        _open[record.File] = node;
    }

    private DiskFile File(DiskRecord record) => (DiskFile)_open[record.File];

    private DiskNode? Find(string path)
    {
        DiskNode? node = Root;
        foreach (var step in Steps(path))
        {
            node = node is DiskFolder folder ? folder.Current.GetValueOrDefault(step) : null;
        }

        return node;
    }

    private (DiskFolder Folder, string Name) Place(string path)
        => (Find(Path.GetDirectoryName(path)!) as DiskFolder ?? throw new InvalidOperationException($"The folder of {path} was never made."), Path.GetFileName(path));

    private string[] Steps(string path) => Path.GetFullPath(path)[root.Length..].Split('/', StringSplitOptions.RemoveEmptyEntries);
}
