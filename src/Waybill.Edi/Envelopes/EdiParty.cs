namespace Waybill.Edi;

/// <summary>Sender or receiver as an envelope names it: the partner's words.</summary>
/// <param name="Id">ISA06 or ISA08 without blanks, UNB 0004 or 0010, a TRADACOMS code or name.</param>
/// <param name="Qualifier">What kind of id it is: ISA05 or ISA07, UNB 0007; null when not said.</param>
/// <param name="Internal">The sender's own routing behind that id (UNB 0008, 0014); null when not said.</param>
public sealed record EdiParty(string Id, string? Qualifier = null, string? Internal = null)
{
    /// <summary>The id, after its qualifier and a colon where there is one.</summary>
    public override string ToString() => Qualifier is null ? Id : $"{Qualifier}:{Id}";
}
