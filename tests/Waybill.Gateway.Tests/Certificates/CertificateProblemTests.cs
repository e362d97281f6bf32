using Waybill.Cms;
using Waybill.Gateway.Tests.Sending;

namespace Waybill.Gateway.Tests.Certificates;

public sealed class CertificateProblemTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);
    private static readonly CmsPrivateKey Dated = new(TestIdentities.Dated("acme", Noon.AddDays(-10), Noon));

    [Fact]
    [Requirement("AS2-CRYPTO-020")]
    public void An_expired_certificate_is_named_with_serial_number_date_and_what_to_do()
    {
        Assert.Null(CertificateGate.Problem(Connection(), Noon));

        var ours = CertificateGate.Problem(Connection(), Noon.AddSeconds(1))!;
        Assert.Equal((CertificateProblem.HasExpired, CertificateSide.OurSigning), (ours.Code, ours.Side));
        Assert.Equal(
            $"CERT_HAS_EXPIRED: our certificate that signs, CN=acme dated, serial {Dated.Certificate.SerialNumber}, expired on 2026-11-24 12:00 UTC. "
            + "Make a new one, give it to the partner and put it in place of this one; what waits is sent then.",
            ours.Sentence);

        var theirs = CertificateGate.Problem(Connection() with { Signer = null, Recipients = [new() { Certificate = Dated.Certificate }] }, Noon.AddSeconds(1))!;
        Assert.Equal(CertificateSide.PartnerEncryption, theirs.Side);
        Assert.Contains("the partner's certificate that we encrypt for, CN=acme dated", theirs.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_grace_period_lets_it_go_on_for_its_days_and_no_longer()
    {
        var connection = Connection() with { ExpiredCertificateGrace = TimeSpan.FromDays(3) };

        Assert.Null(CertificateGate.Problem(connection, Noon.AddDays(3)));
        Assert.Equal(CertificateProblem.HasExpired, CertificateGate.Problem(connection, Noon.AddDays(3).AddSeconds(1))!.Code);
    }

    [Fact]
    public void One_whose_window_is_over_is_named_whatever_the_grace()
    {
        var connection = Connection() with { Signer = null, EncryptUntil = Noon, ExpiredCertificateGrace = TimeSpan.FromDays(300) };
        Assert.Null(CertificateGate.Problem(connection, Noon.AddTicks(-1)));
        var theirs = CertificateGate.Problem(connection, Noon)!;

        Assert.Equal((CertificateProblem.WindowEnded, CertificateSide.PartnerEncryption), (theirs.Code, theirs.Side));
        Assert.Contains("was to be used until 2026-11-24 12:00 UTC, and nothing follows it. Ask the partner", theirs.Sentence, StringComparison.Ordinal);
        Assert.Equal(CertificateSide.OurSigning, CertificateGate.Problem(Connection() with { SignUntil = Noon.AddDays(-1) }, Noon)!.Side);
    }

    [Fact]
    public void One_that_is_not_yet_valid_is_named_whatever_the_grace()
    {
        var problem = CertificateGate.Problem(Connection() with { ExpiredCertificateGrace = TimeSpan.FromDays(300) }, Noon.AddDays(-11))!;

        Assert.Equal(CertificateProblem.NotYetValid, problem.Code);
        Assert.Contains("is valid from 2026-11-14 12:00 UTC on", problem.Sentence, StringComparison.Ordinal);
    }

    private static OutboundConnection Connection() => SendingSide.To(new("http://127.0.0.1/")) with { Signer = new() { Key = Dated } };
}
