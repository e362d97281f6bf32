using System.Net.Http.Json;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Waybill.As2;
using Waybill.Cms;
using Waybill.Gateway;
using Waybill.Server;

namespace Waybill.Ui.Tests;

/// <summary>The server itself on a free port, over a folder of its own.</summary>
public sealed class RunningGateway : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("waybill-ui-");
    private WebApplication? _app;

    internal Uri Address { get; private set; } = null!;

    internal IJournal Journal => _app!.Services.GetRequiredService<IJournal>();

    /// <summary>What the set-up link carries.</summary>
    internal string SetupToken => File.ReadAllText(Path.Combine(_folder.FullName, "data", "setup-token")).Trim();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _app = await WaybillHost.BuildAsync([], new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Waybill:Urls"] = "http://127.0.0.1:0", ["Waybill:Data"] = Path.Combine(_folder.FullName, "data"), ["Logging:LogLevel:Default"] = "None",
        });
        await _app.StartAsync();
        Address = new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }

    /// <summary>The first owner, ann, made without a browser.</summary>
    internal async Task SetUpAsync()
    {
        using var client = new HttpClient { BaseAddress = Address, DefaultRequestHeaders = { { "X-Waybill", "1" }, { "Origin", Address.ToString().TrimEnd('/') } } };
        using var answer = await client.PostAsJsonAsync("/api/v1/setup/account", new { secret = SetupToken, name = "ann", password = Screen.Password }, Ct);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Ct));
    }

    /// <summary>A message in, accepted, with one document.</summary>
    internal async Task<ExchangeId> AcceptAsync(byte[] content, string fileName, string messageId, DateTimeOffset at)
    {
        var payloads = _app!.Services.GetRequiredService<IPayloadStore>();
        await using var draft = await payloads.CreateAsync(Ct);
        await draft.WriteAsync(content, Ct);
        await draft.CommitAsync(Ct);
        var id = ExchangeId.New(at);
        await Journal.AcceptAsync(
            new()
            {
                Id = id, From = "globex", To = "acme", MessageId = messageId, ReceivedAt = at, Connection = "globex", ConnectionVersion = 3,
                Headers = [new("AS2-From", "globex"), new("AS2-To", "acme"), new("Content-Type", "application/edi-x12")], WireSha256 = SHA256.HashData(content), WireBytes = content.Length, Wire = draft.Id,
                Mic = new(MicAlgorithm.Of(DigestAlgorithm.Sha256), SHA256.HashData(content)), LayersJson = """[{"type":"encrypted","algorithm":"AES-256-CBC","status":"good"},{"type":"signed","digest":"sha-256","status":"good"}]""",
                SignerThumbprint = new string('a', 64), Certificates = [new(CertificateUse.Verify, "CN=globex", new string('a', 64), at.AddYears(1))],
                Answer = new(200, [new("Content-Type", "multipart/report")], "the receipt"u8.ToArray()), ReceiptInAnswer = true, Key = new("globex", "acme", messageId.Trim('<', '>')), IsAuthenticated = true,
                Entity = draft.Id, Documents = [new(fileName, "application/edi-x12", null, draft.Id, 0, content.Length, SHA256.HashData(content))], Consumers = [ConsumerNames.ApiPull],
                Described = [new(0, "X12", "850", "005010", "4500123", "000000905", "17", "0001", "GLOBEX", "ACME")],
            },
            Ct);
        return id;
    }

    /// <summary>A message in that was refused.</summary>
    internal async Task<ExchangeId> RefuseAsync(As2Failure failure, string from, string messageId, DateTimeOffset at, string? connection = "globex", string detail = "No key fits.")
    {
        var id = ExchangeId.New(at);
        await Journal.RefuseAsync(
            new()
            {
                Id = id, From = from, To = "acme", MessageId = messageId, ReceivedAt = at, Connection = connection, Headers = [new("AS2-From", from), new("AS2-To", "acme")],
                WireSha256 = SHA256.HashData([1]), WireBytes = 1, Answer = new(422, [], "no"u8.ToArray()), Failure = failure, Detail = detail,
            },
            Ct);
        return id;
    }

    public async ValueTask DisposeAsync()
    {
        await _app!.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
