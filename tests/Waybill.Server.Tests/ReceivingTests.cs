using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Waybill.As2;
using Waybill.As2.Http;
using Waybill.Cms;
using Waybill.Testing;

namespace Waybill.Server.Tests;

/// <summary>The gateway from its settings to the files it leaves.</summary>
public sealed class ReceivingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly As2HttpSender _sender = new();

    public void Dispose()
    {
        _sender.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_message_of_a_configured_partner_becomes_a_file_and_gets_a_signed_receipt()
    {
        await using var gateway = await StartAsync();
        var (package, sent) = await Company.PackAsync();
        await using var owned = package;

        var result = await _sender.SendAsync(gateway.As2Address(), package, sent, Company.Reading, Ct);

        Assert.Equal(As2SendOutcome.Delivered, result.Outcome);
        Assert.Equal(TestFiles.Bytes("edi-net/x12.850.edi"), File.ReadAllBytes(Assert.Single(Files("x12.850.edi"))));
    }

    [Fact]
    [Requirement("AS2-MDN-021", "AS2-SEC-010", "AS2-DUP-003")]
    public async Task A_repeat_gets_the_same_receipt_byte_for_byte_and_starts_nothing_even_after_a_restart()
    {
        var (package, _) = await Company.PackAsync();
        await using var owned = package;
        As2HttpAttempt first, second, third;
        await using (var gateway = await StartAsync())
        {
            first = await _sender.PostAsync(gateway.As2Address(), package, Ct);
            second = await _sender.PostAsync(gateway.As2Address(), package, Ct);
        }

        await using (var gateway = await StartAsync())
        {
            third = await _sender.PostAsync(gateway.As2Address(), package, Ct);
        }

        Assert.Equal(200, first.Status);
        Assert.False(first.Body.IsEmpty);
        foreach (var repeat in new[] { second, third })
        {
            Assert.Equal(first.Body, repeat.Body);
            Assert.Equal(Without(first.Headers), Without(repeat.Headers));
        }

        Assert.Single(Files("x12.850.edi"));

        static IEnumerable<KeyValuePair<string, string>> Without(IReadOnlyList<KeyValuePair<string, string>> headers) => headers.Where(h => h.Key is not "Connection").OrderBy(h => h.Key, StringComparer.Ordinal);
    }

    [Fact]
    [Requirement("AS2-MDN-021")]
    public async Task A_refused_message_repeated_gets_its_refusal_again_and_cannot_take_the_id_from_the_true_one()
    {
        await using var gateway = await StartAsync();
        using var stranger = new CmsPrivateKey(TestIdentities.Rsa("stranger"));
        var (forged, _) = await Company.PackAsync(signer: stranger);
        await using var ownedForged = forged;
        var (true_, sent) = await Company.PackAsync();
        await using var ownedTrue = true_;
        var id = sent.MessageId.Value;
        IReadOnlyList<KeyValuePair<string, string>> underTrueId = [.. forged.Headers.Select(h => h.Key is "Message-ID" ? new(h.Key, id) : h)];

        var first = await _sender.PostAsync(gateway.As2Address(), underTrueId, forged.Length, forged.OpenAsync, Ct);
        var again = await _sender.PostAsync(gateway.As2Address(), underTrueId, forged.Length, forged.OpenAsync, Ct);
        var delivered = await _sender.SendAsync(gateway.As2Address(), true_, sent, Company.Reading, Ct);

        Assert.Equal(200, first.Status);
        Assert.Equal(first.Body, again.Body);
        Assert.Equal(As2SendOutcome.Delivered, delivered.Outcome);
        Assert.Single(Files("x12.850.edi"));
    }

    [Fact]
    [Requirement("AS2-DUP-006")]
    public async Task A_message_refused_for_a_setting_is_taken_when_it_comes_again_after_the_setting_was_corrected()
    {
        var (package, sent) = await Company.PackAsync();
        await using var owned = package;
        As2SendResult before, after;
        await using (var gateway = await StartAsync(null, ("Waybill:Partners:0:Certificates:0", Path.Combine(_folder.Path, "globex.crt"))))
        {
            before = await _sender.SendAsync(gateway.As2Address(), package, sent, Company.Reading, Ct);
        }

        await using (var gateway = await StartAsync())
        {
            after = await _sender.SendAsync(gateway.As2Address(), package, sent, Company.Reading, Ct);
        }

        Assert.Equal(As2SendOutcome.Refused, before.Outcome);
        Assert.Equal(As2SendOutcome.Delivered, after.Outcome);
        Assert.Single(Files("x12.850.edi"));
    }

    [Fact]
    public async Task It_listens_on_https_with_the_certificate_Kestrel_is_given()
    {
        await using var gateway = await StartAsync(null, ("Waybill:Urls", "https://127.0.0.1:0"),
            ("Kestrel:Certificates:Default:Path", Path.Combine(_folder.Path, "globex.crt")), ("Kestrel:Certificates:Default:KeyPath", Path.Combine(_folder.Path, "globex.key")));
        using var handler = new SocketsHttpHandler { SslOptions = new() { RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate!.Subject.Contains("globex", StringComparison.Ordinal) } };
        using var http = new HttpClient(handler);

        Assert.Contains("AS2 address", await http.GetStringAsync(gateway.As2Address(), Ct), StringComparison.Ordinal);
    }

    [Fact]
    [Requirement("AS2-MDN-017", "AS2-HTTP-002")]
    public async Task An_asynchronous_receipt_is_posted_again_with_the_same_bytes_until_it_is_taken()
    {
        await using var partner = FakePartner.Start(_ => PartnerAnswer.Of(503), _ => PartnerAnswer.Reset, _ => PartnerAnswer.Of(204));
        await using var gateway = await StartAsync(services => services.AddSingleton(s => Poster(s, [TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero])));
        var (package, sent) = await Company.PackAsync(partner.Address.ToString());
        await using var owned = package;

        var result = await _sender.SendAsync(gateway.As2Address(), package, sent, Company.Reading, Ct);
        await UntilAsync(() => partner.Requests.Count is 3);

        Assert.Equal(As2SendOutcome.AwaitingReceipt, result.Outcome);
        Assert.Equal(partner.Requests[0].Body, partner.Requests[1].Body);
        Assert.Equal(partner.Requests[0].Body, partner.Requests[2].Body);
        Assert.All(partner.Requests, r => Assert.Equal(partner.Address.Authority, r.Header("Host")));
        Assert.Single(partner.Requests.Select(r => r.Header("Message-ID")).Distinct(StringComparer.Ordinal));
        using var body = new MemoryStream(partner.Requests[2].Body.ToArray());
        var receipt = await ReceiptReader.ReadAsync(Mime.MimeHeaders.FromPairs([new("Content-Type", partner.Requests[2].Header("Content-Type")!)]), body, Company.Reading, Ct);
        Assert.Equal(ReceiptOutcome.Delivered, ReceiptMatcher.Judge(sent, sent.To, sent.From, receipt, isSynchronous: false).Outcome);
    }

    [Fact]
    [Requirement("AS2-MDN-017")]
    public async Task A_receipt_that_is_refused_for_good_is_not_posted_again()
    {
        await using var partner = FakePartner.Start(_ => PartnerAnswer.Of(404));
        await using var gateway = await StartAsync(services => services.AddSingleton(s => Poster(s, [TimeSpan.Zero, TimeSpan.Zero])));
        var (package, _) = await Company.PackAsync(partner.Address.ToString());
        await using var owned = package;

        await _sender.PostAsync(gateway.As2Address(), package, Ct);
        await UntilAsync(() => partner.Requests.Count > 0);
        var poster = gateway.Services.GetRequiredService<ReceiptPoster>();
        await UntilAsync(() => poster.IsIdle);

        Assert.Single(partner.Requests);
    }

    [Fact]
    [Requirement("AS2-SEC-001")]
    public async Task A_receipt_is_not_posted_inside_unless_the_partner_may_be_there()
    {
        await using var partner = FakePartner.Start(_ => PartnerAnswer.Of(200));
        await using var gateway = await StartAsync(null, ("Waybill:Partners:0:AllowPrivate", "false"));
        var poster = gateway.Services.GetRequiredService<ReceiptPoster>();
        var (package, _) = await Company.PackAsync(partner.Address.ToString());
        await using var owned = package;

        Assert.Equal(200, (await _sender.PostAsync(gateway.As2Address(), package, Ct)).Status);
        await UntilAsync(() => poster.IsIdle);

        Assert.Empty(partner.Requests);
        Assert.Single(Files("x12.850.edi"));
    }

    [Fact]
    public async Task A_receipt_that_arrives_is_judged_and_kept_beside_the_message_it_is_for()
    {
        await using var gateway = await StartAsync();
        var receipts = gateway.Services.GetRequiredService<IReceiptStore>();
        var ours = new SentMessage
        {
            From = As2Name.Create("globex").Value!, To = As2Name.Create("acme").Value!, MessageId = MessageId.Create("sent", "globex"),
            Mic = Mic.Parse("3UOMPzeMcyQS0VRvpO7FULcJ9sSH/ME5R/dcVKX/Xp0=, sha-256").Value!,
            Receipt = ReceiptRequest.Signed("x", [MicAlgorithm.Of(DigestAlgorithm.Sha256)], "http://127.0.0.1/as2"),
        };
        await receipts.SentAsync(ours, Ct);

        var good = await PostReceiptAsync(gateway, "<sent@globex>", ours.Mic, Company.Acme);
        var again = await PostReceiptAsync(gateway, "<sent@globex>", ours.Mic, Company.Acme);
        var unsigned = await PostReceiptAsync(gateway, "<sent@globex>", ours.Mic, null);
        var unknown = await PostReceiptAsync(gateway, "<other@globex>", ours.Mic, Company.Acme);

        Assert.All([good, again, unsigned, unknown], a => Assert.Equal((200, 0), (a.Status ?? 0, a.Body.Length)));
        var verdicts = Files("receipt-*.json").Select(File.ReadAllText).ToArray();
        Assert.Contains(verdicts, v => v.Contains("\"outcome\": \"Delivered\"", StringComparison.Ordinal));
        Assert.Contains(verdicts, v => v.Contains("\"outcome\": \"NotAuthentic\"", StringComparison.Ordinal));
        Assert.Single(Directory.GetFiles(Path.Combine(_folder.Path, "payloads", "receipts")));
    }

    [Fact]
    public async Task Every_wrong_setting_of_stations_and_partners_is_named()
    {
        var settings = await Company.SettingsAsync(_folder.Path, ("Waybill:MaxBodyBytes", "-1"),
            ("Waybill:Stations:1:As2Id", "globex"), ("Waybill:Stations:1:Certificate", Path.Combine(_folder.Path, "globex.crt")), ("Waybill:Stations:1:Key", Path.Combine(_folder.Path, "acme.cer")),
            ("Waybill:Stations:2:As2Id", ""), ("Waybill:Stations:2:Certificate", "nowhere.crt"), ("Waybill:Stations:2:Key", ""),
            ("Waybill:Partners:1:As2Id", "acme"), ("Waybill:Partners:1:Certificates:0", Path.Combine(_folder.Path, "globex.key")), ("Waybill:Partners:1:Url", "ftp://acme"),
            ("Waybill:Partners:2:As2Id", "köln"), ("Waybill:Partners:2:Station", "nobody"), ("Waybill:Partners:2:MaxBodyBytes", "0"));

        var wrong = Assert.Throws<Microsoft.Extensions.Options.OptionsValidationException>(() => WaybillHost.Build([], settings));

        foreach (var path in new[]
        {
            "MaxBodyBytes", "Stations:1:", "Stations:2:As2Id", "Stations:2:Certificate", "Stations:2:Key", "Partners:1:As2Id", "Partners:1:Certificates:0", "Partners:1:Url",
            "Partners:2:As2Id", "Partners:2:Certificates", "Partners:2:Station", "Partners:2:MaxBodyBytes",
        })
        {
            Assert.Contains(wrong.Failures, f => f.Contains("Waybill:" + path, StringComparison.Ordinal));
        }

        Assert.DoesNotContain(wrong.Failures, f => f.Contains("PRIVATE KEY", StringComparison.Ordinal));
    }

    [Fact]
    [Requirement("AS2-ID-014", "AS2-FN-004", "AS2-SEC-006")]
    public async Task Names_and_ids_never_become_paths()
    {
        string[] names = ["../x", "<script>", "'; drop", "CON", "a/b", "..", "a\\b", "a/b:c*?"];
        foreach (var name in names)
        {
            await using var gateway = await StartAsync(null, ("Waybill:Partners:0:As2Id", name));
            var (package, _) = await Company.PackAsync();
            await using var owned = package;
            IReadOnlyList<KeyValuePair<string, string>> renamed =
                [.. package.Headers.Select(h => h.Key is "AS2-From" ? new(h.Key, As2Name.Create(name).Value!.ToHeaderValue()) : h.Key is "Message-ID" ? new(h.Key, $"<../../{name}@x>") : h)];

            Assert.Equal(200, (await _sender.PostAsync(gateway.As2Address(), renamed, package.Length, package.OpenAsync, Ct)).Status);
        }

        Assert.Equal(names.Length, Directory.GetDirectories(Path.Combine(_folder.Path, "payloads", "inbox")).Length);
        Assert.All(Directory.GetDirectories(Path.Combine(_folder.Path, "payloads", "inbox")), d => Assert.Matches("^[0-9a-f]{32}$", Path.GetFileName(d)));
        Assert.All(Files("x12.850.edi"), f => Assert.StartsWith(Path.Combine(_folder.Path, "payloads", "inbox"), f, StringComparison.Ordinal));

        // What the folder does not say stands in it, as it was received.
        var ids = Files("message.json").Select(f => System.Text.Json.Nodes.JsonNode.Parse(File.ReadAllText(f))!.AsObject().Single(p => p.Key.Equals("MessageId", StringComparison.OrdinalIgnoreCase)).Value!.GetValue<string>());
        Assert.Equal(names.Select(n => $"<../../{n}@x>").Order(StringComparer.Ordinal), ids.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_front_door_says_where_one_is()
    {
        await using var gateway = await StartAsync();
        using var http = new HttpClient();

        Assert.Contains("Waybill", await http.GetStringAsync(new Uri(gateway.As2Address(), "/"), Ct), StringComparison.Ordinal);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private async Task<WebApplication> StartAsync(Action<IServiceCollection>? replace = null, params (string Key, string? Value)[] more)
    {
        var gateway = WaybillHost.Build([], await Company.SettingsAsync(_folder.Path, more), replace);
        await gateway.StartAsync(Ct);
        return gateway;
    }

    private async Task<As2HttpAttempt> PostReceiptAsync(WebApplication gateway, string original, Mic mic, CmsPrivateKey? signer)
    {
        var written = ReceiptWriter.Write(
            new()
            {
                From = As2Name.Create("acme").Value!, To = As2Name.Create("globex").Value!, ReceiptId = MessageId.Create("r", "acme"), Date = new DateTimeOffset(2026, 2, 3, 4, 5, 6, TimeSpan.Zero),
                OriginalMessageId = original, Disposition = Disposition.Processed, Mic = mic,
            },
            signer is null ? null : new CmsSignerOptions { Key = signer });
        return await _sender.PostAsync(gateway.As2Address(), written.Headers, written.Body.Length, _ => new(new MemoryStream(written.Body.ToArray())), Ct);
    }

    private static ReceiptPoster Poster(IServiceProvider services, IReadOnlyList<TimeSpan> waits)
        => new(services.GetRequiredService<PartnerBook>(), services.GetRequiredService<ILogger<ReceiptPoster>>(), TimeProvider.System) { Waits = waits };

    private string[] Files(string pattern) => Directory.Exists(Path.Combine(_folder.Path, "payloads")) ? Directory.GetFiles(Path.Combine(_folder.Path, "payloads"), pattern, SearchOption.AllDirectories) : [];

    private static async Task UntilAsync(Func<bool> done)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        while (!done())
        {
            await Task.Delay(10, patience.Token);
        }
    }
}
