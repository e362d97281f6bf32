namespace Waybill.Gateway.Stores;

/// <summary>The journal over either database: each call is one unit of work, written once in <c>Sql/</c>.</summary>
internal abstract partial class SqlJournal : IJournal, IHandoffJournal, IReceiptJournal, IActionJournal, IOwnerStore, ISmallPayloads, IUnopenedJournal, IConfigurationJournal, ITokenJournal, IDebugJournal, IRetentionJournal
{
    /// <summary>Rows changed in one transaction by what runs in the background: a slice stays below 5 ms.</summary>
    private const int Slice = 50;

    private readonly Lock _gate = new();
    private Action<string>[] _hints = [];
    private Action<JournalChange>[] _looking = [];

    private protected SqlJournal(TimeProvider time) => Time = time;

    /// <inheritdoc/>
    public IHandoffJournal Handoffs => this;

    /// <inheritdoc/>
    public IReceiptJournal Receipts => this;

    /// <inheritdoc/>
    public IUnopenedJournal Unopened => this;

    /// <inheritdoc/>
    public ISmallPayloads SmallPayloads => this;

    /// <inheritdoc/>
    public IActionJournal Actions => this;

    /// <inheritdoc/>
    public IDoorJournal Doors => this;

    /// <inheritdoc/>
    IAccountJournal IJournal.Accounts => this;

    /// <inheritdoc/>
    public IShareJournal Shares => this;

    /// <inheritdoc/>
    public INoticeJournal Notices => this;

    /// <inheritdoc/>
    public IOwnerStore Owners => this;

    /// <inheritdoc/>
    public IConfigurationJournal Configuration => this;

    /// <inheritdoc/>
    public ITokenJournal Tokens => this;

    /// <inheritdoc/>
    public IDebugJournal Debugging => this;

    /// <inheritdoc/>
    public IRetentionJournal Retention => this;

    /// <inheritdoc/>
    public abstract bool IsAlone { get; }

    /// <inheritdoc/>
    public virtual IRingStore? Ring => null;

    private protected TimeProvider Time { get; }

    private DateTimeOffset Now => Time.GetUtcNow();

    /// <inheritdoc/>
    public ValueTask<AcceptOutcome> AcceptAsync(AcceptedMessage message, CancellationToken ct) => WriteAsync(u => Receiving.AcceptAsync(u, message), ct);

    /// <inheritdoc/>
    public async ValueTask RefuseAsync(RefusedMessage message, CancellationToken ct) => await WriteAsync(u => Receiving.RefuseAsync(u, message), ct);

    /// <inheritdoc/>
    public async ValueTask ReceiveAsync(UnopenedMessage message, CancellationToken ct) => await WriteAsync(u => Stores.Unopened.ReceiveAsync(u, message), ct);

    /// <inheritdoc/>
    public async ValueTask DescribeAsync(ExchangeId id, IReadOnlyList<DocumentRow> documents, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(documents);
        var from = 0;
        do
        {
            var start = from;
            await WriteAsync(u => Envelopes.WriteAsync(u, id, documents, start), ct);
            from += Envelopes.Slice;
        }
        while (from < documents.Count);
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<UndescribedExchange>> UndescribedAsync(long after, DateTimeOffset before, int max, CancellationToken ct)
        => await ReadAsync(u => Envelopes.UndescribedAsync(u, after, before, max), ct);

    /// <inheritdoc/>
    public ValueTask<IdempotencyOutcome> SubmitAsync(Submission submission, CancellationToken ct) => WriteAsync(u => Submitting.SubmitAsync(u, submission), ct);

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<Submission>> UnpackagedAsync(int max, IReadOnlyCollection<string> without, CancellationToken ct)
        => await ReadAsync(u => Submitting.UnpackagedAsync(u, max, without), ct);

    /// <inheritdoc/>
    public ValueTask<bool> PackagedAsync(ExchangeId id, PackageRow package, DateTimeOffset dueAt, CancellationToken ct)
        => WriteAsync(u => Submitting.PackagedAsync(u, id, package, dueAt, Now), ct);

    /// <inheritdoc/>
    public ValueTask<bool> PackagingFailedAsync(ExchangeId id, string reason, DateTimeOffset at, CancellationToken ct)
        => WriteAsync(u => Submitting.PackagingFailedAsync(u, id, reason, at), ct);

    /// <inheritdoc/>
    public async ValueTask PauseAsync(ConnectionPause pause, DateTimeOffset at, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(pause);
        await WriteAsync(u => Done(Completing.PauseAsync(u, pause, at)), ct);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<SendWork>> ClaimAsync(OwnerLease lease, int max, bool isStrict, DateTimeOffset now, CancellationToken ct)
        => WriteAsync(u => Claiming.ClaimAsync(u, lease, max, isStrict, now), ct);

    /// <inheritdoc/>
    public ValueTask<bool> CompleteAsync(OwnerLease lease, AttemptResult result, CancellationToken ct) => WriteAsync(u => Completing.CompleteAsync(u, lease, result, Now), ct);

    /// <inheritdoc/>
    public ValueTask<int> RecoverClaimsAsync(OwnerLease lease, DateTimeOffset now, CancellationToken ct) => WriteAsync(u => Claiming.RecoverAsync(u, lease, now), ct);

    /// <inheritdoc/>
    public ValueTask<int> RecoverUnheardAsync(OwnerLease lease, IReadOnlyCollection<ExchangeId> sending, IReadOnlyCollection<ExchangeId> posting, DateTimeOffset now, CancellationToken ct)
        => WriteAsync(u => Claiming.RecoverUnheardAsync(u, lease, sending, posting, now), ct);

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<PassedDeadline>> PassDeadlinesAsync(DateTimeOffset now, Func<string, DeliveryRules?> rules, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(rules);
        var passed = new List<PassedDeadline>();
        List<PassedDeadline> slice;
        do
        {
            slice = await WriteAsync(u => Completing.PassDeadlinesAsync(u, now, rules, Slice), ct);
            passed.AddRange(slice);
        }
        while (slice.Count > 0);

        await WriteAsync(u => Alerts.AgeAsync(u, now), ct);
        while (await WriteAsync(u => Idempotency.ForgetAsync(u, now), ct) > 0)
        {
        }

        while (await WriteAsync(u => Stores.Debugging.ForgetAsync(u, now, Slice), ct) > 0)
        {
        }

        return passed;
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyCollection<string>> BusyAsync(CancellationToken ct) => ReadAsync(Busy.ReadAsync, ct);

    /// <inheritdoc/>
    public ValueTask<DateTimeOffset?> NextDueAsync(string connection, CancellationToken ct) => ReadAsync(u => Claiming.NextDueAsync(u, connection), ct);

    /// <inheritdoc/>
    public ValueTask<AwaitedReceipt?> FindSentAsync(string ourName, string partnerName, string originalMessageId, CancellationToken ct)
        => ReadAsync(u => Submitting.FindSentAsync(u, ourName, partnerName, originalMessageId), ct);

    /// <inheritdoc/>
    public ValueTask<SendWork?> FindPackageAsync(ExchangeId id, CancellationToken ct) => ReadAsync(u => Claiming.FindPackageAsync(u, id), ct);

    /// <inheritdoc/>
    public ValueTask<bool> ReceiptAsync(ExchangeId id, ReceiptRow receipt, CancellationToken ct) => WriteAsync(u => Completing.ReceiptAsync(u, id, receipt), ct);

    /// <inheritdoc/>
    public async ValueTask OrphanReceiptAsync(string? from, string? to, ReceiptRow receipt, CancellationToken ct)
        => await WriteAsync(u => Orphans.AddAsync(u, from, to, receipt), ct);

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<OrphanReceipt>> OrphansAsync(long? before, int limit, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return await ReadAsync(u => Orphans.ListAsync(u, before ?? long.MaxValue, Math.Min(limit, 1000)), ct);
    }

    /// <inheritdoc/>
    public ValueTask<OrphanReceipt?> FindOrphanAsync(long number, CancellationToken ct) => ReadAsync(u => Orphans.FindAsync(u, number), ct);

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<ExchangeId>> CancelledAsync(IReadOnlyCollection<ExchangeId> ids, CancellationToken ct)
        => await ReadAsync(u => ByHand.CancelledAsync(u, ids), ct);

    /// <inheritdoc/>
    public ValueTask<bool> CancelAsync(ExchangeId id, string by, DateTimeOffset at, CancellationToken ct) => WriteAsync(u => ByHand.CancelAsync(u, id, by, at), ct);

    /// <inheritdoc/>
    public ValueTask<bool> ResendAsync(ExchangeId id, string by, DateTimeOffset at, DateTimeOffset giveUpAt, CancellationToken ct)
        => WriteAsync(u => ByHand.ResendAsync(u, id, by, at, giveUpAt), ct);

    /// <inheritdoc/>
    public ValueTask<ConnectionStateRow> ConnectionStateAsync(string connection, CancellationToken ct) => ReadAsync(u => ByHand.StateAsync(u, connection), ct);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyDictionary<string, ConnectionStateRow>> ConnectionStatesAsync(IReadOnlyCollection<string> connections, CancellationToken ct)
        => ReadAsync(u => ByHand.StatesAsync(u, connections), ct);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyDictionary<string, ConnectionFacts>> ConnectionFactsAsync(IReadOnlyCollection<string> connections, CancellationToken ct)
        => ReadAsync(u => Errors.FactsAsync(u, connections), ct);

    /// <inheritdoc/>
    public async ValueTask HoldAsync(string connection, bool isHeld, string by, DateTimeOffset at, CancellationToken ct)
        => await WriteAsync(u => ByHand.HoldAsync(u, connection, isHeld, by, at), ct);

    /// <inheritdoc/>
    public ValueTask<ExchangePage> ListAsync(ExchangeFilter filter, string? cursor, int limit, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(filter);
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return ReadAsync(u => Listing.ListAsync(u, filter, cursor, Math.Min(limit, 1000)), ct);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ProblemGroup>> ProblemsAsync(DateTimeOffset since, int limit, CancellationToken ct) => ReadAsync(u => Listing.ProblemsAsync(u, since, limit), ct);

    /// <inheritdoc/>
    public ValueTask<TrafficHour> TrafficAsync(DateTimeOffset hour, CancellationToken ct) => ReadAsync(u => Traffic.ReadAsync(u, hour), ct);

    /// <inheritdoc/>
    public ValueTask<ExchangeDetail?> FindAsync(ExchangeId id, CancellationToken ct) => ReadAsync(u => Reading.FindAsync(u, id), ct);

    /// <inheritdoc/>
    public ValueTask<bool> NamesAsync(PayloadId id, CancellationToken ct) => ReadAsync(u => Reading.NamesAsync(u, id), ct);

    /// <inheritdoc/>
    public ValueTask<QueueDepth> DepthAsync(DateTimeOffset now, CancellationToken ct) => ReadAsync(u => Depth.ReadAsync(u, now), ct);

    /// <inheritdoc/>
    public async ValueTask RaiseAsync(string kind, string subject, AlertSeverity severity, string text, DateTimeOffset at, CancellationToken ct)
        => await WriteAsync(u => Done(Alerts.RaiseAsync(u, kind, subject, severity, text, at)), ct);

    /// <inheritdoc/>
    public async ValueTask ResolveAsync(string kind, string subject, DateTimeOffset at, CancellationToken ct)
        => await WriteAsync(u => Done(Alerts.ResolveAsync(u, kind, subject, at)), ct);

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<AlertRow>> OpenAsync(int max, CancellationToken ct) => await ReadAsync(u => Alerts.OpenAsync(u, max), ct);

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<AlertRow>> OpenAsync(string kind, CancellationToken ct) => await ReadAsync(u => Alerts.OpenAsync(u, kind), ct);

    async ValueTask<IReadOnlyList<HandoffWork>> IHandoffJournal.ClaimAsync(string consumer, int max, DateTimeOffset now, DateTimeOffset until, CancellationToken ct)
        => await WriteAsync(u => Stores.Handoffs.ClaimAsync(u, consumer, max, now, until), ct);

    ValueTask<bool> IHandoffJournal.ExtendAsync(HandoffWork work, DateTimeOffset now, DateTimeOffset until, CancellationToken ct)
        => WriteAsync(u => Stores.Handoffs.ExtendAsync(u, work, now, until), ct);

    ValueTask<bool> IHandoffJournal.DoneAsync(HandoffWork work, DateTimeOffset at, CancellationToken ct) => WriteAsync(u => Stores.Handoffs.DoneAsync(u, work, at), ct);

    ValueTask<bool> IHandoffJournal.FailedAsync(HandoffWork work, DateTimeOffset dueAt, string reason, CancellationToken ct)
        => WriteAsync(u => Stores.Handoffs.FailedAsync(u, work, dueAt, reason), ct);

    ValueTask<int> IHandoffJournal.ReplayAsync(ExchangeId id, IReadOnlyList<string> consumers, string by, DateTimeOffset at, CancellationToken ct)
        => WriteAsync(u => Stores.Handoffs.ReplayAsync(u, id, consumers, by, at), ct);

    ValueTask<IdempotencyOutcome> IActionJournal.ActAsync(OperatorAction action, IdempotencyKey? key, CancellationToken ct) => WriteAsync(u => ByHand.ActAsync(u, action, key), ct);

    ValueTask<IdempotencyOutcome?> IActionJournal.RecallAsync(IdempotencyKey key, DateTimeOffset at, CancellationToken ct) => ReadAsync(u => Idempotency.RecallAsync(u, key, at), ct);

    ValueTask<ReopenOutcome> IActionJournal.ReopenAsync(ReopenedMessage message, IdempotencyKey? key, CancellationToken ct) => WriteAsync(u => Reopening.ReopenAsync(u, message, key), ct);

    async ValueTask IActionJournal.StillRefusedAsync(ExchangeId id, string by, string cause, DateTimeOffset at, CancellationToken ct)
        => await WriteAsync(u => Reopening.StillRefusedAsync(u, id, by, cause, at), ct);

    ValueTask<IReadOnlyList<ReceiptWork>> IReceiptJournal.ClaimAsync(OwnerLease lease, int max, DateTimeOffset now, CancellationToken ct)
        => WriteAsync(u => ReceiptPosts.ClaimAsync(u, lease, max, now), ct);

    ValueTask<bool> IReceiptJournal.CompleteAsync(
        OwnerLease lease, ReceiptWork work, bool isSent, int? httpStatus, string sentence, DateTimeOffset at, DateTimeOffset? dueAt, CancellationToken ct)
        => WriteAsync(u => ReceiptPosts.CompleteAsync(u, lease, work, isSent, httpStatus, sentence, at, dueAt, Now), ct);

    async ValueTask<IReadOnlyList<OwnerLease>> IOwnerStore.TakeAllAsync(IReadOnlyCollection<string> scopes, string node, TimeSpan lease, bool isAlone, CancellationToken ct)
    {
        var taken = new List<OwnerLease>();
        foreach (var slice in scopes.Order(StringComparer.Ordinal).Chunk(OwnerRows.Slice))
        {
            taken.AddRange(await WriteAsync(u => OwnerRows.TakeAsync(u, slice, node, lease, isAlone && IsAlone, Now), ct));
        }

        return taken;
    }

    async ValueTask<IReadOnlyCollection<OwnerLease>> IOwnerStore.RenewAllAsync(IReadOnlyCollection<OwnerLease> leases, TimeSpan duration, CancellationToken ct)
    {
        var kept = new List<OwnerLease>();
        foreach (var of in leases.GroupBy(l => l.Node, StringComparer.Ordinal))
        {
            foreach (var slice in of.Chunk(OwnerRows.Slice))
            {
                kept.AddRange(await WriteAsync(u => OwnerRows.RenewAsync(u, of.Key, slice, duration, Now), ct));
            }
        }

        return kept;
    }

    async ValueTask IOwnerStore.ReleaseAllAsync(IReadOnlyCollection<OwnerLease> leases, CancellationToken ct)
    {
        foreach (var of in leases.GroupBy(l => l.Node, StringComparer.Ordinal))
        {
            foreach (var slice in of.Chunk(OwnerRows.Slice))
            {
                await WriteAsync(u => OwnerRows.ReleaseAsync(u, of.Key, slice), ct);
            }
        }
    }

    ValueTask<TokenRow?> ITokenJournal.FindAsync(string connection, CancellationToken ct) => ReadAsync(u => Stores.Tokens.FindAsync(u, connection), ct);

    ValueTask<bool> ITokenJournal.KeepAsync(string connection, long before, ReadOnlyMemory<byte> sealedToken, DateTimeOffset at, CancellationToken ct)
        => WriteAsync(u => Stores.Tokens.KeepAsync(u, connection, before, sealedToken, at), ct);

    async ValueTask IDebugJournal.SwitchAsync(string connection, DateTimeOffset? until, CancellationToken ct)
        => await WriteAsync(u => Done(Stores.Debugging.SwitchAsync(u, connection, until)), ct);

    async ValueTask<IReadOnlyList<KeyValuePair<string, DateTimeOffset>>> IDebugJournal.SwitchedAsync(DateTimeOffset now, CancellationToken ct)
        => await ReadAsync(u => Stores.Debugging.SwitchedAsync(u, now), ct);

    async ValueTask IDebugJournal.AddAsync(IReadOnlyList<DebugEntry> entries, CancellationToken ct) => await WriteAsync(u => Done(Stores.Debugging.AddAsync(u, entries)), ct);

    async ValueTask<IReadOnlyList<DebugEntry>> IDebugJournal.ReadAsync(string connection, long? before, int limit, CancellationToken ct)
        => await ReadAsync(u => Stores.Debugging.ReadAsync(u, connection, before ?? long.MaxValue, Math.Clamp(limit, 1, 1000)), ct);

    async ValueTask IDebugJournal.ClearAsync(string connection, CancellationToken ct) => await WriteAsync(u => Stores.Debugging.ClearAsync(u, connection), ct);

    ValueTask<string?> IRetentionJournal.NextConnectionAsync(string? after, CancellationToken ct) => ReadAsync(u => Retaining.NextConnectionAsync(u, after), ct);

    async ValueTask<RetentionStep> IRetentionJournal.RemoveDueAsync(string connection, KeptAges ages, DateTimeOffset now, CancellationToken ct)
        => await ReadAsync(u => Retaining.IsDueAsync(u, connection, ages, now), ct) ? await WriteAsync(u => Retaining.RemoveAsync(u, connection, ages, now), ct) : new(null, 0, []);

    ValueTask<UnopenedWork?> IUnopenedJournal.ClaimAsync(DateTimeOffset now, DateTimeOffset until, CancellationToken ct)
        => WriteAsync(u => Stores.Unopened.ClaimAsync(u, now, until), ct);

    ValueTask<bool> IUnopenedJournal.ExtendAsync(UnopenedWork work, DateTimeOffset now, DateTimeOffset until, CancellationToken ct)
        => WriteAsync(u => Stores.Unopened.ExtendAsync(u, work, now, until), ct);

    ValueTask<bool> IUnopenedJournal.FailedAsync(UnopenedWork work, DateTimeOffset dueAt, string reason, CancellationToken ct)
        => WriteAsync(u => Stores.Unopened.FailedAsync(u, work, dueAt, reason), ct);

    ValueTask<int> IUnopenedJournal.ReleaseAsync(DateTimeOffset now, CancellationToken ct) => WriteAsync(u => Stores.Unopened.ReleaseAsync(u, now), ct);

    ValueTask<long> IConfigurationJournal.VersionAsync(CancellationToken ct) => ReadAsync(Configuring.VersionAsync, ct);

    ValueTask<ConfigurationRows> IConfigurationJournal.ReadAsync(CancellationToken ct) => ReadAsync(Configuring.ReadAsync, ct);

    ValueTask<ChangeOutcome> IConfigurationJournal.ChangeAsync(IReadOnlyList<ResourceChange> changes, long? ifVersion, DateTimeOffset now, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(changes);
        if (changes.DistinctBy(static c => (c.Kind, c.Name)).Count() != changes.Count || changes.Any(static c => c is { Body: null, IfMatch: null }))
        {
            throw new ArgumentException("Each change is of another resource, and what is removed is there.", nameof(changes));
        }

        return WriteAsync(u => Configuring.ChangeAsync(u, changes, ifVersion, now), ct);
    }

    async ValueTask IConfigurationJournal.AuditAsync(AuditRow row, CancellationToken ct) => await WriteAsync(u => Auditing.WriteAsync(u, [row]), ct);

    async ValueTask<IReadOnlyList<AuditRow>> IConfigurationJournal.ReadAuditAsync(AuditFilter filter, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(filter);
        ArgumentOutOfRangeException.ThrowIfLessThan(filter.Limit, 1, nameof(filter));
        return await ReadAsync(u => Auditing.ReadAsync(u, filter.Limit > AuditFilter.MostLines ? filter with { Limit = AuditFilter.MostLines } : filter), ct);
    }

    ValueTask<Organisation> IConfigurationJournal.OrganisationAsync(CancellationToken ct) => ReadAsync(Organisations.ReadAsync, ct);

    async ValueTask IConfigurationJournal.ChangeOrganisationAsync(Organisation organisation, string by, DateTimeOffset at, CancellationToken ct)
        => await WriteAsync(u => Organisations.ChangeAsync(u, organisation, by, at), ct);

    ValueTask<byte[]?> ISmallPayloads.ReadAsync(PayloadId id, CancellationToken ct) => ReadAsync(u => Blobs.ReadAsync(u, id), ct);

    ValueTask<long?> ISmallPayloads.LengthAsync(PayloadId id, CancellationToken ct) => ReadAsync(u => Blobs.LengthAsync(u, id), ct);

    async ValueTask ISmallPayloads.DeleteAsync(PayloadId id, CancellationToken ct) => await WriteAsync(u => Blobs.DeleteAsync(u, id), ct);

    async ValueTask<int> ISmallPayloads.SweepAsync(DateTimeOffset olderThan, CancellationToken ct)
    {
        // Ids begin with their time.
        var before = FormattableString.Invariant($"{Math.Max(0, olderThan.ToUnixTimeMilliseconds()):x12}");
        var (after, removed) = ("", 0);
        while (await ReadAsync(u => Blobs.UnnamedAsync(u, after, before), ct) is { } slice)
        {
            after = slice.Last;
            foreach (var objects in slice.Objects.Chunk(Slice))
            {
                removed += await WriteAsync(u => Blobs.DeleteUnnamedAsync(u, objects), ct);
            }
        }

        return removed;
    }

    /// <inheritdoc/>
    public IDisposable OnDue(Action<string> hint)
    {
        ArgumentNullException.ThrowIfNull(hint);
        lock (_gate)
        {
            _hints = [.. _hints, hint];
        }

        return new Subscription(() =>
        {
            lock (_gate)
            {
                _hints = [.. _hints.Where(h => h != hint)];
            }
        });
    }

    /// <inheritdoc/>
    public IDisposable OnChanged(Action<JournalChange> changed)
    {
        ArgumentNullException.ThrowIfNull(changed);
        lock (_gate)
        {
            _looking = [.. _looking, changed];
        }

        return new Subscription(() =>
        {
            lock (_gate)
            {
                _looking = [.. _looking.Where(l => l != changed)];
            }
        });
    }

    /// <inheritdoc/>
    public virtual ValueTask TellAsync(string topic, IReadOnlyCollection<string> ids, CancellationToken ct) => default;

    /// <inheritdoc/>
    public abstract ValueTask<string?> ProblemAsync(CancellationToken ct);

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();

    /// <summary>Runs a unit in a transaction of its own; it is durable when this returns.</summary>
    private protected abstract ValueTask<T> WriteAsync<T>(Func<ISqlUnit, ValueTask<T>> work, CancellationToken ct);

    /// <summary>Runs reads on one snapshot; never blocks the writer.</summary>
    private protected abstract ValueTask<T> ReadAsync<T>(Func<ISqlUnit, ValueTask<T>> work, CancellationToken ct);

    private protected void Hint(string scope)
    {
        foreach (var hint in _hints)
        {
            try
            {
                hint(scope);
            }
            catch (Exception)
            {
                // A listener's fault is its own: the commit stands, and a hint is no promise.
            }
        }
    }

    private protected void Tell(JournalChange change)
    {
        foreach (var looking in _looking)
        {
            try
            {
                looking(change);
            }
            catch (Exception)
            {
                // As for hints.
            }
        }
    }

    private protected static async ValueTask<bool> Done(ValueTask work)
    {
        await work;
        return true;
    }

    private sealed class Subscription(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
