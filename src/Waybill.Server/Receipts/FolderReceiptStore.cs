using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Waybill.As2;
using Waybill.As2.AspNetCore;
using Waybill.Gateway.Stores;

namespace Waybill.Server;

/// <summary>One folder a sent message under <c>sent/</c>, with its receipts beside it; receipts for nothing of ours go to <c>receipts/</c>.</summary>
/// <remarks>A receipt is <c>receipt-….http</c>: header lines, an empty line, the body as it arrived. It is named by its digest, so a repeat is one file.</remarks>
internal sealed class FolderReceiptStore(string folder) : IReceiptStore
{
    public async ValueTask SentAsync(SentMessage message, CancellationToken ct)
    {
        var place = Place(message.From, message.To, message.MessageId);
        Directory.CreateDirectory(place);
        await WriteOnceAsync(Path.Combine(place, "message.json"), JsonSerializer.SerializeToUtf8Bytes(SentRecord.Of(message), SentRecordJson.Default.SentRecord), ct);
    }

    public async ValueTask<ReceiptVerdict?> ArrivedAsync(ArrivedReceipt receipt, CancellationToken ct)
    {
        var sent = await FindAsync(receipt, ct);
        var verdict = sent is null ? null : ReceiptMatcher.Judge(sent, receipt.Headers.From, receipt.Headers.To, receipt.Receipt, isSynchronous: false);
        var place = sent is null ? Path.Combine(folder, "receipts") : Place(sent.From, sent.To, sent.MessageId);
        Directory.CreateDirectory(place);
        var name = "receipt-" + Convert.ToHexStringLower(SHA256.HashData(receipt.Body.Span).AsSpan(0, 8));
        await WriteOnceAsync(Path.Combine(place, name + ".http"), Whole(receipt), ct);
        if (verdict is not null)
        {
            await WriteOnceAsync(Path.Combine(place, name + ".json"), JsonSerializer.SerializeToUtf8Bytes(VerdictRecord.Of(receipt, verdict), SentRecordJson.Default.VerdictRecord), ct);
        }

        return verdict;
    }

    /// <summary>Where a sent message and its receipts are.</summary>
    internal string Place(As2Name from, As2Name to, MessageId id) => Path.Combine(folder, "sent", MessageKey.Of(from.Value, to.Value, id.Value));

    private async ValueTask<SentMessage?> FindAsync(ArrivedReceipt receipt, CancellationToken ct)
    {
        if (receipt.Receipt.OriginalMessageId is not { } text || MessageId.Parse(text).Value is not { } id)
        {
            return null;
        }

        // The receipt goes the other way: its To sent the message.
        var path = Path.Combine(Place(receipt.Headers.To, receipt.Headers.From, id), "message.json");
        if (!File.Exists(path))
        {
            return null;
        }

        await using var json = File.OpenRead(path);
        var record = await JsonSerializer.DeserializeAsync(json, SentRecordJson.Default.SentRecord, ct);
        return record?.ToMessage() ?? throw new IOException($"The record {path} cannot be read.");
    }

    private static byte[] Whole(ArrivedReceipt receipt)
    {
        var head = string.Concat(receipt.Headers.Content.Select(field => $"{field.Name}: {field.Value}\r\n")) + "\r\n";
        return [.. Encoding.Latin1.GetBytes(head), .. receipt.Body.Span];
    }

    /// <summary>Written beside and renamed into place, synced: what is there is whole.</summary>
    private static async ValueTask WriteOnceAsync(string path, byte[] content, CancellationToken ct)
    {
        if (File.Exists(path))
        {
            return;
        }

        var draft = $"{path}.{Guid.NewGuid():N}";
        using var stream = new MemoryStream(content, writable: false);
        await DurableFiles.WriteAsync(draft, stream, ct);
        File.Move(draft, path, overwrite: true);
        DurableFiles.SyncFolder(Path.GetDirectoryName(path)!);
    }
}
