using System.Globalization;
using System.Security.Cryptography;
using Waybill.Gateway;

namespace Waybill.Server;

/// <summary>Plays exchanges one after another, checks each, and tells what happened in words a newcomer follows.</summary>
internal sealed partial class DemoStory(TextWriter output)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private int _played;
    private int _failed;

    internal bool IsGood => _failed is 0 && _played > 0;

    internal async Task BeginAsync(params DemoCompany[] companies)
    {
        await output.WriteLineAsync("Two companies exchange business documents over AS2, the way trading partners do it over the internet.");
        await output.WriteLineAsync();
        foreach (var company in companies)
        {
            await output.WriteLineAsync($"  {company.Name,-7} receives at {company.Address}, its files are in {Shown(company.Folder)}");
        }

        await output.WriteLineAsync($"""

            Each made a key pair (RSA, {DemoIdentity.Bits} bits) and gave the other its certificate. Every message is compressed, signed with the sender's key
            and encrypted for the receiver's certificate. The receiver answers with a receipt that it signs, so that it cannot deny later what it got.
            """);
    }

    internal async Task ExchangeAsync(DemoCompany from, DemoCompany to, string path, string title, bool asynchronously, CancellationToken ct)
    {
        _played++;
        await output.WriteLineAsync();
        await output.WriteLineAsync($"{_played}. {from.Name} sends {to.Name} {title}, and asks for the receipt {(asynchronously ? "later, by a connection of its own" : "at once, in the answer")}.");
        var submitted = await from.SubmitAsync(path, ct);
        await LineAsync("document", $"{Path.GetFileName(path)}, {Bytes(new FileInfo(path).Length)}, in {from.Name}'s journal as {submitted.Id}");
        var sent = await WaitAsync(() => from.Gateway.Journal.FindAsync(submitted.Id, ct), static found => !ExchangeTransitions.IsOpen(found.Summary.State), ct);
        var arrived = sent is null ? null : await InboundAsync(to, submitted.MessageId, ct);
        var isGood = sent is not null && arrived is not null && await SentAsync(to, sent, arrived, asynchronously, ct);
        if (sent is null || arrived is null)
        {
            await LineAsync("FAILED", "It did not end in time.");
        }

        isGood &= arrived is not null && await ArrivedAsync(to, path, arrived, ct);
        _failed += isGood ? 0 : 1;
    }

    internal async Task EndAsync()
    {
        await output.WriteLineAsync();
        await output.WriteLineAsync(IsGood
            ? $"All {Number(_played)} exchanges went well: every document arrived byte for byte, every receipt proves it, nothing was lost and nothing came twice."
            : $"{Number(_failed)} of {Number(_played)} exchanges went wrong.");
        await output.WriteLineAsync("Each company's data folder holds its journal (waybill.db), its payloads and its inbox. ./data was not touched.");
    }

    private async Task<bool> SentAsync(DemoCompany to, ExchangeDetail sent, ExchangeDetail arrived, bool asynchronously, CancellationToken ct)
    {
        var wire = arrived.Wire is { } kept ? await to.Gateway.Payloads.LengthAsync(kept, ct) : null;
        await LineAsync("protected", $"compressed (zlib), signed (SHA-256 with RSA), encrypted (AES-256-CBC): {Bytes(wire ?? 0)} on the wire");
        await LineAsync("answered", $"HTTP {arrived.Answer!.Status.ToString(CultureInfo.InvariantCulture)}, {(arrived.Answer.Body.IsEmpty ? "without a body" : $"with {Bytes(arrived.Answer.Body.Length)} of receipt")}");
        if (sent.Summary.State is not ExchangeState.Delivered || sent.Receipts is not [.., var receipt] || receipt.IsSynchronous == asynchronously)
        {
            await LineAsync("FAILED", sent.Attempts is [.., var last] ? last.Sentence ?? "No receipt came." : "It was never sent.");
            return false;
        }

        if (asynchronously)
        {
            await LineAsync("later", $"{to.Name} posted the receipt on a connection of its own");
        }

        await LineAsync("receipt", $"{receipt.Disposition}, signed by {to.Name} and checked with its certificate");
        var isEqual = string.Equals(receipt.Mic, sent.Mic, StringComparison.Ordinal);
        await LineAsync("MIC", $"{receipt.Mic}: the digest {to.Name} took of what it read {(isEqual ? "equals" : "DIFFERS FROM")} the one {sent.Summary.From} took of what it wrote");
        return isEqual;
    }

    private static async Task<ExchangeDetail?> InboundAsync(DemoCompany to, string messageId, CancellationToken ct)
    {
        var page = await to.Gateway.Journal.ListAsync(new() { Direction = Direction.In, IdPrefix = messageId }, null, 1, ct);
        return page.Items is [var only] ? await to.Gateway.Journal.FindAsync(only.Id, ct) : null;
    }

    private async Task<bool> ArrivedAsync(DemoCompany to, string sent, ExchangeDetail message, CancellationToken ct)
    {
        var arrived = Path.Combine(to.Inbox, $"{message.Summary.Id}-{Path.GetFileName(sent)}");
        if (await WaitAsync<string>(() => new(arrived), File.Exists, ct) is null)
        {
            await LineAsync("FAILED", $"{to.Name} has no file of this message.");
            return false;
        }

        var (ours, theirs) = (await DigestAsync(sent, ct), await DigestAsync(arrived, ct));
        var isEqual = ours.AsSpan().SequenceEqual(theirs);
        await LineAsync(isEqual ? "arrived" : "FAILED", $"{Shown(arrived)}, {(isEqual ? "equal to what was sent, byte for byte" : "which is not what was sent")}");
        return isEqual;
    }

    /// <summary>Looks until it is so; null when it is not in time.</summary>
    private static async Task<T?> WaitAsync<T>(Func<ValueTask<T?>> look, Func<T, bool> isSo, CancellationToken ct)
        where T : class
    {
        var start = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(start) < Patience)
        {
            if (await look() is { } found && isSo(found))
            {
                return found;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, ct);
        }

        return null;
    }

    private static async Task<byte[]> DigestAsync(string path, CancellationToken ct)
    {
        await using var file = File.OpenRead(path);
        return await SHA256.HashDataAsync(file, ct);
    }

    private Task LineAsync(string what, string text) => output.WriteLineAsync($"   {what,-10} {text}");

    private static string Number(long count) => count.ToString("#,0", CultureInfo.InvariantCulture);

    private static string Bytes(long count) => Number(count) + " bytes";

    private static string Shown(string path) => "./" + Path.GetRelativePath(Directory.GetCurrentDirectory(), path).Replace('\\', '/');
}
