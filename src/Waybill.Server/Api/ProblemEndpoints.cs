using System.ComponentModel;
using Microsoft.AspNetCore.Http.HttpResults;
using Waybill.As2;
using Waybill.Gateway;

namespace Waybill.Server;

[Description("Exchanges that have one cause in common.")]
internal sealed record ProblemView(
    [property: Description("What is wrong, as a word: see cause of an exchange.")] string Cause,
    [property: Description("Who has to act.")] Blame Blame,
    Direction Direction,
    [property: Description("Absent: messages of pairs nobody configured.")] string? Connection,
    [property: Description("Of these nothing more is tried by itself.")] long Stopped,
    [property: Description("These are tried again by themselves.")] long Waiting,
    [property: Description("When the oldest of them began.")] DateTimeOffset First,
    [property: Description("When the newest of them began.")] DateTimeOffset Last);

[Description("What is wrong, the newest group first.")]
internal sealed record ProblemList(IReadOnlyList<ProblemView> Items);

[Description("Which exchanges to try again.")]
internal sealed record RetryRequest(
    [property: Description("The cause of the group.")] string Cause,
    Direction Direction,
    [property: Description("The connection of the group; absent: messages of pairs nobody configured.")] string? Connection = null,
    [property: Description("Not before.")] DateTimeOffset? From = null,
    [property: Description("Needed where the partner may have the bytes already.")] bool Confirm = false);

[Description("What was tried again.")]
internal sealed record RetryDone(
    [property: Description("Due again, or opened again and taken.")] int Done,
    [property: Description("Those that could not be, each with the reason.")] IReadOnlyList<RetryRefused> Refused,
    [property: Description("There are more than one call takes (500): call again.")] bool More);

internal sealed record RetryRefused(string Id, string Reason);

/// <summary>What is wrong with exchanges, grouped by cause, and trying a group again when the cause is gone.</summary>
internal static class ProblemEndpoints
{
    private const int MostGroups = 500;
    private const int MostAtOnce = 500;
    private const int Page = 100;

    private static readonly TimeSpan Window = TimeSpan.FromDays(30);

    // What is tried again by itself is left alone.
    private static readonly IReadOnlyList<ExchangeState> StoppedOut =
        [ExchangeState.Failed, ExchangeState.Rejected, ExchangeState.MicMismatch, ExchangeState.ReceiptInvalid, ExchangeState.Overdue];

    internal static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/exchanges/problems", ListAsync).WithName("listProblems").WithTags("Exchanges")
            .WithSummary("What is wrong, grouped by cause.")
            .WithDescription("Exchanges with a cause, by cause, way and connection. The exchanges of a group: GET /api/v1/exchanges with its cause, direction and connection.");
        api.MapPost("/exchanges/problems/retry", RetryAsync).WithName("retryProblem").WithTags("Actions")
            .WithSummary("Try the exchanges of a group again.")
            .WithDescription(
                "Out: the same bytes under the same Message-ID are due again; without confirm those that the partner may have already are left and listed. " +
                "In: opened again with the keys, certificates and connections there are now. At most 500 a call, the newest first.")
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<Ok<ProblemList>> ListAsync(
        IJournal journal, TimeProvider time, [Description("Exchanges that began since; default the last 30 days.")] DateTimeOffset? since, CancellationToken ct)
    {
        var groups = await journal.ProblemsAsync(since?.ToUniversalTime() ?? time.GetUtcNow() - Window, MostGroups, ct);
        return TypedResults.Ok(new ProblemList([.. groups.Select(static g => new ProblemView(
            g.Cause, Cause.BlameOf(g.Cause, g.Direction), g.Direction, g.Connection, g.Stopped, g.Waiting, g.First, g.Last))]));
    }

    private static async Task<Results<Ok<RetryDone>, ProblemHttpResult>> RetryAsync(
        Caller caller, IJournal journal, SendOperations operations, Reopener reopener, ActionLog log, RetryRequest request, CancellationToken ct)
    {
        var problems = new FieldProblems();
        if (request.Cause is not { Length: > 0 and <= 100 })
        {
            problems.Add("cause", "Must be the cause of a group: GET /api/v1/exchanges/problems lists them.");
        }

        if (request.Direction is not (Direction.In or Direction.Out))
        {
            problems.Add("direction", "Must be in or out.");
        }

        if (!problems.IsEmpty)
        {
            return ApiProblems.Invalid(problems);
        }

        var filter = new ExchangeFilter
        {
            Cause = request.Cause, Direction = request.Direction, Connection = request.Connection, Unmatched = request.Connection is null, From = request.From?.ToUniversalTime(),
            States = request.Direction is Direction.Out ? StoppedOut : [ExchangeState.Refused],
        };
        var (done, seen, refused) = (0, 0, new List<RetryRefused>());
        string? cursor = null;
        do
        {
            var page = await journal.ListAsync(filter, cursor, Math.Min(Page, MostAtOnce - seen), ct);
            foreach (var exchange in page.Items)
            {
                var reason = request.Direction is Direction.Out
                    ? ReasonOf((await operations.ResendAsync(exchange.Id, caller.Name, request.Confirm, null, ct)).Outcome)
                    : ReasonOf(await reopener.ReopenAsync(exchange.Id, caller.Name, null, ct));
                if (reason is null)
                {
                    done++;
                }
                else
                {
                    refused.Add(new(exchange.Id.Value, reason));
                }
            }

            seen += page.Items.Count;
            cursor = page.Next;
        }
        while (cursor is not null && seen < MostAtOnce);

        log.Acted(caller, "retry", $"{done} of {seen} exchanges with the cause {request.Cause}");
        return TypedResults.Ok(new RetryDone(done, refused, cursor is not null));
    }

    private static string? ReasonOf(ActionOutcome outcome) => outcome switch
    {
        ActionOutcome.Done => null,
        ActionOutcome.NeedsConfirmation => "The partner may have this message already: look at its attempts, then ask again with \"confirm\": true.",
        _ => "Its state does not allow this, or its bytes are no longer kept.",
    };

    private static string? ReasonOf(ReopenResult result) => result.Kind switch
    {
        ReopenKind.Taken => null,
        ReopenKind.NotFound or ReopenKind.NotRefused => "It is not refused any more.",
        _ => result.Text ?? "The bytes that came are not kept.",
    };
}
