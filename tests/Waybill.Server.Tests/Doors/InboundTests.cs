using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Waybill.As2;
using Waybill.Gateway;

namespace Waybill.Server.Tests.Doors;

/// <summary>What a sender must show before its message is read, over real sockets.</summary>
public sealed class InboundTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Without_the_agreed_password_a_message_is_401_not_read_and_kept_with_the_reason()
    {
        await using var gateway = await StartAsync(("Waybill:Partners:0:InboundUser", "acme"), ("Waybill:Partners:0:InboundPassword", "s3cret:ü"));
        foreach (var (authorization, reason) in new[] { (null, "brought no user name"), (Basic("acme", "wrong"), "is wrong"), (Basic("ACME", "s3cret:ü"), "is wrong"), ("Basic !!!", "is wrong"), ("Bearer x", "another scheme") })
        {
            using var http = new HttpClient();
            using var answer = await PostAsync(http, gateway, authorization);
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
            Assert.Equal("Basic", Assert.Single(answer.Headers.WwwAuthenticate).Scheme);
            Assert.Equal("You may not send here.\r\n", await answer.Content.ReadAsStringAsync(Token));
            var line = (await ListAsync(gateway))[0];
            Assert.Equal((ExchangeState.Refused, "globex-acme", (int)As2Failure.NotAdmitted, 0), (line.State, line.Connection, line.Failure, line.Bytes));
            Assert.Contains(reason, line.Detail, StringComparison.Ordinal);
            var kept = (await Journal(gateway).FindAsync(line.Id, Token))!;
            Assert.Null(kept.Wire);
            Assert.DoesNotContain(kept.Headers, static h => h.Key is "Authorization" && h.Value is not "***");
        }

        using var client = new HttpClient();
        using var good = await PostAsync(client, gateway, Basic("acme", "s3cret:ü"));
        Assert.Equal(HttpStatusCode.OK, good.StatusCode);
        Assert.Equal(ExchangeState.Accepted, (await ListAsync(gateway))[0].State);
    }

    [Fact]
    [Requirement("AS2-HTTP-021")]
    public async Task Credentials_nobody_asked_for_are_ignored_and_not_kept()
    {
        await using var gateway = await StartAsync();
        using var http = new HttpClient();
        using var answer = await PostAsync(http, gateway, "Basic null");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var line = Assert.Single(await ListAsync(gateway));
        Assert.Equal("***", (await Journal(gateway).FindAsync(line.Id, Token))!.Headers.Single(static h => h.Key is "Authorization").Value);
    }

    [Fact]
    public async Task A_message_from_elsewhere_is_403_and_a_proxy_is_believed_only_when_it_is_trusted()
    {
        await using (var gateway = await StartAsync(("Waybill:Partners:0:InboundSources:0", "192.0.2.0/24"), ("Waybill:Partners:0:InboundSources:1", "2001:db8::1")))
        {
            using var http = new HttpClient();
            using var answer = await PostAsync(http, gateway, null, ("X-Forwarded-For", "192.0.2.7"));
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
            Assert.Contains("It came from 127.0.0.1", (await ListAsync(gateway))[0].Detail, StringComparison.Ordinal);
        }

        await using (var gateway = await StartAsync(
            ("Waybill:Partners:0:InboundSources:0", "192.0.2.0/24"), ("Waybill:Partners:0:InboundSources:1", "2001:db8::1"), ("Waybill:TrustedProxies:0", "127.0.0.1"), ("Waybill:Data", Path.Combine(_folder.Path, "other"))))
        {
            using var http = new HttpClient();
            foreach (var (address, status) in new[] { ("192.0.2.7", 200), ("198.51.100.7", 403), ("2001:db8::1", 200), ("2001:db8::2", 403), ("192.0.2.7, 198.51.100.7", 403) })
            {
                using var answer = await PostAsync(http, gateway, null, ("X-Forwarded-For", address));
                Assert.Equal(status, (int)answer.StatusCode);
            }
        }
    }

    [Fact]
    public async Task One_address_that_sends_too_much_is_told_to_come_back_and_nobody_else()
    {
        await using var gateway = await StartAsync(("Waybill:TrustedProxies:0", "127.0.0.1"), ("Waybill:As2RequestsPerSecond", "1"));
        using var http = new HttpClient();
        async Task<HttpResponseMessage> AskAsync(string source)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, gateway.As2Address());
            request.Headers.Add("X-Forwarded-For", source);
            return await http.SendAsync(request, Token);
        }

        for (var n = 0; ; n++)
        {
            Assert.True(n < 1000, "Nothing was refused.");
            using var answer = await AskAsync("2001:db8::1");
            if (answer.StatusCode is HttpStatusCode.ServiceUnavailable)
            {
                Assert.Equal(TimeSpan.FromSeconds(1), answer.Headers.RetryAfter!.Delta);
                break;
            }
        }

        using var other = await PostAsync(http, gateway, null, ("X-Forwarded-For", "2001:db8:0:1::1"));
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);

        // The API and this machine are not counted.
        for (var n = 0; n < 10; n++)
        {
            using var own = await http.GetAsync(gateway.As2Address(), Token);
            Assert.NotEqual(HttpStatusCode.ServiceUnavailable, own.StatusCode);
        }
    }

    [Fact]
    public void Addresses_of_one_network_share_a_bound()
    {
        using var rates = new As2Rates(1);
        int Passed(string source, int count)
        {
            var passed = 0;
            for (var n = 0; n < count; n++)
            {
                var context = new DefaultHttpContext();
                context.Connection.RemoteIpAddress = IPAddress.Parse(source);
                _ = rates.InvokeAsync(context, _ =>
                {
                    passed++;
                    return Task.CompletedTask;
                });
            }

            return passed;
        }

        Assert.InRange(Passed("2001:db8::1", 1) + Passed("2001:db8::2", 1) + Passed("2001:db8::3", 50), 2, 50);
        Assert.Equal(1, Passed("192.0.2.1", 1));
        Assert.Equal(100, Passed("127.0.0.1", 100));
        Assert.InRange(Passed("192.0.2.1", 1000), 1, 900);
        Assert.Equal(1, Passed("::ffff:192.0.2.2", 1));
    }

    [Fact]
    [Requirement("AS2-TLS-005")]
    public async Task A_client_certificate_counts_by_its_fingerprint_or_by_the_authority_that_issued_it()
    {
        var (authority, issued) = Issue("acme", "ACME CA");
        var (_, stranger) = Issue("acme", "ACME CA");
        var own = TestIdentities.Rsa("acme-tls");
        await File.WriteAllTextAsync(Path.Combine(_folder.Path, "ca.pem"), authority.ExportCertificatePem(), Token);
        await using var gateway = await StartAsync(
            ("Waybill:Urls", "https://127.0.0.1:0"), ("Waybill:Tls:0:Certificate", Path.Combine(_folder.Path, "globex.crt")), ("Waybill:Tls:0:Key", Path.Combine(_folder.Path, "globex.key")),
            ("Waybill:Partners:0:InboundClientCertificates:0", string.Join(':', own.GetCertHashString(HashAlgorithmName.SHA256).Chunk(2).Select(static c => new string(c))).ToLowerInvariant()),
            ("Waybill:Partners:0:InboundClientAuthorities:0", Path.Combine(_folder.Path, "ca.pem")));
        foreach (var (certificate, status, reason) in new[] { (own, 200, null), (issued, 200, null), (stranger, 403, "is not one of this connection"), (null, 403, "showed no client certificate") })
        {
            using var http = Client(certificate);
            using var answer = await PostAsync(http, gateway, null);
            Assert.Equal(status, (int)answer.StatusCode);
            Assert.Equal(reason is not null, (await ListAsync(gateway))[0].Detail?.Contains(reason ?? "", StringComparison.Ordinal) ?? false);
        }
    }

    [Fact]
    public async Task An_expired_client_certificate_is_refused_though_its_fingerprint_is_known()
    {
        using var rsa = RSA.Create(2048);
        var request = new CertificateRequest("CN=old", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var old = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-20), DateTimeOffset.UtcNow.AddDays(-1));
        await using var gateway = await StartAsync(
            ("Waybill:Urls", "https://127.0.0.1:0"), ("Waybill:Tls:0:Certificate", Path.Combine(_folder.Path, "globex.crt")), ("Waybill:Tls:0:Key", Path.Combine(_folder.Path, "globex.key")),
            ("Waybill:Partners:0:InboundClientCertificates:0", old.GetCertHashString(HashAlgorithmName.SHA256)));
        using var http = Client(old);
        using var answer = await PostAsync(http, gateway, null);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Contains("expired", (await ListAsync(gateway))[0].Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_large_body_that_is_not_wanted_is_not_taken()
    {
        await using var gateway = await StartAsync(("Waybill:Partners:0:InboundSources:0", "192.0.2.7"));
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, gateway.As2Address()) { Content = new StreamContent(new MemoryStream(new byte[8 << 20])) };
        request.Headers.Add("AS2-From", "acme");
        request.Headers.Add("AS2-To", "globex");
        request.Headers.TryAddWithoutValidation("Message-ID", "<1@acme>");
        request.Headers.ExpectContinue = true;

        using var answer = await http.SendAsync(request, Token);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal(0, Assert.Single(await ListAsync(gateway)).Bytes);
    }

    [Fact]
    public async Task Everything_wrong_with_what_a_sender_must_show_is_named_at_once()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder.Path, "leaf.pem"), TestIdentities.Rsa("leaf").ExportCertificatePem(), Token);
        var wrong = await Assert.ThrowsAsync<Microsoft.Extensions.Options.OptionsValidationException>(() => StartAsync(
            ("Waybill:Partners:0:InboundUser", "a:b"), ("Waybill:Partners:0:InboundClientCertificates:0", "abc"), ("Waybill:Partners:0:InboundSources:0", "192.0.2.7/33"),
            ("Waybill:Partners:0:InboundClientAuthorities:0", "gone.pem"), ("Waybill:Partners:0:InboundClientAuthorities:1", Path.Combine(_folder.Path, "leaf.pem")), ("Waybill:TrustedProxies:0", "proxy"),
            ("Waybill:TlsMinimum", "1.0"), ("Waybill:Tls:0:Certificate", "gone.pem"), ("Waybill:As2Urls", "http://x/as2")));
        string[] expected =
        [
            "Waybill:As2Urls", "Waybill:Partners:0:InboundClientAuthorities:0", "Waybill:Partners:0:InboundClientAuthorities:1", "Waybill:Partners:0:InboundClientCertificates:0", "Waybill:Partners:0:InboundPassword",
            "Waybill:Partners:0:InboundSources:0", "Waybill:Partners:0:InboundUser", "Waybill:Tls:0", "Waybill:TlsMinimum", "Waybill:TrustedProxies:0",
        ];
        Assert.Equal(expected, wrong.Failures.Select(static f => f.Split(": ")[0]).Order(StringComparer.Ordinal));
    }

    internal static HttpClient Client(X509Certificate2? certificate) => new(new SocketsHttpHandler
    {
        SslOptions = new SslClientAuthenticationOptions
        {
            RemoteCertificateValidationCallback = static (_, shown, _, _) => shown!.Subject.Contains("globex", StringComparison.Ordinal), ClientCertificates = certificate is null ? null : [certificate],
            LocalCertificateSelectionCallback = certificate is null ? null : (_, _, _, _, _) => certificate,
        },
    });

    private static (X509Certificate2 Authority, X509Certificate2 Issued) Issue(string name, string authorityName)
    {
        using var authorityKey = RSA.Create(2048);
        var authority = new CertificateRequest($"CN={authorityName}", authorityKey, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        authority.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        var root = authority.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-2), DateTimeOffset.UtcNow.AddDays(100));
        using var key = RSA.Create(2048);
        var leaf = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var issued = leaf.Create(root, DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(90), RandomNumberGenerator.GetBytes(8));
        using var pair = issued.CopyWithPrivateKey(key);
        return (root, X509CertificateLoader.LoadPkcs12(pair.Export(X509ContentType.Pkcs12), password: null));
    }

    private static string Basic(string user, string password) => "Basic " + Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"{user}:{password}"));

    private static IJournal Journal(WebApplication gateway) => gateway.Services.GetRequiredService<GatewayRuntime>().Journal;

    private static async Task<IReadOnlyList<ExchangeSummary>> ListAsync(WebApplication gateway) => (await Journal(gateway).ListAsync(new(), null, 50, Token)).Items;

    private static async Task<HttpResponseMessage> PostAsync(HttpClient http, WebApplication gateway, string? authorization, params (string Name, string Value)[] more)
    {
        var (package, _) = await Company.PackAsync();
        await using var owned = package;
        await using var body = await package.OpenAsync(Token);
        using var request = new HttpRequestMessage(HttpMethod.Post, gateway.As2Address()) { Content = new StreamContent(body) };
        foreach (var (name, value) in package.Headers)
        {
            if (!request.Headers.TryAddWithoutValidation(name, value))
            {
                request.Content.Headers.TryAddWithoutValidation(name, value);
            }
        }

        if (authorization is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        }

        foreach (var (name, value) in more)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await http.SendAsync(request, Token);
    }

    private async Task<WebApplication> StartAsync(params (string Key, string? Value)[] more)
    {
        var app = await WaybillHost.BuildAsync([], await Company.SettingsAsync(_folder.Path, more));
        await app.StartAsync(Token);
        return app;
    }
}
