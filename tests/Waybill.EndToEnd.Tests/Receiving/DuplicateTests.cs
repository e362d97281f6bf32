using Waybill.As2;
using Waybill.Gateway;
using Waybill.Testing;

namespace Waybill.EndToEnd.Tests;

/// <summary>What comes twice, exactly as decided: the claim is the commit, only accepted messages own a key.</summary>
public sealed class DuplicateTests(ReceivingHost host) : IClassFixture<ReceivingHost>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    [Requirement("AS2-DUP-003", "AS2-MDN-021")]
    public async Task The_same_bytes_again_get_the_first_receipt_again_and_start_nothing()
    {
        var message = await ReceivingHost.MessageAsync();

        var first = await host.Gateway.PostAsync(message.Headers, message.Body);
        var again = await host.Gateway.PostAsync(message.Headers, message.Body);

        Assert.Equal((200, 200), (first.Status, again.Status));
        Assert.Equal(first.Body, again.Body);
        await OnceAsync(message, duplicates: 1);
    }

    [Fact]
    [Requirement("AS2-DUP-003")]
    public async Task The_same_content_encrypted_anew_is_the_same_message()
    {
        var message = await ReceivingHost.MessageAsync();
        var anew = await ReceivingHost.MessageAsync(change: o => o with { MessageId = message.Sent.MessageId });
        Assert.NotEqual(message.Body.ToArray(), anew.Body.ToArray());
        Assert.Equal(message.Sent.Mic, anew.Sent.Mic);

        var first = await host.Gateway.PostAsync(message.Headers, message.Body);
        var again = await host.Gateway.PostAsync(anew.Headers, anew.Body);

        Assert.Equal(first.Body, again.Body);
        await OnceAsync(message, duplicates: 1);
    }

    [Theory]
    [InlineData(ReceivingHost.Acme, "processed/error: duplicate-document")]
    [InlineData(ReceivingHost.Warned, "processed/warning: duplicate-document")]
    [Requirement("AS2-DUP-004")]
    public async Task Other_content_under_a_known_id_is_not_delivered_and_answered_as_agreed(string from, string disposition)
    {
        var message = await ReceivingHost.MessageAsync(from);
        var other = await ReceivingHost.MessageAsync(from, change: o => o with { MessageId = message.Sent.MessageId }, document: TestBytes.Edi(700));
        await host.Gateway.PostAsync(message.Headers, message.Body);

        using var answer = await host.Gateway.SendAsync(other.Headers, other.Body);

        var receipt = await ReceivingHost.ReceiptAsync(answer);
        Assert.True(receipt.IsSignatureGood);
        Assert.EndsWith(disposition, receipt.Disposition!.ToString(), StringComparison.Ordinal);
        var original = await OnceAsync(message, duplicates: 0);
        Assert.Contains(original.Timeline, t => t.Kind is "duplicate");
        Assert.Equal(["duplicate-document"], (await host.Gateway.AlertsAsync(original.Exchange.Id)).Select(a => a.Kind));
        var refused = await ReceivingHost.OnlyAsync(host.Gateway, message, ExchangeState.Refused);
        Assert.Equal("duplicate_document", refused.Exchange.Failure);
        Assert.Contains(original.Exchange.Id, refused.Exchange.Detail, StringComparison.Ordinal);
        Assert.Empty(refused.Handoffs);

        // The first one keeps its answer.
        Assert.Equal(original.Answer!.Bytes, (await host.Gateway.PostAsync(message.Headers, message.Body)).Body.Length);
    }

    [Fact]
    [Requirement("AS2-DUP-006")]
    public async Task What_was_refused_blocks_nobody()
    {
        var message = await ReceivingHost.MessageAsync();
        var forged = await ReceivingHost.MessageAsync(change: o => o with { MessageId = message.Sent.MessageId, Signer = new() { Key = TestKey.Rsa("stranger").Key } });

        using var first = await host.Gateway.SendAsync(forged.Headers, forged.Body);
        using var second = await host.Gateway.SendAsync(forged.Headers, forged.Body);
        using var good = await host.Gateway.SendAsync(message.Headers, message.Body);

        Assert.Equal(DispositionMeaning.Refused, (await ReceivingHost.ReceiptAsync(first)).Disposition!.Meaning);
        Assert.Equal(DispositionMeaning.Refused, (await ReceivingHost.ReceiptAsync(second)).Disposition!.Meaning);
        Assert.Equal(Disposition.Processed, (await ReceivingHost.ReceiptAsync(good)).Disposition);
        await OnceAsync(message, duplicates: 0);
        Assert.Equal(2, (await ReceivingHost.FindAsync(host.Gateway, message)).Count(e => e.State is ExchangeState.Refused));
    }

    [Fact]
    [Requirement("AS2-DUP-003")]
    public async Task Of_copies_in_parallel_one_is_taken_and_all_get_its_receipt()
    {
        var message = await ReceivingHost.MessageAsync(document: TestBytes.Edi(200_000));

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => host.Gateway.PostAsync(message.Headers, message.Body)));

        Assert.All(answers, a => Assert.Equal(200, a.Status));
        Assert.Single(answers.Select(a => Convert.ToHexString(a.Body)).Distinct(StringComparer.Ordinal));
        await OnceAsync(message, duplicates: 7);
    }

    [Fact]
    [Requirement("AS2-DUP-003", "AS2-DUP-004")]
    public async Task Who_is_not_authenticated_gets_a_stored_receipt_for_the_very_same_bytes_only()
    {
        var message = await ReceivingHost.MessageAsync(ReceivingHost.Loose, "E");
        var anew = await ReceivingHost.MessageAsync(ReceivingHost.Loose, "E", o => o with { MessageId = message.Sent.MessageId });
        Assert.Equal(message.Sent.Mic, anew.Sent.Mic);

        var first = await host.Gateway.PostAsync(message.Headers, message.Body);
        using var other = await host.Gateway.SendAsync(anew.Headers, anew.Body);
        var again = await host.Gateway.PostAsync(message.Headers, message.Body);

        Assert.Contains("duplicate-document", (await ReceivingHost.ReceiptAsync(other)).Disposition!.ToString(), StringComparison.Ordinal);
        Assert.Equal(first.Body, again.Body);
        await OnceAsync(message, duplicates: 1);
    }

    [Fact]
    [Requirement("AS2-DUP-003")]
    public async Task A_message_without_an_id_is_known_by_its_bytes()
    {
        var message = (await ReceivingHost.MessageAsync(change: o => o with { Receipt = null })).With("Message-ID", null);
        var before = (await host.Gateway.ListAsync()).Count;

        var first = await host.Gateway.PostAsync(message.Headers, message.Body);
        var again = await host.Gateway.PostAsync(message.Headers, message.Body);

        Assert.Equal((200, 200, 0, 0), (first.Status, again.Status, first.Body.Length, again.Body.Length));
        Assert.Equal(before + 1, (await host.Gateway.ListAsync()).Count);
    }

    [Fact]
    [Requirement("AS2-DUP-003", "AS2-MDN-021")]
    public async Task An_asynchronous_receipt_is_posted_again_to_the_address_stored_with_the_first_message()
    {
        await using var partner = FakePartner.Start(_ => PartnerAnswer.Of(200));
        await using var elsewhere = FakePartner.Start(_ => PartnerAnswer.Of(200));
        var message = await ReceivingHost.MessageAsync(change: o => o with { Receipt = TestMessage.SignedReceipt(partner.Address.ToString()) });

        await host.Gateway.PostAsync(message.Headers, message.Body);
        await Patience.UntilAsync(() => partner.Requests.Count is 1);
        var accepted = await ReceivingHost.OnlyAsync(host.Gateway, message);
        await host.Gateway.UntilAsync(accepted.Exchange.Id, s => s.Exchange.Receipt is ReceiptState.Sent);
        var bent = message.With("Receipt-Delivery-Option", elsewhere.Address.ToString());
        Assert.Equal((200, 0), await StatusAsync(bent));

        await Patience.UntilAsync(() => partner.Requests.Count is 2);
        Assert.Equal(partner.Requests[0].Body.ToArray(), partner.Requests[1].Body.ToArray());
        Assert.Equal(partner.Requests[0].Header("Message-ID"), partner.Requests[1].Header("Message-ID"));
        Assert.Equal(partner.Address.ToString(), (await OnceAsync(message, duplicates: 1)).AsynchronousReceipt!.Url);
        await host.Gateway.UntilAsync(accepted.Exchange.Id, s => s.Exchange.Receipt is ReceiptState.Sent);
        Assert.Empty(elsewhere.Requests);
    }

    [Fact]
    [Requirement("AS2-DUP-003", "AS2-DUP-011", "AS2-SEC-010")]
    public async Task A_repeat_is_known_after_a_restart_and_after_a_year()
    {
        await using var gateway = await ReceivingHost.StartAsync();
        var message = await ReceivingHost.MessageAsync();
        var first = await gateway.PostAsync(message.Headers, message.Body);
        foreach (var later in new[] { TimeSpan.FromHours(1), TimeSpan.FromDays(1), TimeSpan.FromDays(366) })
        {
            await gateway.StopAsync();
            await gateway.StartAsync(new LaterTime(later));

            var again = await gateway.PostAsync(message.Headers, message.Body);

            Assert.Equal(first.Body, again.Body);
        }

        var only = Assert.Single(await gateway.ListAsync());
        Assert.Equal(3, (await gateway.FindAsync(only.Id)).Attempts.Count(a => a.Kind is "duplicate"));
        await gateway.FilesAsync(1);
    }

    private async Task<(int Status, int Length)> StatusAsync(TestMessage message)
    {
        var (status, body) = await host.Gateway.PostAsync(message.Headers, message.Body);
        return (status, body.Length);
    }

    /// <summary>It was accepted once, handed on once, and its repeats are counted.</summary>
    private async Task<Seen> OnceAsync(TestMessage message, int duplicates)
    {
        var seen = await ReceivingHost.OnlyAsync(host.Gateway, message);
        Assert.Equal(duplicates, seen.Attempts.Count(a => a.Kind is "duplicate"));
        Assert.Single(seen.Handoffs);
        Assert.Single(await ReceivingHost.FilesAsync(host.Gateway, seen));
        return seen;
    }

    private sealed class LaterTime(TimeSpan later) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + later;
    }
}
