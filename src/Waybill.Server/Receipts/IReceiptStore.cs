using Waybill.As2;
using Waybill.As2.AspNetCore;

namespace Waybill.Server;

/// <summary>Keeps what was sent and the receipts that come for it. The seam behind which the journal takes the folder's place.</summary>
/// <threadsafety>Called for many messages at once.</threadsafety>
internal interface IReceiptStore
{
    /// <summary>Remembers a message before it is sent, so that its receipt can be judged.</summary>
    ValueTask SentAsync(SentMessage message, CancellationToken ct);

    /// <summary>Keeps a receipt and judges it against the message it names.</summary>
    /// <returns>Null when no such message was sent: the receipt is put aside and changes nothing.</returns>
    ValueTask<ReceiptVerdict?> ArrivedAsync(ArrivedReceipt receipt, CancellationToken ct);
}
