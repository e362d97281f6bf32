namespace Waybill.EndToEnd.Tests;

/// <summary>A message somebody was promised will be delivered.</summary>
/// <param name="From">AS2-From.</param>
/// <param name="To">AS2-To.</param>
/// <param name="MessageId">Without brackets.</param>
/// <param name="FileName">No other message has it.</param>
/// <param name="Sha256">Of its document.</param>
internal sealed record Promise(string From, string To, string MessageId, string FileName, string Sha256);

/// <summary>An accepted exchange at its receiver.</summary>
/// <param name="From">AS2-From.</param>
/// <param name="To">AS2-To.</param>
/// <param name="MessageId">Without brackets.</param>
/// <param name="Mic">As computed.</param>
/// <param name="Documents">Digests of what its documents are when they are read from the store; null for one that cannot be read.</param>
internal sealed record AcceptedFact(string From, string To, string MessageId, string Mic, IReadOnlyList<string?> Documents);

/// <summary>An exchange at its sender.</summary>
/// <param name="From">AS2-From.</param>
/// <param name="To">AS2-To.</param>
/// <param name="MessageId">Without brackets.</param>
/// <param name="State">Where it stands.</param>
/// <param name="LastAttempt">How its last attempt ended, for people.</param>
internal sealed record SentFact(string From, string To, string MessageId, string State, string? LastAttempt = null);

/// <summary>An authentic receipt at the sender of its message.</summary>
internal sealed record ReceiptFact(string From, string To, string MessageId, string? Mic);

/// <summary>A file in the folder of received documents.</summary>
internal sealed record FileFact(string Name, string Sha256);

/// <summary>Everything that counts of one gateway, read after it ended.</summary>
internal sealed record GatewayFacts
{
    internal IReadOnlyList<AcceptedFact> Accepted { get; init; } = [];

    internal IReadOnlyList<SentFact> Sent { get; init; } = [];

    internal IReadOnlyList<ReceiptFact> Receipts { get; init; } = [];

    internal IReadOnlyList<FileFact> Files { get; init; } = [];

    /// <summary>Work whose time came more than 10 s before the gateway ended, in words.</summary>
    internal IReadOnlyList<string> Overdue { get; init; } = [];

    /// <summary>Stored objects that no row names, after the sweep.</summary>
    internal IReadOnlyList<string> Orphans { get; init; } = [];

    /// <summary>Messages that came once more and were suppressed.</summary>
    internal int Repeats { get; init; }

    /// <summary>Attempts of which only a death is known.</summary>
    internal int Unknown { get; init; }

    /// <summary>Objects a row names and the store does not have.</summary>
    internal IReadOnlyList<string> Missing { get; init; } = [];
}
