using System.Net;

namespace Waybill.As2.AspNetCore;

/// <summary>A receipt that arrived by itself. Nothing is decided yet: <see cref="ReceiptMatcher"/> judges it against the message it names.</summary>
/// <param name="Headers">Names (the partner's in From, ours in To) and header lines.</param>
/// <param name="Agreement">The agreement of this pair; its certificates checked the signature.</param>
/// <param name="Receipt">What it says; <see cref="ReadReceipt.IsReceipt"/> is false when it cannot be read.</param>
/// <param name="Body">The body as it arrived, for evidence.</param>
/// <param name="ReceivedAt">When its last byte had come.</param>
/// <param name="RemoteAddress">Who sent it, as far as the connection shows.</param>
/// <threadsafety>Immutable.</threadsafety>
public sealed record ArrivedReceipt(
    As2MessageHeaders Headers, As2Agreement Agreement, ReadReceipt Receipt, ReadOnlyMemory<byte> Body, DateTimeOffset ReceivedAt, IPAddress? RemoteAddress);
