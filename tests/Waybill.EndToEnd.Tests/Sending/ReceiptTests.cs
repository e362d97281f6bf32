using Waybill.As2;
using Waybill.Gateway;
using Waybill.Testing;
using static Waybill.Gateway.ExchangeState;

namespace Waybill.EndToEnd.Tests;

/// <summary>Receipts of all kinds, from a partner on a socket, in the answer and by themselves.</summary>
public sealed class ReceiptTests(SendingHost host) : IClassFixture<SendingHost>
{
    public static TheoryData<string, string> Refusals => new()
    {
        { "automatic-action/MDN-sent-automatically; processed/error: decryption-failed", "decryption-failed" },
        { "automatic-action/MDN-sent-automatically; processed/error: authentication-failed", "authentication-failed" },
        { "automatic-action/MDN-sent-automatically; processed/error: integrity-check-failed", "integrity-check-failed" },
        { "automatic-action/MDN-sent-automatically; processed/error: decompression-failed", "decompression-failed" },
        { "automatic-action/MDN-sent-automatically; processed/error: insufficient-message-security", "insufficient-message-security" },
        { "automatic-action/MDN-sent-automatically; processed/error: unexpected-processing-error", "unexpected-processing-error" },
        { "automatic-action/MDN-sent-automatically; processed/error: something of their own", "something of their own" },
        { "automatic-action/MDN-sent-automatically; processed/failure: unsupported format", "unsupported format" },
        { "automatic-action/MDN-sent-automatically; failed/failure: unsupported MIC-algorithms", "unsupported MIC-algorithms" },
        { "automatic-action/MDN-sent-automatically; failed", "failed" },
        { "manual-action/MDN-sent-manually; denied", "denied" },
    };

    public static TheoryData<ReceiptSigning> Unproven => [ReceiptSigning.Unsigned, ReceiptSigning.Foreign, ReceiptSigning.Broken, ReceiptSigning.Altered];

    [Theory]
    [InlineData(SendingHost.Sync)]
    [InlineData(SendingHost.Async)]
    [InlineData(SendingHost.Unsigned)]
    public async Task A_good_receipt_delivers_in_every_handwriting(string kind)
    {
        var lane = host.Take(kind);
        foreach (var shape in new[] { ReceiptShape.Waybill, ReceiptShape.OpenAs2, ReceiptShape.Phase2, ReceiptShape.Mendelson })
        {
            var id = (await host.Gateway.SubmitAsync(lane.Gives(new() { Shape = shape }).Name)).Id;

            var seen = await host.Gateway.UntilAsync(id, Delivered);

            var receipt = Assert.Single(seen.Receipts);
            Assert.Equal((true, kind is not SendingHost.Async), (receipt.IsAuthentic, receipt.IsSynchronous));
            Assert.Equal(Mic.Parse(seen.Mic!).Value, Mic.Parse(seen.ReceivedMic!).Value);
        }
    }

    [Fact]
    [Requirement("AS2-MATCH-010")]
    public async Task A_receipt_before_the_end_of_the_answer_counts_and_the_answer_only_fills_its_attempt()
    {
        foreach (var status in new[] { 200, 500 })
        {
            var lane = host.Take(SendingHost.Async).Says(r => PartnerAnswer.Receipt(r, script: new() { Delivery = ReceiptDelivery.BeforeAnswer }));
            if (status is 500)
            {
                // The receipt goes by itself while the answer, a failure, crawls.
                lane.Says(_ => PartnerAnswer.Of(500) with { PieceBytes = 1, Pause = TimeSpan.FromMilliseconds(15) });
            }

            var id = (await host.Gateway.SubmitAsync(lane.Name)).Id;
            if (status is 500)
            {
                var sending = await host.Gateway.UntilAsync(id, Sending);
                await host.Gateway.PostAsync(SendingHost.ReceiptFor(sending));
                Assert.Null(Assert.Single((await host.Gateway.FindAsync(id)).Sends).EndedAt);
            }

            var seen = await host.Gateway.UntilAsync(id, s => s is { State: Delivered, Sends: [{ EndedAt: not null }] });

            Assert.Equal(["submitted", "packaged", "delivered"], seen.Path);
            Assert.Equal(status, seen.Sends[0].HttpStatus);
            Assert.Single(lane.Requests);
        }
    }

    [Fact]
    public async Task A_receipt_counts_on_whatever_way_it_comes()
    {
        // In the answer though it was to come later, and by itself though it was to come in the answer.
        var (_, early) = await host.SendAsync(SendingHost.Async, l => l.Gives(new() { Delivery = ReceiptDelivery.InAnswer }));
        Assert.True(Assert.Single((await host.Gateway.UntilAsync(early, Delivered)).Receipts).IsSynchronous);

        var (_, waiting) = await host.BringAsync(RetryWait);
        await host.Gateway.PostAsync(SendingHost.ReceiptFor(waiting));
        Assert.False(Assert.Single((await host.Gateway.UntilAsync(waiting.Exchange.Id, Delivered)).Receipts).IsSynchronous);
    }

    [Theory]
    [MemberData(nameof(Unproven))]
    [Requirement("AS2-MATCH-003", "AS2-MATCH-013", "AS2-SEC-008")]
    public async Task In_the_answer_what_is_not_proven_ends_the_attempts_and_a_later_good_one_still_closes(ReceiptSigning signing)
    {
        var (lane, id) = await host.SendAsync(SendingHost.Quick, l => l.Gives(new() { Signing = signing }));

        var seen = await host.Gateway.UntilAsync(id, ReceiptInvalid);

        Assert.False(Assert.Single(seen.Receipts).IsAuthentic);
        Assert.Equal(["receipt-not-authentic"], (await host.Gateway.AlertsAsync(id)).Select(a => a.Kind));
        await host.Gateway.PostAsync(SendingHost.ReceiptFor(seen));
        Assert.Equal(Delivered, (await host.Gateway.FindAsync(id)).State);
        Assert.Empty(await host.Gateway.AlertsAsync(id));
        Assert.Single(lane.Requests);
    }

    [Theory]
    [MemberData(nameof(Unproven))]
    [Requirement("AS2-MATCH-003", "AS2-SEC-008")]
    public async Task By_itself_what_is_not_proven_is_taken_kept_and_alerted_once_and_the_wait_goes_on(ReceiptSigning signing)
    {
        var (lane, id) = await host.SendAsync(SendingHost.Async, l => l.Gives(new() { Signing = signing, Times = 2 }));
        var posted = await lane.PostedAsync(2);

        var seen = await host.Gateway.UntilAsync(id, AwaitingReceipt);

        Assert.Equal([200, 200], posted.Select(p => p.Status));
        Assert.Equal([false, false], seen.Receipts.Select(r => r.IsAuthentic));
        var alert = Assert.Single(await host.Gateway.AlertsAsync(id));
        Assert.Equal(("receipt-not-authentic", 1), (alert.Kind, alert.Count));
        await host.Gateway.PostAsync(SendingHost.ReceiptFor(seen));
        Assert.Equal(Delivered, (await host.Gateway.FindAsync(id)).State);
        Assert.Empty(await host.Gateway.AlertsAsync(id));
    }

    [Fact]
    [Requirement("AS2-SEC-008")]
    public async Task An_old_receipt_of_another_message_closes_nothing()
    {
        var (lane, id) = await host.SendAsync(SendingHost.Async, l => l.Gives(ReceiptScript.Honest));
        await host.Gateway.UntilAsync(id, Delivered);
        var old = Assert.Single(await lane.PostedAsync(1)).Receipt;
        var next = (await host.Gateway.SubmitAsync(lane.Says(PartnerAnswer.Of(200)).Name)).Id;
        var waiting = await host.Gateway.UntilAsync(next, AwaitingReceipt);

        // The same again, and with the id changed after it was signed.
        var text = System.Text.Encoding.Latin1.GetString(old.Body.Span);
        var first = (await host.Gateway.FindAsync(id)).Exchange.MessageId!;
        Assert.Contains(first, text, StringComparison.Ordinal);
        foreach (var body in new[] { text, text.Replace(first, waiting.Exchange.MessageId, StringComparison.Ordinal) })
        {
            Assert.Equal(200, (await host.Gateway.PostAsync(old.Headers, System.Text.Encoding.Latin1.GetBytes(body))).Status);
        }

        Assert.Equal(AwaitingReceipt, (await host.Gateway.FindAsync(next)).State);
        Assert.Equal(Delivered, (await host.Gateway.FindAsync(id)).State);
    }

    [Theory]
    [MemberData(nameof(Refusals))]
    [Requirement("AS2-DUP-009")]
    public async Task A_proven_refusal_of_any_kind_is_final_and_told_in_the_partners_words(string disposition, string told)
    {
        var (lane, id) = await host.SendAsync(SendingHost.Quick, l => l.Gives(new() { DispositionText = disposition }));

        var seen = await host.Gateway.UntilAsync(id, s => s.State is not (Submitted or Packaged or Sending));

        Assert.Equal(Rejected, seen.State);
        Assert.Contains(told, seen.Exchange.Detail, StringComparison.Ordinal);
        Assert.Equal(["receipt-negative"], (await host.Gateway.AlertsAsync(id)).Select(a => a.Kind));
        Assert.Single(lane.Requests);
    }

    [Fact]
    public async Task A_warning_is_a_delivery_with_something_to_look_at()
    {
        var (_, id) = await host.SendAsync(SendingHost.Sync, l => l.Gives(new() { Disposition = Disposition.Warning("duplicate-document") }));

        var seen = await host.Gateway.UntilAsync(id, Delivered);

        Assert.Equal(ReceiptOutcome.DeliveredWithWarning, Assert.Single(seen.Receipts).Outcome);
        Assert.Contains("duplicate-document", seen.Receipts[0].Sentence, StringComparison.Ordinal);
    }

    [Fact]
    [Requirement("AS2-MATCH-008")]
    public async Task Of_two_receipts_the_first_proven_verdict_stands()
    {
        var (_, one) = await host.BringAsync(AwaitingReceipt);
        var (_, two) = await host.BringAsync(AwaitingReceipt);
        foreach (var (sent, first, second, stands) in new[]
        {
            (one, Disposition.Processed, Disposition.Error("decryption-failed"), Delivered), (two, Disposition.Error("decryption-failed"), Disposition.Processed, Rejected),
        })
        {
            // What is not signed by the partner is no verdict and so no first one.
            await host.Gateway.PostAsync(SendingHost.ReceiptFor(sent, second, signer: "stranger"));
            await host.Gateway.PostAsync(SendingHost.ReceiptFor(sent, first));
            await host.Gateway.PostAsync(SendingHost.ReceiptFor(sent, second));

            var seen = await host.Gateway.FindAsync(sent.Exchange.Id);
            Assert.Equal(stands, seen.State);
            Assert.Equal([false, true, true], seen.Receipts.Select(r => r.IsAuthentic));
            Assert.Contains("first verdict stands", seen.Timeline[^1].Text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(SendingHost.Sync)]
    [InlineData(SendingHost.Async)]
    [Requirement("AS2-MATCH-001")]
    public async Task A_receipt_may_name_its_message_without_brackets_and_between_blanks(string kind)
    {
        foreach (var name in new Func<string, string>[] { id => id.Trim('<', '>'), id => $"  {id} ", id => $" {id.Trim('<', '>')}" })
        {
            var (_, id) = await host.SendAsync(kind, l => l.Says(r => PartnerAnswer.Receipt(r, script: new() { OriginalMessageId = name(r.Header("Message-ID")!) })));

            await host.Gateway.UntilAsync(id, Delivered);
        }
    }

    [Fact]
    [Requirement("AS2-MATCH-002")]
    public async Task Signed_and_about_another_message_or_about_none_it_is_as_the_rule_says()
    {
        var (_, other) = await host.SendAsync(SendingHost.Sync, l => l.Gives(new() { OriginalMessageId = "<another@acme>" }));
        var (_, none) = await host.SendAsync(SendingHost.Sync, l => l.Gives(new() { OriginalMessageId = "" }));

        var seen = await host.Gateway.UntilAsync(other, ReceiptInvalid);
        Assert.Equal(ReceiptOutcome.OtherMessage, Assert.Single(seen.Receipts).Outcome);
        seen = await host.Gateway.UntilAsync(none, Delivered);
        Assert.Equal(ReceiptOutcome.DeliveredWithWarning, Assert.Single(seen.Receipts).Outcome);
    }

    [Fact]
    [Requirement("AS2-MDN-022")]
    public async Task A_receipt_nobody_asked_for_is_kept_and_the_message_is_sent()
    {
        var (_, id) = await host.SendAsync(SendingHost.NoReceipt, l => l.Gives(new() { Delivery = ReceiptDelivery.InAnswer, Disposition = Disposition.Error("decryption-failed") }));

        Assert.Single((await host.Gateway.UntilAsync(id, Sent)).Receipts);
    }

    [Fact]
    [Requirement("AS2-MATCH-007", "AS2-MATCH-006")]
    public async Task The_least_receipt_is_enough()
    {
        var (_, id) = await host.SendAsync(SendingHost.Async, l => l.Gives(new() { WithoutMessageId = true, OldSpellings = true }));

        await host.Gateway.UntilAsync(id, Delivered);
    }

    [Fact]
    [Requirement("AS2-MATCH-009")]
    public async Task A_receipt_for_nobody_is_taken_and_touches_nothing()
    {
        var (_, waiting) = await host.BringAsync(AwaitingReceipt);

        var (status, body) = await host.Gateway.PostAsync(SendingHost.ReceiptFor(waiting, original: "<nobody@acme>"));

        Assert.Equal((200, 0), (status, body.Length));
        var seen = await host.Gateway.FindAsync(waiting.Exchange.Id);
        Assert.Equal(AwaitingReceipt, seen.State);
        Assert.Empty(seen.Receipts);
    }

    [Fact]
    [Requirement("AS2-MATCH-001")]
    public async Task Hundreds_of_receipts_in_any_order_each_find_their_message()
    {
        var lanes = Enumerable.Range(0, 4).Select(_ => host.Take(SendingHost.Async).Says(PartnerAnswer.Of(200))).ToList();
        var ids = await Task.WhenAll(Enumerable.Range(0, 200).Select(async n => (await host.Gateway.SubmitAsync(lanes[n % 4].Name)).Id));
        var waiting = new List<Seen>();
        foreach (var id in ids)
        {
            waiting.Add(await host.Gateway.UntilAsync(id, AwaitingReceipt));
        }

        // Each third says no, all at once, in no order, over whatever connection.
        var refused = waiting.Where((_, n) => n % 3 is 0).Select(w => w.Exchange.Id).ToHashSet(StringComparer.Ordinal);
        var receipts = waiting.Select(w => SendingHost.ReceiptFor(w, refused.Contains(w.Exchange.Id) ? Disposition.Error("decryption-failed") : null)).ToArray();
        new Random(1).Shuffle(receipts);
        await Parallel.ForEachAsync(receipts, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (r, _) => Assert.Equal(200, (await host.Gateway.PostAsync(r)).Status));

        foreach (var id in ids)
        {
            Assert.Equal(refused.Contains(id) ? Rejected : Delivered, (await host.Gateway.FindAsync(id)).State);
        }
    }
}
