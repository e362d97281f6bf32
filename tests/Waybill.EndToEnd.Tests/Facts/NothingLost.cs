using Waybill.As2;

namespace Waybill.EndToEnd.Tests;

/// <summary>Compares what was promised with what is there.</summary>
internal static class NothingLost
{
    /// <summary>Everything that is wrong between a sender and its receiver, one sentence each; none when nothing was lost and nothing came twice.</summary>
    internal static IReadOnlyList<string> Check(IReadOnlyList<Promise> promises, GatewayFacts sender, GatewayFacts receiver)
    {
        var problems = new List<string>();
        var accepted = receiver.Accepted.ToLookup(a => (a.From, a.To, a.MessageId));
        var sent = sender.Sent.ToLookup(s => (s.From, s.To, s.MessageId));
        // Before the promised name stands our id.
        var files = receiver.Files.ToLookup(f => f.Name[(f.Name.IndexOf('-', StringComparison.Ordinal) + 1)..], StringComparer.Ordinal);
        foreach (var promise in promises)
        {
            Arrived(promise, [.. accepted[(promise.From, promise.To, promise.MessageId)]], problems);
            InFolder(promise, [.. files[promise.FileName]], problems);
            if (sent[(promise.From, promise.To, promise.MessageId)].ToList() is not [{ State: "Delivered" }] and var states)
            {
                problems.Add($"{promise.MessageId}: at its sender it is [{string.Join(", ", states.Select(s => s.LastAttempt is null ? s.State : $"{s.State}: {s.LastAttempt}"))}] and not delivered.");
            }
        }

        foreach (var receipt in sender.Receipts)
        {
            if (accepted[(receipt.From, receipt.To, receipt.MessageId)].ToList() is not [var one])
            {
                problems.Add($"{receipt.MessageId}: a receipt came, and its receiver does not have it once.");
            }
            else if (Mic.Parse(one.Mic).Value is not { } mic || !mic.Equals(receipt.Mic is null ? null : Mic.Parse(receipt.Mic).Value))
            {
                problems.Add($"{receipt.MessageId}: the receipt says {receipt.Mic}, its receiver computed {one.Mic}.");
            }
        }

        var known = promises.Select(p => (p.From, p.To, p.MessageId)).ToHashSet();
        problems.AddRange(receiver.Accepted.Where(a => !known.Contains((a.From, a.To, a.MessageId))).Select(a => $"{a.MessageId}: accepted, and nobody was promised it."));
        problems.AddRange(sender.Sent.Where(s => !known.Contains((s.From, s.To, s.MessageId))).Select(s => $"{s.MessageId}: sent, and nobody was promised it."));
        if (receiver.Files.Count != promises.Count)
        {
            problems.Add($"{promises.Count} messages made {receiver.Files.Count} files.");
        }

        return problems;
    }

    /// <summary>Everything that is wrong inside one gateway.</summary>
    internal static IReadOnlyList<string> Check(GatewayFacts gateway) =>
    [
        .. gateway.Overdue.Select(o => $"Not done though due: {o}."),
        .. gateway.Orphans.Select(o => $"Nothing names the stored object {o}."),
        .. gateway.Missing.Select(m => $"A row names the object {m}, which is not there."),
    ];

    private static void Arrived(Promise promise, List<AcceptedFact> accepted, List<string> problems)
    {
        if (accepted is not [var one])
        {
            problems.Add($"{promise.MessageId}: accepted {accepted.Count} times.");
        }
        else if (one.Documents is not [var digest] || digest != promise.Sha256)
        {
            problems.Add($"{promise.MessageId}: its receiver does not hold the document that was sent.");
        }
    }

    private static void InFolder(Promise promise, List<FileFact> files, List<string> problems)
    {
        if (files is not [var one])
        {
            problems.Add($"{promise.MessageId}: {files.Count} files in the folder.");
        }
        else if (one.Sha256 != promise.Sha256)
        {
            problems.Add($"{promise.MessageId}: its file is not the document that was sent.");
        }
    }
}
