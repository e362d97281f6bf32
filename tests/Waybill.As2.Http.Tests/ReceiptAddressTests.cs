using System.Net;
using Waybill.Testing;

namespace Waybill.As2.Http.Tests;

/// <summary>A URL in a message is the partner's word: it must not make us talk to what only we can reach.</summary>
public sealed class ReceiptAddressTests
{
    private static readonly ReceiptAddressPolicy Anywhere = new([], AllowAnyHost: true);

    [Theory]
    [Requirement("AS2-SEC-001", "AS2-HTTP-035")]
    [InlineData("https://globex.example/receipts?a=b&c=%20d")]
    [InlineData("http://globex.example:8080/as2")]
    [InlineData("HTTPS://Globex.Example/as2")]
    [InlineData("http://8.8.8.8/")]
    [InlineData("http://[2606:4700::1111]/")]
    public void A_public_web_address_is_taken(string url) => Assert.Null(ReceiptAddress.Check(url, Anywhere).Problem);

    [Theory]
    [Requirement("AS2-SEC-001", "AS2-DNO-010")]
    [InlineData("mailto:edi@globex.example")]
    [InlineData("gopher://globex.example/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("ftp://globex.example/")]
    [InlineData("/as2")]
    [InlineData("globex.example")]
    [InlineData("")]
    [InlineData("http://user:secret@globex.example/")]
    [InlineData("http://@globex.example/")]
    [InlineData("http://globex.example\\@127.0.0.1/")]
    [InlineData("http://globex.example/\r\nX: y")]
    [InlineData("http://127.0.0.1/")]
    [InlineData("http://127.1/")]
    [InlineData("http://2130706433/")]
    [InlineData("http://0x7f000001/")]
    [InlineData("http://0177.0.0.1/")]
    [InlineData("http://0.0.0.0/")]
    [InlineData("http://10.1.2.3/")]
    [InlineData("http://172.31.255.255/")]
    [InlineData("http://192.168.0.1/")]
    [InlineData("http://100.64.0.1/")]
    [InlineData("http://169.254.169.254/latest/meta-data/")]
    [InlineData("http://224.0.0.1/")]
    [InlineData("http://255.255.255.255/")]
    [InlineData("http://[::1]/")]
    [InlineData("http://[::]/")]
    [InlineData("http://[::ffff:127.0.0.1]/")]
    [InlineData("http://[::ffff:a00:1]/")]
    [InlineData("http://[::7f00:1]/")]
    [InlineData("http://[64:ff9b::7f00:1]/")]
    [InlineData("http://[2002:7f00:1::]/")]
    [InlineData("http://[fe80::1]/")]
    [InlineData("http://[fd00::1]/")]
    [InlineData("http://[ff02::1]/")]
    public void A_hostile_one_is_not(string url)
    {
        var (taken, problem) = ReceiptAddress.Check(url, Anywhere);

        Assert.Null(taken);
        Assert.NotNull(problem);
    }

    [Fact]
    [Requirement("AS2-SEC-001")]
    public void By_default_only_the_hosts_agreed_with_the_partner_are_taken()
    {
        var policy = new ReceiptAddressPolicy(["globex.example"]);

        Assert.Null(ReceiptAddress.Check("https://GLOBEX.example:8443/r", policy).Problem);
        Assert.NotNull(ReceiptAddress.Check("https://globex.example.evil.example/r", policy).Problem);
        Assert.NotNull(ReceiptAddress.Check("https://evil.example/globex.example", policy).Problem);
        Assert.NotNull(ReceiptAddress.Check("https://globex.example/r", new([])).Problem);
    }

    [Fact]
    [Requirement("AS2-SEC-001")]
    public async Task A_name_that_leads_inside_is_not_connected_to()
    {
        await using var inside = FakePartner.Start(_ => PartnerAnswer.Of(200));
        var resolved = 0;
        var guard = new AddressGuard(allowPrivate: false, (_, _) => Task.FromResult<IPAddress[]>([++resolved is 1 ? IPAddress.Loopback : IPAddress.Parse("8.8.8.8")]));
        using var sender = new As2HttpSender(new() { Guard = guard });

        var attempt = await PostingTests.PostAsync(sender, new Uri($"http://globex.example:{inside.Address.Port}/as2"));

        Assert.Equal(AttemptOutcome.Refused, attempt.Outcome);
        Assert.Equal(1, resolved);
        Assert.Empty(inside.Requests);
    }

    [Fact]
    [Requirement("AS2-SEC-001")]
    public async Task The_address_that_was_checked_is_the_one_connected_to()
    {
        await using var inside = FakePartner.Start(_ => PartnerAnswer.Of(200));
        var resolved = 0;
        // A second look-up would lead nowhere: that the request arrives shows there was none.
        var guard = new AddressGuard(allowPrivate: true, (_, _) => Task.FromResult<IPAddress[]>(++resolved is 1 ? [IPAddress.Loopback] : []));
        using var sender = new As2HttpSender(new() { Guard = guard });

        var attempt = await PostingTests.PostAsync(sender, new Uri($"http://globex.example:{inside.Address.Port}/as2"));

        Assert.Equal(AttemptOutcome.Transferred, attempt.Outcome);
        Assert.Equal(1, resolved);
        Assert.Equal($"globex.example:{inside.Address.Port}", Assert.Single(inside.Requests).Header("Host"));
    }

    [Fact]
    [Requirement("AS2-SEC-001")]
    public async Task One_inside_address_among_several_forbids_the_name()
    {
        var guard = new AddressGuard(allowPrivate: false, (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Parse("8.8.8.8"), IPAddress.Parse("10.0.0.1")]));
        using var sender = new As2HttpSender(new() { Guard = guard });

        Assert.Equal(AttemptOutcome.Refused, (await PostingTests.PostAsync(sender, new Uri("http://globex.example/as2"))).Outcome);
    }

    [Theory]
    [Requirement("AS2-SEC-001")]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_host_that_was_agreed_on_leads_nobody_inside_by_a_redirect(int status)
    {
        await using var inside = FakePartner.Start(_ => PartnerAnswer.Of(200));
        await using var agreed = FakePartner.Start(_ => PartnerAnswer.Of(status, [new("Location", inside.Address.ToString())]));
        var guard = new AddressGuard(allowPrivate: true, (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Loopback]));
        using var sender = new As2HttpSender(new() { Guard = guard });

        await PostingTests.PostAsync(sender, new Uri($"http://globex.example:{agreed.Address.Port}/as2"));

        Assert.Single(agreed.Requests);
        Assert.Empty(inside.Requests);
    }

    [Fact]
    public void A_proxy_and_a_guard_exclude_each_other()
        => Assert.Throws<ArgumentException>(() => new As2HttpSender(new() { UseProxy = true, Guard = new AddressGuard() }));
}
