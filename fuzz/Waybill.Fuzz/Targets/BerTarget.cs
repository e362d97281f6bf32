using Waybill.Cms;

namespace Waybill.Fuzz;

/// <summary>The BER level alone: no key of ours opens anything, and every bound is low enough to be passed.</summary>
internal sealed class BerTarget : CmsTarget
{
    public override string Name => "ber";

    public override IReadOnlyList<byte[]> Seeds { get; } = [.. FuzzFiles.SeedsOf("ber"), .. FuzzFiles.SeedsOf("cms")];

    protected override CmsReadOptions Options { get; } = new()
    {
        Policy = CmsPolicy.ReadEverything,
        Limits = new() { MaxDepth = 3, MaxElementBytes = 4096, MaxRecipients = 3, MaxSigners = 2, InflationGraceBytes = 8192, MaxInflation = 4, MaxTrailingBytes = 16 },
    };

    protected override CmsKeyBook Keys => CmsKeyBook.Empty;
}
