namespace Waybill.Gateway;

/// <summary>What a book was built of, by the tags of its parts: the next book takes over what did not change.</summary>
/// <threadsafety>Written by the one builder of its book, read by the next ones.</threadsafety>
internal sealed class BookCache
{
    /// <summary>Opened certificates.</summary>
    internal Dictionary<object, OpenedCertificate> Certificates { get; } = [];

    /// <summary>Stations.</summary>
    internal Dictionary<object, Built<Station>> Stations { get; } = [];

    /// <summary>Identities of partners.</summary>
    internal Dictionary<object, Built<Partner>> Partners { get; } = [];

    /// <summary>Connections.</summary>
    internal Dictionary<object, BuiltConnection> Connections { get; } = [];
}

/// <summary>A station or an identity with what it was built of.</summary>
/// <param name="Value">It; null when it cannot be.</param>
/// <param name="Entries">Its certificates.</param>
/// <param name="Changes">When another answer may follow from the same certificates; null: never.</param>
internal sealed record Built<T>(T? Value, IReadOnlyList<CertificateEntry> Entries, DateTimeOffset? Changes)
    where T : class
{
    /// <summary>What is closed with the last book it stands in, besides its certificates; null for nothing.</summary>
    internal Shared? Handle { get; init; }

    /// <summary>Whether the same would be built again.</summary>
    internal bool IsGood(IReadOnlyList<CertificateEntry> entries, DateTimeOffset now)
        => (Changes is null || now < Changes) && entries.Count == Entries.Count && entries.Zip(Entries).All(static p => ReferenceEquals(p.First, p.Second));
}

/// <summary>A connection with what it was built of.</summary>
/// <param name="Value">It; null when it cannot be.</param>
/// <param name="Station">Its station.</param>
/// <param name="Partner">Its partner.</param>
/// <param name="Findings">What was found.</param>
internal sealed record BuiltConnection(As2Connection? Value, Station? Station, Partner? Partner, IReadOnlyList<Finding> Findings);
