using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Waybill.As2;
using Waybill.As2.Http;
using Waybill.Cms;
using Waybill.Gateway;
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
        Assert.Equal(TestFiles.Bytes("edi-net/x12.850.edi"), File.ReadAllBytes(Assert.Single(await FilesAsync(gateway))));
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
            Assert.Single(await FilesAsync(gateway));
        }

        Assert.Equal(200, first.Status);
        Assert.False(first.Body.IsEmpty);
        foreach (var repeat in new[] { second, third })
        {
            Assert.Equal(first.Body, repeat.Body);
            Assert.Equal(Without(first.Headers), Without(repeat.Headers));
        }

        static IEnumerable<KeyValuePair<string, string>> Without(IReadOnlyList<KeyValuePair<string, string>> headers) => headers.Where(h => h.Key is not "Connection").OrderBy(h => h.Key, StringComparer.Ordinal);
    }

    [Fact]
    [Requirement("AS2-DUP-006")]
    public async Task A_refused_message_repeated_is_judged_again_and_cannot_take_the_id_from_the_true_one()
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

        Assert.Equal((200, 200), (first.Status, again.Status));
        Assert.All([first, again], a => Assert.Contains("integrity-check-failed", System.Text.Encoding.Latin1.GetString(a.Body.Span), StringComparison.Ordinal));
        Assert.Equal(As2SendOutcome.Delivered, delivered.Outcome);
        Assert.Single(await FilesAsync(gateway));
    }

    [Fact]
    [Requirement("AS2-DUP-006")]
    public async Task A_message_refused_for_a_setting_is_taken_when_it_comes_again_after_the_setting_was_corrected()
    {
        var (package, sent) = await Company.PackAsync();
        await using var owned = package;
        As2SendResult before, after;
        await using (var gateway = await StartAsync(("Waybill:Partners:0:Certificates:0", Path.Combine(_folder.Path, "globex.crt"))))
        {
            before = await _sender.SendAsync(gateway.As2Address(), package, sent, Company.Reading, Ct);
        }

        await using (var gateway = await StartAsync())
        {
            after = await _sender.SendAsync(gateway.As2Address(), package, sent, Company.Reading, Ct);
            Assert.Single(await FilesAsync(gateway));
        }

        Assert.Equal(As2SendOutcome.Refused, before.Outcome);
        Assert.Equal(As2SendOutcome.Delivered, after.Outcome);
    }

    [Fact]
    [Requirement("AS2-DUP-003")]
    public async Task Copies_in_parallel_become_one_file_and_all_get_one_receipt()
    {
        await using var gateway = await StartAsync();
        var (package, _) = await Company.PackAsync();
        await using var owned = package;

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => _sender.PostAsync(gateway.As2Address(), package, Ct).AsTask()));

        Assert.Single(answers.Select(a => Convert.ToHexString(a.Body.Span)).Distinct(StringComparer.Ordinal));
        Assert.All(answers, a => Assert.Equal(200, a.Status));
        Assert.Single(await FilesAsync(gateway));
        Assert.Single(await ListAsync(gateway));
    }

    [Theory]
    [Requirement("AS2-DUP-004")]
    [InlineData("Error", "processed/error: duplicate-document")]
    [InlineData("Warning", "processed/warning: duplicate-document")]
    public async Task Other_content_under_a_known_id_is_not_delivered_and_answered_as_the_connection_says(string how, string disposition)
    {
        await using var gateway = await StartAsync(("Waybill:Partners:0:DuplicateAnswer", how));
        var (first, sent) = await Company.PackAsync();
        var (other, _) = await Company.PackAsync(text: "ISA*other");
        await using var ownedFirst = first;
        await using var ownedOther = other;
        IReadOnlyList<KeyValuePair<string, string>> sameId = [.. other.Headers.Select(h => h.Key is "Message-ID" ? new(h.Key, sent.MessageId.Value) : h)];

        await _sender.PostAsync(gateway.As2Address(), first, Ct);
        var answer = await _sender.PostAsync(gateway.As2Address(), sameId, other.Length, other.OpenAsync, Ct);

        using var body = new MemoryStream(answer.Body.ToArray());
        var receipt = await ReceiptReader.ReadAsync(Mime.MimeHeaders.FromPairs(answer.Headers), body, Company.Reading, Ct);
        Assert.True(receipt.IsSignatureGood);
        Assert.EndsWith(disposition, receipt.Disposition!.ToString(), StringComparison.Ordinal);
        Assert.Single(await FilesAsync(gateway));
        Assert.Contains(await Journal(gateway).OpenAsync(10, Ct), a => a.Kind is "duplicate-document");
    }

    [Fact]
    public async Task An_unknown_pair_is_answered_like_any_refusal_and_kept_with_a_hint()
    {
        await using var gateway = await StartAsync();
        var (package, _) = await Company.PackAsync();
        await using var owned = package;
        IReadOnlyList<KeyValuePair<string, string>> strange = [.. package.Headers.Select(h => h.Key is "AS2-From" ? new(h.Key, "Acme") : h)];
        IReadOnlyList<KeyValuePair<string, string>> silent = [.. strange.Where(h => !h.Key.StartsWith("Disposition", StringComparison.Ordinal))];

        var receipt = await _sender.PostAsync(gateway.As2Address(), strange, package.Length, package.OpenAsync, Ct);
        var refused = await _sender.PostAsync(gateway.As2Address(), silent, package.Length, package.OpenAsync, Ct);

        Assert.Equal((200, 422), (receipt.Status, refused.Status));
        var kept = (await Journal(gateway).ListAsync(new() { Unmatched = true }, null, 10, Ct)).Items;
        Assert.Equal(2, kept.Count);
        Assert.All(kept, k => Assert.Contains("differs from the partner 'acme' in upper and lower case only", k.Detail, StringComparison.Ordinal));
        var detail = (await Journal(gateway).FindAsync(kept[1].Id, Ct))!;
        Assert.Equal(receipt.Body.ToArray(), detail.Answer!.Body.ToArray());
        Assert.NotNull(detail.Wire);
        Assert.Empty(await FilesAsync(gateway));
    }

    [Fact]
    public async Task A_connection_lost_in_mid_body_leaves_nothing()
    {
        await using var gateway = await StartAsync();
        var (package, _) = await Company.PackAsync();
        await using var owned = package;
        using (var client = new System.Net.Sockets.TcpClient())
        {
            await client.ConnectAsync("127.0.0.1", gateway.As2Address().Port, Ct);
            var head = string.Concat(package.Headers.Select(h => $"{h.Key}: {h.Value}\r\n"));
            await client.GetStream().WriteAsync(System.Text.Encoding.Latin1.GetBytes($"POST /as2 HTTP/1.1\r\nHost: x\r\n{head}Content-Length: {package.Length}\r\n\r\n"), Ct);
            await using var body = await package.OpenAsync(Ct);
            var part = new byte[package.Length / 2];
            await body.ReadExactlyAsync(part, Ct);
            await client.GetStream().WriteAsync(part, Ct);
        }

        // The same bytes again: a half message must not have become a first one.
        Assert.Equal(200, (await _sender.PostAsync(gateway.As2Address(), package, Ct)).Status);

        Assert.Single(await ListAsync(gateway));
        Assert.Single(await FilesAsync(gateway));
        Assert.Empty(Directory.GetFiles(Path.Combine(_folder.Path, "data", "payloads"), "*", SearchOption.AllDirectories));
        Assert.Equal(2, Blobs());
    }

    [Fact]
    [Requirement("AS2-DUP-005")]
    public async Task A_store_that_fails_is_answered_503_and_alerted_and_the_next_attempt_is_taken()
    {
        var payloads = Path.Combine(_folder.Path, "blocked");
        await File.WriteAllTextAsync(payloads, "in the way", Ct);
        await using var gateway = await StartAsync(("Waybill:Payloads", payloads));
        var (package, sent) = await Company.PackAsync();
        await using var owned = package;

        var shut = await _sender.PostAsync(gateway.As2Address(), package, Ct);
        File.Delete(payloads);
        As2SendResult opened;
        do
        {
            opened = await _sender.SendAsync(gateway.As2Address(), package, sent, Company.Reading, Ct);
            await Task.Delay(50, Ct);
        }
        while (opened.Attempt.Status is 503);

        Assert.Equal(503, shut.Status);
        Assert.Contains(shut.Headers, h => h.Key is "Retry-After");
        Assert.Equal(As2SendOutcome.Delivered, opened.Outcome);
        Assert.Single(await FilesAsync(gateway));
        Assert.Single(await ListAsync(gateway));
    }

    [Fact]
    public async Task The_receipt_that_is_answered_is_the_one_that_is_stored()
    {
        await using var gateway = await StartAsync();
        var (package, sent) = await Company.PackAsync();
        await using var owned = package;

        var answer = await _sender.PostAsync(gateway.As2Address(), package, Ct);

        var stored = (await Journal(gateway).FindAsync((await ListAsync(gateway)).Single().Id, Ct))!;
        Assert.Equal(answer.Body.ToArray(), stored.Answer!.Body.ToArray());
        Assert.Equal(sent.Mic.ToString(), stored.Mic);
        Assert.Equal(package.Length, await gateway.Services.GetRequiredService<GatewayRuntime>().Payloads.LengthAsync(stored.Wire!.Value, Ct));
    }

    [Fact]
    [Requirement("AS2-HTTP-034")]
    public async Task It_listens_on_https_with_the_certificate_Kestrel_is_given_and_offers_HTTP_1_1_alone()
    {
        await using var gateway = await StartAsync(("Waybill:Urls", "https://127.0.0.1:0"),
            ("Kestrel:Certificates:Default:Path", Path.Combine(_folder.Path, "globex.crt")), ("Kestrel:Certificates:Default:KeyPath", Path.Combine(_folder.Path, "globex.key")));
        using var handler = new SocketsHttpHandler { SslOptions = new() { RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate!.Subject.Contains("globex", StringComparison.Ordinal) } };
        using var http = new HttpClient(handler);

        Assert.Contains("AS2 address", await http.GetStringAsync(gateway.As2Address(), Ct), StringComparison.Ordinal);
        using var highest = new HttpRequestMessage(HttpMethod.Get, gateway.As2Address()) { Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionOrLower };
        using var answer = await http.SendAsync(highest, Ct);
        Assert.Equal(HttpVersion.Version11, answer.Version);
    }

    [Fact]
    [Requirement("AS2-MDN-017", "AS2-HTTP-002")]
    public async Task An_asynchronous_receipt_is_posted_again_with_the_same_bytes_until_it_is_taken()
    {
        await using var partner = FakePartner.Start(_ => PartnerAnswer.Of(503), _ => PartnerAnswer.Reset, _ => PartnerAnswer.Of(204));
        await using var gateway = await StartAsync(("Waybill:Partners:0:ReceiptWaits:0", "00:00:00.010"));
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
        await using var gateway = await StartAsync(("Waybill:Partners:0:ReceiptWaits:0", "00:00:00.010"));
        var (package, _) = await Company.PackAsync(partner.Address.ToString());
        await using var owned = package;

        await _sender.PostAsync(gateway.As2Address(), package, Ct);
        await UntilAsync(async () => (await ListAsync(gateway)).Single().Receipt is ReceiptState.Failed);

        Assert.Single(partner.Requests);
    }

    [Fact]
    [Requirement("AS2-SEC-001")]
    public async Task A_receipt_is_not_posted_inside_unless_the_partner_may_be_there()
    {
        await using var partner = FakePartner.Start(_ => PartnerAnswer.Of(200));
        await using var gateway = await StartAsync(("Waybill:Partners:0:AllowPrivate", "false"));
        var (package, _) = await Company.PackAsync(partner.Address.ToString());
        await using var owned = package;

        Assert.Equal(200, (await _sender.PostAsync(gateway.As2Address(), package, Ct)).Status);

        Assert.Single(await FilesAsync(gateway));
        Assert.Empty(partner.Requests);
        Assert.Equal(ReceiptState.Failed, (await ListAsync(gateway)).Single().Receipt);
        Assert.Contains(await Journal(gateway).OpenAsync(10, Ct), a => a.Kind is "receipt-forbidden");
    }

    [Fact]
    public async Task A_receipt_that_arrives_is_judged_and_kept_with_the_message_it_is_for()
    {
        await using var partner = FakePartner.Start(_ => PartnerAnswer.Of(200));
        await using var gateway = await StartAsync(("Waybill:Partners:0:Url", partner.Address.ToString()), ("Waybill:Partners:0:AsyncReceiptUrl", "http://127.0.0.1/as2"));
        var sending = gateway.Services.GetRequiredService<GatewayRuntime>().Sending;
        var submitted = (SubmitOutcome.Submitted)await sending.Submitter.SubmitAsync(new() { Connection = "globex-acme", Documents = [new(new MemoryStream([1, 2, 3]))] }, Ct);
        await UntilAsync(async () => (await Journal(gateway).FindAsync(submitted.Id, Ct))!.Summary.State is ExchangeState.AwaitingReceipt);
        var mic = Mic.Parse((await Journal(gateway).FindAsync(submitted.Id, Ct))!.Mic!).Value!;

        var unsigned = await PostReceiptAsync(gateway, submitted.MessageId, mic, null);
        var unknown = await PostReceiptAsync(gateway, "<other@globex>", mic, Company.Acme);
        Assert.Equal(ExchangeState.AwaitingReceipt, (await Journal(gateway).FindAsync(submitted.Id, Ct))!.Summary.State);
        var good = await PostReceiptAsync(gateway, submitted.MessageId, mic, Company.Acme);

        Assert.All([good, unsigned, unknown], a => Assert.Equal((200, 0), (a.Status ?? 0, a.Body.Length)));
        var sent = (await Journal(gateway).FindAsync(submitted.Id, Ct))!;
        Assert.Equal(ExchangeState.Delivered, sent.Summary.State);
        Assert.Equal([false, true], sent.Receipts.Select(r => r.IsAuthentic));
    }

    [Fact]
    public async Task Every_wrong_setting_of_stations_and_partners_is_named()
    {
        var settings = await Company.SettingsAsync(_folder.Path, ("Waybill:MaxBodyBytes", "-1"),
            ("Waybill:Stations:1:As2Id", "globex"), ("Waybill:Stations:1:Certificate", Path.Combine(_folder.Path, "globex.crt")), ("Waybill:Stations:1:Key", Path.Combine(_folder.Path, "acme.cer")),
            ("Waybill:Stations:2:As2Id", ""), ("Waybill:Stations:2:Certificate", "nowhere.crt"), ("Waybill:Stations:2:Key", ""),
            ("Waybill:Partners:1:As2Id", "acme"), ("Waybill:Partners:1:Certificates:0", Path.Combine(_folder.Path, "globex.key")), ("Waybill:Partners:1:Url", "ftp://acme"),
            ("Waybill:Partners:2:As2Id", "köln"), ("Waybill:Partners:2:Station", "nobody"), ("Waybill:Partners:2:MaxBodyBytes", "0"));

        var wrong = await Assert.ThrowsAsync<Microsoft.Extensions.Options.OptionsValidationException>(async () => await WaybillHost.BuildAsync([], settings));

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
            await using var gateway = await StartAsync(("Waybill:Partners:0:As2Id", name));
            var (package, _) = await Company.PackAsync();
            await using var owned = package;
            IReadOnlyList<KeyValuePair<string, string>> renamed =
                [.. package.Headers.Select(h => h.Key is "AS2-From" ? new(h.Key, As2Name.Create(name).Value!.ToHeaderValue()) : h.Key is "Message-ID" ? new(h.Key, $"<../../{name}@x>") : h)];

            Assert.Equal(200, (await _sender.PostAsync(gateway.As2Address(), renamed, package.Length, package.OpenAsync, Ct)).Status);
            await FilesAsync(gateway);
        }

        var inbox = Path.Combine(_folder.Path, "data", "inbox");
        Assert.Equal(names.Length, Directory.GetDirectories(inbox).Length);
        Assert.All(Directory.GetDirectories(inbox), d => Assert.Matches("^globex[a-z0-9.-]*-[0-9a-f]{6}$", Path.GetFileName(d)));
        Assert.Equal(names.Length, Directory.GetFiles(_folder.Path, "*-x12.850.edi", SearchOption.AllDirectories).Count(f => f.StartsWith(inbox, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_front_door_says_where_one_is()
    {
        await using var gateway = await StartAsync();
        using var http = new HttpClient();

        Assert.Contains("Waybill", await http.GetStringAsync(new Uri(gateway.As2Address(), "/"), Ct), StringComparison.Ordinal);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private async Task<WebApplication> StartAsync(params (string Key, string? Value)[] more)
    {
        var gateway = await WaybillHost.BuildAsync([], await Company.SettingsAsync(_folder.Path, more));
        await gateway.StartAsync(Ct);
        return gateway;
    }

    private static IJournal Journal(WebApplication gateway) => gateway.Services.GetRequiredService<GatewayRuntime>().Journal;

    private static async Task<IReadOnlyList<ExchangeSummary>> ListAsync(WebApplication gateway) => (await Journal(gateway).ListAsync(new(), null, 100, Ct)).Items;

    /// <summary>The files of the inbox, once everything is handed on.</summary>
    private async Task<string[]> FilesAsync(WebApplication gateway)
    {
        await UntilAsync(async () => (await Journal(gateway).DepthAsync(TimeProvider.System.GetUtcNow().AddDays(1), Ct)).Handoffs is 0);
        var inbox = Path.Combine(_folder.Path, "data", "inbox");
        return Directory.Exists(inbox) ? Directory.GetFiles(inbox, "*", SearchOption.AllDirectories) : [];
    }

    /// <summary>Payloads in the journal.</summary>
    private long Blobs()
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(_folder.Path, "data", "waybill.db")};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "select count(*) from payload_blob";
        return (long)command.ExecuteScalar()!;
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

    private static Task UntilAsync(Func<bool> done) => UntilAsync(() => Task.FromResult(done()));

    private static async Task UntilAsync(Func<Task<bool>> done)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        while (!await done())
        {
            await Task.Delay(10, patience.Token);
        }
    }
}
