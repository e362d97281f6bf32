using System.Text;
using System.Text.RegularExpressions;
using Waybill.Cms;
using Waybill.Mime;
using Waybill.Testing;

namespace Waybill.As2.AspNetCore.Tests;

/// <summary>Messages that are not taken: the status speaks of the transfer, the receipt of the message, and neither of more than it may.</summary>
public sealed partial class RefusedTests
{
    [Fact]
    [Requirement("AS2-HTTP-014", "AS2-MDN-019", "AS2-MDN-008")]
    public async Task A_tampered_message_gets_200_and_a_signed_receipt_that_says_so()
    {
        await using var gateway = await Gateway.StartAsync();
        var message = await Sendable.PackAsync();
        var at = message.Body.Span.IndexOf("BEG*00"u8);

        var reply = await gateway.PostAsync(message.Flip(at));

        var receipt = await reply.ReceiptAsync();
        Assert.Equal(200, reply.Status);
        Assert.True(receipt.IsSignatureGood);
        Assert.Equal("automatic-action/MDN-sent-automatically; processed/error: integrity-check-failed", receipt.Disposition!.ToString());
        Assert.Single(gateway.Stored, s => s.Failure is As2Failure.DigestMismatch && s.Payloads.Length is 0);
    }

    [Fact]
    [Requirement("AS2-CERT-002", "AS2-MDN-019", "AS2-DISP-005", "AS2-DISP-006")]
    public async Task The_three_damaged_messages_of_certification_get_200_and_a_signed_receipt_with_the_cause()
    {
        await using var gateway = await Gateway.StartAsync();
        var signed = await Sendable.PackAsync();
        var compressed = await Sendable.PackAsync(o => o with { Compression = CompressionOrder.AfterSigning });
        using var stranger = new CmsCertificate(TestIdentities.Rsa("stranger"));
        (TestMessage Message, string Cause)[] damaged =
        [
            (signed.Flip(signed.Body.Span.IndexOf("BEG*00"u8)), "integrity-check-failed"),
            (await Sendable.PackAsync(o => o with { Recipients = [new() { Certificate = stranger }] }), "decryption-failed"),
            (compressed.Flip(-20), "decompression-failed"),
        ];
        foreach (var (message, cause) in damaged)
        {
            var reply = await gateway.PostAsync(message);

            var receipt = await reply.ReceiptAsync();
            Assert.Equal((200, true), (reply.Status, receipt.IsSignatureGood));
            Assert.Equal($"automatic-action/MDN-sent-automatically; processed/error: {cause}", receipt.Disposition!.ToString());
        }

        Assert.All(gateway.Stored, s => Assert.Empty(s.Payloads));
    }

    [Fact]
    [Requirement("AS2-ID-012")]
    public async Task A_partners_name_under_anothers_key_is_not_the_partner()
    {
        await using var gateway = await Gateway.StartAsync();

        var receipt = await (await gateway.PostAsync(await Sendable.PackAsync(o => o with { Signer = new() { Key = Identities.Stranger } }))).ReceiptAsync();

        Assert.Equal("authentication-failed", receipt.Disposition!.KnownName);
        Assert.Single(gateway.Stored, s => s.Failure is As2Failure.UnknownSigner);
    }

    [Fact]
    [Requirement("AS2-SEC-004")]
    public async Task Less_protection_than_agreed_is_refused()
    {
        await using var gateway = await Gateway.StartAsync(a => a with { Reading = a.Reading with { Encryption = Requirement.Required } });

        var clear = await (await gateway.PostAsync(await Sendable.PackAsync())).ReceiptAsync();
        var bare = await (await gateway.PostAsync(await Sendable.PackAsync(o => o with { Signer = null }))).ReceiptAsync();

        Assert.Equal("insufficient-message-security", clear.Disposition!.KnownName);
        Assert.Equal("insufficient-message-security", bare.Disposition!.KnownName);
        Assert.DoesNotContain(gateway.Stored, s => s.Failure is As2Failure.None);
    }

    [Theory]
    [Requirement("AS2-DNO-007", "AS2-DNO-008", "AS2-DNO-010", "AS2-DISP-008")]
    [InlineData("signed-receipt-protocol=required, pkcs7-signature; signed-receipt-micalg=required, foo", null, "unsupported MIC-algorithms")]
    [InlineData("signed-receipt-protocol=required, pgp; signed-receipt-micalg=optional, sha-256", null, "unsupported format")]
    [InlineData("signed-receipt-protocol=optional, pkcs7-signature; signed-receipt-micalg=optional, sha-256; x-foo=required, bar", null, "unsupported format")]
    [InlineData("signed-receipt-protocol=optional, pkcs7-signature; signed-receipt-micalg=optional, sha-256", "mailto:edi@acme.example", "unsupported format")]
    public async Task A_receipt_that_cannot_be_made_as_asked_is_a_failure_told_at_once(string how, string? url, string expected)
    {
        await using var gateway = await Gateway.StartAsync();
        var message = (await Sendable.PackAsync()).With("Disposition-Notification-Options", how).With("Receipt-Delivery-Option", url);

        var reply = await gateway.PostAsync(message);

        var receipt = await reply.ReceiptAsync();
        Assert.Equal(200, reply.Status);
        Assert.Equal($"automatic-action/MDN-sent-automatically; failed/failure: {expected}", receipt.Disposition!.ToString());
        Assert.DoesNotContain(gateway.Stored, s => s.Failure is As2Failure.None);
        Assert.Empty(gateway.Posted);
    }

    [Fact]
    [Requirement("AS2-ID-011")]
    public async Task One_name_on_both_sides_is_taken_unless_refused_by_agreement()
    {
        var message = await Sendable.PackAsync(o => o with { To = As2Name.Create("acme").Value! });
        await using var open = await Gateway.StartAsync(us: "acme");
        await using var strict = await Gateway.StartAsync(a => a with { RefuseSameNames = true }, us: "acme");

        Assert.Equal(DispositionMeaning.Accepted, (await (await open.PostAsync(message)).ReceiptAsync()).Disposition!.Meaning);
        Assert.Equal("automatic-action/MDN-sent-automatically; failed/failure: sender-equals-receiver", (await (await strict.PostAsync(message)).ReceiptAsync()).Disposition!.ToString());
    }

    [Fact]
    [Requirement("AS2-SEC-003", "AS2-SEC-012")]
    public async Task Under_CBC_every_turned_bit_of_the_ciphertext_gets_one_answer()
    {
        await using var gateway = await Gateway.StartAsync();
        var good = await Sendable.PackAsync(Sendable.Encrypt);
        var asked = good.With("Disposition-Notification-Options", null);
        var silent = asked.With("Disposition-Notification-To", null);
        // The wrapped key, which then does not unwrap; and from the middle, where headers and content are, to the last byte, where the padding is.
        var key = good.Body.Span.IndexOf(new byte[] { 0x04, 0x82, 0x01, 0x00 }) + 4;
        Assert.True(key > 4);
        int[] places =
        [
            .. Enumerable.Range(0, 8).Select(n => key + n * 31),
            .. Enumerable.Range(0, 48).Select(n => good.Body.Length / 2 + n * 17).Where(at => at < good.Body.Length), .. Enumerable.Range(1, 40).Select(n => good.Body.Length - n),
        ];

        var receipts = new HashSet<string>(StringComparer.Ordinal);
        var refusals = new HashSet<string>(StringComparer.Ordinal);
        foreach (var at in places)
        {
            receipts.Add(Normal(await gateway.PostAsync(asked.Flip(at))));
            refusals.Add(Normal(await gateway.PostAsync(silent.Flip(at))));
        }

        var causes = gateway.Stored.Select(s => s.Failure).Distinct().ToArray();
        Assert.DoesNotContain(As2Failure.None, causes);
        Assert.True(causes.Length > 1, "the places turned should cause different failures, else this shows nothing");
        Assert.Contains("integrity-check-failed", Assert.Single(receipts), StringComparison.Ordinal);
        Assert.DoesNotContain("Received-Content-MIC", Assert.Single(receipts), StringComparison.OrdinalIgnoreCase);
        Assert.Contains("HTTP/1.1 422", Assert.Single(refusals), StringComparison.Ordinal);
    }

    [Fact]
    [Requirement("AS2-SEC-003", "AS2-SEC-004")]
    public async Task Under_CBC_wrong_key_missing_signature_foreign_signer_and_damage_get_one_answer()
    {
        await using var gateway = await Gateway.StartAsync();
        Func<As2SendOptions, As2SendOptions>[] ways =
        [
            o => Sendable.Encrypt(o) with { Signer = null, AllowUnsignedCbc = true },
            o => Sendable.Encrypt(o) with { Signer = new() { Key = Identities.Stranger } },
            o => Sendable.Encrypt(o) with { Signer = null, AllowUnsignedCbc = true, Compression = CompressionOrder.BeforeSigning },
        ];
        var messages = new List<TestMessage>();
        foreach (var way in ways)
        {
            messages.Add(await Sendable.PackAsync(o => way(o) with { MessageId = MessageId.Create("one", "acme"), Receipt = ReceiptRequest.Unsigned("x") }));
        }

        var whole = await Sendable.PackAsync(o => Sendable.Encrypt(o) with { MessageId = MessageId.Create("one", "acme"), Receipt = ReceiptRequest.Unsigned("x") });
        messages.Add(whole.Flip(whole.Body.Length - 1));

        var answers = new HashSet<string>(StringComparer.Ordinal);
        foreach (var message in messages)
        {
            answers.Add(Normal(await gateway.PostAsync(message)));
        }

        Assert.Contains("integrity-check-failed", Assert.Single(answers), StringComparison.Ordinal);
        Assert.Equal(messages.Count, gateway.Stored.Count);
        Assert.True(gateway.Stored.Select(s => s.Failure).Distinct().Count() > 1);
        // The operator is told what the partner is not.
        Assert.Contains(gateway.Log.Lines, l => l.Id is 1002 && l.Text.Contains(nameof(As2Failure.UnknownSigner), StringComparison.Ordinal));
    }

    [Fact]
    [Requirement("AS2-ID-010", "AS2-MDN-020", "AS2-ID-002")]
    public async Task Unknown_From_unknown_To_and_other_case_get_one_answer()
    {
        await using var gateway = await Gateway.StartAsync();
        var asked = await Sendable.PackAsync();
        var silent = await Sendable.PackAsync(o => o with { Receipt = null, MessageId = asked.Sent.MessageId });
        var later = await Sendable.PackAsync(o => o with { Receipt = Sendable.Signed("http://127.0.0.1:1/as2"), MessageId = asked.Sent.MessageId });
        // As long as the true names, so that lengths compare too.
        (string Name, string Value)[] strangers = [("AS2-From", "none"), ("AS2-To", "nobody"), ("AS2-From", "ACME"), ("AS2-To", "Globex")];

        var receipts = new HashSet<string>(StringComparer.Ordinal);
        var refusals = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (name, value) in strangers)
        {
            var reply = await gateway.PostAsync(asked.With(name, value));
            var receipt = await reply.ReceiptAsync();
            Assert.Equal(200, reply.Status);
            Assert.False(receipt.IsSigned);
            Assert.Equal(asked.Sent.MessageId.Value, receipt.OriginalMessageId);
            Assert.Equal(DispositionMeaning.Refused, receipt.Disposition!.Meaning);
            receipts.Add(Normal(reply).Replace(value, "NAME", StringComparison.Ordinal).Replace("acme", "NAME", StringComparison.Ordinal).Replace("globex", "NAME", StringComparison.Ordinal));
            refusals.Add(Normal(await gateway.PostAsync(silent.With(name, value))));
            refusals.Add(Normal(await gateway.PostAsync(later.With(name, value))));
        }

        // A message of a known pair that fails without a receipt is told the very same.
        refusals.Add(Normal(await gateway.PostAsync((await Sendable.PackAsync(o => Sendable.Encrypt(o) with { Receipt = null, Signer = new() { Key = Identities.Stranger } })))));
        Assert.Single(receipts);
        Assert.Contains("HTTP/1.1 422", Assert.Single(refusals), StringComparison.Ordinal);
        Assert.Empty(gateway.Posted);
    }

    [Theory]
    [Requirement("AS2-ID-013")]
    [InlineData("AS2-From", "acme")]
    [InlineData("AS2-From", "globex")]
    [InlineData("AS2-To", "globex")]
    public async Task A_name_given_twice_is_no_message_and_gets_no_receipt(string name, string value)
    {
        await using var gateway = await Gateway.StartAsync();

        var reply = await gateway.PostAsync((await Sendable.PackAsync()).Add(name, value));

        Assert.Equal(400, reply.Status);
        Assert.Equal("text/plain", reply.Headers.ContentType.MediaType);
        Assert.Empty(gateway.Stored);
    }

    [Fact]
    [Requirement("AS2-SEC-002")]
    public async Task A_URL_in_a_message_nobody_proved_is_not_posted_to()
    {
        await using var gateway = await Gateway.StartAsync(a => a with { Reading = a.Reading with { Signature = Requirement.Allowed } });
        var url = Sendable.Signed("http://127.0.0.1:1/as2");

        var unsigned = await gateway.PostAsync(await Sendable.PackAsync(o => o with { Signer = null, Receipt = url }));
        var forged = await gateway.PostAsync(await Sendable.PackAsync(o => o with { Signer = new() { Key = Identities.Stranger }, Receipt = url }));

        Assert.Equal((200, 0), (unsigned.Status, unsigned.Body.Length));
        Assert.Equal(422, forged.Status);
        Assert.Empty(gateway.Posted);
        Assert.Equal(2, gateway.Log.Lines.Count(l => l.Id is 3003));
    }

    [Fact]
    [Requirement("AS2-DNO-014", "AS2-SEC-001")]
    public async Task A_forbidden_receipt_URL_costs_the_receipt_and_not_the_message()
    {
        await using var gateway = await Gateway.StartAsync();

        var reply = await gateway.PostAsync(await Sendable.PackAsync(o => o with { Receipt = Sendable.Signed("http://169.254.169.254/latest") }));

        Assert.Equal((200, 0), (reply.Status, reply.Body.Length));
        Assert.Single(gateway.Stored, s => s.Failure is As2Failure.None && s.Planned.Receipt is null);
        Assert.Empty(gateway.Posted);
        Assert.Contains(gateway.Log.Lines, l => l.Id is 3003);
    }

    [Fact]
    public async Task A_refusal_whose_receipt_is_due_later_is_answered_empty_and_told_there()
    {
        await using var gateway = await Gateway.StartAsync(a => a with { RefuseReceiptAddress = (_, _) => null });

        var reply = await gateway.PostAsync(await Sendable.PackAsync(o => o with { Signer = new() { Key = Identities.Stranger }, Receipt = Sendable.Signed("http://127.0.0.1:1/as2") }));

        Assert.Equal((200, 0), (reply.Status, reply.Body.Length));
        await AcceptedTests.UntilAsync(() => !gateway.Posted.IsEmpty);
        Assert.Contains("processed/error: authentication-failed", Encoding.ASCII.GetString(Assert.Single(gateway.Posted).Receipt.Body.Span), StringComparison.Ordinal);
    }

    [Fact]
    [Requirement("AS2-HTTP-037")]
    public async Task A_message_cut_at_any_tenth_is_neither_stored_nor_answered()
    {
        await using var gateway = await Gateway.StartAsync();
        var request = (await Sendable.PackAsync(Sendable.Encrypt)).ToBytes(keepAlive: true);

        for (var tenth = 1; tenth < 10; tenth++)
        {
            using var client = new System.Net.Sockets.TcpClient();
            await client.ConnectAsync(System.Net.IPAddress.Loopback, gateway.Port, TestContext.Current.CancellationToken);
            await client.GetStream().WriteAsync(request.AsMemory(0, request.Length * tenth / 10), TestContext.Current.CancellationToken);
            client.Client.LingerState = new System.Net.Sockets.LingerOption(enable: true, seconds: 0);
        }

        // One whole message afterwards is the only one there is.
        Assert.Equal(200, (await gateway.PostAsync(await Sendable.PackAsync())).Status);
        Assert.Single(gateway.Stored);
    }

    /// <summary>An answer without what is drawn anew for each: dates, ids, boundaries.</summary>
    private static string Normal(Reply reply)
    {
        var text = reply.Head + "\r\n" + reply.Text;
        text = Ids().Replace(text, "<ID@");
        text = Dates().Replace(text, "DATE");
        return reply.Headers.ContentType["boundary"] is { } boundary ? text.Replace(boundary, "BOUNDARY", StringComparison.Ordinal) : text;
    }

    [GeneratedRegex("<[0-9a-f]{32}@")]
    private static partial Regex Ids();

    [GeneratedRegex("(Mon|Tue|Wed|Thu|Fri|Sat|Sun), [0-9]{2} [A-Z][a-z]{2} [0-9]{4} [0-9:]{8} GMT")]
    private static partial Regex Dates();
}
