using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using Waybill.As2;
using Waybill.As2.Http;
using Waybill.Cms;
using Waybill.Gateway;
using Waybill.Testing;

namespace Waybill.Server.Tests;

/// <summary>The program killed between its answer and the opening of the message.</summary>
public sealed class UnopenedTests : IDisposable
{
    private static readonly byte[] Large = RandomNumberGenerator.GetBytes(40 << 20);

    /// <summary>Made once: writing 3DES takes longer still than reading it.</summary>
    private static readonly Lazy<Task<(IReadOnlyList<KeyValuePair<string, string>> Headers, byte[] Body, SentMessage Sent)>> Packed = new(PackAsync);

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Requirement("AS2-HTTP-016")]
    public async Task A_message_answered_before_it_was_opened_is_opened_after_SIGKILL_and_its_receipt_is_posted(bool isGood)
    {
        await using var partner = FakePartner.Start(_ => PartnerAnswer.Of(200));
        using var sender = new As2HttpSender();
        var (headers, bytes, sent) = await Packed.Value;
        headers = [.. headers.Select(h => h.Key is "Receipt-Delivery-Option" ? new(h.Key, partner.Address.ToString()) : h)];
        if (!isGood)
        {
            bytes = [.. bytes];
            bytes[bytes.Length / 2] ^= 1;
        }

        await using (var server = await StartAsync())
        {
            // Deciphering 3DES takes far longer than the bytes take over loopback.
            var answer = await sender.PostAsync(new(server.Address, "/as2"), headers, bytes.Length, _ => new(new MemoryStream(bytes)), Ct);
            Assert.Equal((200, 0), (answer.Status, answer.Body.Length));
        }

        await using (var journal = await Journals.OpenAsync($"Data Source={Path.Combine(_folder.Path, "data", "waybill.db")}", TimeProvider.System, Ct))
        {
            var left = Assert.Single((await journal.ListAsync(new(), null, 9, Ct)).Items);
            Assert.Equal((ExchangeState.Unopened, sent.MessageId.Value), (left.State, left.MessageId));
        }

        await using (var server = await StartAsync())
        {
            using var http = new HttpClient { BaseAddress = server.Address };
            var line = await UntilAsync(http, s => s is not "unopened");
            Assert.Equal(isGood ? "accepted" : "refused", line.GetProperty("state").GetString());
            line = await UntilAsync(http, s => s is "sent", "receipt");
            var id = line.GetProperty("id").GetString();
            if (isGood)
            {
                Assert.Equal(Large, await http.GetByteArrayAsync($"/api/v1/exchanges/{id}/documents/1", Ct));
            }

            // The body as it came is no longer needed.
            using var wire = await http.GetAsync($"/api/v1/exchanges/{id}/wire", Ct);
            Assert.Equal(System.Net.HttpStatusCode.Gone, wire.StatusCode);
        }

        var posted = Assert.Single(partner.Requests);
        using var body = new MemoryStream(posted.Body.ToArray());
        var receipt = await ReceiptReader.ReadAsync(posted.ToMimeHeaders(), body, Company.Reading, Ct);
        Assert.True(receipt.IsSignatureGood);
        Assert.Equal(sent.MessageId.Value, receipt.OriginalMessageId);
        Assert.Equal(isGood, receipt.Disposition!.Meaning is DispositionMeaning.Accepted);
        Assert.Equal(isGood ? sent.Mic : null, isGood ? receipt.Mic : null);
    }

    private static async Task<JsonElement> UntilAsync(HttpClient http, Func<string, bool> done, string member = "state")
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        patience.CancelAfter(TimeSpan.FromSeconds(60));
        while (true)
        {
            var items = (await http.GetFromJsonAsync<JsonElement>("/api/v1/exchanges", patience.Token)).GetProperty("items");
            var line = Assert.Single(items.EnumerateArray());
            if (done(line.GetProperty(member).GetString()!))
            {
                return line;
            }

            await Task.Delay(20, patience.Token);
        }
    }

    private static async Task<(IReadOnlyList<KeyValuePair<string, string>> Headers, byte[] Body, SentMessage Sent)> PackAsync()
    {
        var options = new As2SendOptions
        {
            From = As2Name.Create("acme").Value!,
            To = As2Name.Create("globex").Value!,
            MessageId = MessageId.Create(Guid.NewGuid().ToString("N"), "acme"),
            Date = new DateTimeOffset(2026, 2, 3, 4, 5, 6, TimeSpan.Zero),
            Signer = new() { Key = Company.Acme },
            Recipients = [new() { Certificate = Company.Globex.Certificate }],
            Cipher = ContentCipher.TripleDesCbc,
            AllowTripleDes = true,
            Receipt = ReceiptRequest.Signed("edi@acme.example", [MicAlgorithm.Of(DigestAlgorithm.Sha256)], "http://127.0.0.1:1/as2"),
        };
        var document = new As2Document { ContentType = "application/octet-stream", FileName = "large.bin", Length = Large.Length, OpenAsync = _ => new(new MemoryStream(Large)) };
        await using var package = await As2Packager.PackAsync(options, [document], new SpoolQuarantine());
        await using var body = await package.OpenAsync();
        var bytes = new byte[package.Length];
        await body.ReadExactlyAsync(bytes);
        return (package.Headers, bytes, new() { From = options.From, To = options.To, MessageId = options.MessageId, Mic = package.Mic, Receipt = options.Receipt });
    }

    private async Task<RunningServer> StartAsync()
    {
        var data = Path.Combine(_folder.Path, "data");
        var settings = await Company.SettingsAsync(_folder.Path, ("Waybill:Partners:0:AllowTripleDes", "true"), ("Logging:LogLevel:Default", "Information"), ("Logging:LogLevel:Waybill", "None"));
        return await RunningServer.StartAsync(data, Ct, [.. settings.Where(s => s.Key is not ("Waybill:Urls" or "Waybill:Data")).Select(s => $"--{s.Key}={s.Value}")]);
    }
}
