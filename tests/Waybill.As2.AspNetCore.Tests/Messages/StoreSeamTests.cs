using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Waybill.As2.AspNetCore.Tests;

/// <summary>What a store with a journal behind it needs: unmatched pairs, copies of bodies, other content under one id, withheld receipts, and a door that can be shut.</summary>
public sealed class StoreSeamTests
{
    [Fact]
    public async Task A_pair_nobody_agreed_on_is_stored_with_its_headers_and_bytes_before_it_is_answered()
    {
        List<(As2Unmatched Unmatched, byte[] Copied)> kept = [];
        Copy? copy = null;
        await using var gateway = await Gateway.StartAsync(null, o =>
        {
            o.CopyBody = (_, agreement, _) => new(copy = agreement is null ? new Copy() : null);
            o.CommitUnmatched = (unmatched, _) =>
            {
                kept.Add((unmatched, copy!.Bytes.ToArray()));
                return new(unmatched.Planned);
            };
        }, partner: "somebody");
        var message = await Sendable.PackAsync();

        var reply = await gateway.PostAsync(message);

        var (stored, copied) = Assert.Single(kept);
        Assert.Equal(message.Body.ToArray(), copied);
        Assert.Equal(System.Security.Cryptography.SHA256.HashData(message.Body.Span), stored.BodySha256.ToArray());
        Assert.Contains(stored.Lines, l => l.Key is "Message-ID" && l.Value == message.Sent.MessageId.Value);
        Assert.False(stored.IsReceipt);
        Assert.Equal(stored.Planned.Body.ToArray(), reply.Body);
        Assert.True(copy!.IsDisposed);
        Assert.Empty(gateway.Stored);
    }

    [Fact]
    public async Task A_copy_takes_the_body_as_it_came_and_hears_early_that_no_key_fits()
    {
        List<Copy> copies = [];
        await using var gateway = await Gateway.StartAsync(null, o => o.CopyBody = (_, _, _) =>
        {
            copies.Add(new());
            return new(copies[^1]);
        });
        var fits = await Sendable.PackAsync(Sendable.Encrypt);
        var doesNot = await Sendable.PackAsync(o => o with { Recipients = [new() { Certificate = Identities.Acme.Certificate }] });

        await gateway.PostAsync(fits);
        var refused = await gateway.PostAsync(doesNot);

        Assert.Equal([fits.Body.ToArray(), doesNot.Body.ToArray()], copies.Select(c => c.Bytes.ToArray()));
        Assert.Equal([false, true], copies.Select(c => c.HeardNoKey));
        Assert.Contains("decryption-failed", (await refused.ReceiptAsync()).Disposition!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_copy_that_cannot_be_written_is_a_fault_of_ours_and_is_told()
    {
        List<Exception> told = [];
        await using var gateway = await Gateway.StartAsync(null, o =>
        {
            o.CopyBody = (_, _, _) => new(new Copy { Fails = true });
            o.Faulted = fault =>
            {
                told.Add(fault);
                return default;
            };
        });

        var reply = await gateway.PostAsync(await Sendable.PackAsync());

        Assert.Equal((503, "30"), (reply.Status, reply.Headers["Retry-After"]));
        Assert.IsType<IOException>(Assert.Single(told));
        Assert.Empty(gateway.Stored);
    }

    [Fact]
    public async Task A_shut_door_says_503_before_it_asks_for_the_body()
    {
        await using var gateway = await Gateway.StartAsync(null, o => o.RefuseNow = _ => new("the disk is full"));
        var ct = TestContext.Current.CancellationToken;
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, gateway.Port, ct);
        var wire = client.GetStream();
        await wire.WriteAsync(Encoding.ASCII.GetBytes("POST /as2 HTTP/1.1\r\nHost: h\r\nAS2-From: acme\r\nAS2-To: globex\r\nExpect: 100-continue\r\nContent-Length: 1000\r\n\r\n"), ct);

        var reply = await Wire.ReadAsync(wire);

        Assert.Equal((503, "30"), (reply.Status, reply.Headers["Retry-After"]));
        Assert.DoesNotContain("disk", reply.Text, StringComparison.Ordinal);
        Assert.Contains(gateway.Log.Lines, l => l.Id is 1009 && l.Text.Contains("the disk is full", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(false, "processed/error: duplicate-document")]
    [InlineData(true, "processed/warning: duplicate-document")]
    public async Task Other_content_under_a_known_id_is_answered_by_the_error_or_the_warning(bool asWarning, string disposition)
    {
        await using var gateway = await Gateway.StartAsync(null, o => o.Commit = (arrival, _) => new(arrival.PlanDuplicate(asWarning)));
        var message = await Sendable.PackAsync();

        var receipt = await (await gateway.PostAsync(message)).ReceiptAsync();

        Assert.True(receipt.IsSignatureGood);
        Assert.EndsWith(disposition, receipt.Disposition!.ToString(), StringComparison.Ordinal);
        Assert.Equal(message.Sent.Mic, receipt.Mic);
        Assert.Equal(422, (await gateway.PostAsync(await Sendable.PackAsync(o => o with { Receipt = null }))).Status);
    }

    [Fact]
    public async Task A_receipt_that_must_not_go_where_it_was_asked_for_is_handed_over_with_the_reason()
    {
        await using var gateway = await Gateway.StartAsync();
        var message = await Sendable.PackAsync(o => o with { Receipt = Sendable.Signed("http://evil.example/in") });

        var reply = await gateway.PostAsync(message);

        var withheld = Assert.Single(gateway.Stored).Planned.Withheld!;
        Assert.Equal((200, 0), (reply.Status, reply.Body.Length));
        Assert.Equal(("http://evil.example/in", "not agreed"), (withheld.Receipt.Url, withheld.Reason));
        Assert.False(withheld.Receipt.Receipt.Body.IsEmpty);
        Assert.Empty(gateway.Posted);
    }

    [Fact]
    public async Task What_an_agreement_holds_is_released_when_its_message_is_finished()
    {
        List<Copy> leases = [];
        await using var gateway = await Gateway.StartAsync(null, o =>
        {
            o.FindAgreement = (_, _) =>
            {
                leases.Add(new());
                return new(Gateway.Agreement with { Lease = leases[^1] });
            };
            o.Commit = (arrival, _) => leases[^1].IsDisposed ? throw new InvalidOperationException() : new(arrival.Planned);
        });

        Assert.Equal(200, (await gateway.PostAsync(await Sendable.PackAsync())).Status);

        Assert.True(Assert.Single(leases).IsDisposed);
    }

    private sealed class Copy : IAs2BodyCopy, IDisposable
    {
        internal MemoryStream Bytes { get; } = new();

        internal bool HeardNoKey { get; private set; }

        internal bool IsDisposed { get; private set; }

        internal bool Fails { get; init; }

        public ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
        {
            if (Fails)
            {
                throw new IOException("The copy cannot be written.");
            }

            Bytes.Write(bytes.Span);
            return default;
        }

        public void NoKeyFits() => HeardNoKey = true;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }

        public void Dispose() => IsDisposed = true;
    }
}
