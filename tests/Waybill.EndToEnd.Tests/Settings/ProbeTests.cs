using System.Net;
using System.Net.Sockets;
using Waybill.Gateway;
using Waybill.Testing;

namespace Waybill.EndToEnd.Tests;

/// <summary>Looking whether a partner can be reached, without sending it anything.</summary>
public sealed class ProbeTests(SettingsHost host) : IClassFixture<SettingsHost>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_partner_that_can_be_reached_is_shown_with_its_certificate_and_gets_no_document()
    {
        await using var authority = new TestAuthority();
        var server = authority.Issue("as2.globex.example", ["127.0.0.1", "as2.globex.example"]);
        var lane = host.Agree(
            c => (c.Url, c.TlsRoots, c.TokenIn, c.Token, c.TokenParameter) = (c.Url + "?key=1", [authority.Pem], TokenPlace.UrlParameter, "secret", "token"), new(server)).Says(PartnerAnswer.Of(200));
        var steps = await ProbeAsync(lane);

        Assert.Equal([(ProbeKind.Name, ProbeResult.Good), (ProbeKind.Connect, ProbeResult.Good), (ProbeKind.Tls, ProbeResult.Good), (ProbeKind.Http, ProbeResult.Good)], steps.Select(s => (s.Kind, s.Result)));
        Assert.Equal(("CN=as2.globex.example", TestAuthority.Thumbprint(server)), (steps[2].Certificate!.Subject, steps[2].Certificate!.Sha256Thumbprint));
        Assert.Contains("as2.globex.example", steps[2].Certificate!.Names);
        Assert.StartsWith("TLS 1.3, TLS_", steps[2].Protocol, StringComparison.Ordinal);
        Assert.Equal(200, steps[3].Status);

        // One look; no document, and nothing that tells who we are.
        Assert.StartsWith("HEAD /as2 HTTP/1.1\r\n", Assert.Single(lane.Requests).Head, StringComparison.Ordinal);
        Assert.DoesNotContain(steps, s => s.Url.Query is not "" || s.Sentence.Contains("secret", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(401, ProbeResult.Good)]
    [InlineData(405, ProbeResult.Good)]
    [InlineData(501, ProbeResult.Good)]
    [InlineData(302, ProbeResult.Warning)]
    [InlineData(404, ProbeResult.Warning)]
    [InlineData(503, ProbeResult.Warning)]
    public async Task Any_answer_shows_a_web_server(int status, ProbeResult expected)
    {
        var steps = await ProbeAsync(host.Agree().Says(PartnerAnswer.Of(status)));

        Assert.Equal((expected, status), (steps[3].Result, steps[3].Status));
        Assert.Equal(ProbeResult.Warning, steps[2].Result);
    }

    [Fact]
    public async Task The_step_that_fails_says_why_and_the_rest_is_left_out()
    {
        var gone = host.Agree();
        await gone.DisposeAsync();
        Assert.Equal([ProbeResult.Good, ProbeResult.Failed, ProbeResult.Skipped, ProbeResult.Skipped], (await ProbeAsync(gone)).Select(s => s.Result));

        var unknown = await ProbeAsync(host.Agree(c => c.Url = "https://as2.globex.invalid/"));
        Assert.Equal([ProbeResult.Failed, ProbeResult.Skipped, ProbeResult.Skipped, ProbeResult.Skipped], unknown.Select(s => s.Result));
        Assert.Contains("as2.globex.invalid is not known", unknown[0].Sentence, StringComparison.Ordinal);

        var self = TestKey.Rsa("tls-self").Identity;
        var stranger = await ProbeAsync(host.Agree(tls: new(self)));
        Assert.Equal([ProbeResult.Good, ProbeResult.Good, ProbeResult.Failed, ProbeResult.Skipped], stranger.Select(s => s.Result));
        Assert.Contains("is by no authority this machine trusts", stranger[2].Sentence, StringComparison.Ordinal);

        // What is to be pinned is shown, though it is not trusted.
        Assert.Equal(TestAuthority.Thumbprint(self), stranger[2].Certificate!.Sha256Thumbprint);

        using var mute = new TcpListener(IPAddress.Loopback, 0);
        mute.Start();
        var silent = await ProbeAsync(host.Agree(c => (c.Url, c.SilenceTimeout) = ($"http://127.0.0.1:{((IPEndPoint)mute.LocalEndpoint).Port}/", TimeSpan.FromMilliseconds(300))));
        Assert.Equal([ProbeResult.Good, ProbeResult.Good, ProbeResult.Warning, ProbeResult.Failed], silent.Select(s => s.Result));
    }

    [Fact]
    public async Task A_partner_behind_a_proxy_is_looked_at_through_it()
    {
        await using var proxy = FakeProxy.Start("gate", "keeper");
        var self = TestKey.Rsa("tls-self").Identity;
        foreach (var (password, expected) in new[] { ("keeper", ProbeResult.Good), ("wrong", ProbeResult.Failed) })
        {
            var lane = host.Agree(c => (c.Proxy, c.ProxyUser, c.ProxyPassword, c.TlsPins) = (proxy.Address.ToString(), "gate", password, [TestAuthority.Thumbprint(self)]), new(self)).Says(PartnerAnswer.Of(200));
            var steps = await ProbeAsync(lane);

            Assert.StartsWith("The proxy: ", steps[1].Sentence, StringComparison.Ordinal);
            Assert.Equal(expected, steps[2].Result);
        }
    }

    private async Task<IReadOnlyList<ProbeStep>> ProbeAsync(Lane lane)
    {
        using var lease = host.Gateway.Runtime.Connections.Take();
        return await ConnectionProbe.RunAsync(lease.Book.FindOut(lane.Name)!.Outbound!, TimeProvider.System, Ct);
    }
}
