using System.ComponentModel;
using Waybill.Gateway;

namespace Waybill.Server;

[Description("The ring of secrets is wrapped by a new master key.")]
internal sealed record Rewrapped(
    [property: Description("The file of the new key, where the old one was. Back it up, apart from the data.")] string File,
    [property: Description("Where the old key is now. Backups of the data made before today open with it only; put it away with them.")] string OldFile);

/// <summary>Replaces the master key.</summary>
/// <param name="Run">Does it; null where there is none.</param>
internal sealed record Rewrapping(Func<CancellationToken, ValueTask<Rewrapped>>? Run);

/// <summary>Secrets at rest.</summary>
internal static class SecretEndpoints
{
    internal static void Map(IEndpointRouteBuilder api)
        => api.MapPost("/secrets/rewrap", RewrapAsync).WithName("rewrapSecrets").WithTags("Doors").WithSummary("Wrap all keys of the ring with a new master key.")
            .WithDescription(
                "The new key takes the file's place, the old one stays beside it under another name. What was sealed stays as it is. Interrupted, it goes on at the next start. " +
                "Other gateways over the same database need a copy of the new file before they start again.")
            .Produces<Rewrapped>().ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<IResult> RewrapAsync(Caller caller, Rewrapping rewrapping, IJournal journal, ActionLog log, TimeProvider time, CancellationToken ct)
    {
        if (rewrapping.Run is not { } run)
        {
            return ApiProblems.Of(StatusCodes.Status409Conflict, "There is no master key here.");
        }

        try
        {
            var done = await run(ct);
            await journal.Configuration.AuditAsync(new(0, time.GetUtcNow(), caller.Name, "rewrap", "secrets", "master-key", null, null), ct);
            log.Acted(caller, "rewrap secrets", done.OldFile);
            return TypedResults.Ok(done);
        }
        catch (SecretRingException cannot)
        {
            return ApiProblems.Of(StatusCodes.Status409Conflict, cannot.Message);
        }
    }
}
