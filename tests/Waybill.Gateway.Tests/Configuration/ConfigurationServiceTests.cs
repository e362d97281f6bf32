using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using Waybill.As2;
using Waybill.Gateway.Stores;
using Waybill.Gateway.Tests.Sending;

namespace Waybill.Gateway.Tests;

/// <summary>The configuration as people and files change it, over a database.</summary>
public sealed partial class ConfigurationServiceTests : IAsyncLifetime
{
    private readonly BookFolder _folder = new();
    private readonly TestRing _ring = new();
    private readonly FakeTimeProvider _time = new(BookFolder.Now);
    private readonly BookSettings _settings = new();
    private IJournal _journal = null!;
    private ConfigurationService _service = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _journal = await Journals.OpenAsync($"Data Source={_folder.In("waybill.db")}", TimeProvider.System, Ct);
        _service = await OpenAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Close(_service);
        await _journal.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task What_is_made_counts_at_once_and_after_a_restart()
    {
        await UsualAsync();
        using (var lease = _service.Connections.Take())
        {
            Assert.Equal("Basic dTpw", Assert.Single(lease.Book.FindIn(Name("ACME"), Name("US"))!.Outbound!.Authorization).Value);
        }

        Close(_service);
        _service = await OpenAsync();
        using var again = _service.Connections.Take();
        Assert.Equal("Basic dTpw", Assert.Single(again.Book.FindIn(Name("ACME"), Name("US"))!.Outbound!.Authorization).Value);
        Assert.Empty(_service.Findings);
        Assert.Equal(5, _service.Version);
    }

    [Fact]
    public async Task A_change_needs_the_etag_of_what_is_there()
    {
        await UsualAsync();
        var view = _service.Find("connection", "acme")!;
        Assert.IsType<ConfigurationResult.AlreadyThere>(await PutAsync("connection", "acme", "{}", null));
        Assert.Equal(view.ETag, Assert.IsType<ConfigurationResult.PreconditionFailed>(await PutAsync("connection", "acme", "{}", "other")).Now!.ETag);
        Assert.Null(Assert.IsType<ConfigurationResult.PreconditionFailed>(await PutAsync("connection", "nobody", "{}", "other")).Now);
        Assert.IsType<ConfigurationResult.NotFound>(await PatchAsync("connection", "nobody", "{}", ResourceChange.Any));
        Assert.IsType<ConfigurationResult.NotFound>(await PutAsync("nothing", "acme", "{}", null));
        Assert.IsType<ConfigurationResult.NotFound>(await _service.DeleteAsync("station", "nobody", ResourceChange.Any, "ada", Ct));

        var done = Assert.IsType<ConfigurationResult.Done>(await PatchAsync("connection", "acme", """{"concurrency": 7}""", view.ETag));
        Assert.NotEqual(view.ETag, done.View!.ETag);
        Assert.IsType<ConfigurationResult.PreconditionFailed>(await PatchAsync("connection", "acme", """{"concurrency": 8}""", view.ETag));
        Assert.Equal(7, Out("acme").Concurrency);

        // The same again is no change.
        Assert.Equal(done.View.ETag, Assert.IsType<ConfigurationResult.Done>(await PatchAsync("connection", "acme", """{"concurrency": 7}""", done.View.ETag)).View!.ETag);
        Assert.Equal(6, _service.Version);
    }

    [Fact]
    public async Task A_secret_is_kept_unless_it_is_named_and_is_shown_nowhere()
    {
        await UsualAsync();
        const string plain = """{"station": "us", "partner": "acme", "url": "https://as2.acme.example/in", "user": "u", "concurrency": 5}""";
        var kept = Assert.IsType<ConfigurationResult.Done>(await PutAsync("connection", "acme", plain, ResourceChange.Any)).View!;
        Assert.Equal("Basic dTpw", Assert.Single(Out("acme").Authorization).Value);
        Assert.True(kept.Body["passwordSet"]!.GetValue<bool>());

        await PatchAsync("connection", "acme", """{"password": "secret-two"}""", ResourceChange.Any);
        Assert.Equal(Convert.ToBase64String("u:secret-two"u8), Out("acme").Authorization[0].Value.Split(' ')[1]);
        var removed = Assert.IsType<ConfigurationResult.Done>(await PatchAsync("connection", "acme", """{"password": null}""", ResourceChange.Any)).View!;
        Assert.False(removed.Body.ContainsKey("passwordSet"));
        Assert.Equal(Convert.ToBase64String("u:"u8), Out("acme").Authorization[0].Value.Split(' ')[1]);

        var rows = await _journal.Configuration.ReadAsync(Ct);
        Assert.Equal(["key"], rows.Secrets.Select(s => s.Field));
        var audit = await _journal.Configuration.ReadAuditAsync(new(), Ct);
        Assert.Contains(audit, a => a.After!.Contains("\"passwordChanged\":true", StringComparison.Ordinal));
        var everything = string.Concat(rows.Resources.Select(r => r.Body)) + string.Concat(audit.Select(a => a.Before + a.After)) + string.Concat(rows.Secrets.Select(s => System.Text.Encoding.Latin1.GetString(s.Sealed)));
        Assert.DoesNotContain("secret-two", everything, StringComparison.Ordinal);
        Assert.DoesNotContain("PRIVATE KEY", everything, StringComparison.Ordinal);
        Assert.Equal(8, audit.Count);
        Assert.Equal(("replace", "ada"), (audit[0].Action, audit[0].Principal));
    }

    [Fact]
    public async Task What_would_not_be_right_is_refused_with_everything_that_is_wrong_and_nothing_changes()
    {
        await UsualAsync();
        var before = await _journal.Configuration.ReadAsync(Ct);
        var refused = Assert.IsType<ConfigurationResult.Refused>(await PutAsync("connection", "bad", """{"station": "nowhere", "partner": 7, "url": "ftp://x", "nosuch": 1, "concurrency": 0}""", null));
        Assert.Equal(
            ["connections/bad/concurrency", "connections/bad/nosuch", "connections/bad/partner", "connections/bad/partner", "connections/bad/station", "connections/bad/url"],
            refused.Findings.Select(f => f.Field).Order(StringComparer.Ordinal));
        Assert.Equal("connections/a b/name", Assert.Single(Assert.IsType<ConfigurationResult.Refused>(await PutAsync("connection", "a b", "{}", null)).Findings).Field);
        Assert.Equal("connections/acme/name", Assert.Single(Assert.IsType<ConfigurationResult.Refused>(await PatchAsync("connection", "acme", """{"name": "other"}""", ResourceChange.Any)).Findings, f => f.Severity is FindingSeverity.Error).Field);

        // What the others need is refused where it is taken away, too.
        Assert.Contains("connections/acme/encrypt", Assert.IsType<ConfigurationResult.Refused>(await _service.DeleteAsync("certificate", "acme-1", ResourceChange.Any, "ada", Ct)).Findings.Select(f => f.Field));
        Assert.Equal(before.Version, (await _journal.Configuration.ReadAsync(Ct)).Version);
        Assert.NotNull(Out("acme"));
    }

    [Fact]
    public async Task Warnings_come_with_what_is_done()
    {
        await UsualAsync();
        var done = Assert.IsType<ConfigurationResult.Done>(await PatchAsync("connection", "acme", """{"allowSha1": true}""", ResourceChange.Any));
        Assert.Equal("connections/acme/allowSha1", Assert.Single(done.View!.Findings).Field);
    }

    [Fact]
    public async Task What_others_need_is_not_removed()
    {
        await UsualAsync();
        var uses = Assert.IsType<ConfigurationResult.InUse>(await _service.DeleteAsync("partner", "acme", ResourceChange.Any, "ada", Ct));
        Assert.Equal([new("connection", "acme"), new ResourceUse("certificate", "acme-1")], uses.By);
        Assert.Equal(uses.By, _service.UsedBy("partner", "acme"));

        await _journal.SubmitAsync(
            new()
            {
                Id = ExchangeId.New(DateTimeOffset.UtcNow), Connection = "acme", From = "US", To = "ACME", MessageId = "<1@us>", Date = DateTimeOffset.UtcNow, Documents = [], GiveUpAt = DateTimeOffset.UtcNow.AddDays(1),
            }, Ct);
        Assert.IsType<ConfigurationResult.InUse>(await _service.DeleteAsync("connection", "acme", ResourceChange.Any, "ada", Ct));
        Assert.NotNull(Out("acme"));
    }

    [Fact]
    public async Task What_nobody_needs_any_more_goes_with_its_secrets()
    {
        await UsualAsync();
        foreach (var (kind, name) in new[] { ("connection", "acme"), ("certificate", "acme-1"), ("certificate", "us-1"), ("partner", "acme"), ("station", "us") })
        {
            Assert.Null(Assert.IsType<ConfigurationResult.Done>(await _service.DeleteAsync(kind, name, _service.Find(kind, name)!.ETag, "ada", Ct)).View);
        }

        var rows = await _journal.Configuration.ReadAsync(Ct);
        Assert.Empty(rows.Resources);
        Assert.Empty(rows.Secrets);
        using var lease = _service.Connections.Take();
        Assert.Empty(lease.Book.Connections);
    }

    [Fact]
    public async Task A_name_that_changes_is_answered_for_a_time()
    {
        await UsualAsync();
        await PatchAsync("station", "us", """{"as2Id": "WE"}""", ResourceChange.Any);
        await PatchAsync("partner", "acme", """{"identities": [{"as2Id": "ACMEINC"}]}""", ResourceChange.Any);
        foreach (var (from, to) in new[] { ("ACME", "US"), ("ACMEINC", "US"), ("ACME", "WE"), ("ACMEINC", "WE") })
        {
            using var lease = _service.Connections.Take();
            Assert.Equal("acme", lease.Book.FindIn(Name(from), Name(to))?.Name);
        }

        Assert.Equal("US", (string?)_service.Find("station", "us")!.Body["aliases"]![0]!["as2Id"]);
        Assert.Equal(("WE", "ACMEINC"), (Out("acme").From.Value, Out("acme").To.Value));

        // Sent back as it came it is the same.
        var view = _service.Find("station", "us")!;
        Assert.Equal(view.ETag, Assert.IsType<ConfigurationResult.Done>(await _service.PutAsync("station", "us", JsonSerializer.SerializeToElement(view.Body), view.ETag, "ada", Ct)).View!.ETag);

        _time.SetUtcNow(BookFolder.Now.AddDays(91));
        await _service.LookAsync(Ct);
        using var later = _service.Connections.Take();
        Assert.Null(later.Book.FindIn(Name("ACME"), Name("WE")));
        Assert.NotNull(later.Book.FindIn(Name("ACMEINC"), Name("WE")));
    }

    [Fact]
    public async Task A_new_connection_takes_what_its_station_gives()
    {
        await UsualAsync();
        await PatchAsync("station", "us", """{"defaults": {"sign": "sha-512", "concurrency": 9, "subject": "from us"}}""", ResourceChange.Any);
        await PutAsync("partner", "other", """{"identities": [{"as2Id": "OTHER"}]}""", null);
        await PutAsync("certificate", "other", $$"""{"owner": "partner/other", "certificate": {{ResourceSet.Pem("acme")}}}""", null);
        Done(await PutAsync("connection", "other", """{"station": "us", "partner": "other", "url": "https://o.example/", "concurrency": 3}""", null));
        Assert.Equal((3, "from us", 4), (Out("other").Concurrency, Out("other").Subject, Out("acme").Concurrency));

        // The only station is written down, and stays the one when there is another.
        await PutAsync("partner", "third", """{"identities": [{"as2Id": "THIRD"}]}""", null);
        await PutAsync("certificate", "third", $$"""{"owner": "partner/third", "certificate": {{ResourceSet.Pem("acme")}}}""", null);
        Done(await PutAsync("connection", "third", """{"partner": "third", "url": "https://t.example/"}""", null));
        Assert.Equal(("us", 9), ((string?)_service.Find("connection", "third")!.Body["station"], Out("third").Concurrency));
        Done(await PutAsync("station", "second", """{"as2Id": "SECOND"}""", null));

        // Copied: what the station gives later is for later ones.
        await PatchAsync("station", "us", """{"defaults": null}""", ResourceChange.Any);
        Assert.Equal("from us", Out("other").Subject);
        Assert.IsType<ConfigurationResult.Refused>(await PatchAsync("station", "us", """{"defaults": {"password": "x"}}""", ResourceChange.Any));
    }

    [Fact]
    public async Task Two_services_over_one_database_never_undo_each_other()
    {
        await UsualAsync();
        var other = await OpenAsync();
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => Task.Run(
            async () => await (i % 2 is 0 ? _service : other).PatchAsync("connection", "acme", Json(i % 2 is 0 ? $$"""{"concurrency": {{i + 1}}}""" : $$"""{"subject": "s{{i}}"}"""), ResourceChange.Any, "ada", Ct), Ct)));
        Assert.All(outcomes, o => Done(o));
        await _service.LookAsync(Ct);
        await other.LookAsync(Ct);
        Assert.Equal(15, _service.Version);
        Assert.Equal(_service.Find("connection", "acme")!.Body.ToJsonString(), other.Find("connection", "acme")!.Body.ToJsonString());
        Assert.NotNull(_service.Find("connection", "acme")!.Body["concurrency"]);
        Assert.NotNull(_service.Find("connection", "acme")!.Body["subject"]);
        Close(other);
    }

    [Fact]
    public async Task What_another_process_changes_is_heard_and_what_time_changes_is_seen()
    {
        await UsualAsync();
        var other = await OpenAsync();
        using var stop = new CancellationTokenSource();
        var running = _service.RunAsync(stop.Token);
        var replaced = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using (_service.Connections.OnReplaced(() => replaced.TrySetResult()))
        {
            Done(await other.PatchAsync("connection", "acme", Json("""{"concurrency": 7}"""), ResourceChange.Any, "ada", Ct));
            await replaced.Task.WaitAsync(TimeSpan.FromSeconds(60), Ct);
        }

        Assert.Equal(7, Out("acme").Concurrency);
        Done(await PutAsync("certificate", "acme-2", $$"""{"owner": "partner/acme", "state": "planned", "from": "2026-02-03T05:00:00Z", "certificate": {{ResourceSet.Pem("globex")}}}""", null));
        var old = Out("acme").Recipients[0].Certificate.Sha256Thumbprint;
        replaced = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using (_service.Connections.OnReplaced(() => replaced.TrySetResult()))
        {
            while (!replaced.Task.IsCompleted)
            {
                _time.Advance(TimeSpan.FromMinutes(1));
                await Task.WhenAny(replaced.Task, Task.Delay(20, Ct));
            }
        }

        Assert.True(_time.GetUtcNow() >= new DateTimeOffset(2026, 2, 3, 5, 0, 0, TimeSpan.Zero));
        Assert.NotEqual(old, Out("acme").Recipients[0].Certificate.Sha256Thumbprint);
        await stop.CancelAsync();
        await running;
        Close(other);
    }

    [Fact]
    public async Task What_is_wrong_in_the_database_is_left_out_with_an_alert_until_it_is_put_right()
    {
        await UsualAsync();
        await _journal.Configuration.ChangeAsync(
            [new() { Kind = "connection", Name = "wrong", Body = """{"partner": "nobody", "newer": true}""", IfMatch = null, Audit = new(0, _time.GetUtcNow(), "x", "y", "z", "n", null, null) }], null, _time.GetUtcNow(), Ct);
        await _service.LookAsync(Ct);
        Assert.Contains("connections/wrong", Assert.Single(await _journal.OpenAsync(10, Ct)).Text, StringComparison.Ordinal);
        Assert.NotNull(Out("acme"));

        // It keeps nobody from changing the rest, and is put right like anything else.
        Done(await PatchAsync("connection", "acme", """{"concurrency": 6}""", ResourceChange.Any));
        Done(await _service.DeleteAsync("connection", "wrong", ResourceChange.Any, "ada", Ct));
        Close(_service);
        _service = await OpenAsync();
        Assert.Empty(await _journal.OpenAsync(10, Ct));
    }

    [Fact]
    public async Task A_file_is_applied_as_its_plan_says_and_nothing_else_goes()
    {
        await UsualAsync();
        ResourceInput[] file =
        [
            Input("station", "plant", """{"as2Id": "PLANT", "defaults": {"concurrency": 2}}"""),
            Input("certificate", "plant", $$"""{"owner": "station/plant", "certificate": {{ResourceSet.Pem("globex")}}, "key": {{JsonSerializer.Serialize(ResourceSet.Key("globex"))}}}"""),
            Input("connection", "plant", """{"station": "plant", "partner": "acme", "url": "https://a.example/", "user": "u", "password": "file-secret"}"""),
        ];
        var plan = await _service.PlanAsync("plants", file, prune: false, Ct);
        Assert.True(plan.IsGood, string.Join('\n', plan.Findings));
        Assert.Equal([("station", PlannedAction.Create), ("certificate", PlannedAction.Create), ("connection", PlannedAction.Create)], plan.Changes.Select(c => (c.Kind, c.Action)));
        Assert.Equal(["password"], plan.Changes[2].Secrets);
        Assert.DoesNotContain("file-secret", JsonSerializer.Serialize(plan.Changes), StringComparison.Ordinal);
        Assert.Null(_service.Find("station", "plant"));
        Assert.Equal(6, Assert.IsType<ApplyResult.Done>(await _service.ApplyAsync(plan, "ada", Ct)).Version);
        Assert.Equal((2, "plants", "file"), (Out("plant").Concurrency, _service.Find("connection", "plant")!.Set, _service.Find("connection", "plant")!.ManagedBy));
        Assert.Equal(3, (await _journal.Configuration.ReadAuditAsync(new() { Action = "apply" }, Ct)).Count);

        // The same file again changes nothing; with one resource less it stays, and goes when pruned.
        Assert.True((await _service.PlanAsync("plants", file, prune: true, Ct)).IsEmpty);
        Assert.Equal(PlannedAction.Left, (await _service.PlanAsync("plants", file[..2], prune: false, Ct)).Changes[^1].Action);
        var pruned = await _service.PlanAsync("plants", file[..2], prune: true, Ct);
        Assert.Equal([PlannedAction.None, PlannedAction.None, PlannedAction.Delete], pruned.Changes.Select(c => c.Action));
        Assert.IsType<ApplyResult.Done>(await _service.ApplyAsync(pruned, "ada", Ct));
        Assert.Null(_service.Find("connection", "plant"));
        Assert.NotNull(_service.Find("connection", "acme"));
    }

    [Fact]
    public async Task A_plan_that_is_old_or_wrong_is_not_carried_out()
    {
        await UsualAsync();
        var plan = await _service.PlanAsync("a", [Input("partner", "new", """{"identities": [{"as2Id": "NEW"}]}""")], prune: false, Ct);
        Done(await PatchAsync("connection", "acme", """{"concurrency": 6}""", ResourceChange.Any));
        Assert.IsType<ApplyResult.Drifted>(await _service.ApplyAsync(plan, "ada", Ct));
        Assert.Null(_service.Find("partner", "new"));

        ResourceInput[] wrong =
        [
            Input("partner", "new", """{"identities": [{"as2Id": ""}], "x": 1}"""), Input("partner", "new", "{}"), Input("nothing", "n", "{}"), Input("partner", "a b", "{}"),
            Input("connection", "c", """{"station": "us", "partner": "acme"}"""),
        ];
        var bad = await _service.PlanAsync("a", wrong, prune: false, Ct);
        Assert.Equal(
            ["connections/c/partner", "nothings/n", "partners/a b/name", "partners/new", "partners/new/identities/0/as2Id", "partners/new/x"],
            bad.Findings.Where(f => f.Severity is FindingSeverity.Error).Select(f => f.Field).Order(StringComparer.Ordinal));
        Assert.IsType<ApplyResult.Refused>(await _service.ApplyAsync(bad, "ada", Ct));

        Assert.IsType<ApplyResult.Done>(await _service.ApplyAsync(await _service.PlanAsync("a", [Input("partner", "new", """{"identities": [{"as2Id": "NEW"}]}""")], prune: false, Ct), "ada", Ct));
        Assert.Contains("belongs to the set a", Assert.Single((await _service.PlanAsync("b", [Input("partner", "new", """{"identities": [{"as2Id": "N"}]}""")], prune: false, Ct)).Findings).Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_stands_in_the_settings_is_shown_and_changed_there_alone()
    {
        _settings.Stations.Add(_folder.Station("OURS"));
        _settings.Partners.Add(_folder.Partner("theirs", p => (p.User, p.Password, p.Concurrency) = ("u", "settings-secret", 6)));
        Close(_service);
        _service = await OpenAsync();
        var name = Assert.Single(_service.List("connection", null, 10)).Name;
        var view = _service.Find("connection", name)!;
        Assert.Equal(("appsettings", """{"station":"OURS","partner":"theirs","url":"https://as2.acme.example/in","user":"u","passwordSet":true,"concurrency":6}"""), (view.ManagedBy, Sorted(view.Body)));
        Assert.IsType<ConfigurationResult.ReadOnly>(await PatchAsync("connection", name, """{"concurrency": 1}""", view.ETag));
        Assert.IsType<ConfigurationResult.ReadOnly>(await PutAsync("station", "OURS", """{"as2Id": "X"}""", null));
        Assert.IsType<ConfigurationResult.ReadOnly>(await _service.DeleteAsync("partner", "theirs", ResourceChange.Any, "ada", Ct));

        await UsualAsync();
        Assert.Equal(["OURS", "us"], _service.List("station", null, 10).Select(s => s.Name));
        Assert.Equal(["us"], _service.List("station", "OURS", 10).Select(s => s.Name));
        Done(await PutAsync("connection", "mixed", """{"station": "OURS", "partner": "acme"}""", null));
        var findings = await _service.UseAsync(new() { Stations = [_folder.Station("OTHERS")] }, Ct);
        Assert.Contains(findings, f => f.Field is "connections/mixed/station");
        using var lease = _service.Connections.Take();
        Assert.Equal(["acme"], lease.Book.Connections.Select(c => c.Name));
    }

    /// <summary>US with a key, ACME with a certificate, and what joins them.</summary>
    private async Task UsualAsync()
    {
        Done(await PutAsync("station", "us", """{"as2Id": "US"}""", null));
        Done(await PutAsync("certificate", "us-1", $$"""{"owner": "station/us", "certificate": {{ResourceSet.Pem("globex")}}, "key": {{JsonSerializer.Serialize(ResourceSet.Key("globex"))}}}""", null));
        Done(await PutAsync("partner", "acme", """{"identities": [{"as2Id": "ACME"}]}""", null));
        Done(await PutAsync("certificate", "acme-1", $$"""{"owner": "partner/acme", "certificate": {{ResourceSet.Pem("acme")}}}""", null));
        Done(await PutAsync("connection", "acme", """{"station": "us", "partner": "acme", "url": "https://as2.acme.example/in", "user": "u", "password": "p"}""", null));
    }

    private ValueTask<ConfigurationService> OpenAsync()
        => ConfigurationService.OpenAsync(_journal, _ring, new(_settings, "Waybill", _folder.In("inbox")), _time, null, Ct);

    private static void Close(ConfigurationService service)
    {
        service.Dispose();
        service.Connections.Dispose();
    }

    private ValueTask<ConfigurationResult> PutAsync(string kind, string name, string json, string? ifMatch) => _service.PutAsync(kind, name, Json(json), ifMatch, "ada", Ct);

    private ValueTask<ConfigurationResult> PatchAsync(string kind, string name, string json, string ifMatch) => _service.PatchAsync(kind, name, Json(json), ifMatch, "ada", Ct);

    private OutboundConnection Out(string name) => _service.Connections.FindOut(name)!;

    private static void Done(ConfigurationResult result) => Assert.True(result is ConfigurationResult.Done, result is ConfigurationResult.Refused refused ? string.Join('\n', refused.Findings) : result.ToString());

    private static ResourceInput Input(string kind, string name, string json) => new(kind, name, Json(json));

    private static JsonElement Json(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }

    private static string Sorted(JsonObject body)
    {
        string[] order = ["station", "partner", "url", "user", "passwordSet", "concurrency"];
        return new JsonObject(body.OrderBy(p => Array.IndexOf(order, p.Key)).Select(p => KeyValuePair.Create(p.Key, p.Value?.DeepClone()))).ToJsonString();
    }

    private static As2Name Name(string text) => As2Name.Create(text).Value!;
}
