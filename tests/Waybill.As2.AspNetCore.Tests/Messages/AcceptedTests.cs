using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using Waybill.As2.Http;
using Waybill.Cms;
using Waybill.Testing;

namespace Waybill.As2.AspNetCore.Tests;

/// <summary>Good messages: what is stored, what is answered, and when.</summary>
public sealed partial class AcceptedTests
{
    [Theory]
    [Requirement("AS2-MDN-016", "AS2-MDN-009", "AS2-MDN-014")]
    [InlineData(false, CompressionOrder.None)]
    [InlineData(true, CompressionOrder.None)]
    [InlineData(true, CompressionOrder.BeforeSigning)]
    [InlineData(true, CompressionOrder.AfterSigning)]
    public async Task A_message_is_opened_stored_and_answered_by_a_signed_receipt_with_its_MIC(bool encrypted, CompressionOrder compression)
    {
        await using var gateway = await Gateway.StartAsync();
        var message = await Sendable.PackAsync(o => (encrypted ? Sendable.Encrypt(o) : o) with { Compression = compression });

        var reply = await gateway.PostAsync(message);

        var receipt = await reply.ReceiptAsync();
        Assert.Equal(200, reply.Status);
        Assert.True(receipt.IsSignatureGood);
        Assert.Equal(message.Sent.Mic, receipt.Mic);
        Assert.Equal(message.Sent.MessageId.Value, receipt.OriginalMessageId);
        Assert.Equal(ReceiptOutcome.Delivered, ReceiptMatcher.Judge(message.Sent, message.Sent.To, message.Sent.From, receipt, isSynchronous: true).Outcome);
        Assert.NotEqual(message.Sent.MessageId.Value, reply.Headers["Message-ID"]);
        var (failure, payloads, _) = Assert.Single(gateway.Stored);
        Assert.Equal(As2Failure.None, failure);
        Assert.Equal(Sendable.Edi, Assert.Single(payloads));
    }

    [Fact]
    [Requirement("AS2-HDR-001", "AS2-HDR-002", "AS2-HDR-003", "AS2-HDR-004", "AS2-HDR-005", "AS2-HDR-007", "AS2-MDN-015", "AS2-DNO-009", "AS2-MDN-005", "AS2-ID-008", "AS2-FEAT-002")]
    public async Task Messages_and_receipts_of_both_ways_carry_names_version_features_date_and_ids()
    {
        await using var partner = FakePartner.Start(_ => PartnerAnswer.Of(200));
        await using var gateway = await Gateway.StartAsync();
        using var sender = new As2HttpSender();
        var atOnce = await Sendable.PackAsync();
        var later = await Sendable.PackAsync(o => o with { Receipt = Sendable.Signed(partner.Address.ToString()) });

        var answer = await gateway.PostAsync(atOnce);
        var empty = await gateway.PostAsync(later);
        await UntilAsync(() => !gateway.Posted.IsEmpty);
        var posted = Assert.Single(gateway.Posted);
        await sender.PostAsync(new Uri(posted.Url), posted.Receipt.Headers, posted.Receipt.Body.Length, _ => new(new MemoryStream(posted.Receipt.Body.ToArray())), TestContext.Current.CancellationToken);
        await sender.PostAsync(partner.Address, atOnce.Headers, atOnce.Body.Length, _ => new(new MemoryStream(atOnce.Body.ToArray())), TestContext.Current.CancellationToken);

        Assert.Equal((200, 0), (empty.Status, empty.Body.Length));
        Assert.Equal("0", empty.Headers["Content-Length"]);
        Assert.Equal(answer.Body.Length.ToString(CultureInfo.InvariantCulture), answer.Headers["Content-Length"]);
        var receiptPost = partner.Requests[0];
        var messagePost = partner.Requests[1];
        Func<string, string?>[] receipts = [name => answer.Headers[name], receiptPost.Header];
        foreach (var header in receipts)
        {
            Assert.Equal(("globex", "acme"), (header("AS2-From"), header("AS2-To")));
        }

        Assert.Equal(("acme", "globex"), (messagePost.Header("AS2-From"), messagePost.Header("AS2-To")));
        foreach (var header in receipts.Append(messagePost.Header))
        {
            Assert.Equal("1.2", header("AS2-Version"));
            Assert.Equal("multiple-attachments", header("EDIINT-Features"));
            Assert.Equal("1.0", header("MIME-Version"));
            Assert.Matches(Rfc5322Date(), header("Date")!);
            Assert.Matches("^<[^<>@ ]+@[^<>@ ]+>$", header("Message-ID")!);
        }

        Assert.Equal(3, receipts.Append(messagePost.Header).Select(h => h("Message-ID")).Distinct(StringComparer.Ordinal).Count());
        var read = await answer.ReceiptAsync();
        Assert.Equal(("globex", "globex"), (read.FinalRecipient, read.OriginalRecipient));
    }

    [Fact]
    [Requirement("AS2-HTTP-015")]
    public async Task An_asynchronous_receipt_is_handed_over_after_storing_and_after_the_answer_is_out()
    {
        var answered = new TaskCompletionSource();
        var handed = new TaskCompletionSource();
        Gateway? observed = null;
        await using var gateway = await Gateway.StartAsync(configure: o =>
        {
            o.SendReceipt = async (_, _) =>
            {
                // The peer below opens this gate only once it has read its whole answer: were the receipt first, both would wait for ever.
                await answered.Task.WaitAsync(TimeSpan.FromSeconds(30), CancellationToken.None);
                observed!.Events.Enqueue("receipt handed over");
                handed.SetResult();
            };
        });
        observed = gateway;
        var message = await Sendable.PackAsync(o => o with { Receipt = Sendable.Signed("http://127.0.0.1:1/as2") });
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, gateway.Port, TestContext.Current.CancellationToken);
        await client.GetStream().WriteAsync(message.ToBytes(keepAlive: true), TestContext.Current.CancellationToken);

        var reply = await Wire.ReadAsync(client.GetStream());
        gateway.Events.Enqueue("answer read");
        answered.SetResult();
        await handed.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        Assert.Equal((200, 0), (reply.Status, reply.Body.Length));
        Assert.Equal(["stored", "answer read", "receipt handed over"], gateway.Events);
    }

    [Fact]
    [Requirement("AS2-HTTP-027")]
    public async Task The_way_of_one_receipt_does_not_stick_to_the_connection()
    {
        await using var gateway = await Gateway.StartAsync();
        var first = await Sendable.PackAsync(o => o with { Receipt = Sendable.Signed("http://127.0.0.1:1/as2") });
        var second = await Sendable.PackAsync();
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, gateway.Port, TestContext.Current.CancellationToken);
        var wire = client.GetStream();

        await wire.WriteAsync(first.ToBytes(keepAlive: true), TestContext.Current.CancellationToken);
        var empty = await Wire.ReadAsync(wire);
        await wire.WriteAsync(second.ToBytes(keepAlive: true), TestContext.Current.CancellationToken);
        var full = await Wire.ReadAsync(wire);

        Assert.Empty(empty.Body);
        Assert.Equal(second.Sent.MessageId.Value, (await full.ReceiptAsync()).OriginalMessageId);
        Assert.Single(gateway.Posted);
    }

    [Theory]
    [Requirement("AS2-HTTP-017")]
    [InlineData(200)]
    [InlineData(204)]
    public async Task An_answer_without_a_receipt_has_the_agreed_status_and_no_body(int status)
    {
        await using var gateway = await Gateway.StartAsync(a => a with { EmptyStatus = status });

        var none = await gateway.PostAsync(await Sendable.PackAsync(o => o with { Receipt = null }));
        var later = await gateway.PostAsync(await Sendable.PackAsync(o => o with { Receipt = Sendable.Signed("http://127.0.0.1:1/as2") }));

        Assert.Equal((status, 0), (none.Status, none.Body.Length));
        Assert.Equal((status, 0), (later.Status, later.Body.Length));
        Assert.True((none.Headers["Content-Length"] ?? "0") is "0");
        Assert.Equal(2, gateway.Stored.Count);
    }

    [Theory]
    [Requirement("AS2-DNO-012", "AS2-DNO-011", "AS2-DNO-001")]
    [InlineData(null, null, null, false, false)]
    [InlineData(null, null, "http://127.0.0.1:1/as2", false, false)]
    [InlineData("edi@acme.example", null, null, true, false)]
    [InlineData("http://x/y?z", null, null, true, false)]
    [InlineData("x", "signed-receipt-protocol=optional, pkcs7-signature; signed-receipt-micalg=optional, sha-256", null, true, true)]
    public async Task The_receipt_is_the_one_that_was_asked_for(string? to, string? how, string? url, bool receipt, bool signed)
    {
        await using var gateway = await Gateway.StartAsync();
        var plain = await Sendable.PackAsync(o => o with { Receipt = null });
        var message = plain.With("Disposition-Notification-To", to).With("Disposition-Notification-Options", how).With("Receipt-Delivery-Option", url);

        var reply = await gateway.PostAsync(message);

        Assert.Equal(200, reply.Status);
        Assert.Equal(receipt, reply.Body.Length > 0);
        Assert.Empty(gateway.Posted);
        if (receipt)
        {
            Assert.Equal(signed, (await reply.ReceiptAsync()).IsSigned);
            Assert.Equal(signed ? "multipart/signed" : "multipart/report", reply.Headers.ContentType.MediaType);
        }
    }

    [Theory]
    [Requirement("AS2-MDN-013", "AS2-DNO-006")]
    [InlineData("sha-512, sha-256", "sha-512", "sha-512")]
    [InlineData("sha256", "sha-256", "sha256")]
    [InlineData("foo, SHA384", "sha-384", "SHA384")]
    [InlineData("sha1, sha-512", "sha-512", "sha-512")]
    public async Task The_receipt_is_signed_with_the_first_digest_we_may_use_in_the_partners_spelling(string asked, string digest, string spelling)
    {
        await using var gateway = await Gateway.StartAsync();
        var message = (await Sendable.PackAsync()).With("Disposition-Notification-Options", $"signed-receipt-protocol=required, pkcs7-signature; signed-receipt-micalg=optional, {asked}");

        var reply = await gateway.PostAsync(message);

        var receipt = await reply.ReceiptAsync();
        Assert.Equal(digest, receipt.SignatureDigest!.Name);
        Assert.True(receipt.IsSignatureGood);
        Assert.Equal(spelling, reply.Headers.ContentType["micalg"]);
    }

    [Fact]
    public async Task SHA_1_receipts_are_written_only_by_the_explicit_switch()
    {
        const string asked = "signed-receipt-protocol=required, pkcs7-signature; signed-receipt-micalg=required, sha1";
        var message = (await Sendable.PackAsync()).With("Disposition-Notification-Options", asked);
        await using var strict = await Gateway.StartAsync(a => a with { Reading = a.Reading with { Policy = CmsPolicy.ReadEverything } });
        await using var old = await Gateway.StartAsync(a => a with { ReceiptSigner = a.ReceiptSigner with { AllowSha1 = true } });

        Assert.Equal(DispositionType.Failed, (await (await strict.PostAsync(message)).ReceiptAsync()).Disposition!.Type);
        var reply = await old.PostAsync(message);
        Assert.Equal("sha1", reply.Headers.ContentType["micalg"]);
        Assert.Single(old.Stored, s => s.Failure is As2Failure.None);
    }

    [Fact]
    [Requirement("AS2-MDN-012")]
    public async Task OpenSSL_verifies_the_receipt_as_captured()
    {
        await using var gateway = await Gateway.StartAsync();
        var reply = await gateway.PostAsync(await Sendable.PackAsync());
        var certificate = Path.Combine(Path.GetTempPath(), $"waybill-{Guid.NewGuid():N}.pem");
        await File.WriteAllTextAsync(certificate, TestIdentities.Rsa("globex").ExportCertificatePem(), TestContext.Current.CancellationToken);
        try
        {
            byte[] entity = [.. Encoding.ASCII.GetBytes($"MIME-Version: 1.0\r\nContent-Type: {reply.Headers["Content-Type"]}\r\n\r\n"), .. reply.Body];

            var verified = await OpenSsl.RunAsync(entity, "cms", "-verify", "-inform", "SMIME", "-CAfile", certificate, "-purpose", "any", "-certfile", certificate);

            Assert.StartsWith("Content-Type: multipart/report; report-type=disposition-notification;", Encoding.ASCII.GetString(verified), StringComparison.OrdinalIgnoreCase);
        }
        finally
        {
            File.Delete(certificate);
        }
    }

    [Theory]
    [Requirement("AS2-MDN-006", "AS2-HDR-009")]
    [InlineData("<1@acme>")]
    [InlineData("1@acme")]
    [InlineData("no-at-sign")]
    [InlineData("<an id with blanks@acme>")]
    public async Task The_receipt_names_the_message_exactly_as_it_named_itself(string id)
    {
        await using var gateway = await Gateway.StartAsync();

        var reply = await gateway.PostAsync((await Sendable.PackAsync()).With("Message-ID", id));

        Assert.Contains($"\r\nOriginal-Message-ID: {id}\r\n", reply.Text, StringComparison.Ordinal);
        Assert.Equal(DispositionMeaning.Accepted, (await reply.ReceiptAsync()).Disposition!.Meaning);
    }

    [Theory]
    [Requirement("AS2-HDR-003", "AS2-HDR-010", "AS2-HDR-012", "AS2-HDR-013", "AS2-HDR-015", "AS2-HDR-016", "AS2-HDR-017", "AS2-HDR-025", "AS2-HTTP-021")]
    [InlineData("Date", null)]
    [InlineData("Date", "Tue Sep 29 10:18:18 EDT 2009")]
    [InlineData("Subject", null)]
    [InlineData("Subject", "an order;")]
    [InlineData("From", "somebody@else.example")]
    [InlineData("MIME-Version", null)]
    [InlineData("User-Agent", null)]
    [InlineData("AS2-Version", null)]
    [InlineData("AS2-Version", "1.0")]
    [InlineData("AS2-Version", "1.1")]
    [InlineData("AS2-Version", "1.3")]
    [InlineData("AS2-Version", "1.9")]
    [InlineData("AS2-Version", "2.0")]
    [InlineData("AS2-Version", "garbage")]
    [InlineData("EDIINT-Features", "foo-bar, multiple-attachments")]
    [InlineData("X-Unknown", "whatever")]
    [InlineData("Authorization", "Basic null")]
    public async Task Headers_that_may_be_odd_or_absent_change_nothing(string name, string? value)
    {
        await using var gateway = await Gateway.StartAsync();

        var receipt = await (await gateway.PostAsync((await Sendable.PackAsync()).With(name, value))).ReceiptAsync();

        Assert.Equal(DispositionMeaning.Accepted, receipt.Disposition!.Meaning);
        Assert.Single(gateway.Stored, s => s.Failure is As2Failure.None);
    }

    internal static async Task UntilAsync(Func<bool> done)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        while (!done())
        {
            await Task.Delay(10, patience.Token);
        }
    }

    [GeneratedRegex("^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), [0-9]{2} (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) [0-9]{4} [0-9]{2}:[0-9]{2}:[0-9]{2} GMT$")]
    private static partial Regex Rfc5322Date();
}
