using System.Text;
using Waybill.As2;
using Waybill.Cms;
using Waybill.Mime;

namespace Waybill.Gateway.Tests;

/// <summary>Refused messages that are opened again once the cause is gone.</summary>
public sealed class ReopenerTests
{
    private static readonly CmsPrivateKey Other = new(TestIdentities.Rsa("globex-old"));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    [Requirement("AS2-DUP-006")]
    public async Task A_message_no_key_opened_is_taken_once_the_key_is_there_and_a_retry_gets_a_good_receipt()
    {
        await using var place = await ReceivingPlace.OpenAsync();
        var message = await ReceivingPlace.PackAsync("a", "ISA*one", o => o with { Recipients = [new() { Certificate = Other.Certificate }] });
        var refused = await place.ReceiveAsync(message);
        Assert.Equal(ReceiveKind.Refused, refused.Outcome);
        var still = await place.Reopener.ReopenAsync(refused.Id, "ada", null, Ct);
        Assert.Equal(ReopenKind.StillRefused, still.Kind);
        Assert.Contains("not encrypted for a certificate of this receiver", still.Text, StringComparison.Ordinal);

        AddOldKey(place);
        Assert.Equal(ReopenKind.Taken, (await place.Reopener.ReopenAsync(refused.Id, "ada", null, Ct)).Kind);
        Assert.Equal(ReopenKind.NotRefused, (await place.Reopener.ReopenAsync(refused.Id, "ada", null, Ct)).Kind);

        var stored = (await place.Journal.FindAsync(refused.Id, Ct))!;
        Assert.Equal((ExchangeState.Accepted, "globex-acme"), (stored.Summary.State, stored.Summary.Connection));
        Assert.Equal("ISA*one", Encoding.ASCII.GetString(await place.ReadAsync(Assert.Single(stored.Documents))));
        Assert.Equal(refused.Answer.Body.ToArray(), stored.Answer!.Body.ToArray());
        Assert.Equal("folder", Assert.Single(stored.Handoffs).Key);
        Assert.Equal(["refused", "still-refused", "reopened"], stored.Timeline.Select(t => t.Kind));
        Assert.Equal(
            [(CertificateUse.Verify, ReceivingPlace.Acme.Certificate.Sha256Thumbprint), (CertificateUse.Decrypt, Other.Certificate.Sha256Thumbprint), (CertificateUse.SignReceipt, ReceivingPlace.Globex.Certificate.Sha256Thumbprint)],
            stored.Certificates.Select(c => (c.Use, c.Sha256Thumbprint)));

        var again = await place.ReceiveAsync(message);
        Assert.Equal((ReceiveKind.Repeat, refused.Id, 200), (again.Outcome, again.Id, again.Answer.Status));
        var receipt = await ReadAsync(again.Answer);
        Assert.True(receipt.IsSignatureGood);
        Assert.Equal((Disposition.Processed, stored.Mic, "<a@acme>"), (receipt.Disposition, receipt.Mic!.ToString(), receipt.OriginalMessageId));
        Assert.Equal(again.Answer.Body.ToArray(), (await place.ReceiveAsync(message)).Answer.Body.ToArray());
    }

    [Fact]
    public async Task A_message_signed_by_a_certificate_nobody_knew_is_taken_once_it_is_configured()
    {
        await using var place = await ReceivingPlace.OpenAsync();
        var refused = await place.ReceiveAsync(await ReceivingPlace.PackAsync("a", change: o => o with { Signer = new() { Key = Other } }));
        Assert.Equal((int)As2Failure.UnknownSigner, (await place.Journal.FindAsync(refused.Id, Ct))!.Summary.Failure);

        var files = place.Files(TestIdentities.Rsa("globex-old"), "new");
        place.Configure((_, partner) => partner.Certificates.Add(files.Certificate));

        Assert.Equal(ReopenKind.Taken, (await place.Reopener.ReopenAsync(refused.Id, "ada", null, Ct)).Kind);
    }

    [Fact]
    public async Task A_message_of_a_pair_nobody_had_configured_is_taken_once_it_is()
    {
        await using var place = await ReceivingPlace.OpenAsync();
        var message = (await ReceivingPlace.PackAsync("a")).With("AS2-From", "ACME");
        var refused = await UnmatchedAsync(place, message);
        var still = await place.Reopener.ReopenAsync(refused, "ada", null, Ct);
        Assert.Equal(ReopenKind.NotPossible, still.Kind);
        Assert.Contains("differs from the partner 'acme' in upper and lower case only", still.Text, StringComparison.Ordinal);

        place.Configure((_, partner) => partner.As2Id = "ACME");
        Assert.Equal(ReopenKind.Taken, (await place.Reopener.ReopenAsync(refused, "ada", null, Ct)).Kind);

        Assert.Empty(await place.ListAsync(new() { Unmatched = true }));
        var stored = (await place.Journal.FindAsync(refused, Ct))!;
        Assert.Equal((ExchangeState.Accepted, "ACME"), (stored.Summary.State, stored.Summary.From));
        Assert.StartsWith("globex-acme-", stored.Summary.Connection, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_the_bytes_that_came_it_says_why_and_what_can_be_done()
    {
        await using var place = await ReceivingPlace.OpenAsync();
        var large = await place.ReceiveAsync(await ReceivingPlace.PackAsync("a", new string('x', 3 << 20), o => o with { Signer = new() { Key = Other } }));
        var lost = await place.ReceiveAsync(await ReceivingPlace.PackAsync("b", change: o => o with { Signer = new() { Key = Other } }));
        await place.Payloads.DeleteAsync((await place.Journal.FindAsync(lost.Id, Ct))!.Wire!.Value, Ct);

        foreach (var refused in new[] { large, lost })
        {
            var result = await place.Reopener.ReopenAsync(refused.Id, "ada", null, Ct);
            Assert.Equal(ReopenKind.NotKept, result.Kind);
            Assert.Contains("Ask the partner to send it again", result.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Kept_bytes_that_changed_are_a_fault_of_ours_and_change_nothing()
    {
        await using var place = await ReceivingPlace.OpenAsync();
        var refused = await place.ReceiveAsync(await ReceivingPlace.PackAsync("a", new string('x', 200_000), o => o with { Recipients = [new() { Certificate = Other.Certificate }] }));
        var wire = (await place.Journal.FindAsync(refused.Id, Ct))!.Wire!.Value;
        var file = Assert.Single(Directory.EnumerateFiles(place.Folder, wire.Value, SearchOption.AllDirectories));
        var bytes = await File.ReadAllBytesAsync(file, Ct);
        bytes[^1] ^= 1;
        await File.WriteAllBytesAsync(file, bytes, Ct);
        AddOldKey(place);

        await Assert.ThrowsAnyAsync<IOException>(() => place.Reopener.ReopenAsync(refused.Id, "ada", null, Ct).AsTask());

        Assert.Equal(ExchangeState.Refused, (await place.Journal.FindAsync(refused.Id, Ct))!.Summary.State);
    }

    [Fact]
    public async Task What_was_accepted_otherwise_meanwhile_stays_refused_and_nothing_is_left_behind()
    {
        await using var place = await ReceivingPlace.OpenAsync();
        var message = await ReceivingPlace.PackAsync("a", change: o => o with { Recipients = [new() { Certificate = Other.Certificate }] });
        var refused = await place.ReceiveAsync(message);
        AddOldKey(place);
        var accepted = await place.ReceiveAsync(message);
        var objects = place.Objects();

        var result = await place.Reopener.ReopenAsync(refused.Id, "ada", null, Ct);

        Assert.Equal((ReceiveKind.Accepted, ReopenKind.NotPossible), (accepted.Outcome, result.Kind));
        Assert.Contains(accepted.Id.Value, result.Text, StringComparison.Ordinal);
        Assert.Equal(objects.Order(StringComparer.Ordinal), place.Objects().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Under_a_key_it_is_done_once_and_what_failed_may_be_asked_again_under_the_same_one()
    {
        await using var place = await ReceivingPlace.OpenAsync();
        var refused = await place.ReceiveAsync(await ReceivingPlace.PackAsync("a", change: o => o with { Recipients = [new() { Certificate = Other.Certificate }] }));
        var key = new IdempotencyKey("ada", "k1", new byte[] { 1 }, "done");
        Assert.Equal(ReopenKind.StillRefused, (await place.Reopener.ReopenAsync(refused.Id, "ada", key, Ct)).Kind);
        AddOldKey(place);

        Assert.Equal(ReopenKind.Taken, (await place.Reopener.ReopenAsync(refused.Id, "ada", key, Ct)).Kind);
        Assert.Equal(new ReopenResult(ReopenKind.Repeated, "done"), await place.Reopener.ReopenAsync(refused.Id, "ada", key, Ct));
        Assert.Equal(ReopenKind.KeyTaken, (await place.Reopener.ReopenAsync(refused.Id, "ada", key with { RequestSha256 = new byte[] { 2 } }, Ct)).Kind);
    }

    [Fact]
    public async Task The_receipt_of_its_own_connection_goes_where_it_may_and_only_to_a_repeat()
    {
        await using var place = await ReceivingPlace.OpenAsync();
        foreach (var (host, isForbidden) in new[] { ("as2.acme.example", false), ("elsewhere.example", true) })
        {
            var receipt = ReceiptRequest.Signed("x@acme.example", [MicAlgorithm.Of(DigestAlgorithm.Sha256)], $"https://{host}/receipts");
            var message = await ReceivingPlace.PackAsync(host, change: o => o with { Recipients = [new() { Certificate = Other.Certificate }], Receipt = receipt });
            place.Configure((_, _) => { });
            var refused = await place.ReceiveAsync(message);
            AddOldKey(place);
            Assert.Equal(ReopenKind.Taken, (await place.Reopener.ReopenAsync(refused.Id, "ada", null, Ct)).Kind);
            Assert.DoesNotContain(await ClaimAsync(place), w => w.Exchange == refused.Id);

            await place.ReceiveAsync(message);
            Assert.Equal(isForbidden ? 0 : 1, (await ClaimAsync(place)).Count(w => w.Exchange == refused.Id));
        }
    }

    private static void AddOldKey(ReceivingPlace place)
    {
        var files = place.Files(TestIdentities.Rsa("globex-old"), "old");
        place.Configure((station, _) => station.EarlierKeys.Add(new() { Certificate = files.Certificate, Key = files.Key }));
    }

    private static async Task<IReadOnlyList<ReceiptWork>> ClaimAsync(ReceivingPlace place)
    {
        var lease = (await place.Journal.Owners.TakeAsync("globex-acme", Guid.NewGuid().ToString("N"), TimeSpan.FromSeconds(8), isAlone: true, Ct))!;
        return await place.Journal.Receipts.ClaimAsync(lease, 10, TimeProvider.System.GetUtcNow(), Ct);
    }

    private static async Task<ReadReceipt> ReadAsync(StoredAnswer answer)
    {
        using var body = new MemoryStream(answer.Body.ToArray());
        return await ReceiptReader.ReadAsync(
            MimeHeaders.FromPairs(answer.Headers), body, new() { VerificationTime = TimeProvider.System.GetUtcNow(), SignerCertificates = [ReceivingPlace.Globex.Certificate] }, Ct);
    }

    private static async Task<ExchangeId> UnmatchedAsync(ReceivingPlace place, WireMessage message)
    {
        await using var wire = new WireCopy(place.Payloads, keepsAll: false);
        await wire.WriteAsync(message.Body, Ct);
        return (await place.Receiver.CommitUnmatchedAsync(
            new()
            {
                Headers = As2MessageHeaders.Read(message.Headers).Value!, Lines = message.Headers, IsReceipt = false, ReceivedAt = TimeProvider.System.GetUtcNow(),
                WireSha256 = System.Security.Cryptography.SHA256.HashData(message.Body), WireBytes = message.Body.Length, Wire = wire, Planned = new(ReceivingPlace.Answer("no")),
            },
            Ct)).Id;
    }
}
