using Waybill.Gateway;

namespace Waybill.Server;

/// <summary>The receipt of an exchange, whichever way it went.</summary>
/// <param name="Headers">Its header lines.</param>
/// <param name="Body">Its bytes.</param>
internal sealed record KeptReceipt(IReadOnlyList<KeyValuePair<string, string>> Headers, ReadOnlyMemory<byte> Body)
{
    /// <summary>In: ours. Out: the authentic one, else the last that came. Null when there is none.</summary>
    internal static KeptReceipt? Of(ExchangeDetail detail) => detail switch
    {
        { AsynchronousReceipt: { } later } => new(later.Headers, later.Body),
        { Summary.Receipt: ReceiptState.Answered, Answer: { } answer } => new(answer.Headers, answer.Body),
        { Kept: < KeptParts.Row, Receipts: { Count: > 0 } came } when (came.FirstOrDefault(static r => r.IsAuthentic) ?? came[^1]) is var best => new(best.Headers, best.Body),
        _ => null,
    };
}
