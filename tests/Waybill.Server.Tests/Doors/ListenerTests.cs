using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Waybill.Gateway;

namespace Waybill.Server.Tests.Doors;

/// <summary>Ports apart, certificates by name and anew, rates.</summary>
public sealed class ListenerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_port_for_partners_serves_nothing_else_and_the_other_takes_no_messages()
    {
        await using var gateway = await StartAsync(("Waybill:As2Urls", "http://127.0.0.1:0"));
        var (inside, partners) = (new Uri(gateway.Urls.First()), new Uri(gateway.Urls.Last()));
        Assert.NotEqual(inside.Port, partners.Port);
        Assert.Equal(partners.Port, gateway.As2Address().Port);
        using var http = new HttpClient();
        foreach (var (path, isAs2) in new[] { ("/as2", true), ("/AS2", true), ("/as2/", true), ("/api/v1/exchanges", false), ("/metrics", false), ("/health/live", false), ("/health/ready", false), ("/", false), ("/api/v1/openapi.json", false) })
        {
            using var outside = await http.GetAsync(new Uri(partners, path), Token);
            using var within = await http.GetAsync(new Uri(inside, path), Token);
            Assert.Equal(isAs2 ? HttpStatusCode.OK : HttpStatusCode.NotFound, outside.StatusCode);
            Assert.Equal(isAs2 ? HttpStatusCode.NotFound : HttpStatusCode.OK, within.StatusCode);
            Assert.Equal("", isAs2 ? await within.Content.ReadAsStringAsync(Token) : await outside.Content.ReadAsStringAsync(Token));
        }

        var local = Path.Combine(_folder.Path, "data", LocalToken.FileName);
        while (!File.Exists(local))
        {
            await Task.Delay(10, Token);
        }

        Assert.Equal([inside.GetLeftPart(UriPartial.Authority)], (await File.ReadAllLinesAsync(local, Token))[1..]);
    }

    [Fact]
    public async Task The_certificate_is_chosen_by_the_name_a_client_asks_for_and_read_again_when_its_file_changes()
    {
        var (first, second) = (Make("one.example", "*.two.example"), Make("three.example"));
        Write("one", first);
        Write("three", second);
        await File.WriteAllBytesAsync(Path.Combine(_folder.Path, "three.pfx"), second.Export(X509ContentType.Pkcs12, "pw"), Token);
        await using var gateway = await StartAsync(
            ("Waybill:Urls", "https://127.0.0.1:0"), ("Waybill:Tls:0:Certificate", File_("one.crt")), ("Waybill:Tls:0:Key", File_("one.key")),
            ("Waybill:Tls:1:Certificate", File_("three.pfx")), ("Waybill:Tls:1:Password", "pw"));
        foreach (var (host, expected) in new[] { ("one.example", first), ("THREE.example", second), ("a.two.example", first), ("b.a.two.example", first), ("nobody.example", first) })
        {
            Assert.Equal(expected.Thumbprint, await ShownAsync(gateway, host));
        }

        var next = Make("one.example", "*.four.example");
        Write("one", next);
        await gateway.Services.GetRequiredService<TlsCertificates>().LookAsync(Token);
        // A name that no session is resumed of.
        Assert.Equal(next.Thumbprint, await ShownAsync(gateway, "a.four.example"));
    }

    [Fact]
    public async Task A_certificate_that_ends_soon_and_one_that_cannot_be_read_are_alerts_until_they_are_right()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        var journal = await Journals.OpenAsync($"Data Source={Path.Combine(_folder.Path, "waybill.db")}", time, Token);
        await using var owned = journal;
        Write("one", Make("one.example"));
        TlsSettings[] settings = [new() { Certificate = File_("one.crt"), Key = File_("one.key") }];
        List<string> problems = [];
        using var tls = new TlsCertificates(settings, TlsCertificates.Open(settings, problems), journal, time, Microsoft.Extensions.Logging.Abstractions.NullLogger<TlsCertificates>.Instance);
        Assert.Empty(problems);

        await tls.LookAsync(Token);
        Assert.Empty(await journal.OpenAsync(10, Token));
        foreach (var (days, severity) in new[] { (61, AlertSeverity.Warning), (84, AlertSeverity.Critical), (91, AlertSeverity.Critical) })
        {
            time.SetUtcNow(DateTimeOffset.UtcNow.AddDays(days));
            await tls.LookAsync(Token);
            await tls.LookAsync(Token);
            var alert = Assert.Single(await journal.OpenAsync(10, Token));
            Assert.Equal((TlsCertificates.ExpiresKind, "one.example", severity), (alert.Kind, alert.Subject, alert.Severity));
        }

        await File.WriteAllTextAsync(File_("one.crt"), "half", Token);
        await tls.LookAsync(Token);
        Assert.Contains(await journal.OpenAsync(10, Token), static a => a.Kind is TlsCertificates.UnreadableKind);
        Assert.Equal("one.example", tls.For(null).Shown);
        Write("one", Make(days: 400, "one.example"));
        await tls.LookAsync(Token);
        Assert.Empty(await journal.OpenAsync(10, Token));
    }

    [Fact]
    public async Task Who_calls_too_fast_is_told_when_to_come_back_and_wrong_tokens_are_counted_for_each_address()
    {
        await using var host = await Api.ApiHost.StartAsync(IPAddress.Parse("192.0.2.7"), requestsPerSecond: 1);
        var (ada, bob) = (await host.TokenAsync("ada", Role.Viewer), await host.TokenAsync("bob", Role.Viewer));
        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < 10; i++)
        {
            using var answer = await host.SendAsync(HttpMethod.Get, "/api/v1/alerts", ada);
            answers.Add(answer.StatusCode);
            Assert.Equal(answer.StatusCode is HttpStatusCode.TooManyRequests, answer.Headers.RetryAfter is not null);
        }

        Assert.Contains(HttpStatusCode.OK, answers);
        Assert.Contains(HttpStatusCode.TooManyRequests, answers);
        var wrong = new List<HttpStatusCode>();
        for (var i = 0; i < 40; i++)
        {
            using var answer = await host.SendAsync(HttpMethod.Get, "/api/v1/alerts", $"wbt_{i}");
            wrong.Add(answer.StatusCode);
        }

        Assert.Equal(HttpStatusCode.Unauthorized, wrong[0]);
        Assert.Equal(HttpStatusCode.TooManyRequests, wrong[^1]);
        using var good = await host.SendAsync(HttpMethod.Get, "/api/v1/alerts", bob);
        Assert.Equal(HttpStatusCode.OK, good.StatusCode);
    }

    private static X509Certificate2 Make(params string[] names) => Make(days: 90, names);

    private static X509Certificate2 Make(int days, params string[] names)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={names[0]}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var alternatives = new SubjectAlternativeNameBuilder();
        foreach (var name in names)
        {
            alternatives.AddDnsName(name);
        }

        request.CertificateExtensions.Add(alternatives.Build());
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(days));
    }

    private static async Task<string> ShownAsync(WebApplication gateway, string host)
    {
        string? shown = null;
        using var http = new HttpClient(new SocketsHttpHandler
        {
            SslOptions = new()
            {
                RemoteCertificateValidationCallback = (_, certificate, _, _) =>
                {
                    shown = certificate!.GetCertHashString();
                    return certificate.Subject.EndsWith(".example", StringComparison.Ordinal);
                },
            },
        });
        // What the client asks for in its handshake follows this header.
        using var request = new HttpRequestMessage(HttpMethod.Get, gateway.As2Address()) { Headers = { Host = host } };
        using var answer = await http.SendAsync(request, Token);
        return shown!;
    }

    private string File_(string name) => Path.Combine(_folder.Path, name);

    private void Write(string name, X509Certificate2 certificate)
    {
        using var key = certificate.GetRSAPrivateKey()!;
        File.WriteAllText(File_(name + ".crt"), certificate.ExportCertificatePem());
        File.WriteAllText(File_(name + ".key"), key.ExportPkcs8PrivateKeyPem());
    }

    private async Task<WebApplication> StartAsync(params (string Key, string? Value)[] more)
    {
        var app = await WaybillHost.BuildAsync([], await Company.SettingsAsync(_folder.Path, more));
        await app.StartAsync(Token);
        return app;
    }
}
