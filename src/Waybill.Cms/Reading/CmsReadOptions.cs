namespace Waybill.Cms;

/// <summary>Bounds and allowed algorithms for reading one CMS object.</summary>
/// <threadsafety>Immutable.</threadsafety>
public sealed record CmsReadOptions
{
    /// <summary>Default bounds, nothing old allowed.</summary>
    public static CmsReadOptions Default { get; } = new();

    /// <summary>Bounds on memory, nesting and growth. Default <see cref="CmsLimits.Default"/>.</summary>
    public CmsLimits Limits { get; init; } = CmsLimits.Default;

    /// <summary>Which old algorithms are read. Default <see cref="CmsPolicy.Strict"/>.</summary>
    public CmsPolicy Policy { get; init; } = CmsPolicy.Strict;
}
