namespace Waybill.As2.AspNetCore;

/// <summary>What becomes of the messages and receipts that arrive at an AS2 address. The callbacks are the host's half: agreements, storage, posting.</summary>
/// <remarks>What a callback throws is our own fault, never the partner's: it is told to come back (503 with Retry-After) and no receipt is written,
/// because a signed refusal would end its retries.</remarks>
/// <threadsafety>Set once before the address is mapped; the callbacks are called for many messages at once.</threadsafety>
public sealed class As2Options
{
    /// <summary>Looks up what was agreed for the pair of names in a message or receipt; null when nothing was. To be quick: it is asked before the body is read. Needed.</summary>
    public Func<As2MessageHeaders, CancellationToken, ValueTask<As2Agreement?>>? FindAgreement { get; set; }

    /// <summary>Says what a sender is answered that may not come in though something was agreed for its names, or null where it may; asked before the body is read, for messages and receipts. What is
    /// answered is to be stored before. The body is not read. Null lets everybody in. Default null.</summary>
    public Func<As2Knock, CancellationToken, ValueTask<As2Answer?>>? Admit { get; set; }

    /// <summary>Stores a judged message with its answer, accepted or refused, and returns what to answer: <see cref="As2Arrival.Planned"/>, or for a repeat what was stored the first time.
    /// Nothing is answered before it has returned. Needed.</summary>
    public Func<As2Arrival, CancellationToken, ValueTask<As2Committed>>? Commit { get; set; }

    /// <summary>Stores a message or receipt whose pair of names nothing was agreed for, and returns what to answer: <see cref="As2Unmatched.Planned"/>. Null stores nothing. Default null.</summary>
    public Func<As2Unmatched, CancellationToken, ValueTask<As2Answer>>? CommitUnmatched { get; set; }

    /// <summary>Stores a message that asks for an asynchronous receipt and came faster than it could be opened, and returns what to answer: <see cref="As2Unopened.Planned"/>. It is opened
    /// later, by <see cref="As2LateOpener"/>. Needs a copy that can be followed (<see cref="IAs2BodyCopy.Follow"/>). Null: opening holds up the sender. Default null.</summary>
    public Func<As2Unopened, CancellationToken, ValueTask<As2Answer>>? CommitUnopened { get; set; }

    /// <summary>How far opening may fall behind arrival before the message is stored unopened, in bytes. Default 8 MiB.</summary>
    public long MaxOpeningLag { get; set; } = 8 << 20;

    /// <summary>Called before each piece of a message that is opened behind its arrival: tests slow opening down. Default null.</summary>
    internal Func<CancellationToken, ValueTask>? BeforeOpening { get; set; }

    /// <summary>Makes a copy of a body as it arrives, asked before it is read; the agreement is null for a pair nothing was agreed for. Null copies none. Default null.</summary>
    public Func<As2MessageHeaders, As2Agreement?, CancellationToken, ValueTask<IAs2BodyCopy?>>? CopyBody { get; set; }

    /// <summary>Stores a receipt that arrived by itself for a message of ours. It is acknowledged once this has returned. Null refuses such receipts. Default null.</summary>
    public Func<ArrivedReceipt, CancellationToken, ValueTask>? ReceiptArrived { get; set; }

    /// <summary>Takes an asynchronous receipt for posting once the answer to its message is finished (RFC 4130 §7.2). To be quick: queue it. Its URL is the
    /// partner's word: post only to checked addresses. Null sends none. Default null.</summary>
    public Func<AsynchronousReceipt, CancellationToken, ValueTask>? SendReceipt { get; set; }

    /// <inheritdoc cref="As2TransportOptions.RefuseNow"/>
    public Func<CancellationToken, ValueTask<string?>>? RefuseNow { get; set; }

    /// <inheritdoc cref="As2TransportOptions.Faulted"/>
    public Func<Exception, ValueTask>? Faulted { get; set; }

    /// <summary>Where a message's bytes wait for the verdict. Default memory up to 1 MiB an object, then the system's temporary folder.</summary>
    public IQuarantine Quarantine { get; set; } = new SpoolQuarantine();

    /// <summary>The program receipts name. Default Waybill.</summary>
    public As2Product Product { get; set; } = As2Product.Waybill;

    /// <summary>The clock of verification times and of the dates in receipts. Default the system's.</summary>
    public TimeProvider Time { get; set; } = TimeProvider.System;

    /// <summary>Largest body, in bytes as they arrive; a larger one gets 413. Default null: no bound. An agreement may set a smaller one in its limits.</summary>
    public long? MaxBodyBytes { get; set; }

    /// <summary>Most messages at the same time; one more gets 503. Default 256.</summary>
    public int MaxConcurrentMessages { get; set; } = 256;

    /// <summary>Longest wait for the next byte of a message; then 408, which asks to send again. Default 1 minute.</summary>
    public TimeSpan SilenceTimeout { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>What Retry-After says with a 503. Default 30 s.</summary>
    public TimeSpan RetryAfter { get; set; } = TimeSpan.FromSeconds(30);

    internal void Check()
    {
        if (FindAgreement is null || Commit is null)
        {
            throw new InvalidOperationException("An AS2 address needs FindAgreement and Commit: with whom was what agreed, and where does a message go?");
        }
    }
}
