using System.Globalization;
using System.Security.Cryptography;
using Waybill.As2;
using Waybill.As2.Http;

namespace Waybill.Server;

/// <summary>Plays exchanges one after another, checks each, and tells what happened in words a newcomer follows.</summary>
internal sealed class DemoStory(TextWriter output)
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
            await output.WriteLineAsync($"  {company.As2Id,-7} receives at {company.Address}, its files are in {Shown(company.Folder)}");
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
        await output.WriteLineAsync($"{_played}. {from.As2Id} sends {to.As2Id} {title}, and asks for the receipt {(asynchronously ? "later, by a connection of its own" : "at once, in the answer")}.");
        var sending = await from.SendAsync(to, path, asynchronously, TimeProvider.System.GetUtcNow(), ct);
        await LineAsync("document", $"{Path.GetFileName(path)}, {Bytes(sending.DocumentBytes)}");
        await LineAsync("protected", $"compressed (zlib), signed (SHA-256 with RSA), encrypted (AES-256-CBC): {Bytes(sending.WireBytes)} on the wire");
        await LineAsync("answered", sending.Result.Attempt.Status is { } status
            ? $"HTTP {status.ToString(CultureInfo.InvariantCulture)}, {(sending.Result.Attempt.Body.IsEmpty ? "without a body" : $"with {Bytes(sending.Result.Attempt.Body.Length)} of receipt")}"
            : sending.Result.Sentence);
        var isGood = asynchronously ? await LaterAsync(from, to, sending, ct) : await AtOnceAsync(to, sending);
        isGood &= await ArrivedAsync(from, to, path, sending.Sent.MessageId, ct);
        _failed += isGood ? 0 : 1;
    }

    internal async Task EndAsync()
    {
        await output.WriteLineAsync();
        await output.WriteLineAsync(IsGood
            ? $"All {_played.ToString(CultureInfo.InvariantCulture)} exchanges went well: every document arrived byte for byte, and every receipt proves it."
            : $"{_failed.ToString(CultureInfo.InvariantCulture)} of {_played.ToString(CultureInfo.InvariantCulture)} exchanges went wrong.");
        await output.WriteLineAsync("Beside each files folder stands a message.json with the answer that was given; receipts that came later stand under sent. ./data was not touched.");
    }

    private async Task<bool> AtOnceAsync(DemoCompany to, DemoSending sending)
        => await ReceiptAsync(to, sending.Sent, sending.Result.Receipt, sending.Result.Verdict, sending.Result.Sentence);

    private async Task<bool> LaterAsync(DemoCompany from, DemoCompany to, DemoSending sending, CancellationToken ct)
    {
        if (sending.Result.Outcome is not As2SendOutcome.AwaitingReceipt)
        {
            await LineAsync("FAILED", sending.Result.Sentence);
            return false;
        }

        try
        {
            var (arrived, verdict) = await from.Receipts.WaitAsync(sending.Sent.MessageId, Patience, ct);
            await LineAsync("later", $"{to.As2Id} posted the receipt to {from.Address}");
            return await ReceiptAsync(to, sending.Sent, arrived.Receipt, verdict, verdict.Sentence);
        }
        catch (TimeoutException)
        {
            await LineAsync("FAILED", "The receipt did not come.");
            return false;
        }
    }

    private async Task<bool> ReceiptAsync(DemoCompany to, SentMessage sent, ReadReceipt? receipt, ReceiptVerdict? verdict, string sentence)
    {
        if (receipt is null || verdict is not { Outcome: ReceiptOutcome.Delivered })
        {
            await LineAsync("FAILED", sentence);
            return false;
        }

        await LineAsync("receipt", $"{receipt.Disposition}, signed by {to.As2Id} and checked with its certificate");
        await LineAsync("MIC", $"{receipt.Mic}: the digest {to.As2Id} took of what it read {(sent.Mic.Equals(receipt.Mic) ? "equals" : "DIFFERS FROM")} the one {sent.From} took of what it wrote");
        return sent.Mic.Equals(receipt.Mic);
    }

    private async Task<bool> ArrivedAsync(DemoCompany from, DemoCompany to, string sent, MessageId id, CancellationToken ct)
    {
        var files = Path.Combine(to.Payloads, "inbox", MessageKey.Of(from.As2Id.Value, to.As2Id.Value, id.Value), "files");
        var arrived = Path.Combine(files, Path.GetFileName(sent));
        if (!File.Exists(arrived))
        {
            await LineAsync("FAILED", $"{to.As2Id} has no file of this message.");
            return false;
        }

        var (ours, theirs) = (await DigestAsync(sent, ct), await DigestAsync(arrived, ct));
        var isEqual = ours.AsSpan().SequenceEqual(theirs);
        await LineAsync(isEqual ? "arrived" : "FAILED", $"{Shown(arrived)}, {(isEqual ? "equal to what was sent, byte for byte" : "which is not what was sent")}");
        return isEqual;
    }

    private static async Task<byte[]> DigestAsync(string path, CancellationToken ct)
    {
        await using var file = File.OpenRead(path);
        return await SHA256.HashDataAsync(file, ct);
    }

    private Task LineAsync(string what, string text) => output.WriteLineAsync($"   {what,-10} {text}");

    private static string Bytes(long count) => count.ToString("#,0", CultureInfo.InvariantCulture) + " bytes";

    private static string Shown(string path) => "./" + Path.GetRelativePath(Directory.GetCurrentDirectory(), path).Replace('\\', '/');
}
