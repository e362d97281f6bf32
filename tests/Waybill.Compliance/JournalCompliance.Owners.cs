namespace Waybill.Compliance;

public abstract partial class JournalCompliance
{
    /// <summary>Nothing of it runs out while a test lasts.</summary>
    private static readonly OwnerTimes Long = new()
    {
        Lease = TimeSpan.FromHours(1), Renewal = TimeSpan.FromMilliseconds(100), Margin = TimeSpan.FromSeconds(1), Asking = TimeSpan.FromMilliseconds(50),
    };

    private static readonly OwnerTimes Short = Long with { Lease = TimeSpan.FromSeconds(3), Renewal = TimeSpan.FromMilliseconds(250) };

    /// <summary>A second process on the same store; where there can be none, a second node of this one.</summary>
    protected virtual ValueTask<IJournal> OpenBesideAsync() => new(Journal);

    [Fact]
    public async Task An_owner_keeps_its_scope_past_a_lease_and_when_it_dies_another_goes_on_where_it_was()
    {
        var journal = await OpenBesideAsync();
        await using var first = new OwnerNode(Journal.Owners, isAlone: false, Short, Connection);
        var held = await first.NextAsync();
        await using var second = new OwnerNode(journal.Owners, isAlone: false, Short, Connection);
        while (first.Renewals < 14)
        {
            await Task.Delay(20, Ct);
        }

        // Longer than a lease: the fence lets it in, and the other one had to wait.
        Assert.False(second.HasMore || held.Lost.IsCancellationRequested);
        var work = await SendingAsync(held.Lease);

        first.Die();
        var taken = await second.NextAsync();

        Assert.Equal(held.Lease.Epoch + 1, taken.Lease.Epoch);
        Assert.False(await Journal.CompleteAsync(held.Lease, Result(work, ExchangeState.Sent), Ct));
        Assert.Empty(await Journal.ClaimAsync(held.Lease, 5, isStrict: false, Now, Ct));
        Assert.Equal(1, await journal.RecoverClaimsAsync(taken.Lease, Now, Ct));
        var again = Assert.Single(await journal.ClaimAsync(taken.Lease, 5, isStrict: false, Now.AddSeconds(1), Ct));
        Assert.Equal((work.Id, work.MessageId, 2), (again.Id, again.MessageId, again.Attempt));
        Assert.True(await journal.CompleteAsync(taken.Lease, Result(again, ExchangeState.Sent), Ct));
        while (!held.Lost.IsCancellationRequested)
        {
            await Task.Delay(20, Ct);
        }

        await DisposeBesideAsync(journal, second);
    }

    [Fact]
    public async Task What_an_owner_gives_back_another_has_long_before_the_lease_is_over()
    {
        var journal = await OpenBesideAsync();
        var first = new OwnerNode(Journal.Owners, isAlone: false, Long, "a", "b");
        var (a, b) = (await first.NextAsync(), await first.NextAsync());
        await using var second = new OwnerNode(journal.Owners, isAlone: false, Long, "a", "b");

        // A connection goes, then the process.
        first.Want("b");
        Assert.Equal("a", (await second.NextAsync()).Lease.Scope);
        Assert.True((a.Lease.Scope is "a" ? a : b).Lost.IsCancellationRequested);
        Assert.False((a.Lease.Scope is "b" ? a : b).Lost.IsCancellationRequested);
        await first.DisposeAsync();
        var taken = await second.NextAsync();
        Assert.Equal(("b", 2L), (taken.Lease.Scope, taken.Lease.Epoch));
        await DisposeBesideAsync(journal, second);
    }

    [Fact]
    public async Task An_owner_whose_row_another_took_loses_its_scope_at_the_next_renewal_and_asks_for_it_again()
    {
        await using var node = new OwnerNode(Journal.Owners, isAlone: false, Long, Connection);
        var held = await node.NextAsync();
        await Journal.Owners.ReleaseAsync(held.Lease, Ct);
        var thief = await Journal.Owners.TakeAsync(Connection, "thief", TimeSpan.FromHours(1), isAlone: false, Ct);

        // Whoever came first has it, and nobody has the old epoch.
        if (thief is not null)
        {
            while (!held.Lost.IsCancellationRequested)
            {
                await Task.Delay(10, Ct);
            }

            await Journal.Owners.ReleaseAsync(thief, Ct);
        }

        var again = await node.NextAsync();
        Assert.True(again.Lease.Epoch > held.Lease.Epoch);
        Assert.Empty(await Journal.Owners.RenewAllAsync([held.Lease], TimeSpan.FromHours(1), Ct));
    }

    [Fact]
    public async Task Thousands_of_scopes_are_taken_extended_and_given_back_together()
    {
        string[] scopes = [.. Enumerable.Range(0, 4500).Select(i => $"c-{i:D5} «ü»")];
        await Journal.Owners.TakeAsync(scopes[7], "other", TimeSpan.FromHours(1), isAlone: false, Ct);
        var taken = await Journal.Owners.TakeAllAsync(scopes, "one", TimeSpan.FromHours(1), isAlone: false, Ct);
        Assert.Equal(scopes.Where(s => !string.Equals(s, scopes[7], StringComparison.Ordinal)), taken.Select(t => t.Scope).Order(StringComparer.Ordinal));
        Assert.Empty(await Journal.Owners.TakeAllAsync(scopes, "two", TimeSpan.FromHours(1), isAlone: false, Ct));

        await Journal.Owners.ReleaseAllAsync([.. taken.Skip(4000)], Ct);
        var stolen = await Journal.Owners.TakeAllAsync([taken[4001].Scope], "two", TimeSpan.FromHours(1), isAlone: false, Ct);
        Assert.Equal(2, Assert.Single(stolen).Epoch);
        Assert.Equal(taken.Take(4000).ToHashSet(), (await Journal.Owners.RenewAllAsync(taken, TimeSpan.FromHours(1), Ct)).ToHashSet());

        // A node takes its own again with a new epoch; nothing stands for the old one.
        var again = await Journal.Owners.TakeAllAsync(scopes[..3], "one", TimeSpan.FromHours(1), isAlone: false, Ct);
        Assert.All(again, lease => Assert.Equal(2, lease.Epoch));
        await Journal.Owners.ReleaseAllAsync([.. taken.Take(3)], Ct);
        Assert.Equal(3, (await Journal.Owners.RenewAllAsync(again, TimeSpan.FromHours(1), Ct)).Count);
    }

    private async ValueTask DisposeBesideAsync(IJournal journal, OwnerNode node)
    {
        if (!ReferenceEquals(journal, Journal))
        {
            await node.DisposeAsync();
            await journal.DisposeAsync();
        }
    }
}
