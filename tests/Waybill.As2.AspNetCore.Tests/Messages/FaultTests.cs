using System.Text;

namespace Waybill.As2.AspNetCore.Tests;

/// <summary>A fault of ours is never told in a receipt: a signed refusal would end the partner's retries.</summary>
public sealed class FaultTests
{
    private const string Secret = "/var/secret/place";

    public static TheoryData<string> Places => ["agreement", "quarantine", "commit", "signer"];

    [Theory]
    [MemberData(nameof(Places))]
    [Requirement("AS2-SEC-012")]
    public async Task It_says_come_back_and_nothing_of_itself(string place)
    {
        await using var gateway = await Gateway.StartAsync(
            a => place is "signer" ? a with { ReceiptSigner = a.ReceiptSigner with { Digest = Waybill.Cms.DigestAlgorithm.Md5 } } : a,
            o =>
            {
                switch (place)
                {
                    case "agreement":
                        o.FindAgreement = (_, _) => throw new InvalidOperationException(Secret);
                        break;
                    case "quarantine":
                        o.Quarantine = new FullQuarantine();
                        break;
                    case "commit":
                        o.Commit = (_, _) => throw new IOException(Secret);
                        break;
                }
            });
        foreach (var url in new[] { null, "http://127.0.0.1:1/as2" })
        {
            var message = (await Sendable.PackAsync(o => o with { Receipt = Sendable.Signed(url) }))
                .With("Disposition-Notification-Options", "signed-receipt-protocol=optional, pkcs7-signature; signed-receipt-micalg=optional, foo");

            var reply = await gateway.PostAsync(message);

            Assert.Equal(503, reply.Status);
            Assert.Equal("30", reply.Headers["Retry-After"]);
            Assert.Equal("text/plain", reply.Headers.ContentType.MediaType);
            Assert.DoesNotContain(Secret, reply.Head + reply.Text, StringComparison.Ordinal);
        }

        Assert.Empty(gateway.Posted);
        Assert.Equal(2, gateway.Log.Lines.Count(l => l.Id is 1005));
    }

    [Fact]
    public async Task What_the_store_answers_is_what_the_partner_gets()
    {
        await using var gateway = await Gateway.StartAsync(configure: o => o.Commit = (_, _) => new(new As2Committed(new As2Answer(200, [new("X-Stored", "yes")], "the first receipt"u8.ToArray()))));

        var reply = await gateway.PostAsync(await Sendable.PackAsync());

        Assert.Equal("yes", reply.Headers["X-Stored"]);
        Assert.Equal("the first receipt", reply.Text);
    }

    [Fact]
    public async Task The_store_sees_the_digest_of_what_arrived()
    {
        ReadOnlyMemory<byte> digest = default;
        long length = 0;
        await using var gateway = await Gateway.StartAsync(configure: o => o.Commit = (arrival, _) =>
        {
            (digest, length) = (arrival.BodySha256, arrival.BodyLength);
            return new(arrival.Planned);
        });
        var message = await Sendable.PackAsync(Sendable.Encrypt);

        await gateway.PostAsync(message);

        Assert.Equal(System.Security.Cryptography.SHA256.HashData(message.Body.Span), digest);
        Assert.Equal(message.Body.Length, length);
    }

    [Fact]
    [Requirement("AS2-SEC-013")]
    public async Task No_payload_and_no_key_is_ever_logged()
    {
        await using var gateway = await Gateway.StartAsync();
        var message = await Sendable.PackAsync(Sendable.Encrypt);

        await gateway.PostAsync(message);
        await gateway.PostAsync(message.Flip(-5));

        var all = string.Join('\n', gateway.Log.Lines.Select(l => l.Text));
        Assert.Contains(gateway.Log.Lines, l => l.Id is 1001);
        Assert.DoesNotContain("ISA*", all, StringComparison.Ordinal);
        Assert.DoesNotContain("PRIVATE KEY", all, StringComparison.Ordinal);
    }

    [Fact]
    [Requirement("AS2-SEC-006")]
    public async Task An_id_that_would_write_to_the_terminal_is_logged_as_plain_text()
    {
        await using var gateway = await Gateway.StartAsync();

        await gateway.PostAsync((await Sendable.PackAsync(o => o with { Receipt = null })).With("Message-ID", "<a\u001b[2Jb@acme>"));

        Assert.Contains(gateway.Log.Lines, l => l.Text.Contains("<a?[2Jb@acme>", StringComparison.Ordinal));
        Assert.DoesNotContain(gateway.Log.Lines, l => l.Text.Any(char.IsControl));
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void An_address_without_agreements_or_a_store_is_not_opened(bool agreements, bool store)
    {
        var options = new As2Options
        {
            FindAgreement = agreements ? (_, _) => new((As2Agreement?)null) : null,
            Commit = store ? (arrival, _) => new(arrival.Planned) : null,
        };

        Assert.Throws<InvalidOperationException>(options.Check);
    }

    private sealed class FullQuarantine : IQuarantine
    {
        public ValueTask<IQuarantineObject> CreateAsync(CancellationToken cancellationToken) => throw new IOException(Secret);
    }
}
