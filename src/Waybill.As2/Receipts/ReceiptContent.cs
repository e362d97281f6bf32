namespace Waybill.As2;

/// <summary>What a receipt is to say.</summary>
/// <threadsafety>Immutable.</threadsafety>
public sealed record ReceiptContent
{
    /// <summary>Who writes the receipt: the AS2-To of the message.</summary>
    public required As2Name From { get; init; }

    /// <summary>Who gets it: the AS2-From of the message.</summary>
    public required As2Name To { get; init; }

    /// <summary>The receipt's own Message-ID.</summary>
    public required MessageId ReceiptId { get; init; }

    /// <summary>When it is written.</summary>
    public required DateTimeOffset Date { get; init; }

    /// <summary>The message's Message-ID exactly as received, with or without brackets; null when it had none. Left out when it is not printable US-ASCII.</summary>
    public string? OriginalMessageId { get; init; }

    /// <summary>What was done with the message.</summary>
    public required Disposition Disposition { get; init; }

    /// <summary>The MIC with the partner's spelling of its algorithm; null when the content was not reached or must not be told of.</summary>
    public Mic? Mic { get; init; }

    /// <summary>Why it was refused, as the partner may see it (<see cref="As2FailureFacts.Outward"/>); <see cref="As2Failure.None"/> when it was not.</summary>
    public As2Failure Failure { get; init; }

    /// <summary>The message's Subject, decoded; null when it had none.</summary>
    public string? ReceivedSubject { get; init; }

    /// <summary>The message's Date as received; null when it had none.</summary>
    public string? ReceivedDate { get; init; }

    /// <summary>Which text of AS2 the connection follows.</summary>
    public As2Profile Profile { get; init; }

    /// <summary>The program that writes the receipt. Default Waybill.</summary>
    public As2Product Product { get; init; } = As2Product.Waybill;
}
