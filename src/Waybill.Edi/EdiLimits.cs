namespace Waybill.Edi;

/// <summary>Bounds on what a payload may make us hold. Passing one is told in the result, never thrown.</summary>
/// <threadsafety>Immutable.</threadsafety>
public sealed record EdiLimits
{
    internal const int LeastSegmentBytes = 1024;

    private readonly int _maxSegmentBytes = 64 * 1024;

    /// <summary>The bounds used when none are given.</summary>
    public static EdiLimits Default { get; } = new();

    /// <summary>Longest segment that is held whole, in bytes; of a longer one the first bytes are kept and the rest is passed over. Default 64 KiB, at least 1 KiB, at most 256 MiB.</summary>
    public int MaxSegmentBytes
    {
        get => _maxSegmentBytes;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, LeastSegmentBytes);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 256 << 20);
            _maxSegmentBytes = value;
        }
    }

    /// <summary>Most bytes that are searched for an interchange before the first, between two, and after the last. Default 64 KiB.</summary>
    public int MaxGapBytes { get; init; } = 64 * 1024;

    /// <summary>Most documents, and most interchanges, that are listed; further ones are counted. Default 10,000.</summary>
    public int MaxDocuments { get; init; } = 10_000;

    /// <summary>Most oddities that are listed; further ones are counted. Default 100.</summary>
    public int MaxOddities { get; init; } = 100;

    /// <summary>Longest name, number or id that is kept, in UTF-16 units; longer ones are cut. Default 256.</summary>
    public int MaxTextLength { get; init; } = 256;

    /// <summary>How much of an XML document is looked at, in bytes. Default 64 KiB.</summary>
    public int MaxXmlBytes { get; init; } = 64 * 1024;
}
