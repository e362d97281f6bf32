namespace Waybill.Gateway;

/// <summary>On what ground a state changes.</summary>
public enum Evidence
{
    /// <summary>The package is stored, or cannot be made.</summary>
    Packaged,

    /// <summary>The connection's owner claimed the exchange for an attempt.</summary>
    Claimed,

    /// <summary>What the HTTP answer, its absence or a connection failure showed.</summary>
    Answered,

    /// <summary>The claim's lease ran out: how the attempt ended is not known.</summary>
    ClaimLost,

    /// <summary>A receipt that is proven to be the partner's.</summary>
    AuthenticReceipt,

    /// <summary>What came in the answer where a receipt belongs, and is not proven.</summary>
    UnprovenReceipt,

    /// <summary>The receipt's deadline passed.</summary>
    Deadline,

    /// <summary>The message's total time passed.</summary>
    TimeOver,

    /// <summary>A person decided.</summary>
    Operator,

    /// <summary>What was found inside a message that was stored before it was opened.</summary>
    Opened,
}

/// <summary>The one table of what may follow what, and on what ground. A store writes a state only as a compare-and-swap along a row of it.</summary>
public static class ExchangeTransitions
{
    private static readonly ExchangeState[] Open =
        [ExchangeState.Submitted, ExchangeState.Packaged, ExchangeState.Sending, ExchangeState.AwaitingReceipt, ExchangeState.RetryWait, ExchangeState.Overdue];

    private static readonly ExchangeState[] Verdicts = [ExchangeState.Delivered, ExchangeState.Rejected, ExchangeState.MicMismatch];

    /// <summary>Whether an exchange may go from one state to another on this ground.</summary>
    public static bool Allows(ExchangeState from, ExchangeState to, Evidence evidence) => evidence switch
    {
        Evidence.Packaged => from is ExchangeState.Submitted && to is ExchangeState.Packaged or ExchangeState.Failed,
        Evidence.Claimed => to is ExchangeState.Sending && from is ExchangeState.Packaged or ExchangeState.RetryWait,
        Evidence.Answered => from is ExchangeState.Sending
            && to is ExchangeState.AwaitingReceipt or ExchangeState.RetryWait or ExchangeState.Sent or ExchangeState.Failed,
        Evidence.ClaimLost => (from, to) is (ExchangeState.Sending, ExchangeState.RetryWait),

        // Moves any state that an authentic receipt has not closed yet, also failed, cancelled and overdue. Before it is packaged a message has no MIC that a receipt could name.
        Evidence.AuthenticReceipt => Array.IndexOf(Verdicts, to) >= 0 && Array.IndexOf(Verdicts, from) < 0
            && from is not (ExchangeState.Submitted or ExchangeState.Accepted or ExchangeState.Refused or ExchangeState.Unopened),
        Evidence.UnprovenReceipt => (from, to) is (ExchangeState.Sending, ExchangeState.ReceiptInvalid),
        Evidence.Deadline => from is ExchangeState.AwaitingReceipt && to is ExchangeState.Overdue or ExchangeState.RetryWait or ExchangeState.Failed,

        // An attempt on the wire ends first; where the partner has the bytes, the receipt's deadline counts.
        Evidence.TimeOver => to is ExchangeState.Failed && from is ExchangeState.Submitted or ExchangeState.Packaged or ExchangeState.RetryWait,
        Evidence.Operator => MayByHand(from, to),
        Evidence.Opened => from is ExchangeState.Unopened && to is ExchangeState.Accepted or ExchangeState.Refused,
        _ => false,
    };

    /// <summary>Whether an authentic receipt has spoken: nothing changes such a state any more.</summary>
    public static bool IsClosedByReceipt(ExchangeState state) => Array.IndexOf(Verdicts, state) >= 0;

    /// <summary>Whether something is still to happen by itself.</summary>
    public static bool IsOpen(ExchangeState state) => Array.IndexOf(Open, state) >= 0 || state is ExchangeState.Unopened;

    /// <summary>Cancel what is open, and what failed (it then no longer holds up a strict order); send again, with the same bytes and Message-ID, what ended without an authentic receipt; take a refused message in.</summary>
    private static bool MayByHand(ExchangeState from, ExchangeState to) => to switch
    {
        ExchangeState.Cancelled => Array.IndexOf(Open, from) >= 0 || from is ExchangeState.Failed or ExchangeState.ReceiptInvalid,
        ExchangeState.RetryWait => from is ExchangeState.Failed or ExchangeState.Cancelled or ExchangeState.Overdue or ExchangeState.ReceiptInvalid
            or ExchangeState.AwaitingReceipt or ExchangeState.Sent,
        ExchangeState.Accepted => from is ExchangeState.Refused,
        _ => false,
    };
}
