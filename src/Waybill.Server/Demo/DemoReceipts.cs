using System.Collections.Concurrent;
using Waybill.As2;
using Waybill.As2.AspNetCore;

namespace Waybill.Server;

/// <summary>A receipt store that can be waited at.</summary>
internal sealed class DemoReceipts(IReceiptStore inner) : IReceiptStore
{
    private readonly ConcurrentDictionary<MessageId, TaskCompletionSource<(ArrivedReceipt, ReceiptVerdict)>> _waiting = new();

    public async ValueTask SentAsync(SentMessage message, CancellationToken ct)
    {
        _waiting[message.MessageId] = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await inner.SentAsync(message, ct);
    }

    public async ValueTask<ReceiptVerdict?> ArrivedAsync(ArrivedReceipt receipt, CancellationToken ct)
    {
        var verdict = await inner.ArrivedAsync(receipt, ct);
        if (verdict is not null && receipt.Receipt.OriginalMessageId is { } text && MessageId.Parse(text).Value is { } id && _waiting.TryGetValue(id, out var waiter))
        {
            waiter.TrySetResult((receipt, verdict));
        }

        return verdict;
    }

    /// <exception cref="TimeoutException">No receipt came in time.</exception>
    internal Task<(ArrivedReceipt Receipt, ReceiptVerdict Verdict)> WaitAsync(MessageId message, TimeSpan most, CancellationToken ct) => _waiting[message].Task.WaitAsync(most, ct);
}
