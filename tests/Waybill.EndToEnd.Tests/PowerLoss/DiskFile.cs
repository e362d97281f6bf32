namespace Waybill.EndToEnd.Tests;

/// <summary>A file as the process sees it, and what of it is on the disk for certain: pages of 4 KiB, each with the versions written since the last sync.</summary>
internal sealed class DiskFile : DiskNode
{
    internal const int PageBytes = 4096;

    /// <summary>What a disk writes whole.</summary>
    private const int SectorBytes = 512;

    private static readonly byte[] Empty = new byte[PageBytes];

    private readonly List<byte[]> _durable = [];
    private readonly SortedDictionary<int, List<(long At, byte[] Page)>> _pending = [];
    private readonly List<(long At, long Size)> _sizes = [];
    private long _durableSize;

    internal long Size => _sizes is [.., var last] ? last.Size : _durableSize;

    /// <summary>Whether everything written is durable.</summary>
    internal bool IsClean => _pending.Count is 0 && _sizes.Count is 0;

    /// <summary>Changes whenever what is durable changes.</summary>
    internal long DurableVersion { get; private set; }

    internal void Write(long at, long offset, ReadOnlySpan<byte> data)
    {
        if (offset + data.Length > Size)
        {
            _sizes.Add((at, offset + data.Length));
        }

        while (!data.IsEmpty)
        {
            var (number, start) = ((int)(offset / PageBytes), (int)(offset % PageBytes));
            var piece = Math.Min(data.Length, PageBytes - start);
            var page = (byte[])Current(number).Clone();
            data[..piece].CopyTo(page.AsSpan(start));
            Add(at, number, page);
            offset += piece;
            data = data[piece..];
        }
    }

    internal void Resize(long at, long size)
    {
        for (var number = (int)(size / PageBytes); size < Size && number <= (Size - 1) / PageBytes; number++)
        {
            var page = (byte[])Current(number).Clone();
            page.AsSpan((int)Math.Max(0, size - ((long)number * PageBytes))).Clear();
            Add(at, number, page);
        }

        if (size != Size)
        {
            _sizes.Add((at, size));
        }
    }

    /// <summary>What was written up to a moment is durable.</summary>
    internal override void Sync(long until)
    {
        foreach (var (number, versions) in _pending.ToList())
        {
            if (versions.FindLastIndex(v => v.At <= until) is >= 0 and var last)
            {
                Grow(number);
                _durable[number] = versions[last].Page;
                versions.RemoveRange(0, last + 1);
                if (versions.Count is 0)
                {
                    _pending.Remove(number);
                }
            }
        }

        if (_sizes.FindLastIndex(s => s.At <= until) is >= 0 and var size)
        {
            _durableSize = _sizes[size].Size;
            _sizes.RemoveRange(0, size + 1);
        }

        DurableVersion = until;
    }

    /// <summary>Writes what a power cut leaves.</summary>
    internal void WriteAfter(DataFate fate, Random random, Stream target)
    {
        var size = fate switch
        {
            DataFate.Gone => _durableSize,
            DataFate.Some when _sizes.Count > 0 && random.Next(_sizes.Count + 1) is > 0 and var at => _sizes[at - 1].Size,
            DataFate.Some => _durableSize,
            _ => Size,
        };
        for (var number = 0; (long)number * PageBytes < size; number++)
        {
            target.Write(PageAfter(number, fate, random).AsSpan(0, (int)Math.Min(PageBytes, size - ((long)number * PageBytes))));
        }
    }

    private byte[] PageAfter(int number, DataFate fate, Random random)
    {
        var durable = number < _durable.Count ? _durable[number] : Empty;
        if (fate is DataFate.Gone or DataFate.Zeros || !_pending.TryGetValue(number, out var versions))
        {
            return durable;
        }

        if (fate is DataFate.Done)
        {
            return versions[^1].Page;
        }

        var kept = random.Next(versions.Count + 1);
        var page = kept is 0 ? durable : versions[kept - 1].Page;
        return kept < versions.Count && random.Next(3) is 0 ? Torn(page, versions[kept].Page, random) : page;
    }

    private static byte[] Torn(byte[] before, byte[] after, Random random)
    {
        var torn = (byte[])before.Clone();
        for (var sector = 0; sector < PageBytes; sector += SectorBytes)
        {
            if (random.Next(2) is 0)
            {
                after.AsSpan(sector, SectorBytes).CopyTo(torn.AsSpan(sector));
            }
        }

        return torn;
    }

    private byte[] Current(int number)
        => _pending.TryGetValue(number, out var versions) ? versions[^1].Page : number < _durable.Count ? _durable[number] : Empty;

    private void Add(long at, int number, byte[] page)
    {
        if (!_pending.TryGetValue(number, out var versions))
        {
            _pending.Add(number, versions = []);
        }

        versions.Add((at, page));
    }

    private void Grow(int number)
    {
        while (_durable.Count <= number)
        {
            _durable.Add(Empty);
        }
    }
}
