using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Waybill.As2;
using Waybill.Cms;
using Waybill.Gateway;
using Waybill.Gateway.Stores;

namespace Waybill.Server.Tests.Api;

/// <summary>The API on a socket, over a real journal and payload store in a folder, with one connection, globex. Nothing is sent: the tests say what happened.</summary>
internal sealed class ApiHost : IAsyncDisposable
{
    /// <summary>Pretends a scheme.</summary>
    internal const string SchemeHeader = "Test-Scheme";

    private readonly DirectoryInfo _folder;
    private readonly WebApplication _app;
    private readonly PayloadStore _payloads;
    private readonly LocalOwners _owners;

    private ApiHost(DirectoryInfo folder, WebApplication app, IJournal journal, PayloadStore payloads, LocalOwners owners, ConfigurationService configuration)
    {
        (_folder, _app, Journal, _payloads, _owners, Configuration) = (folder, app, journal, payloads, owners, configuration);
        Address = new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        // Who asks before it sends a large body waits for the answer, however busy this machine is.
        Client = new(new SocketsHttpHandler { Expect100ContinueTimeout = TimeSpan.FromMinutes(1) }) { BaseAddress = Address };
    }

    internal ConfigurationService Configuration { get; }

    internal Uri Address { get; }

    internal HttpClient Client { get; }

    internal IJournal Journal { get; }

    internal string Folder => _folder.FullName;

    internal IServiceProvider Services => _app.Services;

    /// <summary>The token of this machine.</summary>
    internal string LocalToken => _app.Services.GetRequiredService<LocalToken>().Value;

    internal string PayloadFolder => Path.Combine(_folder.FullName, "payloads");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <param name="remote">Pretends that callers come from there; null: from where they come.</param>
    /// <param name="requestsPerSecond">By one caller.</param>
    /// <param name="time">The clock of the doors; null: the system's.</param>
    internal static async Task<ApiHost> StartAsync(IPAddress? remote = null, int requestsPerSecond = 10_000, TimeProvider? time = null)
    {
        var folder = Directory.CreateTempSubdirectory("waybill-api-");
        var journal = await Journals.OpenAsync($"Data Source={Path.Combine(folder.FullName, "waybill.db")}", TimeProvider.System, Token);
        var payloads = new PayloadStore(new(Path.Combine(folder.FullName, "payloads")), journal.SmallPayloads);
        var ring = new KeptRing();
        var configuration = await ConfigurationService.OpenAsync(
            journal, ring, new(Settings(folder.FullName), "Waybill", Path.Combine(folder.FullName, "inbox")), TimeProvider.System, null, Token);
        Assert.DoesNotContain(configuration.Findings, static f => f.Severity is FindingSeverity.Error);
        var connections = configuration.Connections;
        var owners = new LocalOwners(journal.Owners, journal.IsAlone, TimeProvider.System);
        var submitter = new Submitter(journal, payloads, connections, TimeProvider.System);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddApi(
            journal, payloads, connections,
            new(
                submitter, new SendOperations(journal, connections, owners, submitter, TimeProvider.System), new SentPackages(journal, payloads, new NoRing()),
                new Reopener(journal, payloads, connections, submitter, TimeProvider.System), configuration, ring),
            new(new(), folder.FullName, RequestsPerSecond: requestsPerSecond), time ?? TimeProvider.System);
        builder.Services.AddSingleton(new DebugLog(journal.Debugging, TimeProvider.System));
        var app = builder.Build();
        if (remote is not null)
        {
            app.Use((context, next) =>
            {
                context.Connection.RemoteIpAddress = remote;
                return next(context);
            });
        }

        app.Use(static (context, next) =>
        {
            // As if a trusted proxy said it.
            context.Request.Scheme = context.Request.Headers.TryGetValue(SchemeHeader, out var scheme) ? scheme.ToString() : context.Request.Scheme;
            return next(context);
        });
        app.MapApi().MapSharePages();
        await app.StartAsync(Token);
        return new(folder, app, journal, payloads, owners, configuration);
    }

    /// <summary>A token, made beside the API.</summary>
    internal async Task<string> TokenAsync(string name, Role role, string[]? scopes = null, DateTimeOffset? expiresAt = null)
    {
        var value = DoorSecret.New(DoorSecret.TokenPrefix);
        var token = new ApiToken
        {
            Id = DoorSecret.NewId(), Name = name, Role = role, Scopes = scopes ?? [], Prefix = DoorSecret.ShownOf(value), CreatedAt = DateTimeOffset.UtcNow, CreatedBy = "test", ExpiresAt = expiresAt,
        };
        Assert.Equal(TokenOutcome.Made, await Journal.Doors.AddAsync(token, DoorSecret.HashOf(value), Token));
        return value;
    }

    /// <summary>Sends one request with a token, or without.</summary>
    internal async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? token, string? json = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = json is null ? null : new StringContent(json, System.Text.Encoding.UTF8, "application/json") };
        if (token is not null)
        {
            request.Headers.Authorization = new("Bearer", token);
        }

        return await Client.SendAsync(request, Token);
    }

    /// <summary>A message in, accepted, with one document that waits for the consumer <c>api</c>.</summary>
    internal async Task<ExchangeId> AcceptAsync(byte[] content, string? fileName, string messageId, string contentType = "application/edi-x12")
    {
        await using var draft = await _payloads.CreateAsync(Token);
        await draft.WriteAsync(content, Token);
        await draft.CommitAsync(Token);
        var id = ExchangeId.New(DateTimeOffset.UtcNow);
        var outcome = await Journal.AcceptAsync(
            new()
            {
                Id = id, From = "globex", To = "acme", MessageId = messageId, ReceivedAt = DateTimeOffset.UtcNow, Connection = "globex", ConnectionVersion = 3,
                Headers = [new("AS2-From", "globex"), new("Transfer-Encoding", "chunked"), new("Content-Type", contentType)],
                WireSha256 = SHA256.HashData(content), WireBytes = content.Length, Wire = draft.Id,
                Mic = new(MicAlgorithm.Of(DigestAlgorithm.Sha256), SHA256.HashData(content)), LayersJson = """[{"type":"signed","status":"good"}]""", SignerThumbprint = "ab12",
                Answer = new(200, [new("Content-Type", "multipart/report")], "the receipt"u8.ToArray()), ReceiptInAnswer = true,
                Key = new("globex", "acme", messageId.Trim('<', '>')), IsAuthenticated = true, Entity = draft.Id,
                Documents = [new(fileName, contentType, null, draft.Id, 0, content.Length, SHA256.HashData(content))], Consumers = [ConsumerNames.ApiPull],
            },
            Token);
        Assert.IsType<AcceptOutcome.Stored>(outcome);
        return id;
    }

    /// <summary>A message of globex that was refused, as if its key had been missing. Good, it is signed and encrypted for acme; else it is plain text.</summary>
    internal async Task<ExchangeId> RefuseAsync(bool isGood = true, bool isKept = true, string messageId = "7@globex", string? connection = "globex")
    {
        var (headers, body) = isGood
            ? await PackAsync(messageId)
            : ([new("AS2-Version", "1.2"), new("AS2-From", "globex"), new("AS2-To", "acme"), new("Message-ID", $"<{messageId}>"), new("Content-Type", "text/plain")], "no envelope"u8.ToArray());
        await using var draft = await _payloads.CreateAsync(Token);
        await draft.WriteAsync(body, Token);
        await draft.CommitAsync(Token);
        var id = ExchangeId.New(DateTimeOffset.UtcNow);
        await Journal.RefuseAsync(
            new()
            {
                Id = id, From = "globex", To = "acme", MessageId = $"<{messageId}>", ReceivedAt = DateTimeOffset.UtcNow, Connection = connection, Headers = headers,
                WireSha256 = SHA256.HashData(body), WireBytes = body.Length, Wire = isKept ? draft.Id : null, Answer = new(422, [], "no"u8.ToArray()),
                Failure = As2Failure.NoKey, Detail = connection is null ? "AS2-From is a known partner." : "No key fits.",
            },
            Token);
        return id;
    }

    private static async Task<(IReadOnlyList<KeyValuePair<string, string>> Headers, byte[] Body)> PackAsync(string messageId)
    {
        using var globex = new CmsPrivateKey(TestIdentities.Rsa("globex"));
        using var acme = new CmsCertificate(TestIdentities.Rsa("acme"));
        var content = "ISA*00*~"u8.ToArray();
        await using var package = await As2Packager.PackAsync(
            new()
            {
                From = As2Name.Create("globex").Value!, To = As2Name.Create("acme").Value!, MessageId = MessageId.Create(messageId.Split('@')[0], "globex"), Date = DateTimeOffset.UtcNow,
                Signer = new() { Key = globex }, Recipients = [new() { Certificate = acme }],
            },
            [new() { ContentType = "application/edi-x12", FileName = "order.edi", Length = content.Length, OpenAsync = _ => new(new MemoryStream(content, writable: false)) }],
            new SpoolQuarantine(), Token);
        await using var body = await package.OpenAsync(Token);
        using var whole = new MemoryStream();
        await body.CopyToAsync(whole, Token);
        return (package.Headers, whole.ToArray());
    }

    /// <summary>Packages what is submitted and lets its first attempt end.</summary>
    internal async Task AttemptAsync(ExchangeId id, ExchangeState next, int status, string? cause = null)
    {
        var now = DateTimeOffset.UtcNow;
        var mic = new Mic(MicAlgorithm.Of(DigestAlgorithm.Sha256), new byte[32]);
        var body = (await Journal.FindAsync(id, Token))!.Documents[0].Object;
        Assert.True(await Journal.PackagedAsync(id, new([new("AS2-From", "acme")], 1, body, null, mic, new(IsRequested: true, IsSigned: true, null), 1), now, Token));
        var lease = (await Journal.Owners.TakeAsync("globex", "node", TimeSpan.FromMinutes(1), isAlone: true, Token))!;
        var work = Assert.Single(await Journal.ClaimAsync(lease, 1, isStrict: false, now, Token));
        Assert.True(await Journal.CompleteAsync(
            lease, new() { Id = id, Attempt = work.Attempt, EndedAt = now, HttpStatus = status, Sentence = "It ended.", Next = next, Evidence = Evidence.Answered, Cause = cause }, Token));
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
        _owners.Dispose();
        Configuration.Dispose();
        Configuration.Connections.Dispose();
        _payloads.Dispose();
        await Journal.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private static BookSettings Settings(string folder)
    {
        var (acme, globex) = (TestIdentities.Rsa("acme"), TestIdentities.Rsa("globex"));
        using var key = acme.GetRSAPrivateKey()!;
        File.WriteAllText(Path.Combine(folder, "acme.crt"), acme.ExportCertificatePem());
        File.WriteAllText(Path.Combine(folder, "acme.key"), key.ExportPkcs8PrivateKeyPem());
        File.WriteAllBytes(Path.Combine(folder, "globex.cer"), globex.RawData);
        return new()
        {
            Stations = [new() { As2Id = "acme", Certificate = Path.Combine(folder, "acme.crt"), Key = Path.Combine(folder, "acme.key") }],
            Partners = [new() { As2Id = "globex", Certificates = [Path.Combine(folder, "globex.cer")] }],
            Connections = [new() { Name = "globex", Partner = "globex", Urls = ["https://globex.example/as2?token=secret"], Folder = "-", ApiPull = true }],
        };
    }
}

/// <summary>A ring of one key.</summary>
internal sealed class KeptRing : ISecretRing
{
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);

    public byte[] Seal(string purpose, ReadOnlySpan<byte> secret)
    {
        var sealedSecret = new byte[12 + secret.Length + 16];
        RandomNumberGenerator.Fill(sealedSecret.AsSpan(0, 12));
        using var aes = new AesGcm(_key, 16);
        aes.Encrypt(sealedSecret.AsSpan(0, 12), secret, sealedSecret.AsSpan(12, secret.Length), sealedSecret.AsSpan(12 + secret.Length), System.Text.Encoding.UTF8.GetBytes(purpose));
        return sealedSecret;
    }

    public byte[] Open(string purpose, ReadOnlySpan<byte> sealedSecret)
    {
        var secret = new byte[sealedSecret.Length - 28];
        using var aes = new AesGcm(_key, 16);
        aes.Decrypt(sealedSecret[..12], sealedSecret[12..^16], sealedSecret[^16..], secret, System.Text.Encoding.UTF8.GetBytes(purpose));
        return secret;
    }
}

/// <summary>A ring that nothing was sealed with.</summary>
internal sealed class NoRing : ISecretRing
{
    public byte[] Seal(string purpose, ReadOnlySpan<byte> secret) => throw new CryptographicException("Nothing is sealed here.");

    public byte[] Open(string purpose, ReadOnlySpan<byte> sealedSecret) => throw new CryptographicException("Nothing was sealed here.");
}
