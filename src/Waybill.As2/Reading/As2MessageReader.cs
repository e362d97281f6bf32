using Waybill.Mime;

namespace Waybill.As2;

/// <summary>Opens a message: every layer, in one pass over the body, in constant memory.</summary>
/// <threadsafety>Safe from many threads; keys and certificates may be shared between reads.</threadsafety>
public static class As2MessageReader
{
    /// <summary>Reads a message to its end and judges it.</summary>
    /// <param name="headers">The HTTP headers.</param>
    /// <param name="request">The receipt asked for; decides the digest of an unsigned message's MIC. Null when none is.</param>
    /// <param name="body">The HTTP body without transfer coding. Read to its end whatever is found, not disposed.</param>
    /// <param name="options">What the connection asks, and its keys.</param>
    /// <param name="quarantine">Where the content waits.</param>
    /// <param name="cancellationToken">Ends the read; nothing stays in quarantine.</param>
    /// <returns>Accepted or refused; never throws for what the partner sent. Dispose it.</returns>
    /// <exception cref="IOException">The body or the quarantine failed; nothing stays in quarantine.</exception>
    public static async ValueTask<As2Verdict> ReadAsync(
        MimeHeaders headers, ReceiptRequest? request, Stream body, As2ReadOptions options, IQuarantine quarantine, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(headers);
        ArgumentNullException.ThrowIfNull(body);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(quarantine);
        var found = new Findings(quarantine);
        As2Verdict? verdict = null;
        try
        {
            var arriving = new BoundedBody(body, options.Limits.MaxBodyBytes);
            var unsignedDigest = request?.Choose(options.Policy, options.Profile)?.Digest ?? options.DefaultMicDigest;
            await new MessageOpener(options, unsignedDigest, found, cancellationToken).OpenAsync(headers, arriving);

            // Also of a message that made no sense: the partner is answered only when it was sent to its end.
            await StreamPump.DrainAsync(arriving, cancellationToken);
            if (arriving.IsTooLarge)
            {
                found.MarkTooLarge();
            }

            verdict = MessageJudge.Judge(found, options, request);
            return verdict;
        }
        finally
        {
            // A refused message leaves nothing behind, and neither does one that could not be read.
            if (verdict is not { IsOpen: true })
            {
                await found.Held.DisposeAsync();
            }
        }
    }
}
