namespace Waybill.Edi;

/// <summary>Something a partner wrote that its standard does not allow, or that could not be read.</summary>
/// <param name="Offset">Where, in bytes from where reading began.</param>
/// <param name="Text">One English sentence. What it quotes is the partner's and without control characters.</param>
/// <param name="Document">The <see cref="EdiDocument.Ordinal"/> it belongs to; null when it belongs to none.</param>
public sealed record EdiOddity(long Offset, string Text, int? Document = null);
