using System.Net;
using Microsoft.Extensions.Logging;

namespace Waybill.As2.AspNetCore;

/// <summary>Opens messages that were stored first: by the same rules, and with the same receipts, as those that are opened while they come.</summary>
/// <threadsafety>Safe for concurrent calls.</threadsafety>
public sealed class As2LateOpener
{
    private readonly As2Options _options;
    private readonly As2Endpoint _endpoint;

    /// <param name="options">Those of the address the messages came to. <see cref="As2Options.Commit"/> and <see cref="As2Options.SendReceipt"/> are not called.</param>
    /// <param name="log">Told what became of each message.</param>
    public As2LateOpener(As2Options options, ILogger log)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(log);
        (_options, _endpoint) = (options, new(options, log));
    }

    /// <summary>Opens and judges a message, and hands it over with what its receipt says.</summary>
    /// <param name="message">As it was stored.</param>
    /// <param name="commit">Stores it, accepted or refused.</param>
    /// <param name="cancellationToken">Ends it; nothing was handed over then.</param>
    /// <returns>False when nothing is agreed for its names any more: it was neither opened nor handed over.</returns>
    /// <exception cref="IOException">The stored bytes or the quarantine cannot be used.</exception>
    /// <exception cref="InvalidOperationException">It could not be judged by a fault of ours.</exception>
    public async ValueTask<bool> OpenAsync(As2StoredMessage message, Func<As2Arrival, CancellationToken, ValueTask> commit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(commit);
        await using var body = new ArrivingBody(message.Body, most: null, Timeout.InfiniteTimeSpan, _options.Time);
        var transfer = new As2Transfer(message.Lines, Line(message, "AS2-From"), Line(message, "AS2-To"), body, message.RemoteAddress);
        if (message.Copy is { } copy)
        {
            transfer.CopyTo(copy);
        }

        return await _endpoint.OpenStoredAsync(transfer, message.ReceivedAt, commit, cancellationToken);
    }

    private static string Line(As2StoredMessage message, string name)
        => message.Lines.FirstOrDefault(line => string.Equals(line.Key, name, StringComparison.OrdinalIgnoreCase)).Value ?? string.Empty;
}

/// <summary>A message as it was stored before it was opened.</summary>
/// <param name="Lines">Every header line as it arrived.</param>
/// <param name="Body">The body as it arrived; not disposed.</param>
/// <param name="ReceivedAt">When its last byte had come.</param>
/// <param name="RemoteAddress">Who sent it, as far as the connection showed.</param>
/// <param name="Copy">Told when no key fits; it is given the bytes once more. Null when nobody asks.</param>
public sealed record As2StoredMessage(
    IReadOnlyList<KeyValuePair<string, string>> Lines, Stream Body, DateTimeOffset ReceivedAt, IPAddress? RemoteAddress = null, IAs2BodyCopy? Copy = null);
