namespace Waybill.Edi;

/// <summary>What the envelopes of one payload say.</summary>
public sealed record EnvelopeReport
{
    /// <summary>The first standard met; <see cref="EdiStandard.Unknown"/> when nothing was recognised.</summary>
    public required EdiStandard Standard { get; init; }

    /// <summary>The documents in order, at most <see cref="EdiLimits.MaxDocuments"/>.</summary>
    public required IReadOnlyList<EdiDocument> Documents { get; init; }

    /// <summary>The interchanges in order, at most <see cref="EdiLimits.MaxDocuments"/>.</summary>
    public required IReadOnlyList<EdiInterchange> Interchanges { get; init; }

    /// <summary>What is odd, in order, at most <see cref="EdiLimits.MaxOddities"/>.</summary>
    public required IReadOnlyList<EdiOddity> Oddities { get; init; }

    /// <summary>How many documents there are, listed or not.</summary>
    public required long DocumentCount { get; init; }

    /// <summary>How many interchanges there are, listed or not.</summary>
    public required long InterchangeCount { get; init; }

    /// <summary>How many segments there are.</summary>
    public required long SegmentCount { get; init; }

    /// <summary>How many oddities there are, listed or not.</summary>
    public required long OddityCount { get; init; }

    /// <summary>Whether a list is shorter than its count.</summary>
    public bool Truncated => Documents.Count < DocumentCount || Interchanges.Count < InterchangeCount || Oddities.Count < OddityCount;
}
