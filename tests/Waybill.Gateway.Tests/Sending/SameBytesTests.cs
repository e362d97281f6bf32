using System.Security.Cryptography;
using Waybill.As2;
using Waybill.Cms;
using Waybill.Testing;

namespace Waybill.Gateway.Tests.Sending;

/// <summary>A retry is the same message, also in another process: same Message-ID, Date, boundary, signature, ciphertext.</summary>
public sealed class SameBytesTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("small", false)]
    [InlineData("small", true)]
    [InlineData("large", false)]
    [InlineData("large", true)]
    [InlineData("large gcm", true)]
    [InlineData("large compressed", true)]
    [InlineData("large plain", true)]
    [Requirement("AS2-DUP-001", "AS2-DUP-010")]
    public async Task Attempts_on_both_sides_of_a_restart_send_the_same_bytes(string what, bool isCrash)
    {
        var content = what is "small" ? TestBytes.Edi(5_000) : TestBytes.Edi(3_000_000);
        await using var partner = FakePartner.Start(_ => PartnerAnswer.Of(503), _ => PartnerAnswer.Of(503), Partner.Good);
        await using var side = await SendingSide.StartAsync(partner, c => what switch
        {
            "large gcm" => c with { Cipher = ContentCipher.Aes256Gcm },
            "large compressed" => c with { Compression = CompressionOrder.BeforeSigning },
            "large plain" => c with { Signer = null, Recipients = [] },
            _ => c,
        });
        var id = await side.SubmitAsync(content);
        await UntilAttemptAsync(side, id, 1);
        await side.RestartAsync(isCrash);

        // A retry keeps the certificates and headers of the first packaging.
        side.Connection = side.Connection with { Recipients = [new() { Certificate = Partner.Stranger.Certificate }], ExtraHeaders = [new("X-New", "1")] };
        await side.PassAsync(TimeSpan.FromMinutes(5));
        await UntilAttemptAsync(side, id, 2);
        await side.PassAsync(TimeSpan.FromMinutes(10));
        var detail = await side.UntilAsync(id, ExchangeState.Delivered);

        Assert.Equal(3, partner.Requests.Count);
        Assert.All(partner.Requests, r => DeliveryTests.Same(partner.Requests[0], r));
        Assert.Equal(content, Partner.Open(partner.Requests[2]).Payload);

        // One large copy: the document itself. What is small or compressed is stored as it is sent, too.
        Assert.Equal(what is "large" or "large gcm" or "large plain" ? 1 : 2, side.Count($"select count(*) from payload_name p join exchange e on e.n = p.exchange_n where e.id = '{id.Value}'"));
        Assert.Equal(0, side.Count("select count(*) from outbound where content_key is not null"));
        Assert.Equal(ExchangeState.Delivered, detail.Summary.State);
    }

    [Fact]
    [Requirement("AS2-DUP-010")]
    public async Task A_process_that_dies_on_the_wire_is_followed_by_one_that_sends_the_same_bytes()
    {
        await using var partner = FakePartner.Start(_ => PartnerAnswer.Silence, Partner.Good);
        await using var side = await SendingSide.StartAsync(partner);
        var id = await side.SubmitAsync(TestBytes.Edi(2_000_000));
        await SendingSide.UntilAsync(() => Task.FromResult(partner.Requests.Count is 1));
        Assert.Equal(ExchangeState.Sending, await side.StateAsync(id));

        await side.RestartAsync(isCrash: true);
        var detail = await side.UntilAsync(id, ExchangeState.Delivered);

        DeliveryTests.Same(partner.Requests[0], partner.Requests[1]);
        Assert.Equal(2, detail.Attempts.Count);
        Assert.Contains("unknown", detail.Attempts[0].Sentence, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    [Requirement("AS2-DUP-010")]
    public async Task What_was_submitted_and_not_packaged_is_packaged_by_the_next_process_under_its_id_and_date()
    {
        await using var partner = FakePartner.Start(Partner.Good);
        await using var side = await SendingSide.StartAsync(SendingSide.To(partner.Address), isRunning: false);
        var id = await side.SubmitAsync(TestBytes.Edi(2_000));
        var submitted = Assert.Single(await side.Journal.UnpackagedAsync(10, Token));
        await side.RestartAsync(isCrash: true, isRunning: false);
        side.Clock.Advance(TimeSpan.FromHours(3));
        side.Run();

        var detail = await side.UntilAsync(id, ExchangeState.Delivered);

        var request = Assert.Single(partner.Requests);
        Assert.Equal(submitted.MessageId, request.Header("Message-ID"));
        Assert.Equal("Tue, 24 Nov 2026 12:00:00 GMT", request.Header("Date")?.Replace("+0000", "GMT", StringComparison.Ordinal));
        Assert.Equal(submitted.MessageId, detail.Summary.MessageId);
    }

    [Fact]
    public async Task A_stop_lets_what_is_on_the_wire_end_and_records_it()
    {
        await using var partner = FakePartner.Start(r => Partner.Good(r) with { PieceBytes = 400, Pause = TimeSpan.FromMilliseconds(60) });
        await using var side = await SendingSide.StartAsync(partner);
        var id = await side.SubmitAsync(TestBytes.Edi(2_000));
        await SendingSide.UntilAsync(() => Task.FromResult(partner.Requests.Count is 1));

        await side.RestartAsync(isRunning: false);

        Assert.Equal(ExchangeState.Delivered, await side.StateAsync(id));
        Assert.Single(partner.Requests);
    }

    [Theory]
    [InlineData(5_000)]
    [InlineData(2_000_000)]
    public async Task Bytes_that_changed_on_the_disk_are_not_sent_as_the_message(int length)
    {
        await using var partner = FakePartner.Start(_ => PartnerAnswer.Of(503), Partner.Good);
        await using var side = await SendingSide.StartAsync(partner, c => c with { Cipher = ContentCipher.Aes256Gcm });
        var id = await side.SubmitAsync(TestBytes.Edi(length));
        await UntilAttemptAsync(side, id, 1);
        await side.DamageAsync();
        await side.PassAsync(TimeSpan.FromMinutes(5));
        var detail = await side.UntilAsync(id, ExchangeState.Failed);

        // The body never ended: the partner has no second message.
        Assert.Single(partner.Requests);
        Assert.Contains("new message", detail.Attempts[^1].Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_document_that_changed_before_it_was_packaged_is_never_signed()
    {
        await using var partner = FakePartner.Start(Partner.Good);
        await using var side = await SendingSide.StartAsync(SendingSide.To(partner.Address), isRunning: false);
        var id = await side.SubmitAsync(TestBytes.Edi(200_000));
        var file = Assert.Single(Directory.EnumerateFiles(side.PayloadFolder, "*", SearchOption.AllDirectories));
        await using (var stream = new FileStream(file, FileMode.Open, FileAccess.Write))
        {
            stream.Position = 1000;
            stream.WriteByte(0);
        }

        side.Run();
        await side.UntilAsync(id, ExchangeState.Failed);
        Assert.Empty(partner.Requests);
    }

    [Fact]
    public async Task A_stored_key_opens_only_for_its_own_exchange()
    {
        var ring = new TestRing();
        var now = new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);
        var (mine, other) = (ExchangeId.New(now), ExchangeId.New(now));
        var content = TestBytes.Edi(1_000);
        await using var package = await As2Packager.PackAsync(
            new()
            {
                From = As2Name.Create("acme").Value!, To = As2Name.Create("globex").Value!, MessageId = MessageId.Create("1", "acme"), Date = now, Signer = new() { Key = Partner.Acme },
                Recipients = [new() { Certificate = Partner.Globex.Certificate }],
            },
            [new() { ContentType = "application/EDI-X12", Length = content.Length, OpenAsync = _ => new(new MemoryStream(content)) }], new SpoolQuarantine(), Token);
        var recipe = package.ToRecipe();

        var (stored, key) = (StoredRecipe.Write(recipe, default), StoredRecipe.SealKey(mine, recipe, ring));
        Assert.Equal(-1, stored.AsSpan().IndexOf(recipe.ContentKey.Span));
        Assert.Equal(-1, key!.Value.Span.IndexOf(recipe.ContentKey.Span));
        Assert.Equal(recipe.ContentKey.ToArray(), StoredRecipe.Read(mine, stored, key, ring).Recipe.ContentKey.ToArray());
        Assert.ThrowsAny<CryptographicException>(() => StoredRecipe.Read(other, stored, key, ring));
        Assert.ThrowsAny<CryptographicException>(() => StoredRecipe.Read(mine, stored, key, new TestRing()));
        Assert.Throws<InvalidDataException>(() => StoredRecipe.Read(mine, stored.AsMemory(0, 20), key, ring));
        Assert.Throws<InvalidDataException>(() => StoredRecipe.Read(mine, (byte[])[9, .. stored[1..]], key, ring));

        var beside = StoredRecipe.Read(mine, StoredRecipe.Write(recipe, SHA256.HashData(content)), null, ring);
        Assert.True(beside.Recipe.ContentKey.IsEmpty);
        Assert.Equal(SHA256.HashData(content), beside.BodySha256!.Value.ToArray());
    }

    private static Task UntilAttemptAsync(SendingSide side, ExchangeId id, int attempts)
        => SendingSide.UntilAsync(async () => (await side.DetailAsync(id)) is { Summary.State: ExchangeState.RetryWait } detail && detail.Attempts.Count == attempts);
}
