using System.Text;
using Waybill.As2;

namespace Waybill.Gateway.Tests;

/// <summary>What becomes of messages in the journal.</summary>
public sealed class ReceiverTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_accepted_message_is_in_the_journal_with_its_content_its_answer_and_one_handoff_each()
    {
        await using var place = await ReceivingPlace.OpenAsync(p => p.ApiPull = true);

        var outcome = await place.ReceiveAsync(await ReceivingPlace.PackAsync("a", "ISA*one"));

        Assert.Equal(ReceiveKind.Accepted, outcome.Outcome);
        var stored = (await place.Journal.FindAsync(outcome.Id, Ct))!;
        Assert.Equal((ExchangeState.Accepted, ReceiptState.Answered, "globex-acme"), (stored.Summary.State, stored.Summary.Receipt, stored.Summary.Connection));
        Assert.Equal(place.Connection.Version, stored.ConnectionVersion);
        Assert.Equal(outcome.Answer.Body.ToArray(), stored.Answer!.Body.ToArray());
        var document = Assert.Single(stored.Documents);
        Assert.Equal("ISA*one", Encoding.ASCII.GetString(await place.ReadAsync(document)));
        Assert.Equal(("order.edi", "application/edi-x12"), (document.FileName, document.ContentType));
        Assert.Equal(stored.Entity, document.Object);
        Assert.NotNull(stored.Wire);
        Assert.Equal(ReceivingPlace.Acme.Certificate.Sha256Thumbprint, stored.SignerThumbprint);
        Assert.Contains("\"type\":\"encrypted\"", stored.LayersJson, StringComparison.Ordinal);
        Assert.Equal(["api", "folder"], stored.Handoffs.Select(h => h.Key).Order(StringComparer.Ordinal));
        // The entity, which the document is a range of, and the wire body: no copy of anything, and no file.
        Assert.Equal(2, place.Objects().Length);
        Assert.Empty(place.Files());
    }

    [Fact]
    public async Task A_document_that_was_coded_is_an_object_of_its_own_beside_the_entity()
    {
        await using var place = await ReceivingPlace.OpenAsync();
        var text = new string('x', 5000);

        var outcome = await place.ReceiveAsync(await ReceivingPlace.PackAsync("z", text, o => o with { Compression = CompressionOrder.BeforeSigning }));

        var stored = (await place.Journal.FindAsync(outcome.Id, Ct))!;
        Assert.NotEqual(stored.Entity, Assert.Single(stored.Documents).Object);
        Assert.Equal(text, Encoding.ASCII.GetString(await place.ReadAsync(stored.Documents[0])));
    }

    [Fact]
    [Requirement("AS2-DUP-003", "AS2-REL-002", "AS2-MDN-021")]
    public async Task The_same_bytes_again_also_after_a_restart_get_the_first_answer_and_leave_nothing()
    {
        await using var place = await ReceivingPlace.OpenAsync();
        var message = await ReceivingPlace.PackAsync("a");
        var first = await place.ReceiveAsync(message);
        var objects = place.Objects();

        var second = await place.ReceiveAsync(message);
        await place.RestartAsync();
        var third = await place.ReceiveAsync(message);

        foreach (var again in new[] { second, third })
        {
            Assert.Equal((ReceiveKind.Repeat, first.Id), (again.Outcome, again.Id));
            Assert.Equal(first.Answer.Body.ToArray(), again.Answer.Body.ToArray());
        }

        var detail = (await place.Journal.FindAsync(first.Id, Ct))!;
        Assert.Single(detail.Handoffs);
        Assert.Equal(2, detail.Attempts.Count(a => a.Kind is "duplicate"));
        Assert.Single(await place.ListAsync());
        Assert.Equal(objects.Order(StringComparer.Ordinal), place.Objects().Order(StringComparer.Ordinal));
    }

    [Fact]
    [Requirement("AS2-DUP-003")]
    public async Task Of_copies_in_parallel_one_is_taken_and_all_get_its_answer()
    {
        await using var place = await ReceivingPlace.OpenAsync();
        var message = await ReceivingPlace.PackAsync("a");

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => place.ReceiveAsync(message))));

        Assert.Single(outcomes, o => o.Outcome is ReceiveKind.Accepted);
        Assert.Single(outcomes.Select(o => Encoding.ASCII.GetString(o.Answer.Body.Span)).Distinct(StringComparer.Ordinal));
        Assert.Single(await place.ListAsync());
        Assert.Equal(2, place.Objects().Length);
    }

    [Fact]
    [Requirement("AS2-DUP-003")]
    public async Task The_same_content_encrypted_anew_is_the_same_message()
    {
        await using var place = await ReceivingPlace.OpenAsync();
        var anew = await EncryptTwiceAsync("ISA*same");
        var firstOutcome = await place.ReceiveAsync(anew[0]);

        var again = await place.ReceiveAsync(anew[1]);

        Assert.NotEqual(anew[0].Body, anew[1].Body);
        Assert.Equal((ReceiveKind.Repeat, firstOutcome.Id), (again.Outcome, again.Id));
    }

    [Theory]
    [Requirement("AS2-DUP-004")]
    [InlineData(DuplicateAnswer.Error)]
    [InlineData(DuplicateAnswer.Warning)]
    public async Task Other_content_under_a_known_id_is_kept_aside_answered_as_set_and_alerted(DuplicateAnswer how)
    {
        await using var place = await ReceivingPlace.OpenAsync(p => p.DuplicateAnswer = how);
        var first = await place.ReceiveAsync(await ReceivingPlace.PackAsync("a", "ISA*one"));

        var other = await place.ReceiveAsync(await ReceivingPlace.PackAsync("a", "ISA*two"));

        Assert.Equal(ReceiveKind.OtherContent, other.Outcome);
        Assert.Equal($"duplicate {how}", Encoding.ASCII.GetString(other.Answer.Body.Span));
        var kept = (await place.Journal.FindAsync(other.Id, Ct))!;
        Assert.Equal((ExchangeState.Refused, (int)As2Failure.DuplicateDocument), (kept.Summary.State, kept.Summary.Failure));
        Assert.Contains(first.Id.Value, kept.Summary.Detail, StringComparison.Ordinal);
        Assert.NotNull(kept.Wire);
        Assert.Empty(kept.Handoffs);
        Assert.Contains(await place.Journal.OpenAsync(10, Ct), a => a.Kind is "duplicate-document" && a.Subject == first.Id.Value);
    }

    [Fact]
    [Requirement("AS2-DUP-006")]
    public async Task A_refused_message_takes_no_key_so_the_same_bytes_are_taken_once_the_cause_is_gone()
    {
        await using var place = await ReceivingPlace.OpenAsync();
        var message = await ReceivingPlace.PackAsync("a", change: o => o with { Signer = null, AllowUnsignedCbc = true });
        var good = await ReceivingPlace.PackAsync("a");

        var refused = await place.ReceiveAsync(message);
        var refusedAgain = await place.ReceiveAsync(message);
        var accepted = await place.ReceiveAsync(good);

        Assert.Equal([ReceiveKind.Refused, ReceiveKind.Refused, ReceiveKind.Accepted], [refused.Outcome, refusedAgain.Outcome, accepted.Outcome]);
        Assert.Equal(3, (await place.ListAsync()).Count);
        Assert.Equal((int)As2Failure.SignatureMissing, (await place.Journal.FindAsync(refused.Id, Ct))!.Summary.Failure);
    }

    [Fact]
    public async Task Without_a_Message_ID_the_bytes_are_the_key()
    {
        await using var place = await ReceivingPlace.OpenAsync();
        var message = await ReceivingPlace.PackAsync("a");
        var bare = message with { Headers = [.. message.Headers.Where(h => h.Key is not "Message-ID")] };

        Assert.Equal(ReceiveKind.Accepted, (await place.ReceiveAsync(bare)).Outcome);
        Assert.Equal(ReceiveKind.Repeat, (await place.ReceiveAsync(bare)).Outcome);
        Assert.Equal(ReceiveKind.Accepted, (await place.ReceiveAsync(await ReceivingPlace.PackAsync("b"))).Outcome);
    }

    [Fact]
    public async Task An_id_with_and_without_brackets_is_one_id()
    {
        await using var place = await ReceivingPlace.OpenAsync();
        var message = await ReceivingPlace.PackAsync("a");

        await place.ReceiveAsync(message);

        Assert.Equal(ReceiveKind.Repeat, (await place.ReceiveAsync(message.With("Message-ID", "a@acme"))).Outcome);
    }

    [Fact]
    public async Task What_no_key_of_ours_opens_is_kept_whole_and_other_large_bodies_are_not()
    {
        await using var place = await ReceivingPlace.OpenAsync();
        var large = new string('x', 3 << 20);
        var forOthers = await ReceivingPlace.PackAsync("a", large, o => o with { Recipients = [new() { Certificate = ReceivingPlace.Acme.Certificate }] });

        var unopened = await place.ReceiveAsync(forOthers);
        var opened = await place.ReceiveAsync(await ReceivingPlace.PackAsync("b", large));

        var wire = (await place.Journal.FindAsync(unopened.Id, Ct))!;
        Assert.Equal((int)As2Failure.NoKey, wire.Summary.Failure);
        Assert.Equal(forOthers.Body.Length, await place.Payloads.LengthAsync(wire.Wire!.Value, Ct));
        Assert.Null((await place.Journal.FindAsync(opened.Id, Ct))!.Wire);
        Assert.Equal(2, place.Objects().Length);
    }

    [Fact]
    public async Task By_switch_every_wire_body_is_kept()
    {
        await using var place = await ReceivingPlace.OpenAsync(p => p.KeepWireBodies = true);
        var message = await ReceivingPlace.PackAsync("b", new string('x', 3 << 20));

        var outcome = await place.ReceiveAsync(message);

        Assert.Equal(message.Body.Length, await place.Payloads.LengthAsync((await place.Journal.FindAsync(outcome.Id, Ct))!.Wire!.Value, Ct));
    }

    [Fact]
    public async Task An_asynchronous_receipt_is_due_with_the_commit_and_again_with_a_repeat_and_waits_for_the_answer()
    {
        await using var place = await ReceivingPlace.OpenAsync();
        var message = await ReceivingPlace.PackAsync("a");
        var later = new StoredReceipt("https://as2.acme.example/in", [new("AS2-From", "globex")], "receipt"u8.ToArray());
        Action? answered = null;

        var outcome = await place.ReceiveAsync(message, later, onAnswered: end => answered = end);

        Assert.Equal(ReceiptState.Due, (await place.Journal.FindAsync(outcome.Id, Ct))!.Summary.Receipt);
        var waiting = place.Answers.WaitAsync(outcome.Id, TimeProvider.System, Ct).AsTask();
        Assert.False(waiting.IsCompleted);
        answered!();
        await waiting;
        var work = await ClaimAsync(place);
        Assert.Equal(later.Body.ToArray(), work.Receipt.Body.ToArray());
        Assert.True(await place.Journal.Receipts.CompleteAsync(work.Lease, work.Work, isSent: true, 200, "taken", TimeProvider.System.GetUtcNow(), null, Ct));

        await place.ReceiveAsync(message, later with { Body = "another"u8.ToArray() });

        Assert.Equal(later.Body.ToArray(), (await ClaimAsync(place)).Receipt.Body.ToArray());
    }

    [Fact]
    [Requirement("AS2-SEC-001")]
    public async Task A_receipt_for_a_forbidden_address_fails_with_an_alert_and_the_message_is_taken()
    {
        await using var place = await ReceivingPlace.OpenAsync();
        var later = new StoredReceipt("http://169.254.169.254/", [], "receipt"u8.ToArray());

        var outcome = await place.ReceiveAsync(await ReceivingPlace.PackAsync("a"), later, forbidden: "That host was not agreed.");

        var stored = (await place.Journal.FindAsync(outcome.Id, Ct))!;
        Assert.Equal((ExchangeState.Accepted, ReceiptState.Failed), (stored.Summary.State, stored.Summary.Receipt));
        Assert.Contains(await place.Journal.OpenAsync(10, Ct), a => a.Kind is "receipt-forbidden" && a.Text.Contains("not agreed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_unmatched_pair_is_kept_with_its_headers_and_a_hint()
    {
        await using var place = await ReceivingPlace.OpenAsync();
        var message = (await ReceivingPlace.PackAsync("a")).With("AS2-From", "ACME");
        await using var wire = new WireCopy(place.Payloads, keepsAll: false);
        await wire.WriteAsync(message.Body, Ct);

        var outcome = await place.Receiver.CommitUnmatchedAsync(
            new()
            {
                Headers = As2MessageHeaders.Read(message.Headers).Value!, Lines = message.Headers, IsReceipt = false, ReceivedAt = TimeProvider.System.GetUtcNow(),
                WireSha256 = new byte[32], WireBytes = message.Body.Length, Wire = wire, Planned = new(ReceivingPlace.Answer("no")),
            },
            Ct);

        var kept = Assert.Single(await place.ListAsync(new() { Unmatched = true }));
        Assert.Equal((outcome.Id, "ACME", "globex"), (kept.Id, kept.From, kept.To));
        Assert.Contains("differs from the partner 'acme' in upper and lower case only", kept.Detail, StringComparison.Ordinal);
        var detail = (await place.Journal.FindAsync(kept.Id, Ct))!;
        Assert.Contains(detail.Headers, h => h is { Key: "AS2-From", Value: "ACME" });
        Assert.Equal(message.Body.Length, await place.Payloads.LengthAsync(detail.Wire!.Value, Ct));
    }

    [Theory]
    [InlineData(1000, 0)]
    [InlineData(200_000, 2)]
    [Requirement("AS2-DUP-005")]
    public async Task A_commit_that_fails_marks_nothing_as_seen_and_the_partners_next_attempt_is_taken(int length, int left)
    {
        await using var place = await ReceivingPlace.OpenAsync();
        var message = await ReceivingPlace.PackAsync("a", new string('x', length));
        var sick = new Receiver(new SickJournal(), place.Payloads, place.Connections, place.Answers, TimeProvider.System);
        place.Use(sick);
        await Assert.ThrowsAsync<JournalException>(() => place.ReceiveAsync(message));
        // Small content exists with its row or not at all.
        Assert.Equal(left, place.Objects().Length);
        await place.RestartAsync();

        Assert.Equal(ReceiveKind.Accepted, (await place.ReceiveAsync(message)).Outcome);
        // What the failed commit left is named by nothing, and swept.
        Assert.Equal(left, await place.Payloads.SweepAsync(TimeProvider.System.GetUtcNow().AddDays(1), place.Journal.NamesAsync, Ct));
        Assert.Equal(2, place.Objects().Length);
    }

    private static async Task<(OwnerLease Lease, ReceiptWork Work, StoredReceipt Receipt)> ClaimAsync(ReceivingPlace place)
    {
        var lease = (await place.Journal.Owners.TakeAsync("globex-acme", Guid.NewGuid().ToString("N"), TimeSpan.FromSeconds(8), isAlone: true, Ct))!;
        var work = Assert.Single(await place.Journal.Receipts.ClaimAsync(lease, 10, TimeProvider.System.GetUtcNow(), Ct));
        return (lease, work, work.Receipt);
    }

    /// <summary>One signed entity in two envelopes: what a partner sends that encrypts anew for each attempt.</summary>
    private static async Task<WireMessage[]> EncryptTwiceAsync(string text)
    {
        var signed = await ReceivingPlace.PackAsync("a", text, o => o with { Recipients = [] });
        var type = signed.Headers.Single(h => h.Key is "Content-Type").Value;
        byte[] entity = [.. Encoding.ASCII.GetBytes($"Content-Type: {type}\r\n\r\n"), .. signed.Body];
        List<WireMessage> messages = [];
        for (var i = 0; i < 2; i++)
        {
            var enveloped = new System.Security.Cryptography.Pkcs.EnvelopedCms(new(entity), new(new System.Security.Cryptography.Oid("2.16.840.1.101.3.4.1.42")));
            enveloped.Encrypt(new System.Security.Cryptography.Pkcs.CmsRecipient(TestIdentities.Rsa("globex")));
            messages.Add(new WireMessage(signed.Headers, enveloped.Encode()).With("Content-Type", "application/pkcs7-mime; smime-type=enveloped-data"));
        }

        return [.. messages];
    }

    private sealed class SickJournal : IInboundJournal
    {
        public ValueTask<AcceptOutcome> AcceptAsync(AcceptedMessage message, CancellationToken ct) => throw new JournalException("The disk is full.");

        public ValueTask RefuseAsync(RefusedMessage message, CancellationToken ct) => throw new JournalException("The disk is full.");

        public ValueTask ReceiveAsync(UnopenedMessage message, CancellationToken ct) => throw new JournalException("The disk is full.");

        public ValueTask DescribeAsync(ExchangeId id, IReadOnlyList<DocumentRow> documents, CancellationToken ct) => throw new JournalException("The disk is full.");

        public ValueTask<IReadOnlyList<UndescribedExchange>> UndescribedAsync(long after, DateTimeOffset before, int max, CancellationToken ct) => throw new JournalException("The disk is full.");
    }
}
