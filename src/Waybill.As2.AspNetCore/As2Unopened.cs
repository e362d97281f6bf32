using System.Net;

namespace Waybill.As2.AspNetCore;

/// <summary>A message that came whole, but faster than it could be opened, and asks for an asynchronous receipt. All its bytes are in <see cref="Copy"/>.</summary>
/// <remarks>Valid until the callback it was handed to returns.</remarks>
/// <threadsafety>For one callback at a time.</threadsafety>
public sealed class As2Unopened
{
    private readonly As2Transfer _transfer;

    internal As2Unopened(As2MessageHeaders headers, As2Agreement agreement, As2Transfer transfer, DateTimeOffset receivedAt)
    {
        (Headers, Agreement, ReceivedAt, _transfer) = (headers, agreement, receivedAt, transfer);
        (BodySha256, BodyLength, RemoteAddress) = (transfer.BodySha256, transfer.BodyLength, transfer.RemoteAddress);
        Planned = As2Answer.Empty(agreement.EmptyStatus);
    }

    /// <summary>Names, Message-ID, receipt request and the rest of the header.</summary>
    public As2MessageHeaders Headers { get; }

    /// <summary>Every header line as it arrived, repeats included.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Lines => _transfer.Headers;

    /// <summary>The agreement of this pair.</summary>
    public As2Agreement Agreement { get; }

    /// <summary>When its last byte had come.</summary>
    public DateTimeOffset ReceivedAt { get; }

    /// <summary>SHA-256 of the body as it arrived.</summary>
    public ReadOnlyMemory<byte> BodySha256 { get; }

    /// <summary>Bytes of the body as it arrived.</summary>
    public long BodyLength { get; }

    /// <summary>Who sent it, as far as the connection shows.</summary>
    public IPAddress? RemoteAddress { get; }

    /// <summary>What <see cref="As2Options.CopyBody"/> made.</summary>
    public IAs2BodyCopy Copy => _transfer.Copy!;

    /// <summary>What is answered: that it came, and nothing about what is in it.</summary>
    public As2Answer Planned { get; }

    /// <inheritdoc cref="As2Arrival.OnAnswered"/>
    public void OnAnswered(Func<ValueTask> action) => _transfer.OnAnswered(action);
}
