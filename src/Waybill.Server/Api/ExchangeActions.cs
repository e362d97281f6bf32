using System.ComponentModel;
using Microsoft.AspNetCore.Mvc;
using Waybill.Gateway;

namespace Waybill.Server;

[Description("How to send again.")]
internal sealed record ResendRequest(
    [property: Description("True: a new message with a new Message-ID and package. False (default): the same bytes under the same Message-ID, which a receiver that has them suppresses.")] bool NewId = false,
    [property: Description("Needed where the partner may have the bytes already.")] bool Confirm = false);

[Description("How to hand on again.")]
internal sealed record ReprocessRequest([property: Description("To whom; absent: to the consumers that had it.")] IReadOnlyList<string>? Consumers = null);

[Description("It is done.")]
internal sealed record ActionDone(string Id, ExchangeState State);

/// <summary>What people do with one exchange.</summary>
internal static class ExchangeActions
{
    internal static void Map(IEndpointRouteBuilder api)
    {
        Describe(
            api.MapPost("/exchanges/{id}/cancel", CancelAsync), "cancelExchange", "Stop a message out.",
            "No further attempt is made. One on the wire cannot be called back; an authentic receipt still counts.").Produces<ActionDone>();
        Describe(
            api.MapPost("/exchanges/{id}/resend", ResendAsync), "resendExchange", "Send a message again.",
            "200: the same message is due again. 201: a new message, linked to this one. 409 without confirm where the partner may have the bytes already. Idempotency-Key counts with newId.")
            .Produces<ActionDone>().Produces<SubmittedExchange>(StatusCodes.Status201Created).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        Describe(
            api.MapPost("/exchanges/{id}/reprocess", ReprocessAsync), "reprocessExchange", "Hand an accepted message on again.",
            "New handoffs, marked as replay.").Produces<ActionDone>().ProducesProblem(StatusCodes.Status422UnprocessableEntity);
    }

    private static RouteHandlerBuilder Describe(RouteHandlerBuilder endpoint, string name, string summary, string description)
        => endpoint.WithName(name).WithTags("Actions").WithSummary(summary).WithDescription(description)
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<IResult> CancelAsync(IJournal journal, SendOperations operations, string id, CancellationToken ct)
        => ExchangeId.Parse(id) is not { } known ? ApiProblems.NoSuchExchange() : await AnswerAsync(journal, known, await operations.CancelAsync(known, ApiSetup.Principal, ct), ct);

    private static async Task<IResult> ResendAsync(
        IJournal journal, SendOperations operations, string id, ResendRequest? request, [FromHeader(Name = "Idempotency-Key")] string? idempotencyKey, CancellationToken ct)
    {
        if (ExchangeId.Parse(id) is not { } known)
        {
            return ApiProblems.NoSuchExchange();
        }

        request ??= new();
        if (!request.NewId)
        {
            return await AnswerAsync(journal, known, await operations.ResendAsync(known, ApiSetup.Principal, request.Confirm, ct), ct);
        }

        if (idempotencyKey is not null && !SubmitCheck.IsKey(idempotencyKey))
        {
            var problems = new FieldProblems();
            problems.Add("Idempotency-Key", "Must have 1 to 200 printable ASCII characters.");
            return ApiProblems.Invalid(problems);
        }

        var connection = (await journal.FindAsync(known, ct))?.Summary.Connection ?? "";
        var (outcome, submission) = await operations.ResendAsNewAsync(known, request.Confirm, SubmitAnswer.Call(idempotencyKey, connection), ct);
        return submission is null ? await AnswerAsync(journal, known, outcome, ct) : SubmitAnswer.Of(submission, connection);
    }

    private static async Task<IResult> ReprocessAsync(IJournal journal, TimeProvider time, string id, ReprocessRequest? request, CancellationToken ct)
    {
        if (await ExchangeListing.DetailAsync(journal, id, ct) is not { Summary: var summary } detail)
        {
            return ApiProblems.NoSuchExchange();
        }

        if (summary.State is not ExchangeState.Accepted)
        {
            return ApiProblems.Of(StatusCodes.Status409Conflict, $"Only an accepted message can be handed on again; this one is {Words<ExchangeState>.Of(summary.State)}.");
        }

        string[] had = [.. detail.Handoffs.Select(static h => h.Key).Distinct(StringComparer.Ordinal)];
        var consumers = request?.Consumers is { Count: > 0 } named ? named : had;
        if (consumers.Count is 0 || consumers.Except(had, StringComparer.Ordinal).Any())
        {
            var problems = new FieldProblems();
            problems.Add("consumers", had.Length is 0 ? "This message was handed to nobody." : $"Must be among those that had it: {string.Join(", ", had)}.");
            return ApiProblems.Invalid(problems);
        }

        await journal.Handoffs.ReplayAsync(summary.Id, [.. consumers.Distinct(StringComparer.Ordinal)], ApiSetup.Principal, time.GetUtcNow(), ct);
        return TypedResults.Ok(new ActionDone(summary.Id.Value, summary.State));
    }

    private static async ValueTask<IResult> AnswerAsync(IJournal journal, ExchangeId id, ActionOutcome outcome, CancellationToken ct)
    {
        var state = outcome is ActionOutcome.NotFound ? null : (await journal.FindAsync(id, ct))?.Summary.State;
        return (outcome, state) switch
        {
            (ActionOutcome.Done, { } now) => TypedResults.Ok(new ActionDone(id.Value, now)),
            (ActionOutcome.NotAllowed, { } now) => ApiProblems.Of(StatusCodes.Status409Conflict, $"A message that is {Words<ExchangeState>.Of(now)} does not allow this, or its bytes are no longer kept."),
            (ActionOutcome.NeedsConfirmation, _) => ApiProblems.Of(
                StatusCodes.Status409Conflict, "The partner may have this message already. Look at its attempts, then ask again with \"confirm\": true."),
            _ => ApiProblems.Of(StatusCodes.Status404NotFound, "There is no such message out. Look it up with GET /api/v1/exchanges?direction=out."),
        };
    }
}
