namespace Waybill.Gateway;

/// <summary>How long what is exchanged over a connection is kept, counted from when it came or was submitted. Each is at least the one before.</summary>
/// <param name="Wire">Bodies as they go over the wire, and documents beside the signed entity that holds them too.</param>
/// <param name="Evidence">The signed entity, signatures, receipts, certificates.</param>
/// <param name="Row">The line of the list, and what belongs to it.</param>
/// <param name="Key">What makes a repeat of a message in known, with its answer.</param>
public sealed record KeptAges(TimeSpan Wire, TimeSpan Evidence, TimeSpan Row, TimeSpan Key)
{
    internal const int WireDays = 90;
    internal const int EvidenceDays = 3653;
    internal const int RowDays = 3653;
    internal const int KeyDays = 3653;

    /// <summary>A partner may send an old message again that long after (AS2-DUP-002).</summary>
    internal const int LeastKeyDays = 180;

    /// <summary>A hundred years.</summary>
    internal const int MostDays = 36_525;

    /// <summary>Of connections that say nothing, of those that are gone, and of pairs nobody configured.</summary>
    public static KeptAges Default { get; } = Of(WireDays, EvidenceDays, RowDays, KeyDays);

    internal static KeptAges Of(int wire, int evidence, int row, int key) => new(TimeSpan.FromDays(wire), TimeSpan.FromDays(evidence), TimeSpan.FromDays(row), TimeSpan.FromDays(key));
}

/// <summary>What is kept of an exchange. Numbers are stored: append, never renumber.</summary>
public enum KeptParts
{
    /// <summary>Everything, though its time is over: it was unfinished or on legal hold when it was looked at.</summary>
    Late = -1,

    /// <summary>Everything.</summary>
    All = 0,

    /// <summary>All but wire bodies and second copies.</summary>
    Evidence = 1,

    /// <summary>The row and what belongs to it.</summary>
    Row = 2,

    /// <summary>Only what answers a repeat. No list shows it.</summary>
    Key = 3,
}
