namespace Waybill.As2.AspNetCore;

/// <summary>Bounds of an AS2 address and the callback that judges and stores what arrives there.</summary>
/// <threadsafety>Set once before the address is mapped; the callback is called for many transfers at once.</threadsafety>
public sealed class As2TransportOptions
{
    /// <summary>Reads the body to its end, stores the message, and returns the answer. Nothing is answered before it has returned. What it throws is our own
    /// fault: the partner gets 503 with Retry-After and sends the same message again. Needed.</summary>
    public Func<As2Transfer, CancellationToken, ValueTask<As2Answer>>? Receive { get; set; }

    /// <summary>Says why nothing can be taken now, or null; asked before a body is read, so to be quick. The partner gets 503 with Retry-After. Default null: never asked.</summary>
    public Func<CancellationToken, ValueTask<string?>>? RefuseNow { get; set; }

    /// <summary>Hears of a fault of ours, once for each transfer that got 503 for it. Default null.</summary>
    public Func<Exception, ValueTask>? Faulted { get; set; }

    /// <summary>Largest body, in bytes as they arrive; a larger one gets 413, before it is read where its length is known. Default null: no bound.</summary>
    public long? MaxBodyBytes { get; set; }

    /// <summary>Most transfers at the same time; one more gets 503. Default 256.</summary>
    public int MaxConcurrentMessages { get; set; } = 256;

    /// <summary>Longest wait for the next byte of a body; then 408, which asks to send again. Default 1 minute. Kestrel's own bound on slow senders holds beside it.</summary>
    public TimeSpan SilenceTimeout { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>The clock behind it. Default the system's.</summary>
    public TimeProvider Time { get; set; } = TimeProvider.System;

    /// <summary>What Retry-After says with a 503. Default 30 s.</summary>
    public TimeSpan RetryAfter { get; set; } = TimeSpan.FromSeconds(30);

    internal void Check()
    {
        if (Receive is null)
        {
            throw new InvalidOperationException("An AS2 address needs Receive: what becomes of a message?");
        }

        if (MaxConcurrentMessages < 1 || MaxBodyBytes < 0 || RetryAfter < TimeSpan.Zero || SilenceTimeout <= TimeSpan.Zero)
        {
            throw new InvalidOperationException("The bounds of an AS2 address cannot be negative, and at least one message must be let in.");
        }
    }
}
