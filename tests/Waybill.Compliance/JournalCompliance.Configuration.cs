using System.Globalization;
using System.Text;

namespace Waybill.Compliance;

public abstract partial class JournalCompliance
{
    private IConfigurationJournal Configuration => Journal.Configuration;

    [Fact]
    public async Task A_change_is_read_back_with_its_version_and_tells_that_there_is_another()
    {
        Assert.Equal(0, await Configuration.VersionAsync(Ct));
        var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var hearing = Journal.OnDue(scope =>
        {
            if (scope is IConfigurationJournal.Scope)
            {
                told.TrySetResult();
            }
        });
        var done = Assert.IsType<ChangeOutcome.Done>(await ChangeAsync(
            Change("station", "us", """{"as2Id":"ÜS"}"""), Change("certificate", "us-1", """{"owner":"station/us"}""", secret: "key") with { ManagedBy = ResourceRow.ByFile, Set = "prod" }));
        await told.Task.WaitAsync(TimeSpan.FromSeconds(30), Ct);
        await ReopenAsync();

        var rows = await Configuration.ReadAsync(Ct);
        Assert.Equal((1L, 1L, 1L), (done.Version, rows.Version, await Configuration.VersionAsync(Ct)));
        Assert.Equal(
            [
                new("certificate", "us-1", """{"owner":"station/us"}""", done.ETags[("certificate", "us-1")], "file", "prod", Now, Now),
                new ResourceRow("station", "us", """{"as2Id":"ÜS"}""", done.ETags[("station", "us")], null, null, Now, Now),
            ],
            rows.Resources);
        var secret = Assert.Single(rows.Secrets);
        Assert.Equal(("certificate", "us-1", "key", "sealed key"), (secret.Kind, secret.Name, secret.Field, Encoding.UTF8.GetString(secret.Sealed)));
    }

    [Fact]
    public async Task A_condition_that_is_not_met_changes_nothing()
    {
        var etag = await CreatedAsync("station", "us");
        var newer = await ReplaceAsync("station", "us", etag);
        var before = await CountsAsync();
        var fine = Change("partner", "acme", "{}");

        Assert.Equal(new ChangeOutcome.AlreadyThere("station", "us"), await ChangeAsync(fine, Change("station", "us", "{}")));
        Assert.Equal(new ChangeOutcome.PreconditionFailed("station", "us"), await ChangeAsync(fine, Change("station", "us", "{}", etag)));
        Assert.Equal(new ChangeOutcome.PreconditionFailed("station", "us"), await ChangeAsync(fine, Change("station", "us", null, etag)));
        Assert.Equal(new ChangeOutcome.Gone("station", "them"), await ChangeAsync(fine, Change("station", "them", "{}", etag)));
        Assert.Equal(new ChangeOutcome.Gone("station", "them"), await ChangeAsync(fine, Change("station", "them", null, ResourceChange.Any)));
        Assert.Equal(new ChangeOutcome.Drifted(2), await Configuration.ChangeAsync([fine], 1, Now, Ct));
        Assert.Equal(before, await CountsAsync());
        Assert.Equal(2, Assert.IsType<ChangeOutcome.Done>(await Configuration.ChangeAsync([], 2, Now, Ct)).Version);
        Assert.Equal(before, await CountsAsync());
        await Assert.ThrowsAsync<ArgumentException>(async () => await ChangeAsync(fine, fine));
        await Assert.ThrowsAsync<ArgumentException>(async () => await ChangeAsync(Change("station", "us", null)));

        Assert.IsType<ChangeOutcome.Done>(await Configuration.ChangeAsync([fine, Change("station", "us", """{"n":3}""", newer)], 2, Now, Ct));
        Assert.Equal(3, await Configuration.VersionAsync(Ct));
    }

    [Fact]
    public async Task Whatever_is_there_is_replaced_when_any_is_said_and_its_beginning_stays()
    {
        await ChangeAsync(Change("rule", "all", "{}", ResourceChange.Any));
        await Configuration.ChangeAsync([Change("rule", "all", """{"a":1}""", ResourceChange.Any)], null, Now.AddMinutes(1), Ct);
        var row = Assert.Single((await Configuration.ReadAsync(Ct)).Resources);
        Assert.Equal(("""{"a":1}""", Now, Now.AddMinutes(1)), (row.Body, row.CreatedAt, row.UpdatedAt));
    }

    [Fact]
    public async Task Of_parallel_changes_under_one_etag_one_is_made()
    {
        var etag = await CreatedAsync("station", "us");
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(
            async () => await ChangeAsync(Change("station", "us", $$"""{"by":{{i}}}""", etag), Change("partner", $"p{i.ToString(CultureInfo.InvariantCulture)}", "{}")), Ct)));
        var done = Assert.Single(outcomes.OfType<ChangeOutcome.Done>());
        Assert.Equal(7, outcomes.OfType<ChangeOutcome.PreconditionFailed>().Count());
        var rows = await Configuration.ReadAsync(Ct);
        Assert.Equal((2L, 2), (rows.Version, rows.Resources.Count));
        Assert.Equal(done.ETags[("station", "us")], rows.Resources.Single(r => r.Kind is "station").ETag);
    }

    [Fact]
    public async Task Parallel_changes_of_different_resources_are_all_made_and_counted()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(
            async () => await ChangeAsync(Change("station", $"s{i.ToString(CultureInfo.InvariantCulture)}", "{}")), Ct)));
        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8], outcomes.Cast<ChangeOutcome.Done>().Select(d => d.Version).Order());
        Assert.Equal(8, (await Configuration.ReadAsync(Ct)).Resources.Select(r => r.ETag).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(8, (await Configuration.ReadAuditAsync(new(), Ct)).Count);
    }

    [Fact]
    public async Task Of_parallel_plans_of_one_version_one_is_carried_out()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(
            async () => await Configuration.ChangeAsync([Change("station", $"s{i.ToString(CultureInfo.InvariantCulture)}", "{}")], 0, Now, Ct), Ct)));
        Assert.Single(outcomes.OfType<ChangeOutcome.Done>());
        Assert.Equal(5, outcomes.OfType<ChangeOutcome.Drifted>().Count());
        Assert.Single((await Configuration.ReadAsync(Ct)).Resources);
    }

    [Fact]
    public async Task A_secret_is_kept_replaced_or_removed_and_goes_with_its_resource()
    {
        var etag = await CreatedAsync("connection", "acme", ("password", "one"), ("token", "two"));
        await CreatedAsync("connection", "other", ("password", "other"));
        etag = await ReplaceAsync("connection", "acme", etag);
        Assert.Equal(["acme password one", "acme token two", "other password other"], await SecretsAsync());
        etag = await ReplaceAsync("connection", "acme", etag, ("password", "three"));
        Assert.Equal(["acme password three", "acme token two", "other password other"], await SecretsAsync());
        etag = await ReplaceAsync("connection", "acme", etag, ("token", null));
        Assert.Equal(["acme password three", "other password other"], await SecretsAsync());
        Assert.IsType<ChangeOutcome.Done>(await ChangeAsync(Change("connection", "acme", null, etag)));
        Assert.Equal(["other password other"], await SecretsAsync());

        // Nothing of the one that went comes back with the next of its name.
        await CreatedAsync("connection", "acme");
        Assert.Equal(["other password other"], await SecretsAsync());
    }

    [Fact]
    public async Task An_etag_never_comes_again_also_for_the_same_body()
    {
        var first = await CreatedAsync("station", "us");
        var second = await ReplaceAsync("station", "us", first);
        await ChangeAsync(Change("station", "us", null, second));
        var third = await CreatedAsync("station", "us");
        Assert.Equal(3, new[] { first, second, third }.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task Thousands_of_resources_are_one_change()
    {
        var changes = Enumerable.Range(0, 1200).Select(i => Change("partner", $"p{i.ToString("D4", CultureInfo.InvariantCulture)}", """{"description":"'\"\u0000ü"}""")).ToArray();
        var done = Assert.IsType<ChangeOutcome.Done>(await Configuration.ChangeAsync(changes, null, Now, Ct));
        var rows = await Configuration.ReadAsync(Ct);
        Assert.Equal((1L, 1200, 1200), (rows.Version, rows.Resources.Count, done.ETags.Count));
        Assert.All(rows.Resources, r => Assert.Equal(changes[0].Body, r.Body));
        Assert.IsType<ChangeOutcome.PreconditionFailed>(await ChangeAsync([.. rows.Resources.Select((r, i) => Change(r.Kind, r.Name, null, i is 1100 ? "1-other" : r.ETag))]));
        Assert.Equal(1200, (await Configuration.ReadAsync(Ct)).Resources.Count);
        Assert.IsType<ChangeOutcome.Done>(await ChangeAsync([.. rows.Resources.Select(r => Change(r.Kind, r.Name, null, r.ETag))]));
        Assert.Empty((await Configuration.ReadAsync(Ct)).Resources);
        Assert.Equal(2400, (await AuditPagesAsync(700)).Count);
    }

    [Fact]
    public async Task The_audit_is_read_newest_first_page_by_page_and_by_what_was_done()
    {
        for (var i = 0; i < 5; i++)
        {
            await Configuration.AuditAsync(new(0, Now.AddMinutes(i), i % 2 is 0 ? "ada" : "bob", "download", "exchange", $"x{i.ToString(CultureInfo.InvariantCulture)}", null, null), Ct);
        }

        await ChangeAsync(Change("station", "us", "{}"));
        await ReopenAsync();
        var pages = await AuditPagesAsync(2);
        Assert.Equal(["us", "x4", "x3", "x2", "x1", "x0"], pages.Select(a => a.Name));
        Assert.Equal(new AuditRow(pages[0].N, Now, "ada", "put", "station", "us", "{}", "after us"), pages[0]);
        Assert.Equal((null, null), (pages[1].Before, pages[1].After));
        await OnlyAsync(new() { Principal = "bob" }, "x3", "x1");
        await OnlyAsync(new() { Kind = "station" }, "us");
        await OnlyAsync(new() { Kind = "exchange", Name = "x2" }, "x2");
        await OnlyAsync(new() { Action = "download", From = Now.AddMinutes(1), Until = Now.AddMinutes(3) }, "x2", "x1");
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await Configuration.ReadAuditAsync(new() { Limit = 0 }, Ct));
    }

    /// <summary>A change with its line of the audit.</summary>
    protected ResourceChange Change(string kind, string name, string? body, string? ifMatch = null, string? secret = null) => new()
    {
        Kind = kind, Name = name, Body = body, IfMatch = ifMatch, Audit = new(0, Now, "ada", "put", kind, name, "{}", $"after {name}"),
        Secrets = secret is null ? new Dictionary<string, byte[]?>(StringComparer.Ordinal)
            : new Dictionary<string, byte[]?>(StringComparer.Ordinal) { [secret] = Encoding.UTF8.GetBytes($"sealed {secret}") },
    };

    private ValueTask<ChangeOutcome> ChangeAsync(params ResourceChange[] changes) => Configuration.ChangeAsync(changes, null, Now, Ct);

    private Task<string> CreatedAsync(string kind, string name, params (string Field, string? Value)[] secrets) => WriteAsync(Change(kind, name, "{}"), secrets);

    private Task<string> ReplaceAsync(string kind, string name, string etag, params (string Field, string? Value)[] secrets) => WriteAsync(Change(kind, name, "{}", etag), secrets);

    private async Task<string> WriteAsync(ResourceChange change, (string Field, string? Value)[] secrets)
        => Assert.IsType<ChangeOutcome.Done>(await ChangeAsync(change with
        {
            Secrets = secrets.ToDictionary(s => s.Field, s => s.Value is null ? null : Encoding.UTF8.GetBytes(s.Value), StringComparer.Ordinal),
        })).ETags[(change.Kind, change.Name)];

    private async Task<string[]> SecretsAsync()
        => [.. (await Configuration.ReadAsync(Ct)).Secrets.Select(s => $"{s.Name} {s.Field} {Encoding.UTF8.GetString(s.Sealed)}")];

    private async Task OnlyAsync(AuditFilter filter, params string[] names) => Assert.Equal(names, (await Configuration.ReadAuditAsync(filter, Ct)).Select(a => a.Name));

    private async Task<List<AuditRow>> AuditPagesAsync(int limit)
    {
        var all = new List<AuditRow>();
        while (await Configuration.ReadAuditAsync(new() { Limit = limit, Before = all.Count is 0 ? null : all[^1].N }, Ct) is { Count: > 0 } page)
        {
            all.AddRange(page);
        }

        return all;
    }
}
