using System.Net;

namespace Waybill.As2.AspNetCore;

/// <summary>A message or receipt for a pair of names nothing was agreed for. It came whole and was not opened.</summary>
/// <remarks>Valid until the callback it was handed to returns.</remarks>
/// <threadsafety>For one callback at a time.</threadsafety>
public sealed class As2Unmatched
{
    internal As2Unmatched(As2MessageHeaders headers, bool isReceipt, As2Transfer transfer, DateTimeOffset receivedAt, As2Answer planned)
    {
        (Headers, IsReceipt, ReceivedAt, Planned) = (headers, isReceipt, receivedAt, planned);
        (Lines, BodySha256, BodyLength, RemoteAddress, Copy) = (transfer.Headers, transfer.BodySha256, transfer.BodyLength, transfer.RemoteAddress, transfer.Copy);
    }

    /// <summary>Names, Message-ID and the rest of the header.</summary>
    public As2MessageHeaders Headers { get; }

    /// <summary>Every header line as it arrived.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Lines { get; }

    /// <summary>Whether it is a receipt.</summary>
    public bool IsReceipt { get; }

    /// <summary>When its last byte had come.</summary>
    public DateTimeOffset ReceivedAt { get; }

    /// <summary>SHA-256 of the body as it arrived.</summary>
    public ReadOnlyMemory<byte> BodySha256 { get; }

    /// <summary>Bytes of the body as it arrived.</summary>
    public long BodyLength { get; }

    /// <summary>Who sent it, as far as the connection shows.</summary>
    public IPAddress? RemoteAddress { get; }

    /// <summary>What <see cref="As2Options.CopyBody"/> made; null when it made none.</summary>
    public IAs2BodyCopy? Copy { get; }

    /// <summary>What is answered: nobody learns from it which of the names was wrong.</summary>
    public As2Answer Planned { get; }
}
