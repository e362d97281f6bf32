namespace Waybill.Benchmarks;

/// <summary>One thing measured over a file, in a process of its own.</summary>
/// <param name="Name">What is done, and by whom if not by us.</param>
/// <param name="Reads">The file it reads.</param>
/// <param name="Work">Does it once; gives the peak memory of the process it ran in, or 0 for this one.</param>
/// <param name="Bound">The bare operations every byte must go through.</param>
internal sealed record FileCase(string Name, MessageKind Reads, Func<FileInput, Task<long>> Work, params Primitive[] Bound)
{
    /// <summary>What the rate must reach of the bound's, if that was promised.</summary>
    public double? Target { get; init; }

    /// <summary>Largest content it is run with; for what holds all of it in memory.</summary>
    public long MaxBytes { get; init; } = long.MaxValue;

    /// <summary>Whether a round of a gigabyte takes most of a minute: then it is run once, unwarmed.</summary>
    public bool IsSlow { get; init; }

    /// <summary>Whether another process does the work.</summary>
    public bool IsOtherProcess { get; init; }
}

/// <param name="Path">The file to read.</param>
/// <param name="Length">Bytes of the content in it.</param>
/// <param name="Folder">Of the run.</param>
/// <param name="Identity">Both sides' key.</param>
/// <param name="Operations">What can be done with it.</param>
internal sealed record FileInput(string Path, long Length, string Folder, Identity Identity, Operations Operations)
{
    public Stream Open() => new CachedFile(Path);
}
