namespace Waybill.Edi;

/// <summary>How a standard calls the first and last segments of its levels.</summary>
internal sealed record EnvelopeTags(string Interchange, string InterchangeEnd, string Group, string GroupEnd, string Document, string DocumentEnd)
{
    public static EnvelopeTags X12 { get; } = new("ISA", "IEA", "GS", "GE", "ST", "SE");

    public static EnvelopeTags Edifact { get; } = new("UNB", "UNZ", "UNG", "UNE", "UNH", "UNT");

    public static EnvelopeTags Tradacoms { get; } = new("STX", "END", "BAT", "EOB", "MHD", "MTR");
}
