using Waybill.Cms;
using Waybill.Mime;

namespace Waybill.As2;

/// <summary>Bounds on what a message or a receipt may make us read and hold.</summary>
/// <threadsafety>Immutable.</threadsafety>
public sealed record As2Limits
{
    /// <summary>The bounds used when none are given.</summary>
    public static As2Limits Default { get; } = new();

    /// <summary>Most layers around the payload: signatures, envelopes, compressions. More is <see cref="As2Failure.BadStructure"/>. Default 8.</summary>
    public int MaxLayers { get; init; } = 8;

    /// <summary>Largest body of a message, in bytes as it arrives; more is <see cref="As2Failure.TooLarge"/>, and the rest is not read. Null means no bound of its own. Default null.</summary>
    public long? MaxBodyBytes { get; init; }

    /// <summary>Largest receipt, in bytes as it arrives: it is held whole. Default 1 MiB.</summary>
    public int MaxReceiptBytes { get; init; } = 1 << 20;

    /// <summary>Bounds on headers, parts and their nesting. Passing one is <see cref="As2Failure.BadMime"/>.</summary>
    public MimeLimits Mime { get; init; } = MimeLimits.Default;

    /// <summary>Bounds on recipients, signers, BER nesting and inflation.</summary>
    public CmsLimits Cms { get; init; } = CmsLimits.Default;
}
