using System.Globalization;
using Waybill.As2;
using Waybill.Gateway.Tests.Sending;

namespace Waybill.Gateway.Tests;

/// <summary>Books made of resources, alone and beside settings files.</summary>
public sealed class ResourceBookTests : IDisposable
{
    private readonly BookFolder _folder = new();
    private readonly ResourceSet _resources = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Resources_make_a_book()
    {
        _resources.Usual();
        var (book, check) = Build();

        Assert.Empty(check.Findings);
        var connection = book.FindIn(Name("ACME"), Name("US"))!;
        Assert.Same(connection, book.FindOut("acme"));
        Assert.Equal(("us", "acme", PartnerEnvironment.Production), (connection.Station.Id, connection.Partner.Id, connection.Partner.Environment));
        Assert.Equal("https://as2.acme.example/in", Assert.Single(connection.Outbound!.Urls).ToString());
        Assert.Equal("Basic dTpw", Assert.Single(connection.Outbound.Authorization).Value);
        Assert.Single(connection.Outbound.Recipients);
        book.Release();
    }

    [Fact]
    public void A_connection_takes_the_identity_it_names_or_the_first()
    {
        _resources.Usual();
        _resources.Put("partner", "acme", """{"identities": [{"as2Id": "ACME"}, {"as2Id": "ACMETEST", "environment": "test", "aliases": [{"as2Id": "ACMEOLD", "until": "2020-01-01T00:00:00Z"}]}]}""");
        _resources.Put("connection", "trial", """{"station": "us", "partner": "acme", "identity": "ACMEOLD", "url": "https://test.acme.example/"}""");
        _resources.Put("certificate", "acme-test", $$"""{"owner": "partner/acme", "identity": "ACMETEST", "use": "encrypt", "from": "2026-01-01T00:00:00Z", "certificate": {{ResourceSet.Pem("globex")}}}""");
        var (book, check) = Build();

        Assert.Empty(check.Errors);
        var trial = book.FindIn(Name("ACMETEST"), Name("US"))!;
        Assert.Equal(("trial", PartnerEnvironment.Test), (trial.Name, trial.Partner.Environment));
        Assert.Equal("acme", book.FindIn(Name("ACME"), Name("US"))!.Name);
        Assert.NotEqual(trial.Partner.EncryptFor!.Sha256Thumbprint, book.FindOut("acme")!.Partner.EncryptFor!.Sha256Thumbprint);
        book.Release();

        _resources.Put("connection", "trial", """{"station": "us", "partner": "acme", "identity": "NOBODY"}""");
        Assert.Equal("connections/trial/identity", Assert.Single(Build().Check.Errors).Field);
    }

    [Fact]
    public void A_former_name_is_answered_until_its_date_and_named_afterwards()
    {
        _resources.Usual();
        _resources.Put("station", "us", """{"as2Id": "US", "aliases": [{"as2Id": "WE", "until": "2026-02-04T00:00:00Z"}]}""");
        _resources.Put("partner", "acme", """{"identities": [{"as2Id": "ACME", "aliases": [{"as2Id": "ACMEINC"}]}]}""");
        var (book, check) = Build();

        Assert.Empty(check.Errors);
        foreach (var (from, to) in new[] { ("ACME", "US"), ("ACME", "WE"), ("ACMEINC", "US"), ("ACMEINC", "WE") })
        {
            Assert.Equal("acme", book.FindIn(Name(from), Name(to))?.Name);
        }

        Assert.Equal(new DateTimeOffset(2026, 2, 4, 0, 0, 0, TimeSpan.Zero), book.NextChange);
        var (later, _) = Build(book, new(2026, 2, 4, 0, 0, 0, TimeSpan.Zero));
        Assert.Null(later.FindIn(Name("ACME"), Name("WE")));
        Assert.Equal("acme", later.FindIn(Name("ACMEINC"), Name("US"))!.Name);
        Assert.StartsWith("AS2-To is a former name of our station 'US', answered until 2026-02-04T00:00:00Z.", later.HintFor(Name("ACME"), Name("WE")), StringComparison.Ordinal);
        Assert.DoesNotContain("former", later.HintFor(Name("ACME"), Name("THEM")), StringComparison.Ordinal);
        book.Release();
        later.Release();
    }

    [Fact]
    public void What_has_its_own_holder_now_does_not_go_to_who_had_the_name_before()
    {
        _resources.Usual();
        _resources.Put("partner", "other", """{"identities": [{"as2Id": "OTHER", "aliases": [{"as2Id": "ACME"}]}]}""");
        _resources.Put("certificate", "other-1", $$"""{"owner": "partner/other", "certificate": {{ResourceSet.Pem("globex")}}}""");
        _resources.Put("connection", "other", """{"station": "us", "partner": "other"}""");
        var (book, check) = Build();
        Assert.Empty(check.Errors);
        Assert.Equal("acme", book.FindIn(Name("ACME"), Name("US"))!.Name);
        book.Release();

        _resources.Put("station", "second", """{"as2Id": "WE", "aliases": [{"as2Id": "US"}]}""");
        Assert.Contains(Build().Check.Errors, e => e.Field is "stations/second/aliases" && e.Sentence.Contains("'US' is the name of another station: us", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("us-1", """{"signature": "required"}""", "station")]
    [InlineData("acme-1", """{"url": "https://a.example/", "signature": "forbidden", "receipt": "none"}""", "encrypt")]
    [InlineData("acme-1", """{"url": "https://a.example/", "encrypt": "none", "receipt": "none"}""", "signature")]
    [InlineData("acme-1", """{"url": "https://a.example/", "encrypt": "none", "signature": "forbidden"}""", "receipt")]
    [InlineData("acme-1", """{"url": "https://a.example/", "encrypt": "none", "signature": "forbidden", "receipt": "unsigned"}""", null)]
    [InlineData("acme-1", """{"signature": "forbidden"}""", null)]
    public void Policies_need_their_certificates(string without, string policies, string? field)
    {
        _resources.Usual();
        _resources.Remove("certificate", without);
        _resources.Put("connection", "acme", """{"station": "us", "partner": "acme", """ + policies[1..]);
        var (book, check) = Build();

        Assert.Equal(field is null ? [] : [$"connections/acme/{field}"], check.Errors.Select(e => e.Field));
        Assert.Equal(field is null, book.FindOut("acme") is not null);
        book.Release();
    }

    [Fact]
    public void When_a_window_ends_and_nothing_follows_it_the_connection_stays_and_says_so()
    {
        _resources.Usual();
        _resources.Put("certificate", "us-1", $$"""{"owner": "station/us", "until": "2026-02-04T00:00:00Z", "certificate": {{ResourceSet.Pem("globex")}}}""", ("key", ResourceSet.Key("globex")));
        _resources.Put("certificate", "acme-1", $$"""{"owner": "partner/acme", "until": "2026-02-05T00:00:00Z", "certificate": {{ResourceSet.Pem("acme")}}}""");
        var (book, check) = Build();
        Assert.Empty(check.Errors);
        Assert.Equal(new DateTimeOffset(2026, 2, 4, 0, 0, 0, TimeSpan.Zero), book.NextChange);
        var before = book.FindOut("acme")!.Outbound!;
        Assert.Null(CertificateGate.Problem(before, book.NextChange!.Value.AddTicks(-1)));
        Assert.Equal((CertificateProblem.WindowEnded, CertificateSide.OurSigning), Code(before, book.NextChange.Value));

        var later = new DateTimeOffset(2026, 2, 6, 0, 0, 0, TimeSpan.Zero);
        var (next, found) = Build(book, later);

        Assert.Empty(found.Errors);
        var connection = next.FindOut("acme")!;
        Assert.Equal((CertificateProblem.WindowEnded, CertificateSide.OurSigning), Code(connection.Outbound!, later));
        Assert.Empty(connection.Inbound.Reading.SignerCertificates);
        Assert.Single(connection.Inbound.Reading.RetiredCertificates);
        Assert.Single(connection.Station.Keys.Keys);
        book.Release();
        next.Release();

        // A successor of ours: then the partner's is what is missing, and with its successor nothing is.
        _resources.Put("certificate", "us-2", $$"""{"owner": "station/us", "state": "planned", "from": "2026-02-04T00:00:00Z", "certificate": {{ResourceSet.Pem("other")}}}""", ("key", ResourceSet.Key("other")));
        (next, _) = Build(null, later);
        Assert.Equal((CertificateProblem.WindowEnded, CertificateSide.PartnerEncryption), Code(next.FindOut("acme")!.Outbound!, later));
        next.Release();
        _resources.Put("certificate", "acme-2", $$"""{"owner": "partner/acme", "certificate": {{ResourceSet.Pem("other")}}}""");
        (next, _) = Build(null, later);
        Assert.Null(CertificateGate.Problem(next.FindOut("acme")!.Outbound!, later));
        next.Release();

        static (string, CertificateSide) Code(OutboundConnection connection, DateTimeOffset at) => CertificateGate.Problem(connection, at) is { } problem ? (problem.Code, problem.Side) : default;
    }

    [Theory]
    [InlineData("retired", 0)]
    [InlineData("planned", 1)]
    [InlineData("current", 1)]
    public void The_state_of_a_certificate_is_a_setting_though_answers_tell_a_state_of_other_resources(string state, int proving)
    {
        _resources.Usual();
        _resources.Put("certificate", "acme-2", $$"""{"owner": "partner/acme", "state": "{{state}}", "from": "2026-06-01T00:00:00Z", "certificate": {{ResourceSet.Pem("acme-2")}}}""");
        var (book, check) = Build();

        Assert.Empty(check.Errors);
        var partner = book.FindOut("acme")!.Partner;
        Assert.Equal((1 + proving, 1 - proving), (partner.Certificates.Count, partner.Retired.Count));
        book.Release();
    }

    [Fact]
    public void A_partners_packet_holds_our_certificates_in_use_and_to_come_and_how_our_messages_are_protected()
    {
        _resources.Usual();
        _resources.Put("connection", "acme", """{"station": "us", "partner": "acme", "url": "https://a.example/", "sign": "sha-512", "compress": "beforeSigning", "asyncReceiptUrl": "https://us.example/as2"}""");
        foreach (var (name, more) in new[]
        {
            ("us-next", """ "state": "planned", "from": "2026-06-01T00:00:00Z" """), ("us-waits", """ "state": "planned" """), ("us-old", """ "state": "retired" """),
            ("us-before", """ "until": "2026-01-01T00:00:00Z" """), ("us-tls", """ "use": "tls" """),
        })
        {
            _resources.Put("certificate", name, $$"""{"owner": "station/us", {{more}}, "certificate": {{ResourceSet.Pem(name)}}}""", ("key", ResourceSet.Key(name)));
        }

        var (book, check) = Build();
        Assert.Empty(check.Errors);

        var packet = PartnerPackets.Of(book, book.FindOut("acme")!, "US Inc.", [new("https://us.example/as2")], ["edi@us.example"], BookFolder.Now);

        Assert.Equal(("US", "ACME", "production", "sha-512", "aes256-cbc", true, "signed", "https://us.example/as2"),
            (packet.As2Id, packet.PartnerAs2Id, packet.Environment, packet.Signing, packet.Encryption, packet.Compression, packet.Receipt, packet.ReceiptUrl!.ToString()));
        Assert.Equal(
            [("sign and encrypt", "CN=globex rsa 2048", null), ("TLS client", "CN=us-tls rsa 2048", null), ("sign and encrypt", "CN=us-next rsa 2048", new DateTimeOffset(2026, 6, 1, 0, 0, 0, TimeSpan.Zero))],
            packet.Certificates.Select(c => (c.Use, c.Certificate.Subject, c.From)));
        Assert.DoesNotContain("PRIVATE", Waybill.Certificates.PacketText.Write(packet), StringComparison.Ordinal);
        book.Release();
    }

    [Fact]
    public void A_packet_of_a_connection_that_protects_nothing_says_so()
    {
        _resources.Usual();
        _resources.Put("connection", "acme", """{"station": "us", "partner": "acme", "url": "https://a.example/", "sign": "none", "encrypt": "none", "receipt": "none"}""");
        var (book, _) = Build();
        var packet = PartnerPackets.Of(book, book.FindOut("acme")!, "US Inc.", [], [], BookFolder.Now);

        Assert.Equal((null, null, false, "none", null), (packet.Signing, packet.Encryption, packet.Compression, packet.Receipt, packet.ReceiptUrl));
        book.Release();
    }

    [Fact]
    [Requirement("AS2-CRYPTO-010")]
    public void What_should_be_changed_about_a_certificate_is_a_warning_at_its_field()
    {
        _resources.Usual();
        _resources.Put("certificate", "acme-1", $$"""{"owner": "partner/acme", "certificate": {{System.Text.Json.JsonSerializer.Serialize(TestIdentities.Rsa("acme", 1024).ExportCertificatePem())}}}""");
        var (book, check) = Build();

        Assert.Empty(check.Errors);
        Assert.Equal(
            new Finding("certificates/acme-1/certificate", "CN=acme rsa 1024: The RSA key has 1024 bits and can be broken; 2048 or more are needed.", FindingSeverity.Warning), Assert.Single(check.Warnings));
        book.Release();
    }

    [Fact]
    public void A_station_that_only_opens_neither_signs_nor_is_quiet_about_it()
    {
        _resources.Usual();
        _resources.Put("certificate", "us-1", $$"""{"owner": "station/us", "use": "encrypt", "certificate": {{ResourceSet.Pem("globex")}}}""", ("key", ResourceSet.Key("globex")));
        Assert.Equal(["connections/acme/sign"], Build().Check.Errors.Select(e => e.Field));
        _resources.Put("certificate", "us-1", $$"""{"owner": "station/us", "use": "sign", "certificate": {{ResourceSet.Pem("globex")}}}""", ("key", ResourceSet.Key("globex")));
        Assert.Equal(["connections/acme/encryption"], Build().Check.Errors.Select(e => e.Field));
    }

    [Fact]
    public void Everything_wrong_is_found_at_once_and_what_is_right_still_works()
    {
        _resources.Usual();
        _resources.Put("station", "empty", "{}");
        _resources.Put("partner", "empty", "{}");
        _resources.Put("certificate", "lost", $$"""{"owner": "station/nobody", "certificate": {{ResourceSet.Pem("globex")}}}""", ("key", ResourceSet.Key("globex")));
        _resources.Put("certificate", "no-key", $$"""{"owner": "station/us", "certificate": {{ResourceSet.Pem("globex")}}}""");
        _resources.Put("certificate", "no-certificate", """{"owner": "partner/acme", "certificate": "x"}""");
        _resources.Put("certificate", "their-key", $$"""{"owner": "partner/acme", "certificate": {{ResourceSet.Pem("globex")}}}""", ("key", ResourceSet.Key("globex")));
        _resources.Put("certificate", "other-key", $$"""{"owner": "station/us", "certificate": {{ResourceSet.Pem("acme")}}}""", ("key", ResourceSet.Key("globex")));
        _resources.Put("certificate", "backwards", $$"""{"owner": "partner/acme", "certificate": {{ResourceSet.Pem("acme")}}, "from": "2026-03-01T00:00:00Z", "until": "2026-02-01T00:00:00Z"}""");
        _resources.Put("connection", "nowhere", """{"station": "US", "partner": "nobody", "url": "ftp://x", "concurrency": 0, "extraHeaders": ["x"]}""");
        _resources.Put("connection", "again", """{"station": "us", "partner": "acme"}""");
        _resources.Put("connection", "other", """{"kind": "sftp", "station": "us", "partner": "acme"}""");
        _resources.Put("station", "us", """{"as2Id": "US", "defaults": {"sign": "md5"}}""");
        var (book, check) = Build();

        foreach (var field in new[]
        {
            "stations/empty/as2Id", "partners/empty/identities", "certificates/lost/owner", "certificates/no-key/key", "certificates/no-certificate/certificate", "certificates/their-key/key",
            "certificates/other-key/key", "certificates/backwards/until", "connections/nowhere/station", "connections/nowhere/partner", "connections/nowhere/url", "connections/nowhere/concurrency",
            "connections/nowhere/extraHeaders/0", "connections/other/kind", "stations/us/defaults/sign",
        })
        {
            Assert.Contains(check.Errors, e => string.Equals(e.Field, field, StringComparison.Ordinal));
        }

        Assert.Contains(check.Errors, e => e.Field is "connections/nowhere/station" && e.Sentence.Contains("its own name is 'us'", StringComparison.Ordinal));
        Assert.Contains(check.Errors, e => e.Sentence.Contains("exchanges with US by another entry already: connections/acme", StringComparison.Ordinal));
        Assert.NotNull(book.FindIn(Name("ACME"), Name("US")));
        Assert.DoesNotContain(check.Findings, f => f.Sentence.Contains("PRIVATE KEY", StringComparison.Ordinal));
        book.Release();
    }

    [Fact]
    public void Weak_choices_are_warnings_and_no_errors()
    {
        _resources.Usual();
        _resources.Put("connection", "acme", """
            {"station": "us", "partner": "acme", "url": "http://a.example/", "encrypt": "none", "sign": "sha-1", "allowSha1": true, "allowMd5": true, "allowTripleDes": true, "allowRc2": true,
             "signature": "allowed", "allowUnsignedCbc": true, "ignoreCertificateDates": true, "user": "u"}
            """);
        var (book, check) = Build();
        Assert.Empty(check.Errors);
        Assert.Equal(
            ["allowMd5", "allowRc2", "allowSha1", "allowTripleDes", "allowUnsignedCbc", "encrypt", "ignoreCertificateDates", "signature", "user"],
            check.Warnings.Select(w => w.Field.Split('/')[^1]).Order(StringComparer.Ordinal));
        Assert.NotNull(book.FindOut("acme"));
        book.Release();
    }

    [Fact]
    public void Certificates_near_their_end_or_weak_or_used_twice_are_warnings()
    {
        _resources.Usual();
        var (book, _) = Build();
        var end = book.FindOut("acme")!.Partner.EncryptFor!.NotAfter;
        foreach (var (days, word) in new[] { (-31, ""), (-29, "expires on"), (1, "has expired on") })
        {
            var (at, check) = Build(null, end.AddDays(days));
            Assert.Equal(word is "", !check.Warnings.Any());
            Assert.All(check.Warnings, w => Assert.Contains(word, w.Sentence, StringComparison.Ordinal));
            Assert.Empty(check.Errors);
            at.Release();
        }

        _resources.Put("certificate", "tls", $$"""{"owner": "station/us", "use": "tls", "certificate": {{ResourceSet.Pem("globex")}}}""", ("key", ResourceSet.Key("globex")));
        Assert.Equal(["certificates/tls/use"], Build().Check.Warnings.Select(w => w.Field));
        book.Release();
    }

    [Fact]
    public void A_book_takes_over_what_did_not_change_and_closes_what_is_gone_with_its_last_holder()
    {
        _resources.Usual();
        _resources.Put("partner", "other", """{"identities": [{"as2Id": "OTHER"}]}""");
        _resources.Put("certificate", "other-1", $$"""{"owner": "partner/other", "certificate": {{ResourceSet.Pem("globex")}}}""");
        _resources.Put("connection", "other", """{"station": "us", "partner": "other"}""");
        var (first, _) = Build();
        var (acme, other) = (first.FindOut("acme")!, first.FindOut("other")!);

        _resources.Put("connection", "other", """{"station": "us", "partner": "other", "online": false}""");
        var (second, check) = Build(first);
        Assert.Empty(check.Errors);
        Assert.Same(acme, second.FindOut("acme"));
        Assert.NotSame(other, second.FindOut("other"));
        Assert.Same(other.Partner, second.FindOut("other")!.Partner);
        Assert.True(second.Version > first.Version);
        Assert.Equal((first.Version, second.Version), (second.FindOut("acme")!.Version, second.FindOut("other")!.Version));

        first.Release();
        Assert.NotEmpty(acme.Station.Keys.Keys);
        Assert.NotEmpty(acme.Partner.EncryptFor!.Certificate.RawData);

        _resources.Remove("connection", "acme");
        _resources.Remove("certificate", "acme-1");
        _resources.Remove("partner", "acme");
        var (third, _) = Build(second);
        second.Release();
        Assert.Equal(IntPtr.Zero, acme.Partner.EncryptFor.Certificate.Handle);
        Assert.NotEmpty(third.FindOut("other")!.Station.Keys.Keys);
        third.Release();
        Assert.Throws<ObjectDisposedException>(() => acme.Station.Keys.Keys);
    }

    [Fact]
    [Requirement("AS2-CRYPTO-019")]
    public void A_certificate_takes_over_at_its_time_in_the_book_of_that_time()
    {
        _resources.Usual();
        _resources.Put("certificate", "acme-2", $$"""{"owner": "partner/acme", "state": "planned", "from": "2026-02-10T00:00:00Z", "certificate": {{ResourceSet.Pem("globex")}}}""");
        var (now, _) = Build();
        Assert.Equal(new DateTimeOffset(2026, 2, 10, 0, 0, 0, TimeSpan.Zero), now.NextChange);
        Assert.Equal(TestIdentities.Rsa("acme").GetCertHashString(System.Security.Cryptography.HashAlgorithmName.SHA256), now.FindOut("acme")!.Partner.EncryptFor!.Sha256Thumbprint);
        Assert.Equal(2, now.FindOut("acme")!.Partner.Certificates.Count);
        var (then, _) = Build(now, now.NextChange!.Value);
        Assert.Equal(TestIdentities.Rsa("globex").GetCertHashString(System.Security.Cryptography.HashAlgorithmName.SHA256), then.FindOut("acme")!.Partner.EncryptFor!.Sha256Thumbprint);
        now.Release();
        then.Release();
    }

    [Fact]
    public void Settings_and_resources_make_one_book_and_a_clash_names_both()
    {
        _resources.Usual();
        var settings = new BookSettings { Stations = [_folder.Station()], Partners = [_folder.Partner("initech")], Connections = [new() { Name = "initech", Partner = "initech", Station = "globex" }] };
        _resources.Put("connection", "mixed", """{"station": "globex", "partner": "acme"}""");
        var (book, check) = Build(null, null, settings);
        Assert.Empty(check.Errors);
        Assert.Equal(["acme", "initech", "mixed"], book.Connections.Select(c => c.Name).Order(StringComparer.Ordinal));
        book.Release();

        _resources.Put("connection", "initech", """{"station": "us", "partner": "acme"}""");
        _resources.Remove("connection", "acme");
        _resources.Put("connection", "same-pair", """{"station": "globex", "partner": "initech"}""");
        _resources.Put("station", "globex", """{"as2Id": "GX"}""");
        (book, check) = Build(null, null, settings);
        Assert.Contains(check.Errors, e => e.Field is "connections/initech/name" && e.Sentence.Contains("Waybill:Connections:0", StringComparison.Ordinal));
        Assert.Contains(check.Errors, e => e.Field is "connections/same-pair/partner" && e.Sentence.Contains("Waybill:Connections:0", StringComparison.Ordinal));
        Assert.Contains(check.Errors, e => e.Field is "stations/globex/name" && e.Sentence.Contains("Waybill:Stations:0", StringComparison.Ordinal));
        Assert.Equal("globex", book.FindOut("initech")!.Station.Name.Value);
        book.Release();
    }

    [Fact]
    public void Ten_thousand_connections_change_without_opening_anything_again()
    {
        _resources.Usual();
        for (var i = 0; i < 10_000; i++)
        {
            var name = i.ToString(CultureInfo.InvariantCulture);
            _resources.Put("partner", $"p{name}", $$"""{"identities": [{"as2Id": "P{{name}}"}]}""");
            _resources.Put("certificate", $"p{name}", $$"""{"owner": "partner/p{{name}}", "certificate": {{ResourceSet.Pem("globex")}}}""");
            _resources.Put("connection", $"p{name}", $$"""{"station": "us", "partner": "p{{name}}", "url": "https://p{{name}}.example/"}""");
        }

        // The processor's time: the machine may do other things too.
        var began = Environment.CpuUsage.TotalTime;
        _resources.Catalog();
        var read = Environment.CpuUsage.TotalTime - began;
        began = Environment.CpuUsage.TotalTime;
        var clock = System.Diagnostics.Stopwatch.GetTimestamp();
        var (first, _) = Build();
        var whole = Environment.CpuUsage.TotalTime - began;
        var waited = System.Diagnostics.Stopwatch.GetElapsedTime(clock);
        _resources.Put("connection", "p7", """{"station": "us", "partner": "p7", "url": "https://seven.example/"}""");
        began = Environment.CpuUsage.TotalTime;
        var (second, check) = Build(first);
        var change = Environment.CpuUsage.TotalTime - began;
        TestContext.Current.TestOutputHelper?.WriteLine($"10,000 connections: read {read.TotalSeconds:F2} s, first book {whole.TotalSeconds:F2} s (on the clock {waited.TotalSeconds:F2} s), after a change {change.TotalSeconds:F3} s of the processor");

        Assert.Empty(check.Errors);
        Assert.Equal(10_001, second.Connections.Count);
        Assert.Equal(10_000, second.Connections.Count(c => ReferenceEquals(c, first.FindOut(c.Name))));
        first.Release();
        second.Release();
    }

    private (ConnectionBook Book, ConfigurationCheck Check) Build(ConnectionBook? before = null, DateTimeOffset? at = null, BookSettings? settings = null)
    {
        var check = new ConfigurationCheck();
        var source = (settings is null ? BookSource.Empty : SettingsSource.Of(settings, "Waybill")).And(ResourceSource.Of(_resources.Catalog()));
        return (BookBuilder.Build(source, new(_folder.In("inbox"), at ?? BookFolder.Now, null, check), before), check);
    }

    private static As2Name Name(string text) => As2Name.Create(text).Value!;
}
