using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Waybill.Gateway;
using Waybill.Testing;

namespace Waybill.Server.Tests.Doors;

/// <summary>A gateway full of secrets works, fails and is asked everything; then all that it said and wrote is searched for them.</summary>
public sealed class SecretsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    [Requirement("AS2-SEC-013")]
    public async Task No_secret_stands_in_a_log_an_answer_an_error_or_the_database()
    {
        Dictionary<string, string> secrets = new(StringComparer.Ordinal)
        {
            ["partner password"] = "outbound-secret-1", ["sender password"] = "inbound-secret-2", ["url token"] = "query-secret-3", ["webhook secret"] = "webhook-secret-4-0123456789", ["webhook url"] = "hook-query-secret-5",
            ["mail password"] = "mail-secret-6",
        };
        await using var partner = FakePartner.Start(_ => PartnerAnswer.Of(401), _ => PartnerAnswer.Of(500), _ => PartnerAnswer.Of(404));
        var log = new CapturingLogs();
        var settings = await Company.SettingsAsync(
            _folder.Path,
            ("Logging:LogLevel:Default", "Trace"), ("Logging:Console:LogLevel:Default", "None"), ("Waybill:Partners:0:Url", $"{partner.Address}?token={secrets["url token"]}"), ("Waybill:Partners:0:User", "waybill"), ("Waybill:Partners:0:Password", secrets["partner password"]),
            ("Waybill:Partners:0:InboundUser", "acme"), ("Waybill:Partners:0:InboundPassword", secrets["sender password"]),
            ("Waybill:Alerts:Channels:0:Name", "hook"), ("Waybill:Alerts:Channels:0:Kind", "Webhook"), ("Waybill:Alerts:Channels:0:Url", $"http://127.0.0.1:1/?key={secrets["webhook url"]}"), ("Waybill:Alerts:Channels:0:Secret", secrets["webhook secret"]),
            ("Waybill:Alerts:Channels:1:Name", "mail"), ("Waybill:Alerts:Channels:1:Host", "127.0.0.1"), ("Waybill:Alerts:Channels:1:Port", "1"), ("Waybill:Alerts:Channels:1:User", "u"), ("Waybill:Alerts:Channels:1:Password", secrets["mail password"]),
            ("Waybill:Alerts:Channels:1:From", "a@b.example"), ("Waybill:Alerts:Channels:1:To:0", "c@d.example"));
        using (var identity = TestIdentities.Rsa("globex").GetRSAPrivateKey()!)
        {
            var pem = identity.ExportPkcs8PrivateKeyPem().Split('\n');
            secrets["private key"] = pem[pem.Length / 2];
        }

        var said = new StringBuilder();
        await using (var app = await WaybillHost.BuildAsync([], settings))
        {
            app.Services.GetRequiredService<ILoggerFactory>().AddProvider(log);
            await app.StartAsync(Token);
            secrets["set-up secret"] = (await File.ReadAllTextAsync(Path.Combine(_folder.Path, "data", SetupSecret.FileName), Token)).Trim();
            secrets["token of this machine"] = app.Services.GetRequiredService<LocalToken>().Value;
            using var http = new HttpClient { BaseAddress = new(app.Urls.First()) };
            await WorkAsync(app, http, secrets, said);
            await AskEverythingAsync(http, secrets, said);
            await app.StopAsync(Token);
        }

        foreach (var (name, secret) in secrets)
        {
            Assert.False(said.ToString().Contains(secret, StringComparison.Ordinal), $"The {name} stands in an answer.");
            Assert.False(log.Lines.Any(l => l.Contains(secret, StringComparison.Ordinal)), $"The {name} stands in the log: {log.Lines.FirstOrDefault(l => l.Contains(secret, StringComparison.Ordinal))}");
            foreach (var file in Directory.GetFiles(Path.Combine(_folder.Path, "data"), "*", SearchOption.AllDirectories).Where(static f => Path.GetFileName(f) is not (SetupSecret.FileName or LocalToken.FileName)))
            {
                Assert.False((await File.ReadAllBytesAsync(file, Token)).AsSpan().IndexOf(Encoding.UTF8.GetBytes(secret)) >= 0, $"The {name} stands in {Path.GetFileName(file)}.");
            }
        }

        Assert.True(log.Lines.Count > 50, "The log was not captured.");
        // The hash of a password is in the database, and nowhere else.
        Assert.DoesNotContain("AQAAAA", said.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(log.Lines, static l => l.Contains("AQAAAA", StringComparison.Ordinal));
        Assert.Contains("\"exchanges\"", said.ToString().Replace("/api/v1/exchanges", "\"exchanges\"", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    private static async Task WorkAsync(WebApplication app, HttpClient http, Dictionary<string, string> secrets, StringBuilder said)
    {
        http.DefaultRequestHeaders.Authorization = new("Bearer", secrets["token of this machine"]);
        using (var made = await PostAsync(http, "/api/v1/tokens", """{"name": "ada", "role": "owner"}"""))
        {
            secrets["token"] = (await TokenTests.JsonAsync(made)).GetProperty("value").GetString()!;
        }

        // What is shown once is not searched for where it is shown.
        http.DefaultRequestHeaders.Authorization = new("Bearer", secrets["token"]);
        for (var i = 0; i < 3; i++)
        {
            using var submitted = await http.PostAsync("/api/v1/exchanges?connection=globex-acme&fileName=order.edi", new ByteArrayContent("ISA*"u8.ToArray()), Token);
            said.AppendLine(await submitted.Content.ReadAsStringAsync(Token));
        }

        // A person, who mistypes the password once.
        secrets["password"] = "a person's password-7";
        secrets["mistyped password"] = "mistyped password-8";
        http.DefaultRequestHeaders.Authorization = null;
        http.DefaultRequestHeaders.Add(OwnPage.Header, "1");
        http.DefaultRequestHeaders.Add("Origin", http.BaseAddress!.GetLeftPart(UriPartial.Authority));
        var setUp = await app.Services.GetRequiredService<SetupSecret>().RenewedAsync();
        secrets["renewed set-up secret"] = setUp;
        using (var account = await PostAsync(http, "/api/v1/setup/account", $$"""{"secret": "{{setUp}}", "name": "bea", "password": "{{secrets["password"]}}"}"""))
        using (var failed = await PostAsync(http, "/api/v1/session", $$"""{"name": "bea", "password": "{{secrets["mistyped password"]}}"}"""))
        {
            Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.Unauthorized), (account.StatusCode, failed.StatusCode));
            secrets["session"] = Assert.Single(account.Headers.GetValues("Set-Cookie")).Split('=', ';')[1];
            said.AppendLine(await failed.Content.ReadAsStringAsync(Token));
        }

        http.DefaultRequestHeaders.Clear();
        http.DefaultRequestHeaders.Authorization = new("Bearer", secrets["token"]);
        using (var link = await PostAsync(http, "/api/v1/users/bea/password-link", "{}"))
        {
            secrets["link"] = (await TokenTests.JsonAsync(link)).GetProperty("secret").GetString()!;
        }

        await ConfigureAsync(http, secrets, said);
        foreach (var password in new[] { secrets["sender password"], secrets["sender password"] + "x" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/as2") { Content = new StringContent("no AS2 at all") };
            request.Headers.Add("AS2-From", "acme");
            request.Headers.Add("AS2-To", "globex");
            request.Headers.TryAddWithoutValidation("Message-ID", "<1@acme>");
            request.Headers.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes("acme:" + password)));
            secrets[$"header {password.Length}"] = request.Headers.Authorization.Parameter!;
            using var answer = await http.SendAsync(request, Token);
            said.AppendLine(await answer.Content.ReadAsStringAsync(Token));
        }

        var journal = app.Services.GetRequiredService<IJournal>();
        while ((await journal.NoticesAsync()).Count(static n => n.Attempts > 0) < 2 || (await journal.ListAsync(new() { Direction = Direction.Out }, null, 10, Token)).Items.All(static e => e.Attempts is 0))
        {
            await Task.Delay(50, Token);
        }
    }

    /// <summary>Names of the resources that are made.</summary>
    private static readonly string[] Resources = ["ours-9", "theirs-9", "key-9", "lane-9", "pager-9", "mail-9"];

    /// <summary>A resource of each kind with every secret it can have, changed once, and refused once for something else.</summary>
    private static async Task ConfigureAsync(HttpClient http, Dictionary<string, string> secrets, StringBuilder said)
    {
        var own = TestIdentities.Rsa("secret-station");
        using var key = own.GetRSAPrivateKey()!;
        var pem = key.ExportPkcs8PrivateKeyPem();
        secrets["key of a resource"] = pem.Split('\n')[3];
        foreach (var property in typeof(ConnectionPolicySettings).GetProperties().Where(static p => p.IsDefined(typeof(SecretAttribute), inherit: true)))
        {
            secrets[$"{property.Name} of a resource"] = property.Name is "ClientKey" ? pem.Split('\n')[5] : $"{property.Name}-secret-of-a-resource";
        }

        string Secret(string name) => name is "ClientKey" ? pem : secrets[$"{name} of a resource"];
        (secrets["url of a channel"], secrets["secret of a channel"], secrets["password of a channel"]) = ("channel-query-secret", "channel-secret-0123456789", "channel-mail-secret");
        var connection = new JsonObject
        {
            ["station"] = "ours-9", ["partner"] = "theirs-9", ["url"] = "https://theirs.example/in", ["user"] = "us", ["inboundUser"] = "them", ["proxy"] = "http://proxy.example:3128", ["proxyUser"] = "us",
            ["tokenIn"] = "header", ["refreshUri"] = "/token", ["refreshBody"] = "{}", ["clientCertificate"] = own.ExportCertificatePem(), ["sign"] = "sha-256", ["encrypt"] = "none", ["signature"] = "forbidden", ["receipt"] = "unsigned",
        };
        foreach (var property in typeof(ConnectionPolicySettings).GetProperties().Where(static p => p.IsDefined(typeof(SecretAttribute), inherit: true)))
        {
            connection[System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(property.Name)] = Secret(property.Name);
        }

        foreach (var (path, body) in new (string, JsonObject)[]
        {
            ("stations/ours-9", new() { ["as2Id"] = "OURS9" }), ("partners/theirs-9", new() { ["identities"] = new JsonArray(new JsonObject { ["as2Id"] = "THEIRS9" }) }),
            ("certificates/key-9", new() { ["owner"] = "station/ours-9", ["certificate"] = own.ExportCertificatePem(), ["key"] = pem }), ("connections/lane-9", connection),
            ("channels/pager-9", new() { ["url"] = $"http://127.0.0.1:1/?key={secrets["url of a channel"]}", ["secret"] = secrets["secret of a channel"] }),
            ("channels/mail-9", new() { ["host"] = "127.0.0.1", ["port"] = 1, ["user"] = "u", ["password"] = secrets["password of a channel"], ["from"] = "a@b.example", ["to"] = new JsonArray("c@d.example") }),
        })
        {
            var wrong = body.DeepClone().AsObject();
            wrong["noSuchSetting"] = 1;
            foreach (var (json, condition, status) in new[] { (wrong, "If-None-Match", 422), (body, "If-None-Match", 201), (wrong, "If-Match", 422), (body, "If-Match", 200) })
            {
                using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/v1/{path}") { Content = new StringContent(json.ToJsonString(), Encoding.UTF8, "application/json") };
                request.Headers.TryAddWithoutValidation(condition, "*");
                using var answer = await http.SendAsync(request, Token);
                var text = await answer.Content.ReadAsStringAsync(Token);
                Assert.True((int)answer.StatusCode == status, $"{path}: {text}");
                said.AppendLine(text);
            }
        }

        using var plan = await PostAsync(http, "/api/v1/apply/plan", new JsonObject { ["set"] = "nine", ["connections"] = new JsonArray(With(connection, "name", "lane-9")), ["channels"] = new JsonArray(new JsonObject { ["name"] = "pager-9", ["url"] = "http://127.0.0.1:1/?key=" + secrets["url of a channel"] + "x", ["secret"] = secrets["secret of a channel"] }) }.ToJsonString());
        said.AppendLine(await plan.Content.ReadAsStringAsync(Token));
        Assert.True(plan.IsSuccessStatusCode, await plan.Content.ReadAsStringAsync(Token));

        static JsonObject With(JsonObject json, string name, string value)
        {
            var copy = json.DeepClone().AsObject();
            copy[name] = value;
            return copy;
        }
    }

    private static async Task AskEverythingAsync(HttpClient http, Dictionary<string, string> secrets, StringBuilder said)
    {
        var document = JsonNode.Parse(await http.GetStringAsync("/api/v1/openapi.json", Token))!;
        var list = JsonNode.Parse(await http.GetStringAsync("/api/v1/exchanges?limit=200", Token))!;
        string[] ids = [.. list["items"]!.AsArray().Select(static e => e!["id"]!.GetValue<string>()), "00000000000000000000000000000000", .. Resources];
        foreach (var path in document["paths"]!.AsObject().Where(static p => p.Value!["get"] is not null).Select(static p => p.Key))
        {
            foreach (var id in path.Contains('{', StringComparison.Ordinal) ? ids : [""])
            {
                using var answer = await http.GetAsync(System.Text.RegularExpressions.Regex.Replace(path, "{[^}]+}", path.EndsWith("{n}", StringComparison.Ordinal) && !path.Contains("{id}", StringComparison.Ordinal) ? "1" : id, System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)).Replace($"documents/{id}", "documents/1", StringComparison.Ordinal), Token);
                said.Append(path).AppendLine(answer.Headers.ToString()).AppendLine(await answer.Content.ReadAsStringAsync(Token));
            }
        }

        foreach (var path in new[] { "/metrics", "/health/ready", "/api/v1/nothing", "/api/v1/exchanges?limit=x", "/as2" })
        {
            using var answer = await http.GetAsync(path, Token);
            said.AppendLine(await answer.Content.ReadAsStringAsync(Token));
        }

        using var wrong = await PostAsync(http, "/api/v1/setup", $$"""{"secret": "{{secrets["set-up secret"]}}x", "name": "eve"}""");
        said.AppendLine(await wrong.Content.ReadAsStringAsync(Token));
    }

    private static Task<HttpResponseMessage> PostAsync(HttpClient http, string path, string json) => http.PostAsync(path, new StringContent(json, Encoding.UTF8, "application/json"), Token);

    private sealed class CapturingLogs : ILoggerProvider, ILogger
    {
        internal ConcurrentQueue<string> Lines { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            Lines.Enqueue($"{state}");
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
            => Lines.Enqueue($"{formatter(state, exception)} {exception} {(state is IEnumerable<KeyValuePair<string, object?>> values ? string.Join(' ', values.Select(static v => $"{v.Value}")) : "")}");

        public void Dispose()
        {
        }
    }
}

file static class NoticeExtensions
{
    internal static async Task<string> RenewedAsync(this SetupSecret setup)
    {
        await setup.RenewAsync("test", TestContext.Current.CancellationToken);
        return (await File.ReadAllTextAsync(setup.Path, TestContext.Current.CancellationToken)).Trim();
    }

    internal static async Task<IReadOnlyList<NoticeRow>> NoticesAsync(this IJournal journal) => await journal.Notices.NoticesAsync(50, TestContext.Current.CancellationToken);
}
