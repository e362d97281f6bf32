namespace Waybill.Edi;

/// <summary>Whose rules an interchange follows.</summary>
public enum EdiStandard
{
    /// <summary>None that is read here.</summary>
    Unknown = 0,

    /// <summary>ANSI ASC X12: ISA to IEA.</summary>
    X12 = 1,

    /// <summary>UN/EDIFACT (ISO 9735, syntax 1 to 4): UNB to UNZ, perhaps after UNA.</summary>
    Edifact = 2,

    /// <summary>TRADACOMS: STX to END.</summary>
    Tradacoms = 3,

    /// <summary>An XML document.</summary>
    Xml = 4,
}
