namespace Waybill.Edi;

/// <summary>What the head of a functional group says.</summary>
/// <param name="Control">GS06, UNG 0048; null when empty.</param>
/// <param name="Code">GS01 (<c>PO</c>, <c>IN</c>), UNG 0038; null when empty.</param>
/// <param name="Version">GS08, UNG S008 (<c>D:96A</c>); null when empty.</param>
/// <param name="Agency">GS07 (<c>X</c> is ASC X12), UNG 0051; null when empty.</param>
/// <param name="Sender">GS02, UNG S006; null when empty.</param>
/// <param name="Receiver">GS03, UNG S007; null when empty.</param>
public sealed record EdiGroup(string? Control, string? Code, string? Version, string? Agency, EdiParty? Sender, EdiParty? Receiver);
