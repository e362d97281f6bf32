namespace Waybill.As2;

/// <summary>Names the bytes or the algorithm a partner hashed when its MIC is not ours, so that the operator need not guess.</summary>
public static class MicVariants
{
    /// <summary>Looks for the bytes that give the partner's MIC, in constant memory, one pass over each source, the likeliest first.</summary>
    /// <param name="received">The MIC of the receipt.</param>
    /// <param name="sources">What it could be over.</param>
    /// <param name="ct">Stops reading.</param>
    /// <returns>Null when none fits.</returns>
    public static ValueTask<MicVariant?> FindAsync(Mic received, MicVariantSources sources, CancellationToken ct = default) => throw new NotSupportedException();
}
