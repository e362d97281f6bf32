namespace Waybill.Gateway.Stores;

/// <summary>How payloads are kept in files.</summary>
/// <threadsafety>Immutable.</threadsafety>
public sealed record FilePayloadOptions
{
    /// <summary>Bytes an object holds in memory before it becomes a file: 64 KiB. A sealed object this small can hand out its bytes; see <see cref="IPayloadDraft.Bytes"/>.</summary>
    public int MemoryBytes { get; init; } = 64 * 1024;

    /// <summary>Least free space that is no problem, in bytes. Default 2 GiB.</summary>
    public long MinFreeBytes { get; init; } = 2L << 30;

    /// <summary>Least free part of the disk that is no problem. Default 0.05.</summary>
    public double MinFreeShare { get; init; } = 0.05;

    /// <summary>The clock ids sort by.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
