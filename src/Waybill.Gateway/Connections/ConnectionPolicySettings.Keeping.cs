namespace Waybill.Gateway;

/// <content>How long is kept what is exchanged. Nothing unfinished or on legal hold is ever removed.</content>
public abstract partial class ConnectionPolicySettings
{
    /// <summary>Days for which bodies are kept as they go over the wire, and documents that are also in the signed entity. Default 90. After them nothing is sent again with the same bytes, and a refused message is not opened again.</summary>
    public int KeepWireDays { get; set; } = KeptAges.WireDays;

    /// <summary>Days for which the evidence is kept: the signed entity with the documents in it, signatures, receipts, certificates. Default 3653, ten years. Not fewer than <see cref="KeepWireDays"/>.</summary>
    public int KeepEvidenceDays { get; set; } = KeptAges.EvidenceDays;

    /// <summary>Days for which a message stands in lists, with its names, states, attempts and what its documents say of themselves. Default 3653. Not fewer than <see cref="KeepEvidenceDays"/>.</summary>
    public int KeepRowDays { get; set; } = KeptAges.RowDays;

    /// <summary>Days for which a message in that comes again is known and gets its first receipt. Default 3653. Not fewer than <see cref="KeepRowDays"/>, nor than 180.</summary>
    public int KeepKeyDays { get; set; } = KeptAges.KeyDays;
}
