using Waybill.As2;
using Waybill.Cms;

namespace Waybill.Gateway.Tests.Certificates;

/// <summary>What becomes of messages by and for certificates outside their dates, over a real journal. The time is that of the book.</summary>
public sealed class ReceivingCertificateTests
{
    private static readonly CmsPrivateKey EndedAcme = new(TestIdentities.Dated("acme", BookFolder.Now.AddYears(-1), BookFolder.Now.AddDays(-5)));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0, false)]
    [InlineData(4, false)]
    [InlineData(5, true)]
    [Requirement("AS2-CRYPTO-020")]
    public async Task A_message_signed_with_the_partners_expired_certificate_follows_the_choice_of_its_connection(int days, bool isTaken)
    {
        await using var place = await ReceivingPlace.OpenAsync(p => p.ExpiredSignerGraceDays = days);
        var file = Path.Combine(place.Folder, "ended.cer");
        await File.WriteAllBytesAsync(file, EndedAcme.Certificate.Certificate.RawData, Ct);
        place.Configure((_, partner) => partner.Certificates = [.. partner.Certificates, file]);

        var outcome = await place.ReceiveAsync(await ReceivingPlace.PackAsync("m1", change: o => o with { Signer = new() { Key = EndedAcme } }));

        Assert.Equal(isTaken ? ReceiveKind.Accepted : ReceiveKind.Refused, outcome.Outcome);
        var detail = (await place.Journal.FindAsync(outcome.Id, Ct))!;
        var said = isTaken ? detail.LayersJson : detail.Summary.Detail;
        Assert.Contains("CERT_HAS_EXPIRED: the signer", said, StringComparison.Ordinal);
        Assert.Contains($"s certificate, CN=acme dated, serial {EndedAcme.Certificate.SerialNumber}, expired on 2026-01-29 04:05 UTC.", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Our_expired_key_still_opens_messages_and_signs_receipts()
    {
        await using var place = await ReceivingPlace.OpenAsync();
        using var ended = TestIdentities.Dated("globex", BookFolder.Now.AddYears(-1), BookFolder.Now.AddDays(-5));
        var files = place.Files(ended, "ended");
        place.Configure((station, _) => (station.Certificate, station.Key) = files);
        using var recipient = new CmsCertificate(ended);

        var outcome = await place.ReceiveAsync(await ReceivingPlace.PackAsync("m1", change: o => o with { Recipients = [new() { Certificate = recipient }] }));

        Assert.Equal(ReceiveKind.Accepted, outcome.Outcome);
        Assert.Equal(recipient.Sha256Thumbprint, place.Connection.Inbound.ReceiptSigner.Key.Certificate.Sha256Thumbprint);
        var used = (await place.Journal.FindAsync(outcome.Id, Ct))!.Certificates;
        Assert.Equal([CertificateUse.Decrypt, CertificateUse.Verify, CertificateUse.SignReceipt], used.Select(c => c.Use).Order());
    }

    [Fact]
    public async Task A_message_for_our_retired_certificate_is_refused_with_its_name()
    {
        await using var place = await ReceivingPlace.OpenAsync();
        using var old = TestIdentities.Dated("old", BookFolder.Now.AddYears(-1), BookFolder.Now.AddYears(1));
        using var retired = new CmsCertificate(old);
        using var lease = place.Connections.Take();
        var connection = place.Connection;
        place.Connections.Replace(new(2, [], [], [connection with { Station = connection.Station with { Retired = [retired] } }], []));

        var outcome = await place.ReceiveAsync(await ReceivingPlace.PackAsync("m1", change: o => o with { Recipients = [new() { Certificate = retired }] }));

        Assert.Equal(ReceiveKind.Refused, outcome.Outcome);
        Assert.Contains(
            $"CERT_RETIRED: it is encrypted for our certificate CN=old dated, serial {retired.SerialNumber}, which is retired.",
            (await place.Journal.FindAsync(outcome.Id, Ct))!.Summary.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_signed_with_a_retired_certificate_of_the_partner_is_refused_with_its_name()
    {
        await using var place = await ReceivingPlace.OpenAsync();
        using var lease = place.Connections.Take();
        var connection = place.Connection;
        var reading = connection.Inbound.Reading with { RetiredCertificates = [EndedAcme.Certificate], ExpiredSignerGrace = TimeSpan.FromDays(100) };
        place.Connections.Replace(new(2, [], [], [connection with { Inbound = connection.Inbound with { Reading = reading } }], []));

        var outcome = await place.ReceiveAsync(await ReceivingPlace.PackAsync("m1", change: o => o with { Signer = new() { Key = EndedAcme } }));

        Assert.Equal(ReceiveKind.Refused, outcome.Outcome);
        Assert.Contains("CERT_RETIRED: the signer's certificate, CN=acme dated", (await place.Journal.FindAsync(outcome.Id, Ct))!.Summary.Detail, StringComparison.Ordinal);
    }
}
