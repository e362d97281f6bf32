using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Waybill.Gateway;

namespace Waybill.Server.Tests.Alerts;

/// <summary>Alerts leave the house: to a mail server and a webhook receiver inside the test.</summary>
public sealed class NoticeTests : IAsyncDisposable
{
    private const string Secret = "0123456789abcdef0123456789abcdef";

    private readonly TemporaryFolder _folder = new();
    private readonly MailServer _mail = new(TestIdentities.Rsa("mail.test"));
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero));
    private readonly ConcurrentQueue<(string Body, IHeaderDictionary Headers)> _posts = new();
    private readonly ConcurrentQueue<int> _answers = new();
    private IJournal _journal = null!;
    private Gateway.Connections _connections = null!;
    private WebApplication _receiver = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await _mail.DisposeAsync();
        if (_journal is not null)
        {
            await _receiver.DisposeAsync();
            await _journal.DisposeAsync();
            _connections.Dispose();
        }

        _folder.Dispose();
    }

    [Fact]
    public async Task An_alert_and_its_end_are_mailed_and_posted_once_and_the_post_is_signed()
    {
        var service = await ServiceAsync(Both());
        await RaiseAsync("connection-paused", "globex", AlertSeverity.Critical, "The partner's server\r\nX-Evil: cannot be reached.");
        await RaiseAsync("good-to-know", "globex", AlertSeverity.Info, "Nothing.");
        await RunAsync(service);
        await RaiseAsync("connection-paused", "globex", AlertSeverity.Critical, "Still.");
        await RunAsync(service);

        var mail = Assert.Single(_mail.Mails);
        Assert.Equal(("waybill@acme.example", "ops@acme.example"), (mail.From, Assert.Single(mail.To)));
        Assert.Contains("Subject: [Waybill] Critical: connection-paused, globex\r\n", mail.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("\r\nX-Evil", mail.Text, StringComparison.Ordinal);
        Assert.Contains("partner     globex", mail.Text, StringComparison.Ordinal);
        var (body, headers) = Assert.Single(_posts);
        Assert.Equal("v1=" + WebhookChannel.SignatureOf(Secret, headers["Waybill-Timestamp"].ToString(), System.Text.Encoding.UTF8.GetBytes(body)), headers["Waybill-Signature"].ToString());
        Assert.NotEqual("v1=" + WebhookChannel.SignatureOf(Secret + "x", headers["Waybill-Timestamp"].ToString(), System.Text.Encoding.UTF8.GetBytes(body)), headers["Waybill-Signature"].ToString());
        Assert.Equal(_time.GetUtcNow().ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture), headers["Waybill-Timestamp"].ToString());
        using var json = JsonDocument.Parse(body);
        Assert.Equal(("alert.raised", "connection-paused", "critical", "globex"), (Text(json, "event"), Text(json, "kind"), Text(json, "severity"), Text(json, "connection")));
        Assert.Equal(Text(json, "id"), headers["Waybill-Delivery"].ToString());

        await _journal.ResolveAsync("connection-paused", "globex", _time.GetUtcNow(), Token);
        await RunAsync(service);
        await RunAsync(service);
        Assert.Equal(2, _mail.Mails.Count);
        Assert.Contains("Resolved: connection-paused", _mail.Mails.Last().Text, StringComparison.Ordinal);
        Assert.Equal(2, _posts.Count);
        Assert.Contains("\"alert.resolved\"", _posts.Last().Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_taken_is_tried_again_under_the_same_id_until_it_is()
    {
        _mail.Refusals.Enqueue("451 4.3.0 later");
        foreach (var answer in new[] { 500, 302, 404 })
        {
            _answers.Enqueue(answer);
        }

        var service = await ServiceAsync(Both());
        await RaiseAsync("k", "s", AlertSeverity.Warning, "text");
        foreach (var seconds in new[] { 0, 14, 1, 29, 1, 60 })
        {
            _time.Advance(TimeSpan.FromSeconds(seconds));
            await RunAsync(service);
        }

        Assert.Equal(4, _posts.Count);
        Assert.Single(_posts.Select(static p => p.Headers["Waybill-Delivery"].ToString()).Distinct(StringComparer.Ordinal));
        Assert.Single(_mail.Mails);
        Assert.All(await _journal.Notices.NoticesAsync(10, Token), static n => Assert.NotNull(n.SentAt));
    }

    [Fact]
    public async Task A_channel_that_fails_for_a_day_is_given_up_and_told_by_the_other_one()
    {
        for (var i = 0; i < 200; i++)
        {
            _answers.Enqueue(500);
        }

        var service = await ServiceAsync(Both());
        await RaiseAsync("k", "s", AlertSeverity.Warning, "text");
        for (var hour = 0; hour < 30; hour++)
        {
            await RunAsync(service);
            _time.Advance(TimeSpan.FromHours(1));
        }

        var hook = (await _journal.Notices.NoticesAsync(10, Token)).First(static n => n is { Channel: "hook", Kind: "k" });
        Assert.Equal((null, null, "127.0.0.1 answered 500."), (hook.DueAt, hook.SentAt, hook.Reason));
        Assert.InRange(hook.Attempts, 20, 30);
        Assert.Equal(2, _mail.Mails.Count);
        Assert.Contains("Alerts do not get out by the channel hook. 127.0.0.1 answered 500.", _mail.Mails.Last().Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rules_choose_by_kind_severity_connection_and_partner_and_a_mute_one_speaks_later()
    {
        var service = await ServiceAsync(
            [
                .. Both(),
                ("Rules:0:Name", "paused"), ("Rules:0:Kinds:0", "connection-paused"), ("Rules:0:Connections:0", "globex"), ("Rules:0:Channels:0", "hook"),
                ("Rules:1:Name", "night"), ("Rules:1:Severity", "Critical"), ("Rules:1:Partners:0", "globex"), ("Rules:1:Channels:0", "mail"), ("Rules:1:MuteUntil", "2026-11-24T18:00:00Z"),
            ]);
        await RaiseAsync("connection-paused", "globex", AlertSeverity.Warning, "one");
        await RaiseAsync("connection-paused", "other", AlertSeverity.Critical, "two");
        await RaiseAsync("disk", "globex", AlertSeverity.Critical, "three");
        await RaiseAsync("disk2", "globex", AlertSeverity.Critical, "four");
        await RunAsync(service);
        Assert.Contains("one", Assert.Single(_posts).Body, StringComparison.Ordinal);
        Assert.Empty(_mail.Mails);

        await _journal.ResolveAsync("disk2", "globex", _time.GetUtcNow(), Token);
        _time.Advance(TimeSpan.FromHours(6));
        await RunAsync(service);

        Assert.Contains("three", Assert.Single(_mail.Mails).Text, StringComparison.Ordinal);
        Assert.Single(_posts);
    }

    [Fact]
    public async Task Mail_is_signed_in_for_over_tls_only_and_a_wrong_password_and_certificate_are_said_without_them()
    {
        _mail.Password = "letmein";
        List<string> problems = [];
        var plain = Settings([("Channels:0:Name", "mail"), ("Channels:0:Host", "127.0.0.1"), ("Channels:0:From", "a@b.example"), ("Channels:0:To:0", "c@d.example"), ("Channels:0:User", "u"), ("Channels:0:Security", "None")]);
        AlertRoutes.Check(plain, "Waybill:Alerts", problems);
        Assert.StartsWith("Waybill:Alerts:Channels:0:Security", Assert.Single(problems), StringComparison.Ordinal);

        // The certificate is the test's own: nobody's system trusts it.
        var notice = new Notice("id", new("k", "s", AlertSeverity.Warning, "text", _time.GetUtcNow(), 1, null), IsResolved: false, null, null);
        var untrusted = new SmtpChannel(new("127.0.0.1", _mail.Port, MailKit.Security.SecureSocketOptions.StartTls, "u", "letmein", "a@b.example", ["c@d.example"]), _time);
        Assert.Contains("not trusted", (await Assert.ThrowsAsync<NoticeException>(async () => await untrusted.SendAsync(notice, Token))).Message, StringComparison.Ordinal);
        var wrong = new SmtpChannel(new("127.0.0.1", _mail.Port, MailKit.Security.SecureSocketOptions.None, "u", "wrong-secret", "a@b.example", ["c@d.example"]), _time);
        var refused = await Assert.ThrowsAsync<NoticeException>(async () => await wrong.SendAsync(notice, Token));
        Assert.DoesNotContain("wrong-secret", refused.Message, StringComparison.Ordinal);
        Assert.Empty(_mail.Mails);
    }

    [Fact]
    public void Everything_wrong_with_channels_and_rules_is_named_at_once()
    {
        List<string> problems = [];
        AlertRoutes.Check(
            Settings(
                [
                    ("Channels:0:Name", "no blanks"), ("Channels:0:Kind", "Webhook"), ("Channels:0:Url", "gopher://x"), ("Channels:0:Secret", "short"),
                    ("Channels:1:Name", "mail"), ("Channels:1:Port", "70000"), ("Channels:1:To:0", "nobody"),
                    ("Rules:0:Name", "r"), ("Rules:0:Channels:0", "none"),
                ]),
            "Waybill:Alerts", problems);
        string[] expected = ["Channels:0:Name", "Channels:0:Secret", "Channels:0:Url", "Channels:1:From", "Channels:1:Host", "Channels:1:Port", "Channels:1:To:0", "Rules:0:Channels:0"];
        Assert.Equal(expected, problems.Select(static p => p.Split(": ")[0]["Waybill:Alerts:".Length..]).Order(StringComparer.Ordinal));
        Assert.DoesNotContain("short", string.Concat(problems), StringComparison.Ordinal);
    }

    [Fact]
    public void Resources_join_the_settings_and_count_when_the_configuration_changed()
    {
        var (version, asked) = (1L, 0);
        AlertResources now = new(1, [], []);
        var routes = new AlertRoutes(Settings([("Channels:0:Name", "mail"), ("Channels:0:Host", "127.0.0.1"), ("Channels:0:From", "a@b.example"), ("Channels:0:To:0", "c@d.example")]), () => version, () =>
        {
            asked++;
            return now;
        }, _time);
        var alert = new AlertRow("k", "s", AlertSeverity.Warning, "text", _time.GetUtcNow(), 1, null);
        Assert.Equal(["mail"], routes.Current().For(alert, null, null, _time.GetUtcNow()).Channels);

        now = new(2, [KeyValuePair.Create("hook", new ChannelResource { Kind = ChannelKind.Webhook, Url = "https://x.example/", Secret = Secret })], []);
        Assert.Equal(["mail"], routes.Current().For(alert, null, null, _time.GetUtcNow()).Channels);
        version = 2;
        Assert.Equal(["mail", "hook"], routes.Current().For(alert, null, null, _time.GetUtcNow()).Channels);
        (now, version) = (now with { Version = 3, Rules = [KeyValuePair.Create("r", new RuleResource { Channels = ["hook"], Kinds = ["other"] })] }, 3);
        Assert.Empty(routes.Current().For(alert, null, null, _time.GetUtcNow()).Channels);
        Assert.Equal(["hook"], routes.Current().For(alert with { Kind = "other" }, null, null, _time.GetUtcNow()).Channels);
        Assert.Equal(3, asked);
    }

    private (string, string)[] Both() =>
    [
        ("Channels:0:Name", "mail"), ("Channels:0:Host", "127.0.0.1"), ("Channels:0:Port", $"{_mail.Port}"), ("Channels:0:Security", "None"), ("Channels:0:From", "waybill@acme.example"),
        ("Channels:0:To:0", "ops@acme.example"), ("Channels:1:Name", "hook"), ("Channels:1:Kind", "Webhook"), ("Channels:1:Url", "RECEIVER"), ("Channels:1:Secret", Secret),
    ];

    private static AlertSettings Settings((string Key, string Value)[] values)
    {
        var configuration = new Microsoft.Extensions.Configuration.ConfigurationManager();
        foreach (var (key, value) in values)
        {
            configuration["A:" + key] = value;
        }

        List<string> problems = [];
        var settings = SettingsBinder.Bind<AlertSettings>(configuration.GetSection("A"), problems);
        Assert.Empty(problems);
        return settings;
    }

    private async Task<NoticeService> ServiceAsync((string Key, string Value)[] values)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _receiver = builder.Build();
        _receiver.MapPost("/hook", async (HttpContext context) =>
        {
            using var reader = new StreamReader(context.Request.Body);
            var body = await reader.ReadToEndAsync();
            _posts.Enqueue((body, new HeaderDictionary(context.Request.Headers.ToDictionary(static h => h.Key, static h => h.Value, StringComparer.OrdinalIgnoreCase))));
            context.Response.StatusCode = _answers.TryDequeue(out var answer) ? answer : 204;
        });
        await _receiver.StartAsync(Token);
        var url = _receiver.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First() + "/hook?key=in-the-query";
        _journal = await Journals.OpenAsync($"Data Source={Path.Combine(_folder.Path, "waybill.db")}", _time, Token);
        var settings = await Company.SettingsAsync(_folder.Path);
        List<string> problems = [];
        _connections = new(BookBuilder.Build(
            new()
            {
                Stations = [new() { As2Id = "acme", Certificate = settings["Waybill:Stations:0:Certificate"]!, Key = settings["Waybill:Stations:0:Key"]! }],
                Partners = [new() { As2Id = "globex", Certificates = [settings["Waybill:Partners:0:Certificates:0"]!] }],
                Connections = [new() { Name = "globex", Partner = "globex", Urls = ["https://globex.example/as2"] }],
            },
            "Waybill", _folder.Path, _time.GetUtcNow(), problems));
        var outside = Settings([.. values.Select(v => (v.Key, v.Value is "RECEIVER" ? url : v.Value))]);
        AlertRoutes.Check(outside, "Waybill:Alerts", problems);
        Assert.Empty(problems);
        var routing = AlertRoutes.Build(outside, new(0, [], []), _time);
        return new(_journal.Notices, _journal, _connections, () => routing, _time);
    }

    private ValueTask RaiseAsync(string kind, string subject, AlertSeverity severity, string text) => _journal.RaiseAsync(kind, subject, severity, text, _time.GetUtcNow(), Token);

    private static async Task RunAsync(NoticeService service)
    {
        while (await service.RoundAsync(Token))
        {
        }
    }

    private static string? Text(JsonDocument json, string field) => json.RootElement.GetProperty(field).GetString();
}
