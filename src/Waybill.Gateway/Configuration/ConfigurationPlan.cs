using System.Text.Json;
using System.Text.Json.Nodes;

namespace Waybill.Gateway;

/// <summary>One resource of a file that is to be applied.</summary>
/// <param name="Kind">One of <see cref="ResourceKinds"/>.</param>
/// <param name="Name">Its name.</param>
/// <param name="Body">Its settings, secrets among them.</param>
public sealed record ResourceInput(string Kind, string Name, JsonElement Body);

/// <summary>What applying would do with one resource.</summary>
public enum PlannedAction
{
    /// <summary>Nothing: it is so.</summary>
    None = 0,

    /// <summary>It comes.</summary>
    Create = 1,

    /// <summary>It changes.</summary>
    Replace = 2,

    /// <summary>It goes.</summary>
    Delete = 3,

    /// <summary>It is of the set and not in the file any more; without pruning it stays.</summary>
    Left = 4,
}

/// <summary>One line of a plan.</summary>
/// <param name="Kind">Of the resource.</param>
/// <param name="Name">Of the resource.</param>
/// <param name="Action">What is done.</param>
/// <param name="Before">Its settings now, secrets masked; null when it is not there.</param>
/// <param name="After">Its settings then, secrets masked; null when it is not there.</param>
/// <param name="Secrets">Fields of the secrets that change.</param>
public sealed record PlannedChange(string Kind, string Name, PlannedAction Action, JsonObject? Before, JsonObject? After, IReadOnlyList<string> Secrets);

/// <summary>What applying a file would do, exactly: it is carried out as it was shown or not at all.</summary>
/// <threadsafety>Immutable.</threadsafety>
public sealed class ConfigurationPlan
{
    internal ConfigurationPlan(string set, long version, string digest, IReadOnlyList<PlannedChange> changes, IReadOnlyList<Finding> findings, IReadOnlyList<PreparedChange> prepared)
        => (Set, Version, Digest, Changes, Findings, Prepared) = (set, version, digest, changes, findings, prepared);

    /// <summary>The set its resources belong to.</summary>
    public string Set { get; }

    /// <summary>The version of the configuration it was made of.</summary>
    public long Version { get; }

    /// <summary>Tells this plan from any other: of another version, another file or another secret.</summary>
    public string Digest { get; }

    /// <summary>By kind and name.</summary>
    public IReadOnlyList<PlannedChange> Changes { get; }

    /// <summary>What was found; with an error it cannot be applied.</summary>
    public IReadOnlyList<Finding> Findings { get; }

    /// <summary>Whether it can be applied.</summary>
    public bool IsGood => !Findings.Any(static f => f.Severity is FindingSeverity.Error);

    /// <summary>Whether it would change anything.</summary>
    public bool IsEmpty => Prepared is [];

    internal IReadOnlyList<PreparedChange> Prepared { get; }
}

/// <summary>How applying a plan ended.</summary>
public abstract record ApplyResult
{
    private ApplyResult()
    {
    }

    /// <summary>All of it is done.</summary>
    /// <param name="Version">Of the configuration now.</param>
    public sealed record Done(long Version) : ApplyResult;

    /// <summary>The configuration was changed since the plan was made. Nothing was done: plan anew.</summary>
    public sealed record Drifted : ApplyResult;

    /// <summary>The plan has errors. Nothing was done.</summary>
    /// <param name="Findings">What was found.</param>
    public sealed record Refused(IReadOnlyList<Finding> Findings) : ApplyResult;
}
