namespace Waybill.Mime;

/// <summary>Bounds on what an entity may make us hold. Passing one throws <see cref="MimeException"/>.</summary>
/// <threadsafety>Immutable.</threadsafety>
public sealed record MimeLimits
{
    /// <summary>The bounds used when none are given.</summary>
    public static MimeLimits Default { get; } = new();

    /// <summary>Longest header block of one part, in bytes. Default 64 KiB.</summary>
    public int MaxHeaderBytes { get; init; } = 64 * 1024;

    /// <summary>Most fields in one header block. Default 256.</summary>
    public int MaxHeaderFields { get; init; } = 256;

    /// <summary>Most parts of all multiparts together. Default 1,000.</summary>
    public int MaxParts { get; init; } = 1000;

    /// <summary>Deepest nesting of multiparts. Default 8.</summary>
    public int MaxDepth { get; init; } = 8;
}
