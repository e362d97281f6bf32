namespace Waybill.Edi;

/// <summary>What the head of an interchange says.</summary>
/// <param name="Standard">Whose rules it follows.</param>
/// <param name="Control">ISA13, UNB 0020, the TRADACOMS sender's reference; null when empty.</param>
/// <param name="Version">ISA12, UNB S001 (<c>UNOC:3</c>), STX01; null when empty.</param>
/// <param name="Sender">ISA06, UNB S002; null when empty.</param>
/// <param name="Receiver">ISA08, UNB S003; null when empty.</param>
/// <param name="IsTest">ISA15 is <c>T</c>, UNB 0035 is <c>1</c>.</param>
/// <param name="AsksAcknowledgement">ISA14 or UNB 0031 is <c>1</c>.</param>
/// <param name="Offset">Where it starts, in bytes from where reading began.</param>
public sealed record EdiInterchange(
    EdiStandard Standard, string? Control, string? Version, EdiParty? Sender, EdiParty? Receiver, bool IsTest, bool AsksAcknowledgement, long Offset);
