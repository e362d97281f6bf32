namespace Waybill.Fuzz;

/// <summary>The bytes of one case. How they are cut into reads follows from the bytes, so that the file alone repeats the case.</summary>
internal sealed class FuzzInput(byte[] bytes)
{
    private static readonly int[] Cuts = [int.MaxValue, 1, 2, 3, 7, 64, 1000, 4096];

    private readonly uint hash = Hash(bytes);

    /// <summary>The case, to be left unchanged.</summary>
    public ReadOnlyMemory<byte> Bytes { get; } = bytes;

    /// <summary>True for one case in four: the ones that are worth a second, dearer look.</summary>
    public bool IsChosen => hash % 4 is 0;

    /// <summary>Most bytes a read gives.</summary>
    public int Cut => Cuts[(hash >> 8) % (uint)Cuts.Length];

    /// <summary>Another cut, to compare with.</summary>
    public int OtherCut => Cuts[((hash >> 8) + 1 + (hash >> 16) % 7) % (uint)Cuts.Length];

    /// <summary>Bytes the case made the fuzzer itself allocate.</summary>
    public long Excused { get; private set; }

    /// <summary>Tells of bytes that the fuzzer, not a parser, allocates.</summary>
    public void Excuse(long allocated) => Excused += allocated;

    /// <summary>A stream over the case or a part of it that always answers at once and stands for no idle reading.</summary>
    public FeedStream Open(ReadOnlyMemory<byte>? part = null, int? cut = null) => new(part ?? Bytes, cut ?? Cut);

    // FNV-1a: the same on every machine.
    private static uint Hash(ReadOnlySpan<byte> bytes)
    {
        var hash = 2166136261u;
        foreach (var value in bytes)
        {
            hash = (hash ^ value) * 16777619u;
        }

        return hash;
    }
}
