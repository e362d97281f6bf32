namespace Waybill.EndToEnd.Tests;

/// <summary>What the gateway promised when it said something.</summary>
internal enum WordKind
{
    /// <summary>2xx to a message: it is accepted, and this is its answer.</summary>
    Accepted,

    /// <summary>2xx to a message whose receipt comes later: it is accepted, and the receipt is owed.</summary>
    Owed,

    /// <summary>The answer to a message it did not take: the refusal and the answer are kept.</summary>
    Refused,

    /// <summary>201 to a submission: it will be sent.</summary>
    Submitted,

    /// <summary>A message leaves: what its receipt is matched with is kept.</summary>
    Leaving,

    /// <summary>A receipt leaves: these bytes are kept with its message.</summary>
    ReceiptLeaving,

    /// <summary>2xx to a receipt: it is kept, and its message is delivered.</summary>
    ReceiptTaken,
}

/// <summary>Something the gateway said that must hold from then on, whatever happens to the power.</summary>
/// <param name="Kind">What.</param>
/// <param name="MessageId">Of the message it is about, without brackets.</param>
/// <param name="Bytes">The receipt or answer; may be empty.</param>
/// <param name="Sha256">Of the message's document; null where there is none.</param>
internal sealed record Word(WordKind Kind, string MessageId, ReadOnlyMemory<byte> Bytes, string? Sha256);

/// <summary>A word with the record of its first byte: everything before that record happened before anybody heard it.</summary>
internal sealed record SpokenWord(int Record, Word Word);
