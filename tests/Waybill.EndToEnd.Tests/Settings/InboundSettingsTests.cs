using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Waybill.As2;
using Waybill.Cms;
using Waybill.Gateway;
using Waybill.Testing;

namespace Waybill.EndToEnd.Tests;

/// <summary>What a message in must be, and what becomes of it, as the connection says.</summary>
public sealed class InboundSettingsTests(SettingsHost host) : IClassFixture<SettingsHost>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("S", 0)]
    [InlineData("E", 1)]
    [InlineData("ESZ", 2)]
    [Setting("Signature", "Encryption", "Compression")]
    public async Task A_layer_is_required_allowed_or_forbidden(string structure, int layer)
    {
        void Set(ConnectionSettings c, Requirement requirement)
        {
            (c.Signature, c.Encryption, c.Compression, c.AllowUnsignedCbc) = (Requirement.Allowed, Requirement.Allowed, Requirement.Allowed, true);
            _ = layer switch { 0 => c.Signature = requirement, 1 => c.Encryption = requirement, _ => c.Compression = requirement };
        }

        foreach (var (requirement, with, without) in new[] { (Requirement.Required, true, false), (Requirement.Allowed, true, true), (Requirement.Forbidden, false, true) })
        {
            var from = host.AgreeIn(c => Set(c, requirement));
            Assert.Equal(with, await IsTakenAsync(await SettingsHost.MessageAsync(from, structure)));
            Assert.Equal(without, await IsTakenAsync(await SettingsHost.MessageAsync(from, layer is 0 ? "E" : "S")));
        }
    }

    [Fact]
    [Setting("AllowUnsignedCbc", "AllowSha1", "AllowTripleDes")]
    public async Task Old_ways_are_taken_only_where_they_are_allowed()
    {
        foreach (var allowed in new[] { false, true })
        {
            var from = host.AgreeIn(c => (c.AllowUnsignedCbc, c.AllowSha1, c.AllowTripleDes, c.Signature) = (allowed, allowed, allowed, Requirement.Allowed));
            Assert.Equal(allowed, await IsTakenAsync(await SettingsHost.MessageAsync(from, "E")));
            Assert.Equal(allowed, await IsTakenAsync(await SettingsHost.MessageAsync(from, change: o => o with { Signer = o.Signer! with { Digest = DigestAlgorithm.Sha1, AllowSha1 = true } })));
            Assert.Equal(allowed, await IsTakenAsync(await SettingsHost.MessageAsync(from, change: o => o with { Cipher = ContentCipher.TripleDesCbc, AllowTripleDes = true })));
        }
    }

    [Fact]
    [Setting("IgnoreCertificateDates", "ExpiredSignerGraceDays")]
    public async Task A_signature_of_an_expired_certificate_counts_only_where_that_is_agreed()
    {
        var now = TimeProvider.System.GetUtcNow();
        using var key = RSA.Create(2048);
        using var old = new CertificateRequest("CN=old acme", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(now.AddDays(-100), now.AddDays(-10));
        await File.WriteAllTextAsync(host.In("old.crt"), old.ExportCertificatePem(), Ct);
        using var signer = new CmsPrivateKey(old);
        foreach (var (ignored, grace, isTaken) in new[] { (false, 0, false), (true, 0, true), (false, 9, false), (false, 11, true) })
        {
            var from = host.AgreeIn(c => (c.IgnoreCertificateDates, c.ExpiredSignerGraceDays) = (ignored, grace), certificate: host.In("old.crt"));
            Assert.Equal(isTaken, await IsTakenAsync(await SettingsHost.MessageAsync(from, change: o => o with { Signer = new() { Key = signer } })));
        }

        SettingsHost.Refused("ExpiredSignerGraceDays", "from 0 to", c => c.ExpiredSignerGraceDays = -1);
    }

    [Fact]
    [Setting("ExpiredCertificateGraceDays")]
    public async Task Nothing_is_encrypted_for_an_expired_certificate_beyond_its_grace()
    {
        var now = TimeProvider.System.GetUtcNow();
        using var key = RSA.Create(2048);
        using var old = new CertificateRequest("CN=old globex", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(now.AddDays(-100), now.AddDays(-10));
        await File.WriteAllTextAsync(host.In("old-globex.crt"), old.ExportCertificatePem(), Ct);
        foreach (var (grace, isSent) in new[] { (9, false), (11, true) })
        {
            var lane = host.Agree(c => (c.ExpiredCertificateGraceDays, c.Receipt) = (grace, ReceiptKind.None), certificate: host.In("old-globex.crt")).Says(PartnerAnswer.Of(200));
            await host.Gateway.SubmitAsync(lane.Name);
            await Patience.UntilAsync(async () => isSent ? lane.Requests.Count is 1 : (await host.Gateway.AlertsAsync(lane.Name)).Any(a => a.Text.Contains("CERT_HAS_EXPIRED", StringComparison.Ordinal)));
            Assert.Equal(isSent ? 1 : 0, lane.Requests.Count);
        }

        SettingsHost.Refused("ExpiredCertificateGraceDays", "from 0 to", c => c.ExpiredCertificateGraceDays = 1000);
    }

    [Fact]
    [Setting("DecodeWholeBody")]
    public async Task A_body_in_base64_is_decoded_only_where_that_is_agreed()
    {
        foreach (var decodes in new[] { false, true })
        {
            var from = host.AgreeIn(c => (c.DecodeWholeBody, c.Encryption) = (decodes, Requirement.Allowed));
            var message = (await SettingsHost.MessageAsync(from, "S")).With("Content-Transfer-Encoding", "base64");
            message = message with { Body = System.Text.Encoding.ASCII.GetBytes(Convert.ToBase64String(message.Body.Span, Base64FormattingOptions.InsertLineBreaks)) };
            Assert.Equal(decodes, await IsTakenAsync(message));
        }
    }

    [Fact]
    [Setting("RefuseSameNames")]
    public async Task A_message_to_oneself_is_refused_where_that_is_agreed()
    {
        var name = host.AgreeIn(c => (c.Partner, c.Name) = ("globex", "loop"));
        Assert.True(await IsTakenAsync(await SettingsHost.MessageAsync("globex")));
        host.Change(name, c => c.RefuseSameNames = true);
        Assert.False(await IsTakenAsync(await SettingsHost.MessageAsync("globex")));
    }

    [Fact]
    [Setting("AnswerEmptyWith204")]
    public async Task An_answer_without_a_body_has_the_status_that_was_agreed()
    {
        foreach (var (set, status) in new[] { (false, 200), (true, 204) })
        {
            var message = await SettingsHost.MessageAsync(host.AgreeIn(c => c.AnswerEmptyWith204 = set), change: o => o with { Receipt = null });
            Assert.Equal(status, (await host.Gateway.PostAsync(message.Headers, message.Body)).Status);
        }
    }

    [Fact]
    [Setting("MaxBodyBytes")]
    public async Task A_message_larger_than_agreed_is_refused()
    {
        var from = host.AgreeIn(c => c.MaxBodyBytes = 20_000);
        Assert.True(await IsTakenAsync(await SettingsHost.MessageAsync(from)));
        Assert.False(await IsTakenAsync(await SettingsHost.MessageAsync(from, document: TestBytes.Random(1, 30_000))));
        SettingsHost.Refused("MaxBodyBytes", "at least 1", c => c.MaxBodyBytes = 0);
    }

    [Fact]
    [Setting("KeepWireBodies")]
    public async Task A_large_body_is_kept_as_it_came_only_where_that_is_agreed()
    {
        foreach (var keeps in new[] { false, true })
        {
            var message = await SettingsHost.MessageAsync(host.AgreeIn(c => c.KeepWireBodies = keeps), document: TestBytes.Random(2, 1_200_000));
            Assert.True(await IsTakenAsync(message));
            var seen = await ReceivingHost.OnlyAsync(host.Gateway, message);
            Assert.Equal(keeps, seen.Links.Wire is not null);
        }
    }

    [Fact]
    [Setting("Folder", "FileName", "ApiPull")]
    public async Task Documents_go_where_the_connection_says_under_names_it_makes()
    {
        var folder = host.In("elsewhere");
        var message = await SettingsHost.MessageAsync(host.AgreeIn(c => (c.Folder, c.FileName, c.ApiPull) = (folder, "{from}-{id}-{name}", false)));
        Assert.True(await IsTakenAsync(message));
        var seen = await ReceivingHost.OnlyAsync(host.Gateway, message);
        await host.Gateway.UntilAsync(seen.Exchange.Id, s => s.Handoffs.All(h => h.State is "done"));

        Assert.Equal(["folder"], seen.Handoffs.Select(h => h.Consumer));
        var file = Assert.Single(Directory.GetFiles(folder, "*order.edi"));
        Assert.StartsWith($"{seen.Exchange.From}-", Path.GetFileName(file), StringComparison.Ordinal);

        var pulled = await SettingsHost.MessageAsync(host.AgreeIn(c => (c.Folder, c.ApiPull) = ("-", true)));
        Assert.True(await IsTakenAsync(pulled));
        Assert.Equal(["api"], (await ReceivingHost.OnlyAsync(host.Gateway, pulled)).Handoffs.Select(h => h.Consumer));
        SettingsHost.Refused("FileName", "", c => c.FileName = "{name}");
    }

    [Fact]
    [Setting("DuplicateAnswer")]
    public async Task Other_content_under_a_known_id_is_answered_as_agreed()
    {
        foreach (var (how, words) in new[] { (DuplicateAnswer.Error, "processed/error: duplicate-document"), (DuplicateAnswer.Warning, "processed/warning: duplicate-document") })
        {
            var from = host.AgreeIn(c => c.DuplicateAnswer = how);
            var message = await SettingsHost.MessageAsync(from);
            Assert.True(await IsTakenAsync(message));
            var other = await host.PostAsync(await SettingsHost.MessageAsync(from, change: o => o with { MessageId = message.Sent.MessageId }, document: TestBytes.Edi(700)));
            Assert.EndsWith(words, other.Disposition!.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    [Setting("ReceiptHosts", "AllowPrivate", "ReceiptWaits")]
    [Requirement("AS2-SEC-001")]
    public async Task A_receipt_is_posted_only_to_hosts_that_were_agreed()
    {
        await using var door = FakePartner.Start(_ => PartnerAnswer.Of(503), _ => PartnerAnswer.Of(200));
        foreach (var (hosts, isPrivate, goes) in new[] { ("127.0.0.1", true, true), ("127.0.0.1", false, false), ("other.example", true, false) })
        {
            var before = door.Requests.Count;
            var from = host.AgreeIn(c => (c.ReceiptHosts, c.AllowPrivate, c.ReceiptWaits) = ([hosts], isPrivate, [TimeSpan.FromMilliseconds(10)]));
            var message = await SettingsHost.MessageAsync(from, change: o => o with { Receipt = TestMessage.SignedReceipt(door.Address.ToString()) });
            Assert.Equal(200, (await host.Gateway.PostAsync(message.Headers, message.Body)).Status);
            var seen = await ReceivingHost.OnlyAsync(host.Gateway, message);
            await host.Gateway.UntilAsync(seen.Exchange.Id, s => s.Exchange.Receipt is (ReceiptState.Sent or ReceiptState.Failed));

            // The second call is the one after a wait of milliseconds.
            Assert.Equal(goes ? 2 : 0, door.Requests.Count - before);
        }
    }

    [Fact]
    [Setting("Online")]
    public async Task An_offline_connection_takes_nothing_and_sends_nothing()
    {
        var from = host.AgreeIn(c => c.Online = false);
        Assert.False(await IsTakenAsync(await SettingsHost.MessageAsync(from)));

        var lane = host.Agree(c => c.Online = false);
        var id = (await host.Gateway.SubmitAsync(lane.Name)).Id;
        await host.Gateway.UntilAsync(id, ExchangeState.Packaged);
        Assert.Empty(lane.Requests);
        host.Change(lane, c => c.Online = true);
        await host.Gateway.UntilAsync(id, ExchangeState.Delivered);
    }

    [Fact]
    [Setting("InboundUser", "InboundPassword", "InboundSources", "InboundClientCertificates", "InboundClientAuthorities")]
    public async Task What_a_sender_must_show_is_asked_for_before_its_message_is_read()
    {
        await using var authority = new TestAuthority();
        foreach (var (set, authorization, status) in new (Action<ConnectionSettings>, string?, int)[]
        {
            (c => (c.InboundUser, c.InboundPassword) = ("acme", "secret"), null, 401), (c => (c.InboundUser, c.InboundPassword) = ("acme", "secret"), "acme:secret", 200),
            (c => (c.InboundUser, c.InboundPassword) = ("acme", "secret"), "acme:other", 401),
            (c => c.InboundSources = ["192.0.2.0/24"], null, 403), (c => c.InboundSources = ["192.0.2.0/24", "127.0.0.1"], null, 200),
            (c => c.InboundClientCertificates = [new('A', 64)], null, 403), (c => c.InboundClientAuthorities = [authority.Pem], null, 403),
        })
        {
            var message = await SettingsHost.MessageAsync(host.AgreeIn(set));
            message = authorization is null ? message : message.With("Authorization", "Basic " + Convert.ToBase64String(System.Text.Encoding.ASCII.GetBytes(authorization)));
            Assert.Equal(status, (await host.Gateway.PostAsync(message.Headers, message.Body)).Status);
        }
    }

    private async Task<bool> IsTakenAsync(TestMessage message) => (await host.PostAsync(message)).Disposition?.Meaning is DispositionMeaning.Accepted;
}
