using Waybill.Cms;

namespace Waybill.Gateway.Tests.Certificates;

public sealed class CertificateResolverTests
{
    private static readonly DateTimeOffset Day = new(2026, 11, 24, 0, 0, 0, TimeSpan.Zero);
    private static readonly CertificateEntry Old = Entry("old", Day.AddYears(-2), Day.AddDays(30));
    private static readonly CertificateEntry New = Entry("new", Day.AddDays(-1), Day.AddYears(2)) with { State = CertificateState.Planned, From = Day.AddDays(10) };

    [Fact]
    [Requirement("AS2-CRYPTO-019")]
    public void A_planned_certificate_takes_over_at_its_moment_while_both_prove_and_open()
    {
        foreach (var (at, current) in new[] { (Day, Old), (Day.AddDays(10).AddTicks(-1), Old), (Day.AddDays(10), New), (Day.AddDays(20), New) })
        {
            var resolved = CertificateResolver.Resolve([Old, New], at);

            Assert.Same(current, resolved.Sign);
            Assert.Same(current, resolved.Encrypt);
            Assert.Same(current.Certificate, resolved.Verify[0]);
            Assert.Equal(2, resolved.Verify.Count);
            Assert.Same(current.Key, resolved.Decrypt[0]);
            Assert.Equal(2, resolved.Decrypt.Count);
        }

        Assert.Equal(Day.AddDays(10), CertificateResolver.NextChange([Old, New], Day));
        Assert.Equal(Day.AddDays(30).AddTicks(1), CertificateResolver.NextChange([Old, New], Day.AddDays(10)));
    }

    [Fact]
    public void Of_several_the_one_that_began_last_is_used_whatever_their_order()
    {
        var first = Entry("first", Day.AddDays(-30), Day.AddYears(1));
        var second = Entry("second", Day.AddDays(-90), Day.AddYears(1)) with { From = Day.AddDays(-2) };

        Assert.Same(second, CertificateResolver.Resolve([first, second], Day).Sign);
        Assert.Same(second, CertificateResolver.Resolve([second, first], Day).Encrypt);
        Assert.Same(first, CertificateResolver.Resolve([second, first], Day.AddDays(-3)).Encrypt);
    }

    [Fact]
    public void One_within_its_own_dates_is_used_before_one_outside_of_them()
    {
        var expired = Entry("expired", Day.AddDays(-30), Day.AddDays(-1));
        var coming = Entry("coming", Day.AddDays(1), Day.AddYears(1)) with { From = Day };

        Assert.Same(Old, CertificateResolver.Resolve([Old, expired, coming], Day).Encrypt);

        // Where there is no other it is named, and the gate says what is wrong: nothing is chosen silently.
        Assert.Same(expired, CertificateResolver.Resolve([expired], Day).Encrypt);
        Assert.Same(coming, CertificateResolver.Resolve([coming], Day).Encrypt);
        Assert.Equal(Day.AddDays(1), CertificateResolver.NextChange([coming], Day));
    }

    [Fact]
    public void A_retired_certificate_is_used_for_nothing_and_only_named()
    {
        var retired = Old with { State = CertificateState.Retired };
        var resolved = CertificateResolver.Resolve([retired], Day);

        Assert.Null(resolved.Sign);
        Assert.Null(resolved.Encrypt);
        Assert.Empty(resolved.Verify);
        Assert.Empty(resolved.Decrypt);
        Assert.Same(retired.Certificate, Assert.Single(resolved.Retired));
        Assert.Null(CertificateResolver.NextChange([retired], Day));
    }

    [Fact]
    public void A_planned_certificate_without_a_moment_waits_for_a_person()
    {
        var resolved = CertificateResolver.Resolve([New with { From = null }], Day.AddDays(20));

        Assert.Null(resolved.Sign);
        Assert.Null(resolved.Encrypt);
        Assert.Single(resolved.Verify);
        Assert.Single(resolved.Decrypt);
    }

    [Fact]
    public void After_its_window_a_certificate_signs_and_proves_no_more_and_still_opens()
    {
        var ended = Old with { Until = Day };
        var resolved = CertificateResolver.Resolve([ended, New with { From = Day.AddDays(-3), Until = null }], Day);

        Assert.Same(New.Certificate, resolved.Sign!.Certificate);
        Assert.Same(New.Certificate, Assert.Single(resolved.Verify));
        Assert.Same(ended.Certificate, Assert.Single(resolved.Ended));
        Assert.Contains(ended.Key!, resolved.Decrypt);
        Assert.Same(ended, CertificateResolver.Resolve([ended], Day.AddTicks(-1)).Sign);
    }

    [Fact]
    public void Where_nothing_follows_a_window_the_one_that_ended_is_named_and_proves_nothing()
    {
        var ended = Old with { Until = Day };
        var expired = Entry("expired", Day.AddDays(-30), Day.AddDays(-1));
        var resolved = CertificateResolver.Resolve([ended], Day);

        Assert.Same(ended, resolved.Sign);
        Assert.Same(ended, resolved.Encrypt);
        Assert.Empty(resolved.Verify);
        Assert.Same(expired, CertificateResolver.Resolve([ended, expired], Day).Encrypt);
    }

    [Fact]
    public void An_expired_key_of_ours_still_opens()
    {
        var expired = Entry("expired", Day.AddYears(-3), Day.AddDays(-1));
        Assert.Contains(expired.Key!, CertificateResolver.Resolve([expired, Old], Day).Decrypt);
    }

    [Fact]
    public void Each_use_takes_its_own_certificates_and_TLS_only_those_of_TLS()
    {
        var (sign, encrypt, tls) = (Old with { Use = CertificateRole.Sign }, Old with { Use = CertificateRole.Encrypt, Certificate = New.Certificate, Key = New.Key }, Old with { Use = CertificateRole.Tls });
        var resolved = CertificateResolver.Resolve([sign, encrypt, tls], Day);

        Assert.Same(sign, resolved.Sign);
        Assert.Same(encrypt, resolved.Encrypt);
        Assert.Same(tls, resolved.Tls);
        Assert.Same(sign.Certificate, Assert.Single(resolved.Verify));
        Assert.Same(encrypt.Key, Assert.Single(resolved.Decrypt));
        Assert.Null(CertificateResolver.Resolve([Old], Day).Tls);
        Assert.Empty(CertificateResolver.Resolve([Old], Day).TlsTrusted);
    }

    [Fact]
    public void A_partners_certificate_has_no_key_and_is_encrypted_for()
    {
        var theirs = Old with { Key = null };
        var resolved = CertificateResolver.Resolve([theirs], Day);

        Assert.Null(resolved.Sign);
        Assert.Same(theirs, resolved.Encrypt);
        Assert.Empty(resolved.Decrypt);
    }

    private static CertificateEntry Entry(string name, DateTimeOffset from, DateTimeOffset until)
    {
        var key = new CmsPrivateKey(TestIdentities.Dated(name, from, until));
        return new() { Owner = "station/globex", Certificate = key.Certificate, Key = key };
    }
}
