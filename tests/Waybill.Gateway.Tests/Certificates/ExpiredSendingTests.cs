using Waybill.As2;
using Waybill.Cms;
using Waybill.Gateway.Tests.Sending;
using Waybill.Testing;

namespace Waybill.Gateway.Tests.Certificates;

/// <summary>What is not sent with a certificate outside its dates, on real sockets and a real journal. The clock stands at noon.</summary>
public sealed class ExpiredSendingTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);
    private static readonly CmsPrivateKey EndedAcme = new(TestIdentities.Dated("acme", Noon.AddYears(-1), Noon.AddDays(-2)));
    private static readonly CmsPrivateKey EndedGlobex = new(TestIdentities.Dated("globex", Noon.AddYears(-1), Noon.AddDays(-2)));
    private static readonly byte[] Order = TestBytes.Edi(2_000);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Requirement("AS2-CRYPTO-020")]
    public async Task Nothing_is_sent_with_an_expired_certificate_and_everything_once_it_is_replaced(bool isOurs)
    {
        await using var partner = FakePartner.Start(Sending.Partner.Good);
        await using var side = await SendingSide.StartAsync(
            partner, c => isOurs ? c with { Signer = new() { Key = EndedAcme } } : c with { Recipients = [new() { Certificate = EndedGlobex.Certificate }] });
        var good = SendingSide.To(partner.Address);

        var ids = new List<ExchangeId> { await side.SubmitAsync(Order), await side.SubmitAsync(Order) };
        await SendingSide.UntilAsync(async () => (await side.AlertsAsync("connection-paused")).Count is 1);

        var alert = Assert.Single(await side.AlertsAsync("connection-paused"));
        Assert.StartsWith($"globex waits: CERT_HAS_EXPIRED: {(isOurs ? "our certificate that signs" : "the partner's certificate that we encrypt for")}", alert.Text, StringComparison.Ordinal);
        Assert.Contains("expired on 2026-11-22 12:00 UTC", alert.Text, StringComparison.Ordinal);
        await side.PassAsync(TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(20));
        Assert.Empty(partner.Requests);
        foreach (var id in ids)
        {
            var waiting = await side.DetailAsync(id);
            Assert.Equal((ExchangeState.Submitted, 0), (waiting.Summary.State, waiting.Summary.Attempts));
        }

        side.Connection = good;

        foreach (var id in ids)
        {
            Assert.Equal(1, (await side.UntilAsync(id, ExchangeState.Delivered)).Summary.Attempts);
        }

        Assert.Equal(2, partner.Requests.Count);
        Assert.Empty(await side.AlertsAsync("connection-paused"));
    }

    [Fact]
    public async Task A_message_that_waits_to_be_sent_again_waits_on_when_a_certificate_expires_meanwhile()
    {
        var ending = new CmsPrivateKey(TestIdentities.Dated("acme", Noon.AddYears(-1), Noon.AddMinutes(2)));
        var answers = 0;
        await using var partner = FakePartner.Start(_ => PartnerAnswer.Of(++answers is 1 ? 503 : 200));
        await using var side = await SendingSide.StartAsync(partner, c => c with { Signer = new() { Key = ending }, Receipt = null });
        var id = await side.SubmitAsync(Order);
        await side.UntilAsync(id, ExchangeState.RetryWait);

        await side.PassAsync(TimeSpan.FromMinutes(6), TimeSpan.FromMinutes(1));

        await SendingSide.UntilAsync(async () => (await side.AlertsAsync("connection-paused")).Count is 1);
        Assert.Single(partner.Requests);
        Assert.Equal(ExchangeState.RetryWait, await side.StateAsync(id));

        side.Connection = SendingSide.To(partner.Address);

        // The same bytes: signed while the certificate was valid.
        Assert.Equal(2, (await side.UntilAsync(id, ExchangeState.Sent)).Summary.Attempts);
        Assert.Equal(partner.Requests[0].Body.ToArray(), partner.Requests[1].Body.ToArray());
        Assert.Empty(await side.AlertsAsync("connection-paused"));
    }

    [Fact]
    public async Task A_connection_that_fails_by_itself_is_not_let_go_on_as_if_a_certificate_had_been_replaced()
    {
        await using var partner = FakePartner.Start(_ => PartnerAnswer.Of(401));
        await using var side = await SendingSide.StartAsync(partner);
        var id = await side.SubmitAsync(Order);
        await side.UntilAsync(id, ExchangeState.RetryWait);
        await side.Journal.PauseAsync(new("globex", Noon.AddMinutes(10), 2, "CERT_HAS_EXPIRED: the certificate of the partner's server expired."), Noon, Token);

        await side.PassAsync(TimeSpan.FromMinutes(5), TimeSpan.FromSeconds(30));

        Assert.Equal(2, (await side.Journal.ConnectionStateAsync("globex", Token)).Pause!.Step);
        Assert.Single(partner.Requests);
    }

    [Fact]
    public async Task Within_the_grace_period_of_its_connection_an_expired_certificate_is_used()
    {
        await using var partner = FakePartner.Start(_ => PartnerAnswer.Of(200));
        await using var side = await SendingSide.StartAsync(
            partner, c => c with { Recipients = [new() { Certificate = EndedGlobex.Certificate }], ExpiredCertificateGrace = TimeSpan.FromDays(2), Receipt = null });
        var id = await side.SubmitAsync(Order);

        Assert.Contains("CN=globex dated", (await side.UntilAsync(id, ExchangeState.Sent)).Certificates.Select(c => c.Subject));
        Assert.Single(partner.Requests);
    }

    [Fact]
    public async Task A_message_whose_certificate_is_not_replaced_fails_at_the_end_of_its_time()
    {
        await using var partner = FakePartner.Start(Sending.Partner.Good);
        await using var side = await SendingSide.StartAsync(partner, c => c with { Signer = new() { Key = EndedAcme }, TotalTime = TimeSpan.FromMinutes(30) });
        var id = await side.SubmitAsync(Order);
        await SendingSide.UntilAsync(async () => (await side.AlertsAsync("connection-paused")).Count is 1);

        await side.PassAsync(TimeSpan.FromMinutes(31));

        await side.UntilAsync(id, ExchangeState.Failed);
        Assert.Empty(partner.Requests);
    }

    [Fact]
    [Requirement("AS2-CRYPTO-020")]
    public async Task A_receipt_signed_with_the_partners_expired_certificate_counts_with_a_warning()
    {
        await using var partner = FakePartner.Start(r => Sending.Partner.Answer(r, static c => c, EndedGlobex));
        await using var side = await SendingSide.StartAsync(partner, c => c with { ReceiptSigners = [Sending.Partner.Globex.Certificate, EndedGlobex.Certificate] });
        var id = await side.SubmitAsync(Order);

        var detail = await side.UntilAsync(id, ExchangeState.Delivered);

        var receipt = Assert.Single(detail.Receipts);
        Assert.Equal(ReceiptOutcome.DeliveredWithWarning, receipt.Outcome);
        Assert.Contains("CERT_HAS_EXPIRED: the signer's certificate, CN=globex dated", receipt.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_receipt_signed_with_a_retired_or_a_coming_certificate_does_not_count_and_says_why()
    {
        var coming = new CmsPrivateKey(TestIdentities.Dated("globex", Noon.AddDays(2), Noon.AddYears(2)));
        var signer = EndedGlobex;
        await using var partner = FakePartner.Start(r => Sending.Partner.Answer(r, static c => c, signer));
        await using var side = await SendingSide.StartAsync(
            partner, c => c with { ReceiptSigners = [Sending.Partner.Globex.Certificate, coming.Certificate], RetiredReceiptSigners = [EndedGlobex.Certificate] });

        var detail = await side.UntilAsync(await side.SubmitAsync(Order), ExchangeState.ReceiptInvalid);
        Assert.Contains("CERT_RETIRED: the signer's certificate, CN=globex dated", Assert.Single(detail.Receipts).Sentence, StringComparison.Ordinal);

        signer = coming;
        detail = await side.UntilAsync(await side.SubmitAsync(Order), ExchangeState.ReceiptInvalid);
        Assert.Contains("CERT_NOT_YET_VALID: the signer's certificate, CN=globex dated", Assert.Single(detail.Receipts).Sentence, StringComparison.Ordinal);
    }
}
