using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using Waybill.As2.Http;
using Waybill.Gateway;
using Waybill.Testing;
using static Waybill.Gateway.ExchangeState;

namespace Waybill.EndToEnd.Tests;

/// <summary>How the partner's server is reached and recognised, on real sockets with real certificates.</summary>
public sealed class TransportSettingsTests(SettingsHost host) : IClassFixture<SettingsHost>
{
    private static readonly string[] Here = ["127.0.0.1", "localhost"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    [Setting("TlsRoots")]
    [Requirement("AS2-TLS-003", "AS2-TLS-004")]
    public async Task A_server_is_known_by_an_authority_that_is_trusted_for_the_connection_alone()
    {
        await using var authority = new TestAuthority();
        await File.WriteAllTextAsync(host.In("root.pem"), authority.Pem, Ct);
        var good = new PartnerTls(authority.Issue("as2.globex.example", Here));
        await host.DeliverAsync(host.Agree(c => c.TlsRoots = [host.In("root.pem")], good));
        await host.DeliverAsync(host.Agree(c => c.TlsRoots = [authority.Pem], good));

        await RefusedAsync("is by no authority this machine trusts", _ => { }, good);
        await using var other = new TestAuthority("Other");
        await RefusedAsync("is by none of the authorities trusted for this connection", c => c.TlsRoots = [other.Pem], good);
        await RefusedAsync("is not for the host 127.0.0.1", c => c.TlsRoots = [authority.Pem], new(authority.Issue("elsewhere", ["as2.elsewhere.example"])));
        await RefusedAsync("expired on 2021-01-01 (CERT_HAS_EXPIRED). The partner has to renew it.", c => c.TlsRoots = [authority.Pem], new(authority.Issue("old", Here, new(2021, 1, 1, 0, 0, 0, TimeSpan.Zero))));
        SettingsHost.Refused("TlsRoots:0", "is not there", c => c.TlsRoots = ["/nowhere.pem"]);
        SettingsHost.Refused("TlsRoots:0", "not a certificate", c => c.TlsRoots = ["-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----"]);
    }

    [Fact]
    [Setting("TlsPins")]
    [Requirement("AS2-TLS-003", "AS2-TLS-004")]
    public async Task A_pinned_certificate_is_trusted_for_its_connection_alone_and_no_other_is()
    {
        await using var authority = new TestAuthority();
        var self = TestKey.Rsa("tls-self").Identity;
        var named = string.Join(':', TestAuthority.Thumbprint(self).ToLowerInvariant().Chunk(2).Select(static c => new string(c)));
        await host.DeliverAsync(host.Agree(c => c.TlsPins = [new('0', 64), named], new(self)));

        await RefusedAsync("is by no authority this machine trusts", _ => { }, new(self));
        var issued = authority.Issue("good", Here);
        await RefusedAsync($"its SHA-256 thumbprint is {TestAuthority.Thumbprint(issued)}", c => (c.TlsRoots, c.TlsPins) = ([authority.Pem], [named]), new(issued));
        var old = authority.Issue("old", Here, new(2021, 1, 1, 0, 0, 0, TimeSpan.Zero));
        await RefusedAsync("CERT_HAS_EXPIRED", c => c.TlsPins = [TestAuthority.Thumbprint(old)], new(old));
        SettingsHost.Refused("TlsPins:0", "this is one of SHA-1", c => c.TlsPins = [new('A', 40)]);
        SettingsHost.Refused("TlsPins:1", "64 hexadecimal digits", c => c.TlsPins = [new('A', 64), "x"]);
    }

    [Fact]
    [Setting("TlsVersions", "TlsCipherSuites")]
    [Requirement("AS2-TLS-001")]
    public async Task Versions_and_cipher_suites_are_the_connections()
    {
        var self = TestKey.Rsa("tls-self").Identity;
        string[] pins = [TestAuthority.Thumbprint(self)];
        foreach (var (versions, expected) in new[] { ("1.2", SslProtocols.Tls12), ("1.3", SslProtocols.Tls13), ("", SslProtocols.Tls13) })
        {
            var (request, _) = await host.DeliverAsync(host.Agree(c => (c.TlsPins, c.TlsVersions) = (pins, versions is "" ? [] : [versions]), new(self)));
            Assert.Equal(expected, request.TlsVersion);
        }

        await RefusedAsync("secure connection", c => (c.TlsPins, c.TlsVersions) = (pins, ["1.3"]), new PartnerTls(self) { Versions = SslProtocols.Tls12 });
        await host.DeliverAsync(host.Agree(c => (c.TlsPins, c.TlsCipherSuites) = (pins, ["TLS_CHACHA20_POLY1305_SHA256"]), new(self)));

        // A partner that knows TLS 1.2 alone has no suite of 1.3.
        await RefusedAsync("secure connection", c => (c.TlsPins, c.TlsCipherSuites) = (pins, ["TLS_CHACHA20_POLY1305_SHA256"]), new PartnerTls(self) { Versions = SslProtocols.Tls12 });
        SettingsHost.Refused("TlsVersions:0", "older versions protect nobody", c => c.TlsVersions = ["1.1"]);
        SettingsHost.Refused("TlsCipherSuites:0", "not the name of a cipher suite", c => c.TlsCipherSuites = ["4865"]);
    }

    [Fact]
    [Setting("TlsRevocation")]
    public async Task A_revoked_certificate_is_found_out_where_that_is_asked_for()
    {
        await using var authority = new TestAuthority();
        var (good, revoked, bare) = (authority.Issue("good", Here, saysRevoked: true), authority.Issue("revoked", Here, saysRevoked: true), authority.Issue("bare", Here));
        authority.Revoke(revoked);
        void Set(ConnectionSettings c, RevocationCheck check) => (c.TlsRoots, c.TlsRevocation) = ([authority.Pem], check);

        await host.DeliverAsync(host.Agree(c => Set(c, RevocationCheck.Off), new(revoked)));
        Assert.Equal(0, authority.Asked);
        await host.DeliverAsync(host.Agree(c => Set(c, RevocationCheck.Required), new(good)));
        await RefusedAsync("was revoked by its authority", c => Set(c, RevocationCheck.Required), new(revoked));
        await RefusedAsync("was revoked by its authority", c => Set(c, RevocationCheck.Try), new(revoked));
        await RefusedAsync("may be revoked: its authority does not say", c => Set(c, RevocationCheck.Required), new(bare));
        await host.DeliverAsync(host.Agree(c => Set(c, RevocationCheck.Try), new(bare)));
        Assert.NotEqual(0, authority.Asked);
    }

    [Fact]
    [Setting("ClientCertificate", "ClientKey")]
    [Requirement("AS2-TLS-005")]
    public async Task A_server_that_asks_for_a_certificate_gets_ours()
    {
        await using var authority = new TestAuthority();
        var (server, client, other) = (authority.Issue("server", Here), authority.Issue("client"), authority.Issue("other"));
        await File.WriteAllTextAsync(host.In("client.crt"), client.ExportCertificatePem() + "\n" + authority.Pem, Ct);
        await File.WriteAllTextAsync(host.In("client.key"), TestAuthority.KeyPem(client), Ct);
        var asks = new PartnerTls(server) { TakesClient = TestAuthority.Thumbprint(client) };
        foreach (var versions in new[] { "1.2", "1.3" })
        {
            var (request, _) = await host.DeliverAsync(host.Agree(
                c => (c.TlsRoots, c.TlsVersions, c.ClientCertificate, c.ClientKey) = ([authority.Pem], [versions], host.In("client.crt"), host.In("client.key")), asks));
            Assert.Equal(TestAuthority.Thumbprint(client), request.ClientCertificate);
        }

        var (texts, _) = await host.DeliverAsync(host.Agree(c => (c.TlsRoots, c.ClientCertificate, c.ClientKey) = ([authority.Pem], client.ExportCertificatePem(), TestAuthority.KeyPem(client)), asks));
        Assert.Equal(TestAuthority.Thumbprint(client), texts.ClientCertificate);

        // Without one, or with another, nobody is let in.
        foreach (var wrong in new Action<ConnectionSettings>[] { static _ => { }, c => (c.ClientCertificate, c.ClientKey) = (other.ExportCertificatePem(), TestAuthority.KeyPem(other)) })
        {
            var lane = host.Agree(
                c =>
                {
                    (c.TlsRoots, c.TlsVersions, c.PauseWaits) = ([authority.Pem], ["1.2"], [TimeSpan.FromMinutes(5)]);
                    wrong(c);
                },
                asks);
            await host.Gateway.UntilAsync((await host.Gateway.SubmitAsync(lane.Name)).Id, RetryWait);
            Assert.Empty(lane.Requests);
        }

        SettingsHost.Refused("ClientKey", "without its private key", c => c.ClientCertificate = client.ExportCertificatePem());
        SettingsHost.Refused("ClientKey", "is not the private key of the client certificate", c => (c.ClientCertificate, c.ClientKey) = (client.ExportCertificatePem(), TestAuthority.KeyPem(other)));
        SettingsHost.Refused("ClientCertificate", "no certificate it belongs to", c => c.ClientKey = TestAuthority.KeyPem(other));
        SettingsHost.Refused("ClientCertificate", "is not there", c => c.ClientCertificate = "/nowhere.crt");
    }

    [Fact]
    [Setting("Proxy", "ProxyUser", "ProxyPassword")]
    public async Task A_proxy_on_the_way_gets_its_user_and_nobody_else_does()
    {
        await using var proxy = FakeProxy.Start("gate", "k:eeper");
        var self = TestKey.Rsa("tls-self").Identity;
        void Through(ConnectionSettings c) => (c.Proxy, c.ProxyUser, c.ProxyPassword, c.TlsPins) = (proxy.Address.ToString(), "gate", "k:eeper", [TestAuthority.Thumbprint(self)]);

        var tunnelled = host.Agree(Through, new(self));
        var (request, _) = await host.DeliverAsync(tunnelled);
        Assert.Null(request.Header("Proxy-Authorization"));
        Assert.StartsWith($"CONNECT 127.0.0.1:{tunnelled.Address.Port} ", proxy.Heads[0], StringComparison.Ordinal);

        var before = proxy.Heads.Count;
        var plain = host.Agree(Through);
        Assert.Null((await host.DeliverAsync(plain)).Request.Header("Proxy-Authorization"));
        Assert.StartsWith($"POST {plain.Address} ", Assert.Single(proxy.Heads.Skip(before)), StringComparison.Ordinal);

        // 407 is the connection's failure, and no message pays for it.
        foreach (var tls in new[] { null, new PartnerTls(self) })
        {
            var lane = host.Agree(
                c =>
                {
                    Through(c);
                    (c.ProxyPassword, c.PauseWaits) = ("wrong", [TimeSpan.FromMinutes(5)]);
                },
                tls);
            var seen = await host.Gateway.UntilAsync((await host.Gateway.SubmitAsync(lane.Name)).Id, RetryWait);
            Assert.Contains("407", Assert.Single(seen.Sends).Sentence, StringComparison.Ordinal);
            Assert.NotNull((await host.Gateway.ConnectionAsync(lane.Name)).Pause);
            Assert.Empty(lane.Requests);
        }

        SettingsHost.Refused("Proxy", "http://HOST:PORT", c => c.Proxy = "proxy:3128");
        SettingsHost.Refused("Proxy", "kept secret", c => c.Proxy = "http://u:p@proxy:3128");
        SettingsHost.Refused("ProxyUser", "no Proxy", c => c.ProxyUser = "u");
    }

    [Fact]
    [Setting("ConnectTimeout")]
    public async Task A_connection_that_is_not_made_in_time_is_given_up_and_no_message_pays()
    {
        // Taken, and never spoken to: TLS does not come about.
        using var mute = new TcpListener(IPAddress.Loopback, 0);
        mute.Start();
        var lane = host.Agree(c => (c.Url, c.ConnectTimeout, c.PauseWaits) = ($"https://127.0.0.1:{((IPEndPoint)mute.LocalEndpoint).Port}/", TimeSpan.FromMilliseconds(300), [TimeSpan.FromMinutes(5)]));
        var seen = await host.Gateway.UntilAsync((await host.Gateway.SubmitAsync(lane.Name)).Id, RetryWait);

        Assert.Contains("No connection could be made within", Assert.Single(seen.Sends).Sentence, StringComparison.Ordinal);
        Assert.NotNull((await host.Gateway.ConnectionAsync(lane.Name)).Pause);
        SettingsHost.Refused("ConnectTimeout", "more than nothing", c => c.ConnectTimeout = TimeSpan.Zero);
    }

    [Fact]
    [Setting("SilenceTimeout")]
    public async Task A_partner_that_says_nothing_is_left_after_its_time()
    {
        var lane = host.Agree(c => c.SilenceTimeout = TimeSpan.FromMilliseconds(300)).Says(PartnerAnswer.Silence);
        var seen = await host.Gateway.UntilAsync((await host.Gateway.SubmitAsync(lane.Name)).Id, RetryWait);

        Assert.Contains("Nothing moved", Assert.Single(seen.Sends).Sentence, StringComparison.Ordinal);
        SettingsHost.Refused("SilenceTimeout", "more than nothing", c => c.SilenceTimeout = TimeSpan.Zero);
    }

    [Fact]
    [Setting("Chunked", "ExpectContinue")]
    [Requirement("AS2-OPS-006")]
    public async Task A_message_goes_in_chunks_or_after_a_hundred_where_that_is_agreed()
    {
        var (usual, _) = await host.DeliverAsync(host.Agree());
        Assert.Equal((usual.Body.Length.ToString(System.Globalization.CultureInfo.InvariantCulture), null, null), (usual.Header("Content-Length"), usual.Header("Transfer-Encoding"), usual.Header("Expect")));

        var (bent, _) = await host.DeliverAsync(host.Agree(c => (c.Chunked, c.ExpectContinue) = (true, true)));
        Assert.Equal((null, "chunked", "100-continue"), (bent.Header("Content-Length"), bent.Header("Transfer-Encoding"), bent.Header("Expect")));
    }

    [Fact]
    [Setting("Url", "Urls")]
    [Requirement("AS2-OPS-005")]
    public async Task The_next_address_is_tried_where_the_one_before_cannot_be_reached()
    {
        var gone = host.Agree();
        await gone.DisposeAsync();
        var lane = host.Agree(c => (c.Url, c.Urls) = (gone.Address.ToString(), [c.Url]));
        await host.DeliverAsync(lane);

        Assert.Single(lane.Requests);
        SettingsHost.Refused("Url", "not an http or https address", c => c.Url = "ftp://x");
        SettingsHost.Refused("Urls:1", "not an http or https address", c => c.Urls = ["https://good.example", "bad"]);
    }

    private async Task RefusedAsync(string words, Action<ConnectionSettings> change, PartnerTls tls)
    {
        var lane = host.Agree(
            c =>
            {
                change(c);
                c.PauseWaits = [TimeSpan.FromMinutes(5)];
            },
            tls);
        var seen = await host.Gateway.UntilAsync((await host.Gateway.SubmitAsync(lane.Name)).Id, RetryWait);
        Assert.Contains(words, Assert.Single(seen.Sends).Sentence, StringComparison.Ordinal);
        Assert.NotNull((await host.Gateway.ConnectionAsync(lane.Name)).Pause);
        Assert.Empty(lane.Requests);
    }
}
