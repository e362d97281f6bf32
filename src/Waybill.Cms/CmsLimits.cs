namespace Waybill.Cms;

/// <summary>Bounds on what a CMS object may make us hold. Exceeding one throws <see cref="CmsProblem.LimitExceeded"/>.</summary>
/// <threadsafety>Immutable.</threadsafety>
public sealed record CmsLimits
{
    /// <summary>The bounds used when none are given.</summary>
    public static CmsLimits Default { get; } = new();

    /// <summary>Deepest nesting of BER elements inside one content octet string. Default 8.</summary>
    public int MaxDepth { get; init; } = 8;

    /// <summary>Largest header or trailer element held whole (recipient infos, certificates, signer infos), in bytes. Default 1 MiB.</summary>
    public int MaxElementBytes { get; init; } = 1 << 20;

    /// <summary>Most RecipientInfos read. Default 64.</summary>
    public int MaxRecipients { get; init; } = 64;

    /// <summary>Most SignerInfos read. Default 8.</summary>
    public int MaxSigners { get; init; } = 8;

    /// <summary>Largest growth when inflating, as output ÷ input, applied beyond the first <see cref="InflationGraceBytes"/>. Default 100.</summary>
    // Deflate cannot exceed about 1032:1; real EDI stays under 20:1. Beyond 100:1 it is a bomb.
    public int MaxInflation { get; init; } = 100;

    /// <summary>Output bytes that are never counted as a bomb. Default 1 MiB: a small file of blanks is not an attack.</summary>
    public int InflationGraceBytes { get; init; } = 1 << 20;

    /// <summary>Most bytes inflated; null means no bound of its own. Default null.</summary>
    public long? MaxInflatedBytes { get; init; }

    /// <summary>Most bytes after the end of the CMS object that are read and ignored (line ends, zeroes). Default 1 KiB.</summary>
    public int MaxTrailingBytes { get; init; } = 1024;
}
