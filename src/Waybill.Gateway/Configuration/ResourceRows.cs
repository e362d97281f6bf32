namespace Waybill.Gateway;

/// <summary>One resource as it is stored.</summary>
/// <param name="Kind">One of <see cref="ResourceKinds"/>.</param>
/// <param name="Name">Its name within the kind; never changes.</param>
/// <param name="Body">JSON, without secrets.</param>
/// <param name="ETag">Another one after each change; compared as a whole.</param>
/// <param name="ManagedBy">Null: people; <see cref="ByFile"/>: an applied file.</param>
/// <param name="Set">The set of files it was applied with; null for none.</param>
/// <param name="CreatedAt">When it came.</param>
/// <param name="UpdatedAt">When it was last changed.</param>
public sealed record ResourceRow(
    string Kind, string Name, string Body, string ETag, string? ManagedBy, string? Set, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt)
{
    /// <summary>What <see cref="ManagedBy"/> says of an applied resource.</summary>
    public const string ByFile = "file";
}

/// <summary>One secret of a resource, sealed by the ring.</summary>
/// <param name="Kind">Of the resource.</param>
/// <param name="Name">Of the resource.</param>
/// <param name="Field">Which of its secrets.</param>
/// <param name="Sealed">What the ring made of it.</param>
public sealed record SealedSecret(string Kind, string Name, string Field, byte[] Sealed);

/// <summary>The whole configuration of one moment.</summary>
/// <param name="Version">Grows by 1 with each change.</param>
/// <param name="Resources">By kind and name.</param>
/// <param name="Secrets">By kind, name and field.</param>
public sealed record ConfigurationRows(long Version, IReadOnlyList<ResourceRow> Resources, IReadOnlyList<SealedSecret> Secrets);
