namespace Waybill.Gateway;

/// <summary>What becomes of one resource, under a condition on how it is now.</summary>
public sealed record ResourceChange
{
    /// <summary><see cref="IfMatch"/> that takes whatever is there, also nothing.</summary>
    public const string Any = "*";

    /// <summary>One of <see cref="ResourceKinds"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>JSON without secrets; null removes the resource and its secrets.</summary>
    public required string? Body { get; init; }

    /// <summary>The ETag it must have; null: it must not be there yet; <see cref="Any"/>: whatever.</summary>
    public required string? IfMatch { get; init; }

    /// <summary>See <see cref="ResourceRow.ManagedBy"/>.</summary>
    public string? ManagedBy { get; init; }

    /// <summary>See <see cref="ResourceRow.Set"/>.</summary>
    public string? Set { get; init; }

    /// <summary>Sealed secrets by field. What is not named is kept; null removes one.</summary>
    public IReadOnlyDictionary<string, byte[]?> Secrets { get; init; } = new Dictionary<string, byte[]?>(StringComparer.Ordinal);

    /// <summary>Written in the same transaction.</summary>
    public required AuditRow Audit { get; init; }
}

/// <summary>How a change ended. Only <see cref="Done"/> has written anything.</summary>
public abstract record ChangeOutcome
{
    private ChangeOutcome()
    {
    }

    /// <summary>All of it is written.</summary>
    /// <param name="Version">Of the configuration, after it.</param>
    /// <param name="ETags">Of every resource that was written, by kind and name.</param>
    public sealed record Done(long Version, IReadOnlyDictionary<(string Kind, string Name), string> ETags) : ChangeOutcome;

    /// <summary>This resource was changed since.</summary>
    public sealed record PreconditionFailed(string Kind, string Name) : ChangeOutcome;

    /// <summary>A resource of this kind and name is there already.</summary>
    public sealed record AlreadyThere(string Kind, string Name) : ChangeOutcome;

    /// <summary>There is no such resource any more.</summary>
    public sealed record Gone(string Kind, string Name) : ChangeOutcome;

    /// <summary>The configuration has another version than the caller saw.</summary>
    /// <param name="Version">The one it has.</param>
    public sealed record Drifted(long Version) : ChangeOutcome;
}
