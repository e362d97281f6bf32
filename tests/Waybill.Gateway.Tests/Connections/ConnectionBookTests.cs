using Waybill.As2;
using Waybill.Cms;

namespace Waybill.Gateway.Tests;

public sealed class ConnectionBookTests : IDisposable
{
    private readonly BookFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_partner_is_its_own_connection_with_safe_policies()
    {
        var book = _folder.Build(new() { Stations = [_folder.Station()], Partners = [_folder.Partner()] }, out var problems);

        Assert.Empty(problems);
        var connection = book.FindIn(Name("acme"), Name("globex"))!;
        Assert.Equal("globex-acme", connection.Name);
        Assert.Same(connection, book.FindOut("globex-acme"));
        Assert.Equal(BookFolder.Now.ToUnixTimeMilliseconds(), connection.Version);
        var reading = connection.Inbound.Reading;
        Assert.Equal((Requirement.Required, Requirement.Required, Requirement.Allowed), (reading.Signature, reading.Encryption, reading.Compression));
        Assert.Equal(CmsPolicy.Strict, reading.Policy);
        Assert.False(reading.AllowUnsignedCbc);
        Assert.Equal(["as2.acme.example"], connection.Inbound.ReceiptAddresses.Hosts);
        Assert.False(connection.Inbound.ReceiptAddresses.AllowPrivate);
        Assert.Equal(PauseSchedule.DefaultWaits, connection.Outbound!.PauseWaits);
        Assert.Equal(_folder.In("inbox/globex-acme"), connection.Inbound.Folder!.Path);
        Assert.Equal([ConsumerNames.Folder], connection.Inbound.Consumers);
        var outbound = connection.Outbound!;
        Assert.Equal(DigestAlgorithm.Sha256, outbound.Signer!.Digest);
        Assert.Single(outbound.Recipients);
        Assert.True(outbound.Receipt!.IsSigned);
        Assert.Null(outbound.Receipt.DeliveryUrl);
        book.Release();
    }

    [Fact]
    public void A_connection_written_out_takes_the_place_of_the_partners_own()
    {
        var settings = new BookSettings
        {
            Stations = [_folder.Station()],
            Partners = [_folder.Partner(more: p => p.AllowSha1 = true)],
            Connections =
            [
                new()
                {
                    Name = "Acme.orders", Partner = "acme", Urls = ["https://a.example/", "https://b.example/"], Sign = "sha-512", Encrypt = "aes256-gcm", Receipt = ReceiptKind.Unsigned, Concurrency = 2,
                    Order = SendOrder.Strict, User = "u", Password = "p", Folder = "-", ApiPull = true, ExtraHeaders = ["X-Routing: 7"], RetryWaits = [TimeSpan.FromSeconds(1)], PauseWaits = [TimeSpan.FromSeconds(2)],
                    AnswerEmptyWith204 = true,
                },
            ],
        };

        var book = _folder.Build(settings, out var problems);

        Assert.Empty(problems);
        var only = Assert.Single(book.Connections);
        Assert.Equal("Acme.orders", only.Name);
        Assert.False(only.Inbound.Reading.Policy.AllowSha1);
        Assert.Equal((204, true), (only.Inbound.EmptyStatus, only.Inbound.Folder is null));
        Assert.Equal([ConsumerNames.ApiPull], only.Inbound.Consumers);
        Assert.Equal(["a.example", "b.example"], only.Outbound!.Urls.Select(u => u.Host));
        Assert.Equal((DigestAlgorithm.Sha512, ContentCipher.Aes256Gcm), (only.Outbound.Signer!.Digest, only.Outbound.Cipher));
        Assert.Equal(["Basic dTpw"], only.Outbound.Authorization.Select(h => h.Value));
        Assert.Equal([new("X-Routing", "7")], only.Outbound.ExtraHeaders);
        Assert.Equal([TimeSpan.FromSeconds(1)], only.Outbound.RetryWaits);
        Assert.Equal([TimeSpan.FromSeconds(2)], only.Outbound.PauseWaits);
        Assert.Equal([TimeSpan.FromSeconds(2)], DeliveryRules.Of(only.Outbound).PauseWaits);
        Assert.Equal((SendOrder.Strict, 2), (only.Outbound.Order, only.Outbound.Concurrency));
        book.Release();
    }

    [Fact]
    public void Every_problem_is_named_at_once_by_its_path()
    {
        var settings = new BookSettings
        {
            Stations = [_folder.Station(), _folder.Station(), new() { As2Id = "", Certificate = "nowhere.crt" }],
            Partners =
            [
                _folder.Partner(), _folder.Partner(),
                _folder.Partner("köln", p => (p.Station, p.MaxBodyBytes, p.Url, p.Certificates) = ("nobody", 0, "ftp://x", [])),
                _folder.Partner("weak", p => (p.Sign, p.Encrypt, p.FileName, p.Concurrency, p.AsyncReceiptUrl, p.ExtraHeaders) = ("sha-1", "3des-cbc", "{name}", 0, "x", ["no colon"])),
            ],
            Connections = [new() { Name = "a b", Station = "globex", Partner = "nobody", PauseWaits = [TimeSpan.FromSeconds(-1)] }],
        };

        var book = _folder.Build(settings, out var problems);

        foreach (var path in new[]
        {
            "Stations:1:As2Id", "Stations:2:As2Id", "Stations:2:Certificate", "Stations:2:Key", "Partners:1:As2Id", "Partners:2:As2Id", "Partners:2:Station", "Partners:2:MaxBodyBytes",
            "Partners:2:Url", "Partners:2:Certificates", "Partners:3:Sign", "Partners:3:Encrypt", "Partners:3:FileName", "Partners:3:Concurrency", "Partners:3:AsyncReceiptUrl",
            "Partners:3:ExtraHeaders:0", "Connections:0:Name", "Connections:0:Partner",
            "Connections:0:PauseWaits",
        })
        {
            Assert.Contains(problems, p => p.StartsWith($"Waybill:{path}: ", StringComparison.Ordinal));
        }

        book.Release();
    }

    [Fact]
    public void The_grace_of_expired_certificates_is_in_days_and_has_a_bound()
    {
        var partner = _folder.Partner(more: p => (p.ExpiredCertificateGraceDays, p.ExpiredSignerGraceDays) = (7, 14));
        var book = _folder.Build(new() { Stations = [_folder.Station()], Partners = [partner] }, out var problems);

        Assert.Empty(problems);
        Assert.Equal(TimeSpan.FromDays(7), book.Connections[0].Outbound!.ExpiredCertificateGrace);
        Assert.Equal(TimeSpan.FromDays(14), book.Connections[0].Inbound.Reading.ExpiredSignerGrace);
        book.Release();

        (partner.ExpiredCertificateGraceDays, partner.ExpiredSignerGraceDays) = (-1, 367);
        _folder.Build(new() { Stations = [_folder.Station()], Partners = [partner] }, out problems).Release();
        Assert.Equal(
            ["Waybill:Partners:0:ExpiredCertificateGraceDays: from 0 to 366.", "Waybill:Partners:0:ExpiredSignerGraceDays: from 0 to 366."], problems);
    }

    [Fact]
    public void Resends_of_an_overdue_message_must_fit_into_its_time()
    {
        foreach (var (total, deadline, resends, isGood) in new[] { (24, 24, 0, true), (24, 24, 1, false), (24, 8, 2, true), (24, 8, 3, false), (24, 8, -1, false) })
        {
            var partner = _folder.Partner(more: p => (p.TotalTime, p.ReceiptDeadline, p.ResendsWhenOverdue) = (TimeSpan.FromHours(total), TimeSpan.FromHours(deadline), resends));
            var book = _folder.Build(new() { Stations = [_folder.Station()], Partners = [partner] }, out var problems);

            Assert.Equal(isGood, problems is []);
            Assert.All(problems, p => Assert.StartsWith("Waybill:Partners:0:ResendsWhenOverdue: ", p, StringComparison.Ordinal));
            Assert.Equal(isGood ? resends : null, book.Connections[0].Outbound?.ResendsWhenOverdue);
            book.Release();
        }
    }

    [Fact]
    public void Names_that_lose_signs_still_make_two_connections()
    {
        var book = _folder.Build(new() { Stations = [_folder.Station()], Partners = [_folder.Partner("A/B"), _folder.Partner("A B"), _folder.Partner("..")] }, out var problems);

        Assert.Empty(problems);
        Assert.Equal(3, book.Connections.Select(c => c.Name).Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(book.Connections, c => Assert.Matches("^[a-z0-9][a-z0-9.-]*$", c.Name));
        book.Release();
    }

    [Fact]
    public void A_replaced_book_stays_open_until_its_last_holder_is_done()
    {
        var settings = new BookSettings { Stations = [_folder.Station()], Partners = [_folder.Partner()] };
        using var connections = new Connections(_folder.Build(settings, out _));
        var heard = 0;
        using var hearing = connections.OnReplaced(() => heard++);
        var request = connections.Take();
        var old = request.Book;

        connections.Replace(_folder.Build(settings, out _));

        Assert.Equal(1, heard);
        Assert.NotEmpty(old.Stations[0].Keys.Keys);
        using (var next = connections.Take())
        {
            Assert.NotSame(old, next.Book);
        }

        request.Dispose();
        request.Dispose();
        Assert.Throws<ObjectDisposedException>(() => old.Stations[0].Keys.Keys);
        Assert.Throws<ObjectDisposedException>(old.Hold);
        using var still = connections.Take();
        Assert.NotEmpty(still.Book.Stations[0].Keys.Keys);
    }

    [Fact]
    public void A_connection_that_is_offline_takes_nothing_in()
    {
        var book = _folder.Build(new() { Stations = [_folder.Station()], Partners = [_folder.Partner(more: p => p.Online = false)] }, out _);

        Assert.Null(book.FindIn(Name("acme"), Name("globex")));
        Assert.Contains("offline", book.HintFor(Name("acme"), Name("globex")), StringComparison.Ordinal);
        book.Release();
    }

    [Theory]
    [InlineData("ACME", "in upper and lower case only")]
    [InlineData("ac me", "in blanks only")]
    [InlineData("'acme'", "in quotes or blanks only")]
    [InlineData("ac-me", "in signs between the letters only")]
    [InlineData("acne", "by one letter")]
    [InlineData("acm", "by one letter")]
    [InlineData("acmee", "by one letter")]
    [InlineData("amce", "by one letter")]
    [InlineData("umbrella", null)]
    [InlineData("macemacemace", null)]
    public void A_hint_says_how_a_name_differs(string name, string? how) => Assert.Equal(how, NearNames.Difference(name, "acme"));

    [Theory]
    [InlineData("Acme", "globex", "AS2-From differs from the partner 'acme' in upper and lower case only. AS2-To is a known station.")]
    [InlineData("acme", "nobody", "AS2-From is a known partner. AS2-To is no station and like none.")]
    [InlineData("globex", "acme", "The names are the wrong way round: AS2-From is ours and AS2-To the partner's.")]
    public void A_hint_speaks_of_both_names(string from, string to, string hint) => Assert.Equal(hint, NearNames.Hint(from, to, ["acme"], ["globex"]));

    private static As2Name Name(string text) => As2Name.Create(text).Value!;
}
