namespace Waybill.Gateway;

/// <summary>Which way a message goes.</summary>
public enum Direction
{
    /// <summary>From a partner to us.</summary>
    In = 1,

    /// <summary>From us to a partner.</summary>
    Out = 2,
}

/// <summary>Where an exchange stands. Numbers are stored: append, never renumber. What may follow what: <see cref="ExchangeTransitions"/>.</summary>
public enum ExchangeState
{
    /// <summary>Out: the document is stored, nothing is packaged.</summary>
    Submitted = 1,

    /// <summary>Out: the bytes to send, Message-ID and MIC are fixed.</summary>
    Packaged = 2,

    /// <summary>Out: an attempt is on its way, written before its first byte.</summary>
    Sending = 3,

    /// <summary>Out: the partner has the bytes; its receipt is awaited.</summary>
    AwaitingReceipt = 4,

    /// <summary>Out: an attempt did not get through; the next one is due.</summary>
    RetryWait = 5,

    /// <summary>Out: an authentic receipt says the partner took it, with our MIC.</summary>
    Delivered = 6,

    /// <summary>Out: the partner has the bytes; no receipt was asked for.</summary>
    Sent = 7,

    /// <summary>Out: an authentic receipt says the partner did not take it.</summary>
    Rejected = 8,

    /// <summary>Out: an authentic receipt says it was taken, over other bytes than ours.</summary>
    MicMismatch = 9,

    /// <summary>Out: what came in the answer is no authentic receipt. No retry by itself; a later authentic one closes it.</summary>
    ReceiptInvalid = 10,

    /// <summary>Out: given up.</summary>
    Failed = 11,

    /// <summary>Out: stopped by a person.</summary>
    Cancelled = 12,

    /// <summary>Out: the receipt did not come in time. A later one still closes it.</summary>
    Overdue = 13,

    /// <summary>In: opened, proven, stored.</summary>
    Accepted = 20,

    /// <summary>In: not taken.</summary>
    Refused = 21,

    /// <summary>In: came whole and is durable, but is not opened yet.</summary>
    Unopened = 22,
}

/// <summary>The receipt we owe for a message in. Numbers are stored: append, never renumber.</summary>
public enum ReceiptState
{
    /// <summary>None was asked for.</summary>
    None = 0,

    /// <summary>Given in the answer.</summary>
    Answered = 1,

    /// <summary>Asynchronous, waiting to be posted.</summary>
    Due = 2,

    /// <summary>Asynchronous, taken by the partner's server.</summary>
    Sent = 3,

    /// <summary>Asynchronous, given up or not allowed.</summary>
    Failed = 4,
}
