using System.ComponentModel;

namespace Waybill.Server;

[Description("What this gateway is and how it stands.")]
internal sealed record AboutView(
    string Version,
    [property: Description(".NET and the system it runs on.")] string Runtime,
    string System,
    DateTimeOffset StartedAt,
    [property: Description("The gateway's clock.")] DateTimeOffset Now,
    AboutHealth? Health = null, AboutDatabase? Database = null, IReadOnlyList<AboutFolder>? Folders = null, AboutAddresses? Addresses = null, AboutQueue? Queue = null,
    [property: Description("The file of the key to all secrets: back it up, apart from the data.")] string? MasterKeyFile = null);

[Description("Whether a message that came now could be kept.")]
internal sealed record AboutHealth(
    bool IsReady,
    [property: Description("What stands in the way: the store, the disk, a clock that differs from the database's.")] string? Problem);

[Description("Where the journal is.")]
internal sealed record AboutDatabase(
    [property: Description("SQLite or PostgreSQL.")] string Kind,
    [property: Description("The file, or database and host.")] string Place,
    [property: Description("Size of the file; absent for PostgreSQL.")] long? Bytes);

[Description("A folder and its disk.")]
internal sealed record AboutFolder(
    [property: Description("data, payloads or inbox.")] string Name,
    string Path,
    [property: Description("Absent where it cannot be told.")] long? FreeBytes,
    long? TotalBytes);

[Description("Where it listens.")]
internal sealed record AboutAddresses(
    [property: Description("For people and programs.")] IReadOnlyList<string> Inside,
    [property: Description("For partners' messages, with /as2.")] IReadOnlyList<string> As2);

[Description("What waits, counted up to 1000 each.")]
internal sealed record AboutQueue(int Sends, int Receipts, int Handoffs, int Unopened, DateTimeOffset? OldestDueAt);

/// <summary>Tells what a gateway is.</summary>
/// <param name="Read">Reads it.</param>
internal sealed record AboutSource(Func<CancellationToken, ValueTask<AboutView>> Read);

/// <summary>What this gateway is.</summary>
internal static class AboutEndpoints
{
    internal static void Map(IEndpointRouteBuilder api)
        => api.MapGet("/about", static async (AboutSource about, CancellationToken ct) => TypedResults.Ok(await about.Read(ct)))
            .WithName("getAbout").WithTags("Configuration").WithSummary("Tell version, stores, addresses, clock, disks and health.");
}
