using System.Text.Json;
using Waybill.As2;
using Waybill.Gateway.Stores;

namespace Waybill.Server;

/// <summary>One folder a message under <c>inbox/</c>, named by the key: <c>message.json</c>, and the payloads in <c>files/</c>. Refused ones, without payloads, under <c>refused/</c>.</summary>
/// <remarks>A message is written under <c>arriving/</c>, synced, and renamed into place: the rename is the commit, and of two equal messages only one rename succeeds.</remarks>
internal sealed class FolderMessageStore : IMessageStore
{
    private readonly string _inbox;
    private readonly string _refused;
    private readonly string _arriving;

    internal FolderMessageStore(string folder)
    {
        _inbox = Path.Combine(folder, "inbox");
        _refused = Path.Combine(folder, "refused");
        _arriving = Path.Combine(folder, "arriving");
        Quarantine = new FolderQuarantine(_arriving);
    }

    public IQuarantine Quarantine { get; }

    /// <summary>Removes what a crash left half written. To be called before the first message; one program owns a folder.</summary>
    internal void Sweep()
    {
        if (Directory.Exists(_arriving))
        {
            Directory.Delete(_arriving, recursive: true);
        }
    }

    public async ValueTask<CommitOutcome> CommitAsync(IncomingMessage message, CancellationToken ct)
    {
        var shelf = message.Refusal is null ? _inbox : _refused;
        var place = Path.Combine(shelf, MessageKey.Of(message.From, message.To, message.MessageId, message.Refusal?.BodySha256 ?? ""));
        if (await EarlierAsync(place, ct) is { } earlier)
        {
            return earlier;
        }

        Directory.CreateDirectory(shelf);
        var draft = Path.Combine(_arriving, Guid.NewGuid().ToString("N"));
        var files = Path.Combine(draft, "files");
        Directory.CreateDirectory(files);
        try
        {
            await WritePayloadsAsync(message, files, ct);
            await WriteRecordAsync(message, draft, ct);
            DurableFiles.SyncFolder(files);
            DurableFiles.SyncFolder(draft);
            return await PublishAsync(message, draft, shelf, place, ct);
        }
        finally
        {
            if (Directory.Exists(draft))
            {
                Directory.Delete(draft, recursive: true);
            }
        }
    }

    public async ValueTask<string?> ProblemAsync(CancellationToken ct)
    {
        try
        {
            Directory.CreateDirectory(_arriving);
            var probe = Path.Combine(_arriving, Guid.NewGuid().ToString("N") + ".probe");
            await DurableFiles.WriteAsync(probe, new MemoryStream([1]), ct);
            File.Delete(probe);
            return null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return fault.Message;
        }
    }

    private static async ValueTask<CommitOutcome> PublishAsync(IncomingMessage message, string draft, string shelf, string place, CancellationToken ct)
    {
        try
        {
            Directory.Move(draft, place);
        }
        catch (IOException clash) when (Directory.Exists(place))
        {
            // The same message came twice at the same time and the other was first.
            return await EarlierAsync(place, ct) ?? throw new IOException($"The message in {place} has no record.", clash);
        }

        DurableFiles.SyncFolder(shelf);
        return new(message.Answer, message.Receipt, IsRepeat: false);
    }

    private static async ValueTask WritePayloadsAsync(IncomingMessage message, string folder, CancellationToken ct)
    {
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (var index = 0; index < message.Payloads.Count; index++)
        {
            var name = PayloadFileName.From(message.Payloads[index].FileName, index);
            for (var copy = 2; !taken.Add(name); copy++)
            {
                name = $"{copy}-{PayloadFileName.From(message.Payloads[index].FileName, index)}";
            }

            await using var content = await message.Payloads[index].OpenAsync(ct);
            await DurableFiles.WriteAsync(Path.Combine(folder, name), content, ct);
        }
    }

    private static async ValueTask WriteRecordAsync(IncomingMessage message, string folder, CancellationToken ct)
    {
        using var json = new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(MessageRecord.Of(message), MessageRecordJson.Default.MessageRecord));
        await DurableFiles.WriteAsync(Path.Combine(folder, "message.json"), json, ct);
    }

    private static async ValueTask<CommitOutcome?> EarlierAsync(string place, CancellationToken ct)
    {
        var path = Path.Combine(place, "message.json");
        if (!File.Exists(path))
        {
            return null;
        }

        await using var json = File.OpenRead(path);
        var record = await JsonSerializer.DeserializeAsync(json, MessageRecordJson.Default.MessageRecord, ct) ?? throw new IOException($"The record {path} is empty.");
        return record.Outcome(isRepeat: true);
    }
}
