using System.Text.Json.Nodes;

namespace Waybill.Gateway;

/// <summary>A resource as it is shown: without secrets.</summary>
/// <param name="Kind">One of <see cref="ResourceKinds"/>.</param>
/// <param name="Name">Its name.</param>
/// <param name="ETag">Of this state.</param>
/// <param name="ManagedBy">Null: people; <see cref="ResourceRow.ByFile"/>: an applied file; <see cref="BySettings"/>: the settings of the program, and read-only.</param>
/// <param name="Set">The set it was applied with; null for none.</param>
/// <param name="CreatedAt">When it came; null where nobody knows.</param>
/// <param name="UpdatedAt">When it was last changed; null where nobody knows.</param>
/// <param name="Body">Its settings; of a secret only whether it is set. A copy.</param>
/// <param name="Findings">What is wrong with it and what should be changed.</param>
public sealed record ResourceView(
    string Kind, string Name, string ETag, string? ManagedBy, string? Set, DateTimeOffset? CreatedAt, DateTimeOffset? UpdatedAt, JsonObject Body, IReadOnlyList<Finding> Findings)
{
    /// <summary>What <see cref="ManagedBy"/> says of what stands in the settings of the program.</summary>
    public const string BySettings = "appsettings";
}

/// <summary>One resource that needs another.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Name">Its name.</param>
public sealed record ResourceUse(string Kind, string Name);
