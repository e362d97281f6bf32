namespace Waybill.Gateway;

/// <summary>A scope this node owns for now: every claim and outcome is checked against it under lock.</summary>
/// <param name="Scope">What is owned: a connection's name.</param>
/// <param name="Node">This process's own id; a new process is a new node.</param>
/// <param name="Epoch">Grows with every take: a stale owner can record nothing.</param>
public sealed record OwnerLease(string Scope, string Node, long Epoch);

/// <summary>One scope taken, with the token that ends when it is lost.</summary>
/// <param name="Lease">What claims are made with.</param>
/// <param name="Inbox">Where the owner hears that something changed.</param>
/// <param name="Lost">Cancelled before the lease runs out: what is on the wire is to be aborted, nothing can be recorded any more.</param>
public sealed record Ownership(OwnerLease Lease, OwnerInbox Inbox, CancellationToken Lost);

/// <summary>Who sends: gives out the scopes this node owns.</summary>
public interface IOwners
{
    /// <summary>Scopes as they are taken, again after one was lost, until cancelled; then every scope is given back. Cancel after the last outcome is recorded.</summary>
    IAsyncEnumerable<Ownership> Watch(CancellationToken ct);

    /// <summary>Says which scopes there are: the names of the connections. A scope that is gone is given back, its <see cref="Ownership.Lost"/> cancelled.</summary>
    void Want(IReadOnlyCollection<string> scopes);

    /// <summary>Something became due in a scope, whoever owns it.</summary>
    ValueTask WakeAsync(string scope);

    /// <summary>A person holds, releases or cancels.</summary>
    /// <param name="scope">What is owned.</param>
    /// <param name="command">What the person did; it is in the store already.</param>
    /// <param name="about">The exchange that was cancelled; null: the scope as a whole.</param>
    ValueTask TellAsync(string scope, OwnerCommand command, ExchangeId? about = null);
}

/// <summary>What an owner is told.</summary>
public enum OwnerCommand
{
    /// <summary>Take nothing new.</summary>
    Hold,

    /// <summary>Go on.</summary>
    Release,

    /// <summary>Something was cancelled: abort it where it is on the wire.</summary>
    Cancel,
}

/// <summary>Owner rows in the store.</summary>
/// <threadsafety>Safe for concurrent calls.</threadsafety>
public interface IOwnerStore
{
    /// <summary>Takes every one of these scopes that is free, run out or ours: its epoch grows by one. What another node holds is left out.</summary>
    /// <param name="scopes">What.</param>
    /// <param name="node">Who.</param>
    /// <param name="lease">For how long.</param>
    /// <param name="isAlone">No other process can use this store: a scope of an earlier process is taken at once.</param>
    /// <param name="ct">Cancels.</param>
    ValueTask<IReadOnlyList<OwnerLease>> TakeAllAsync(IReadOnlyCollection<string> scopes, string node, TimeSpan lease, bool isAlone, CancellationToken ct);

    /// <summary>Extends every one of these leases. Returns those that still are ours.</summary>
    ValueTask<IReadOnlyCollection<OwnerLease>> RenewAllAsync(IReadOnlyCollection<OwnerLease> leases, TimeSpan duration, CancellationToken ct);

    /// <summary>Gives every one of these scopes back early.</summary>
    ValueTask ReleaseAllAsync(IReadOnlyCollection<OwnerLease> leases, CancellationToken ct);

    /// <summary>Takes one; null when another node holds it.</summary>
    async ValueTask<OwnerLease?> TakeAsync(string scope, string node, TimeSpan lease, bool isAlone, CancellationToken ct)
        => await TakeAllAsync([scope], node, lease, isAlone, ct) is [var mine] ? mine : null;

    /// <summary>Extends one; false when it is lost.</summary>
    async ValueTask<bool> RenewAsync(OwnerLease lease, TimeSpan duration, CancellationToken ct) => (await RenewAllAsync([lease], duration, ct)).Count is 1;

    /// <summary>Gives one back early.</summary>
    ValueTask ReleaseAsync(OwnerLease lease, CancellationToken ct) => ReleaseAllAsync([lease], ct);
}
