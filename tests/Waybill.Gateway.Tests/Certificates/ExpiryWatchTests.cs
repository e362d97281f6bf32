using Microsoft.Extensions.Time.Testing;
using Waybill.As2;
using Waybill.Cms;
using Waybill.Gateway.Stores;

namespace Waybill.Gateway.Tests.Certificates;

/// <summary>Alerts before the end of certificates, over a real journal, by a clock of the test's.</summary>
public sealed class ExpiryWatchTests : IAsyncLifetime
{
    private static readonly DateTimeOffset End = new(2027, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly CertificateEntry Ours = Entry("station/globex", "globex", End);
    private static readonly CertificateEntry Theirs = Entry("partner/acme", "acme", End.AddYears(5)) with { Key = null };

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("waybill-expiry-");
    private readonly FakeTimeProvider _clock = new(End.AddDays(-61));
    private IJournal _journal = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _journal = await Journals.OpenAsync($"Data Source={Path.Combine(_folder.FullName, "waybill.db")}", _clock, Ct);

    public async ValueTask DisposeAsync()
    {
        await _journal.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    [Requirement("AS2-CRYPTO-020")]
    public async Task An_alert_is_raised_at_60_30_14_7_and_1_days_and_at_the_end_each_once()
    {
        using var connections = new Connections(Book(Ours, Theirs));
        var said = new List<(int Days, AlertSeverity Severity, int Count)>();
        for (var days = 61; days >= -1; days--)
        {
            _clock.SetUtcNow(End.AddDays(-days));

            // A process that was started anew says nothing twice either.
            var watch = new ExpiryWatch(connections, _journal, _clock);
            await watch.LookAsync(Ct);
            await watch.LookAsync(Ct);
            if ((await OpenAsync()).SingleOrDefault() is { } alert && (said is [] || said[^1].Count != alert.Count))
            {
                said.Add((days, alert.Severity, alert.Count));
                Assert.StartsWith($"station/globex {Ours.Certificate.Sha256Thumbprint[..16]}", alert.Subject, StringComparison.Ordinal);
                Assert.Contains("Used by globex-acme.", alert.Text, StringComparison.Ordinal);
                Assert.Contains(days < 0 ? "CERT_HAS_EXPIRED: Our certificate" : $"expires on 2027-03-01 12:00 UTC, in less than {Math.Max(1, days)} day", alert.Text, StringComparison.Ordinal);
            }
        }

        Assert.Equal(
            [
                (60, AlertSeverity.Info, 1), (30, AlertSeverity.Warning, 2), (14, AlertSeverity.Warning, 3), (7, AlertSeverity.Critical, 4), (1, AlertSeverity.Critical, 5),
                (-1, AlertSeverity.Critical, 6),
            ],
            said);
    }

    [Fact]
    public async Task It_goes_away_by_itself_when_a_successor_is_there()
    {
        _clock.SetUtcNow(End.AddDays(-5));
        using var connections = new Connections(Book(Ours, Theirs));
        using var stop = new CancellationTokenSource();
        var running = new ExpiryWatch(connections, _journal, _clock).RunAsync(stop.Token);
        await UntilAsync(async () => (await OpenAsync()).Count is 1);

        // Planned for two days before the end: from now on nothing is missing.
        connections.Replace(Book(Ours, Theirs, Entry("station/globex", "globex-next", End.AddYears(2)) with { State = CertificateState.Planned, From = End.AddDays(-2) }));

        await UntilAsync(async () => (await OpenAsync()).Count is 0);
        await stop.CancelAsync();
        await running;
    }

    [Fact]
    public async Task A_look_comes_each_hour()
    {
        _clock.SetUtcNow(End.AddDays(-60).AddMinutes(-30));
        using var connections = new Connections(Book(Ours, Theirs));
        using var stop = new CancellationTokenSource();
        var running = new ExpiryWatch(connections, _journal, _clock).RunAsync(stop.Token);
        await Task.Delay(100, Ct);
        Assert.Empty(await OpenAsync());

        await UntilAsync(async () =>
        {
            // As often as it takes: a wait may begin after the clock was moved.
            _clock.Advance(TimeSpan.FromHours(1));
            return (await OpenAsync()).Count is 1;
        });

        await stop.CancelAsync();
        await running;
    }

    [Fact]
    public void A_successor_that_comes_too_late_and_one_without_a_date_do_not_count()
    {
        var late = Entry("station/globex", "globex-next", End.AddYears(2)) with { State = CertificateState.Planned, From = End.AddDays(2) };

        Assert.Single(ExpiryNotice.Of(Book(Ours, late), End.AddDays(-5)));
        Assert.Single(ExpiryNotice.Of(Book(Ours, late with { From = null }), End.AddDays(-5)));
        Assert.Empty(ExpiryNotice.Of(Book(Ours, late with { From = End.AddDays(-1) }), End.AddDays(-5)));
        Assert.Empty(ExpiryNotice.Of(Book(Ours, late), End.AddDays(3)));
    }

    [Fact]
    public void The_partners_certificates_are_named_by_what_they_are_for()
    {
        var (sign, encrypt) = (Theirs with { Use = CertificateRole.Sign }, Entry("partner/acme", "acme-enc", End) with { Key = null, Use = CertificateRole.Encrypt });
        var notice = Assert.Single(ExpiryNotice.Of(Book(sign, encrypt), End.AddDays(-1)));

        Assert.Contains("The partner's certificate (partner/acme; is encrypted for)", notice.Text, StringComparison.Ordinal);
        Assert.Contains("(partner/acme; is verified with, is encrypted for)", Assert.Single(ExpiryNotice.Of(Book(Theirs), End.AddYears(5))).Text, StringComparison.Ordinal);
        Assert.Contains("was to be used until 2027-02-27 12:00 UTC, and nothing follows it", Assert.Single(ExpiryNotice.Of(Book(Theirs with { Until = End.AddDays(-2) }), End)).Text, StringComparison.Ordinal);
        Assert.Contains("is used until 2027-03-11 12:00 UTC", Assert.Single(ExpiryNotice.Of(Book(Theirs with { Until = End.AddDays(10) }), End)).Text, StringComparison.Ordinal);
    }

    private static ConnectionBook Book(params CertificateEntry[] entries)
    {
        var (ours, theirs) = (entries.FirstOrDefault(e => e.Key is not null)?.Key ?? Ours.Key!, entries.Where(e => e.Key is null).Select(e => e.Certificate).ToArray());
        var station = new Station(As2Name.Create("globex").Value!, ours, new([ours]));
        var partner = new Partner(As2Name.Create("acme").Value!, theirs, theirs.FirstOrDefault());
        var connection = new As2Connection
        {
            Name = "globex-acme", Version = 1, Station = station, Partner = partner,
            Inbound = new() { Reading = new() { VerificationTime = default }, ReceiptSigner = new() { Key = ours }, ReceiptAddresses = new([]) },
        };
        return new(1, [station], [partner], [connection], []) { Certificates = entries };
    }

    private static CertificateEntry Entry(string owner, string name, DateTimeOffset until)
    {
        var key = new CmsPrivateKey(TestIdentities.Dated(name, until.AddYears(-10), until));
        return new() { Owner = owner, Certificate = key.Certificate, Key = key };
    }

    private async Task<IReadOnlyList<AlertRow>> OpenAsync() => await _journal.OpenAsync(ExpiryWatch.Kind, Ct);

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        for (var tries = 0; !await condition(); tries++)
        {
            Assert.True(tries < 500, "It did not come to that.");
            await Task.Delay(20, Ct);
        }
    }
}
