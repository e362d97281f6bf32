using System.Security.Cryptography;
using Waybill.Gateway;
using Waybill.Server;

namespace Waybill.EndToEnd.Tests;

/// <summary>How much of a state is looked at.</summary>
internal enum CheckDepth
{
    /// <summary>Every word's exchange is in the list; the newest and some by chance are looked at whole.</summary>
    Near,

    /// <summary>Every one is looked at whole.</summary>
    Whole,

    /// <summary>The same, of a gateway that had the time to do everything it owed.</summary>
    Settled,
}

/// <summary>Opens what a power cut left, the way the server does, and looks whether every word still holds.</summary>
internal sealed class StateCheck(IReadOnlyList<(string Path, string Sha256)> keys)
{
    private const int PageLines = 500;
    private const int NearWords = 30;
    private const int ChanceWords = 15;

    /// <summary>Everything that is lost, one sentence each.</summary>
    /// <param name="folder">The state.</param>
    /// <param name="words">Spoken before it, in order.</param>
    /// <param name="depth">How much is looked at.</param>
    /// <param name="ct">Cancels.</param>
    internal async Task<IReadOnlyList<string>> CheckAsync(string folder, IReadOnlyList<Word> words, CheckDepth depth, CancellationToken ct)
    {
        var problems = new List<string>();
        foreach (var (path, sha256) in keys)
        {
            if (FileSha256(Path.Combine(folder, path)) != sha256)
            {
                problems.Add($"The key {path} is lost or another.");
            }
        }

        try
        {
            await using var gateway = await GatewayRuntime.OpenAsync(new() { Data = Path.Combine(folder, "data") }, TimeProvider.System, ct);
            await CheckAsync(gateway, folder, words, depth, problems, ct);
        }
        catch (Exception refused) when (refused is JournalException or SecretRingException or IOException or UnauthorizedAccessException or CryptographicException)
        {
            problems.Add($"The gateway does not start: {refused.Message}");
        }

        return problems;
    }

    private static async Task CheckAsync(GatewayRuntime gateway, string folder, IReadOnlyList<Word> words, CheckDepth depth, List<string> problems, CancellationToken ct)
    {
        var lines = await LinesAsync(gateway.Journal, ct);
        var known = lines.ToLookup(Key);
        var near = words.TakeLast(NearWords).Concat(Random.Shared.GetItems([.. words], ChanceWords)).Select(Key).ToHashSet();
        var seen = new Dictionary<ExchangeId, (ExchangeDetail Exchange, string? Sha256)>();
        foreach (var line in lines.Where((line, at) => depth is not CheckDepth.Near || at < NearWords || near.Contains(Key(line))))
        {
            var exchange = await gateway.Journal.FindAsync(line.Id, ct) ?? throw new JournalException($"The list shows {line.Id}, which is not there.");
            seen.Add(line.Id, (exchange, await ContentAsync(gateway, exchange, folder, problems, ct)));
        }

        foreach (var word in words)
        {
            var broken = known[Key(word)].Where(line => word.Kind is WordKind.ReceiptLeaving || line.State is ExchangeState.Refused == word.Kind is WordKind.Refused)
                .Select(line => seen.TryGetValue(line.Id, out var it) ? Broken(word, it.Exchange, it.Sha256) ?? (depth is CheckDepth.Settled ? Unsettled(word, it.Exchange) : null) : null).ToList();
            if (!broken.Contains(null))
            {
                problems.Add($"{word.Kind} {word.MessageId}: {(broken is [.., var last] ? last : "the journal does not know it.")}");
            }
        }
    }

    private static (Direction, string) Key(Word word) => (word.Kind is WordKind.Submitted or WordKind.Leaving or WordKind.ReceiptTaken ? Direction.Out : Direction.In, word.MessageId);

    private static (Direction, string) Key(ExchangeSummary line) => (line.Direction, (line.MessageId ?? "").Trim('<', '>'));

    private static string? Broken(Word word, ExchangeDetail exchange, string? sha256) => word.Kind switch
    {
        WordKind.Accepted or WordKind.Refused when exchange.Answer is not { } answer || !answer.Body.Span.SequenceEqual(word.Bytes.Span) => "its answer is not kept.",
        WordKind.Owed when exchange.AsynchronousReceipt is null => "its receipt is not kept.",
        WordKind.ReceiptLeaving when exchange.AsynchronousReceipt is not { } later || !later.Body.Span.SequenceEqual(word.Bytes.Span) => "its receipt is not the one that was posted.",
        WordKind.Leaving when exchange.Mic is null || exchange.Summary.State is ExchangeState.Submitted or ExchangeState.Packaged => $"it left, and is {exchange.Summary.State}.",
        WordKind.ReceiptTaken when exchange.Summary.State is not ExchangeState.Delivered => $"its receipt was taken, and it is {exchange.Summary.State}.",
        WordKind.ReceiptTaken when !exchange.Receipts.Any(r => r.Body.Span.SequenceEqual(word.Bytes.Span)) => "its receipt is not kept.",
        _ => word.Sha256 is { } expected && expected != sha256 ? "its document is not what it was." : null,
    };

    private static string? Unsettled(Word word, ExchangeDetail exchange)
        => exchange.Summary.Direction is Direction.Out ? exchange.Summary.State is ExchangeState.Delivered ? null : $"it ended as {exchange.Summary.State}."
            : word.Kind is WordKind.Refused ? null
            : exchange.Handoffs.Any(h => h.Value is not "done") ? "it was not handed on."
            : exchange.Summary.Receipt is ReceiptState.Due or ReceiptState.Failed ? $"its receipt is {exchange.Summary.Receipt}." : null;

    /// <summary>Whatever a row names is there, also of messages whose answer was not given yet: the partner's repeat would be answered by the row. A document that was handed on is in its folder.</summary>
    private static async Task<string?> ContentAsync(GatewayRuntime gateway, ExchangeDetail exchange, string folder, List<string> problems, CancellationToken ct)
    {
        string? sha256 = null;
        try
        {
            foreach (var whole in new[] { exchange.Entity, exchange.Wire }.OfType<PayloadId>())
            {
                await Sha256Async(gateway.Payloads, whole, 0, await gateway.Payloads.LengthAsync(whole, ct) ?? throw new FileNotFoundException($"There is no object {whole}."), ct);
            }

            foreach (var document in exchange.Documents)
            {
                sha256 = await Sha256Async(gateway.Payloads, document.Object, document.Offset, document.Length, ct);
            }
        }
        catch (Exception lost) when (lost is IOException or ArgumentOutOfRangeException)
        {
            problems.Add($"{exchange.Summary.MessageId} names an object that is lost: {lost.Message}");
            return null;
        }

        if (exchange.Handoffs.Any(h => h is { Key: ConsumerNames.Folder, Value: "done" }))
        {
            var inbox = Path.Combine(folder, "data", "inbox", exchange.Summary.Connection!);
            var files = Directory.Exists(inbox) ? Directory.GetFiles(inbox, exchange.Summary.Id + "-*") : [];
            if (files is not [var file] || FileSha256(file) != sha256)
            {
                problems.Add($"{exchange.Summary.MessageId} was handed on, and its file is lost or another.");
            }
        }

        return sha256;
    }

    private static async Task<IReadOnlyList<ExchangeSummary>> LinesAsync(IJournal journal, CancellationToken ct)
    {
        var lines = new List<ExchangeSummary>();
        string? cursor = null;
        do
        {
            var page = await journal.ListAsync(new(), cursor, PageLines, ct);
            lines.AddRange(page.Items);
            cursor = page.Next;
        }
        while (cursor is not null);
        return lines;
    }

#pragma warning disable CA1859 // Wherever the server keeps them: the check knows no more than the port.
    private static async Task<string> Sha256Async(IPayloadStore payloads, PayloadId id, long offset, long length, CancellationToken ct)
    {
        await using var content = await payloads.OpenAsync(id, offset, length, ct);
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[64 * 1024];
        while (await content.ReadAsync(buffer, ct) is > 0 and var count)
        {
            digest.AppendData(buffer, 0, count);
            length -= count;
        }

        // A stream that ends early is no error to a digest.
        return length is 0 ? Convert.ToHexStringLower(digest.GetHashAndReset()) : throw new EndOfStreamException($"{id} is shorter than its row says.");
    }

#pragma warning restore CA1859

    internal static string? FileSha256(string path)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }
}
