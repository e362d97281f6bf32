using System.Text.Json;
using System.Text.Json.Nodes;

namespace Waybill.Gateway;

/// <summary>What settings files bring to the configuration.</summary>
/// <param name="Settings">Stations, partners and connections.</param>
/// <param name="Root">Path of the settings, for findings: <c>Waybill</c>.</param>
/// <param name="Inbox">Folder of the documents of connections that name none, absolute.</param>
public sealed record ConfigurationFiles(BookSettings Settings, string Root, string Inbox)
{
    /// <summary>Names of the channels for alerts that settings files bring.</summary>
    public IReadOnlyCollection<string> Channels { get; init; } = [];
}

/// <summary>The configuration: resources of the database and settings files together, checked as a whole before anything is written, and counting in this process when a call returns.</summary>
/// <threadsafety>Safe for concurrent calls; changes are made one after the other. <see cref="RunAsync"/> once.</threadsafety>
public sealed partial class ConfigurationService : IDisposable
{
    /// <summary>Tries while other processes change the configuration at the same time.</summary>
    private const int MostTries = 8;

    private static readonly ExchangeState[] Unfinished = [ExchangeState.Submitted, ExchangeState.Packaged, ExchangeState.Sending, ExchangeState.RetryWait, ExchangeState.AwaitingReceipt];

    private readonly IJournal _journal;
    private readonly ISecretRing _ring;
    private readonly ResourceEditor _editor;
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _gate = new(1, 1);
    private volatile State _state;

    private ConfigurationService(IJournal journal, ISecretRing ring, TimeProvider time, State state, Connections connections)
        => (_journal, _ring, _time, _state, Connections, _editor) = (journal, ring, time, state, connections, new(ring));

    /// <summary>The current book; to be disposed by who opened the service, after it.</summary>
    public Connections Connections { get; }

    /// <summary>The version of the database's part.</summary>
    public long Version => _state.Catalog.Version;

    /// <summary>What was found in the configuration as it is.</summary>
    public IReadOnlyList<Finding> Findings => _state.Findings;

    /// <summary>Reads the configuration and makes the first book. What an error is found about in the database is left out, and an alert says so.</summary>
    /// <param name="journal">Where resources are.</param>
    /// <param name="ring">Opens and seals secrets.</param>
    /// <param name="files">What settings files bring.</param>
    /// <param name="time">The clock.</param>
    /// <param name="before">A book that is held open meanwhile, made of the same settings: what is open already is taken over. Null for none.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="JournalException">The database cannot be read.</exception>
    public static async ValueTask<ConfigurationService> OpenAsync(
        IJournal journal, ISecretRing ring, ConfigurationFiles files, TimeProvider time, ConnectionBook? before, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(journal);
        ArgumentNullException.ThrowIfNull(files);
        var catalog = ResourceCatalog.Of(await journal.Configuration.ReadAsync(ct), ring, ResourceCatalog.Empty);
        var source = SettingsSource.Of(files.Settings, files.Root);
        var (book, findings) = Build(source, catalog, files, ring, time, before);
        var service = new ConfigurationService(journal, ring, time, new(files, source, catalog, findings), new(book));
        await service.AlertAsync(findings, ct);
        return service;
    }

    /// <summary>Channels and rules for alerts, as they are now.</summary>
    public AlertResources Alerts
    {
        get
        {
            var state = _state;
            return AlertResources.Of(state.Catalog, state.Findings);
        }
    }

    /// <summary>A resource; null when there is none.</summary>
    public ResourceView? Find(string kind, string name)
    {
        var state = _state;
        return state.Catalog.Find(kind, name) is { } resource ? View(state, resource) : SettingsViews.Find(state.Source, kind, name);
    }

    /// <summary>Resources of a kind by name, those of settings files among them.</summary>
    /// <param name="kind">Which.</param>
    /// <param name="after">Begins behind this name; null from the start.</param>
    /// <param name="limit">Most of them.</param>
    public IReadOnlyList<ResourceView> List(string kind, string? after, int limit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        var state = _state;
        return
        [
            .. state.Catalog.OfKind(kind).Select(r => (r.Name, Make: (Func<ResourceView>)(() => View(state, r))))
                .Concat(SettingsViews.Names(state.Source, kind).Select(n => (Name: n, Make: (Func<ResourceView>)(() => SettingsViews.Find(state.Source, kind, n)!))))
                .Where(r => after is null || string.CompareOrdinal(r.Name, after) > 0).OrderBy(static r => r.Name, StringComparer.Ordinal).Take(limit).Select(static r => r.Make()),
        ];
    }

    /// <summary>Who needs a resource.</summary>
    public IReadOnlyList<ResourceUse> UsedBy(string kind, string name) => Uses(_state.Catalog, kind, name);

    /// <summary>Makes a resource, or replaces all of one.</summary>
    /// <param name="kind">Which kind.</param>
    /// <param name="name">Its name.</param>
    /// <param name="json">What it is to be. A secret that is left out is kept, null or empty is taken away.</param>
    /// <param name="ifMatch">The ETag it must have; <see cref="ResourceChange.Any"/>: whatever; null: it must not be there.</param>
    /// <param name="principal">Who, for the audit.</param>
    /// <param name="ct">Cancels; nothing is changed then.</param>
    /// <exception cref="JournalException">It could not be written, or nobody knows whether it was: look before trying again.</exception>
    public ValueTask<ConfigurationResult> PutAsync(string kind, string name, JsonElement json, string? ifMatch, string principal, CancellationToken ct)
        => ChangeAsync(kind, name, ifMatch, principal, (state, before, check) => before is null && ifMatch is not (null or ResourceChange.Any) ? default
            : (true, _editor.Edit(before, kind, name, before is null ? WithDefaults(state, kind, json) : json, before?.Row.ManagedBy, before?.Row.Set, _time.GetUtcNow(), check)), ct);

    /// <summary>Changes what is named and leaves the rest (RFC 7396): null takes a setting back to its default, and a secret away.</summary>
    /// <param name="kind">Which kind.</param>
    /// <param name="name">Its name.</param>
    /// <param name="patch">What changes.</param>
    /// <param name="ifMatch">The ETag it must have; <see cref="ResourceChange.Any"/>: whatever.</param>
    /// <param name="principal">Who, for the audit.</param>
    /// <param name="ct">Cancels; nothing is changed then.</param>
    /// <exception cref="JournalException">As <see cref="PutAsync"/>.</exception>
    public ValueTask<ConfigurationResult> PatchAsync(string kind, string name, JsonElement patch, string ifMatch, string principal, CancellationToken ct)
        => ChangeAsync(
            kind, name, ifMatch, principal,
            (_, before, check) =>
            {
                if (before is null)
                {
                    return default;
                }

                if (patch.ValueKind is not JsonValueKind.Object)
                {
                    check.Error(before.Path.Root, "Must be a JSON object.");
                    return (true, null);
                }

                var json = JsonSerializer.SerializeToElement(ResourceMerge.Patch(ResourceTypes.Of(kind)!, before.Body, patch));
                return (true, _editor.Edit(before, kind, name, json, before.Row.ManagedBy, before.Row.Set, _time.GetUtcNow(), check));
            },
            ct);

    /// <summary>Takes a resource away that nobody needs.</summary>
    /// <param name="kind">Which kind.</param>
    /// <param name="name">Its name.</param>
    /// <param name="ifMatch">The ETag it must have; <see cref="ResourceChange.Any"/>: whatever.</param>
    /// <param name="principal">Who, for the audit.</param>
    /// <param name="ct">Cancels; nothing is changed then.</param>
    /// <exception cref="JournalException">As <see cref="PutAsync"/>.</exception>
    public async ValueTask<ConfigurationResult> DeleteAsync(string kind, string name, string ifMatch, string principal, CancellationToken ct)
    {
        if (kind is ResourceKinds.Connection && (await _journal.NextDueAsync(name, ct) is not null || (await _journal.ListAsync(new() { Connection = name, States = Unfinished }, null, 1, ct)).Items is not []))
        {
            return new ConfigurationResult.InUse([], $"Messages or receipts of the connection {name} still wait. Switch it off (\"online\": false), let them end or cancel them, and remove it then.");
        }

        return await ChangeAsync(kind, name, ifMatch, principal, static (_, before, _) => before is null ? default : (true, ResourceEditor.Remove(before)), ct);
    }

    /// <summary>Settings files say something else now.</summary>
    /// <returns>What was found. With errors the settings before stay.</returns>
    /// <exception cref="JournalException">The database cannot be read.</exception>
    public async ValueTask<IReadOnlyList<Finding>> UseAsync(BookSettings settings, CancellationToken ct)
    {
        await _gate.WaitAsync(ct);
        try
        {
            var state = _state;
            var files = state.Files with { Settings = settings };
            var source = SettingsSource.Of(settings, files.Root);
            var (book, findings) = Build(state with { Files = files, Source = source });
            if (findings.Any(f => f.Severity is FindingSeverity.Error && IsOfFiles(f, files)))
            {
                book.Release();
                return findings;
            }

            Publish(new(files, source, state.Catalog, findings), book);
            return findings;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Whether a finding is about settings files and not about resources.</summary>
    public static bool IsOfFiles(Finding finding, ConfigurationFiles files)
    {
        ArgumentNullException.ThrowIfNull(finding);
        ArgumentNullException.ThrowIfNull(files);
        return finding.Field.StartsWith(files.Root + ":", StringComparison.Ordinal);
    }

    /// <inheritdoc/>
    public void Dispose() => _gate.Dispose();

    /// <summary>Prepares one change: false with null when there is no such resource; true with null when there is nothing to do.</summary>
    private delegate (bool IsThere, PreparedChange? Change) Prepare(State state, Resource? before, ConfigurationCheck check);

    private async ValueTask<ConfigurationResult> ChangeAsync(string kind, string name, string? ifMatch, string principal, Prepare prepare, CancellationToken ct)
    {
        if (ResourceTypes.Of(kind) is null)
        {
            return new ConfigurationResult.NotFound();
        }

        await _gate.WaitAsync(ct);
        try
        {
            for (var tries = 1; ; tries++)
            {
                var state = await CurrentAsync(ct);
                var (result, change, findings) = Prepared(state, kind, name, ifMatch, prepare);
                if (result is not null)
                {
                    return result;
                }

                var (book, refused) = Candidate(state, [change!], findings, out var next);
                if (refused is not null)
                {
                    return new ConfigurationResult.Refused(refused);
                }

                var now = _time.GetUtcNow();
                var action = change!.After is null ? "delete" : change.Before is null ? "create" : "replace";
                var outcome = await CommitAsync(next, book, [change], [change.Change(principal, action, now)], now, ct);
                if (outcome is ChangeOutcome.Done)
                {
                    return new ConfigurationResult.Done(change.After is null ? null : View(_state, change.After), change.Before is null);
                }

                if (tries is MostTries)
                {
                    throw new JournalException("The configuration is changed by others again and again at this moment. Try again.");
                }
            }
        }
        finally
        {
            _gate.Release();
        }
    }

    private static (ConfigurationResult? Result, PreparedChange? Change, ConfigurationCheck Check) Prepared(State state, string kind, string name, string? ifMatch, Prepare prepare)
    {
        var check = new ConfigurationCheck();
        if (SettingsViews.Find(state.Source, kind, name) is not null)
        {
            return (new ConfigurationResult.ReadOnly($"{FieldPath.Of(kind, name).Root} stands in the settings of the program, under {state.Files.Root}. Change it there."), null, check);
        }

        var before = state.Catalog.Find(kind, name);
        if (before is not null && ifMatch is null)
        {
            return (new ConfigurationResult.AlreadyThere(View(state, before)), null, check);
        }

        if (before is not null && ifMatch is not ResourceChange.Any && !string.Equals(before.Row.ETag, ifMatch, StringComparison.Ordinal))
        {
            return (new ConfigurationResult.PreconditionFailed(View(state, before)), null, check);
        }

        if (before is null && !ResourceTypes.IsName(name))
        {
            check.Error($"{ResourceTypes.Collection(kind)}/{name}/name", ResourceTypes.NameRule);
            return (new ConfigurationResult.Refused(check.Findings), null, check);
        }

        var (isThere, change) = prepare(state, before, check);
        if (!isThere)
        {
            return (before is null && ifMatch is not (null or ResourceChange.Any) ? new ConfigurationResult.PreconditionFailed(null) : new ConfigurationResult.NotFound(), null, check);
        }

        if (check.HasErrors && change is null)
        {
            return (new ConfigurationResult.Refused(check.Findings), null, check);
        }

        if (change is null)
        {
            return (new ConfigurationResult.Done(View(state, before!), IsNew: false), null, check);
        }

        return change.After is null && Uses(state.Catalog, kind, name) is { Count: > 0 } uses
            ? (new ConfigurationResult.InUse(uses, $"{FieldPath.Of(kind, name).Root} is needed by {string.Join(", ", uses.Take(5).Select(static u => FieldPath.Of(u.Kind, u.Name).Root))}{(uses.Count > 5 ? $" and {uses.Count - 5} more" : "")}. Change these first."), null, check)
            : (null, change, check);
    }

    /// <summary>Makes the book that would follow. Only what these changes bring about refuses them: what was wrong before elsewhere stays as it is.</summary>
    /// <returns>The book, or everything that was found about the change.</returns>
    private (ConnectionBook Book, IReadOnlyList<Finding>? Refused) Candidate(State state, IReadOnlyList<PreparedChange> changes, ConfigurationCheck check, out State next)
    {
        var catalog = state.Catalog.With(changes.Select(static c => (c.Key, c.After)), state.Catalog.Version + 1);
        var (book, findings) = Build(state with { Catalog = catalog });
        next = state with { Catalog = catalog, Findings = findings };
        var old = state.Findings.ToHashSet();
        var roots = changes.Where(static c => c.After is not null).Select(static c => c.After!.Path.Root + "/").ToArray();
        bool IsOfChange(Finding f) => !old.Contains(f) || roots.Any(r => f.Field.StartsWith(r, StringComparison.Ordinal));
        Finding[] relevant = [.. check.Findings.Concat(findings.Where(IsOfChange)).Distinct()];
        if (!relevant.Any(static f => f.Severity is FindingSeverity.Error))
        {
            return (book, null);
        }

        book.Release();
        return (book, relevant);
    }

    /// <summary>Writes the changes and publishes their book. Where others were faster, nothing is written and the book is given up.</summary>
    private async ValueTask<ChangeOutcome> CommitAsync(
        State next, ConnectionBook book, IReadOnlyList<PreparedChange> changes, IReadOnlyList<ResourceChange> rows, DateTimeOffset now, CancellationToken ct)
    {
        ChangeOutcome outcome;
        try
        {
            outcome = await _journal.Configuration.ChangeAsync(rows, next.Catalog.Version - 1, now, ct);
        }
        catch
        {
            book.Release();
            throw;
        }

        if (outcome is not ChangeOutcome.Done done)
        {
            book.Release();
            return outcome;
        }

        foreach (var change in changes.Where(static c => c.After is not null))
        {
            change.After!.Committed(done.ETags[change.Key]);
        }

        Publish(next, book);
        return outcome;
    }

    /// <summary>The state of what the database holds now.</summary>
    private async ValueTask<State> CurrentAsync(CancellationToken ct)
    {
        if (await _journal.Configuration.VersionAsync(ct) != _state.Catalog.Version)
        {
            await ReadAsync(ct);
        }

        return _state;
    }

    private async ValueTask ReadAsync(CancellationToken ct)
    {
        var state = _state;
        var catalog = ResourceCatalog.Of(await _journal.Configuration.ReadAsync(ct), _ring, state.Catalog);
        var (book, findings) = Build(state with { Catalog = catalog });
        Publish(state with { Catalog = catalog, Findings = findings }, book);
        await AlertAsync(findings, ct);
    }

    private void Publish(State state, ConnectionBook book)
    {
        _state = state;
        Connections.Replace(book);
    }

    private (ConnectionBook Book, IReadOnlyList<Finding> Findings) Build(State state)
    {
        using var lease = Connections.Take();
        return Build(state.Source, state.Catalog, state.Files, _ring, _time, lease.Book);
    }

    private static (ConnectionBook Book, IReadOnlyList<Finding> Findings) Build(
        BookSource source, ResourceCatalog catalog, ConfigurationFiles files, ISecretRing ring, TimeProvider time, ConnectionBook? before)
    {
        var check = new ConfigurationCheck();
        check.Add(catalog.All.SelectMany(static r => r.Findings));
        var book = BookBuilder.Build(source.And(ResourceSource.Of(catalog)), new(files.Inbox, time.GetUtcNow(), ring, check), before);
        AlertCheck.Resources(catalog, files.Channels, check);
        return (book, check.Findings);
    }

    /// <summary>A connection with what its station gives to those that leave it out.</summary>
    private static JsonElement WithDefaults(State state, string kind, JsonElement json, IReadOnlyList<ResourceInput>? also = null)
    {
        if (kind is not ResourceKinds.Connection || json.ValueKind is not JsonValueKind.Object)
        {
            return json;
        }

        var stations = (also ?? []).Where(static r => r.Kind is ResourceKinds.Station && r.Body.ValueKind is JsonValueKind.Object)
            .Select(static r => (
                r.Name, Defaults: r.Body.TryGetProperty("defaults", out var given) ? JsonNode.Parse(given.GetRawText()) as JsonObject : null,
                IsOnlyByName: r.Body.TryGetProperty("onlyByName", out var only) && only.ValueKind is JsonValueKind.True))
            .Concat(state.Catalog.OfKind(ResourceKinds.Station).Select(static r => (r.Name, Defaults: r.Body["defaults"] as JsonObject, IsOnlyByName: r.Settings is StationResource { OnlyByName: true })))
            .Concat(SettingsViews.Names(state.Source, ResourceKinds.Station).Select(static n => (Name: n, Defaults: default(JsonObject), IsOnlyByName: false)))
            .DistinctBy(static s => s.Name, StringComparer.Ordinal).ToArray();
        if (json.TryGetProperty("station", out var named) && (named.ValueKind is not JsonValueKind.String || !named.ValueEquals("")))
        {
            var defaults = named.ValueKind is JsonValueKind.String ? stations.FirstOrDefault(s => string.Equals(s.Name, named.GetString(), StringComparison.Ordinal)).Defaults : null;
            return defaults is null ? json : JsonSerializer.SerializeToElement(ResourceMerge.Under(defaults, json));
        }

        // The only one is written down: it stays the same when there are more.
        if (stations.Where(static s => !s.IsOnlyByName).ToArray() is not [var only])
        {
            return json;
        }

        var whole = ResourceMerge.Under(only.Defaults ?? [], json);
        whole["station"] = only.Name;
        return JsonSerializer.SerializeToElement(whole);
    }

    private static IReadOnlyList<ResourceUse> Uses(ResourceCatalog catalog, string kind, string name)
        => kind is ResourceKinds.Channel
            ? [.. catalog.OfKind(ResourceKinds.Rule).Where(r => r.Settings is RuleResource rule && rule.Channels.Contains(name, StringComparer.Ordinal)).Select(static r => new ResourceUse(r.Kind, r.Name))]
            : kind is not (ResourceKinds.Station or ResourceKinds.Partner) ? []
            :
            [
                .. catalog.OfKind(ResourceKinds.Connection).Where(r => r.Settings is ConnectionSettings c && string.Equals(kind is ResourceKinds.Station ? c.Station : c.Partner, name, StringComparison.Ordinal))
                    .Concat(catalog.OfKind(ResourceKinds.Certificate).Where(r => r.Settings is CertificateResource c && string.Equals(c.Owner, $"{kind}/{name}", StringComparison.Ordinal)))
                    .Select(static r => new ResourceUse(r.Kind, r.Name)),
            ];

    private static ResourceView View(State state, Resource resource)
    {
        var (row, root) = (resource.Row, resource.Path.Root + "/");
        return new(
            row.Kind, row.Name, row.ETag, row.ManagedBy, row.Set, row.CreatedAt, row.UpdatedAt, ResourceEditor.Masked(resource, []),
            [.. state.Findings.Where(f => f.Field.StartsWith(root, StringComparison.Ordinal))]);
    }

    /// <summary>One moment of the configuration.</summary>
    private sealed record State(ConfigurationFiles Files, BookSource Source, ResourceCatalog Catalog, IReadOnlyList<Finding> Findings);
}
