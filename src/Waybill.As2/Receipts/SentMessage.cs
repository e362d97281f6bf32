namespace Waybill.As2;

/// <summary>What a sender must have kept of a message to judge its receipt.</summary>
/// <threadsafety>Immutable.</threadsafety>
public sealed record SentMessage
{
    /// <summary>Us.</summary>
    public required As2Name From { get; init; }

    /// <summary>The partner.</summary>
    public required As2Name To { get; init; }

    /// <summary>The message's id.</summary>
    public required MessageId MessageId { get; init; }

    /// <summary>The MIC as we computed it.</summary>
    public required Mic Mic { get; init; }

    /// <summary>What was asked for; null when no receipt was.</summary>
    public ReceiptRequest? Receipt { get; init; }
}
