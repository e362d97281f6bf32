namespace Waybill.EndToEnd.Tests;

/// <summary>A file or folder, apart from its names.</summary>
internal abstract class DiskNode
{
    /// <summary>What was done to it up to a moment is durable.</summary>
    internal abstract void Sync(long until);
}

/// <summary>One change of names: a rename takes one away and gives another, at once.</summary>
internal sealed record NameChange(long At, IReadOnlyList<(DiskFolder Folder, string Name, DiskNode? Node)> Names);

/// <summary>A folder: its names as the process sees them, those on the disk for certain, and the changes between.</summary>
internal sealed class DiskFolder : DiskNode
{
    private readonly Dictionary<string, DiskNode> _current = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DiskNode> _durable = new(StringComparer.Ordinal);

    internal IReadOnlyDictionary<string, DiskNode> Current => _current;

    internal IReadOnlyDictionary<string, DiskNode> Durable => _durable;

    /// <summary>In order.</summary>
    internal List<NameChange> Pending { get; } = [];

    internal static void Change(long at, params IReadOnlyList<(DiskFolder Folder, string Name, DiskNode? Node)> names)
    {
        var change = new NameChange(at, names);
        foreach (var folder in names.Select(n => n.Folder).Distinct())
        {
            folder.Pending.Add(change);
            folder.Apply(change, folder._current);
        }
    }

    internal override void Sync(long until)
    {
        foreach (var change in Pending.Where(c => c.At <= until))
        {
            Apply(change, _durable);
        }

        Pending.RemoveAll(c => c.At <= until);
    }

    internal void Apply(NameChange change, Dictionary<string, DiskNode> names)
    {
        foreach (var (folder, name, node) in change.Names)
        {
            if (folder == this && node is null)
            {
                names.Remove(name);
            }
            else if (folder == this)
            {
                names[name] = node!;
            }
        }
    }
}
