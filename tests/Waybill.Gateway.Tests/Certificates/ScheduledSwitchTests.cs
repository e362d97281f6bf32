using Microsoft.Extensions.Time.Testing;
using Waybill.As2;
using Waybill.Cms;

namespace Waybill.Gateway.Tests.Certificates;

/// <summary>A switch at a set time, as both companies entered it, seen by clocks that differ: messages and receipts around it, made and read with what the resolver says at each side's own time.</summary>
public sealed class ScheduledSwitchTests
{
    private static readonly DateTimeOffset Switch = new(2026, 12, 1, 8, 0, 0, TimeSpan.Zero);
    private static readonly CertificateEntry[] Acme = Set("acme", Switch);
    private static readonly CertificateEntry[] Globex = Set("globex", Switch);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0)]
    [InlineData(-10)]
    [InlineData(10)]
    [Requirement("AS2-CRYPTO-019")]
    public async Task No_message_and_no_receipt_is_refused_though_the_clocks_differ(int minutesBehind)
    {
        var clock = new FakeTimeProvider(Switch.AddMinutes(-20));
        var (old, renewed) = (0, 0);
        for (var minute = 0; minute < 40; minute++, clock.Advance(TimeSpan.FromMinutes(1)))
        {
            var (here, there) = (clock.GetUtcNow(), clock.GetUtcNow().AddMinutes(-minutesBehind));
            var (ours, theirs) = (CertificateResolver.Resolve(Acme, here), CertificateResolver.Resolve(Public(Globex), here));

            var message = await ReceivingPlace.PackAsync($"m{minute}", change: o => o with { Signer = new() { Key = ours.Sign!.Key! }, Recipients = [new() { Certificate = theirs.Encrypt!.Certificate }] });
            await using var verdict = await ReadAsync(message, there);

            Assert.True(verdict.IsAccepted, $"{here:t}: {verdict.Failure} {verdict.Detail}");
            Assert.Equal(here < Switch ? Acme[0].Certificate.Sha256Thumbprint : Acme[1].Certificate.Sha256Thumbprint, verdict.Signer!.Sha256Thumbprint);
            Assert.True(await IsGoodAsync(Receipt(there), theirs, here));
            _ = here < Switch ? old++ : renewed++;
        }

        Assert.Equal((20, 20), (old, renewed));
    }

    [Fact]
    public async Task Once_the_old_certificate_is_retired_it_is_refused_and_named()
    {
        var message = await ReceivingPlace.PackAsync("m", change: o => o with { Signer = new() { Key = Acme[0].Key! }, Recipients = [new() { Certificate = Globex[1].Certificate }] });
        CertificateEntry[] later = [Acme[0] with { State = CertificateState.Retired }, Acme[1]];

        await using var verdict = await ReadAsync(message, Switch.AddDays(1), later);

        Assert.Equal(As2Failure.SignerNotValid, verdict.Failure);
        Assert.StartsWith("CERT_RETIRED: ", verdict.Detail, StringComparison.Ordinal);
    }

    /// <summary>As globex reads it at its own time.</summary>
    private static async Task<As2Verdict> ReadAsync(WireMessage message, DateTimeOffset at, CertificateEntry[]? acme = null)
    {
        var (own, partner) = (CertificateResolver.Resolve(Globex, at), CertificateResolver.Resolve(Public(acme ?? Acme), at));
        var headers = As2MessageHeaders.Read(message.Headers).Value!;
        using var body = new MemoryStream(message.Body);
        return await As2MessageReader.ReadAsync(
            headers.Content, headers.ReceiptRequest, body,
            new() { VerificationTime = at, DecryptionKeys = new(own.Decrypt), SignerCertificates = partner.Verify, RetiredCertificates = partner.Retired }, new SpoolQuarantine(), Ct);
    }

    private static WrittenReceipt Receipt(DateTimeOffset at) => ReceiptWriter.Write(
        new()
        {
            From = As2Name.Create("globex").Value!, To = As2Name.Create("acme").Value!, ReceiptId = MessageId.Create("r", "globex"), Date = at, OriginalMessageId = "<m@acme>", Disposition = Disposition.Processed,
        },
        new() { Key = CertificateResolver.Resolve(Globex, at).Sign!.Key! });

    private static async Task<bool> IsGoodAsync(WrittenReceipt receipt, ResolvedCertificates partner, DateTimeOffset at)
    {
        using var body = new MemoryStream(receipt.Body.ToArray());
        return (await ReceiptReader.ReadAsync(Waybill.Mime.MimeHeaders.FromPairs(receipt.Headers), body, new() { VerificationTime = at, SignerCertificates = partner.Verify }, Ct)).IsSignatureGood;
    }

    /// <summary>What the other side has of it.</summary>
    private static CertificateEntry[] Public(CertificateEntry[] entries) => [.. entries.Select(static e => e with { Owner = "partner/x", Key = null })];

    private static CertificateEntry[] Set(string name, DateTimeOffset switchAt)
    {
        var (old, renewed) = (new CmsPrivateKey(TestIdentities.Dated($"{name} old", switchAt.AddYears(-2), switchAt.AddDays(20))), new CmsPrivateKey(TestIdentities.Dated($"{name} new", switchAt.AddDays(-20), switchAt.AddYears(2))));
        return
        [
            new() { Owner = $"station/{name}", Certificate = old.Certificate, Key = old },
            new() { Owner = $"station/{name}", Certificate = renewed.Certificate, Key = renewed, State = CertificateState.Planned, From = switchAt },
        ];
    }
}
