using System.ComponentModel;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Waybill.Gateway;

namespace Waybill.Server;

[Description("How to send again.")]
internal sealed record ResendRequest(
    [property: Description("True: a new message with a new Message-ID and package. False (default): the same bytes under the same Message-ID, which a receiver that has them suppresses.")] bool NewId = false,
    [property: Description("Needed where the partner may have the bytes already.")] bool Confirm = false);

[Description("How to hand on again.")]
internal sealed record ReprocessRequest([property: Description("To whom; absent: to the consumers that had it. A refused message goes to all of its connection.")] IReadOnlyList<string>? Consumers = null);

[Description("Whether everything of it stays.")]
internal sealed record LegalHoldRequest([property: Description("True: nothing of it is removed, however old. False: it is removed when its time is over.")] bool IsHeld);

[Description("It is done.")]
internal sealed record ActionDone(string Id, ExchangeState State);

/// <summary>What people do with one exchange.</summary>
internal static class ExchangeActions
{
    internal static void Map(IEndpointRouteBuilder api)
    {
        Describe(
            api.MapPost("/exchanges/{id}/cancel", CancelAsync), "cancelExchange", "Stop a message out.",
            "No further attempt is made. One on the wire is cut, and whether the partner has the message is not known then; an authentic receipt still counts.").Produces<ActionDone>();
        Describe(
            api.MapPost("/exchanges/{id}/skip", SkipAsync), "skipExchange", "Let go on what waits behind a message.",
            "For a connection that keeps the order: a message that failed, is overdue or has no valid receipt is set aside (cancelled), and those behind it are sent.").Produces<ActionDone>();
        Describe(
            api.MapPost("/exchanges/{id}/resend", ResendAsync), "resendExchange", "Send a message again.",
            "200: the same message is due again. 201: a new message, linked to this one. 409 without confirm where the partner may have the bytes already.")
            .Produces<ActionDone>().Produces<SubmittedExchange>(StatusCodes.Status201Created);
        Describe(
            api.MapPost("/exchanges/{id}/reprocess", ReprocessAsync), "reprocessExchange", "Hand an accepted message on again, or open a refused one again.",
            "Accepted: new handoffs, marked as replay. Refused: opened again from the bytes that are kept, with the keys, certificates and connections there are now, also one of a pair that " +
            "nobody had configured. Good now, it is accepted under its own id and handed on; the answer already given stays, and a retry of the partner gets a good receipt. " +
            "409 where the bytes are not kept or it cannot be opened, 422 with the cause where it is still refused.")
            .Produces<ActionDone>();
        Describe(
            api.MapPost("/exchanges/{id}/legal-hold", LegalHoldAsync), "holdExchange", "Put a message on legal hold, or take it off.",
            "Nothing of a message on hold is removed, whatever its connection says. What is removed already does not come back.").Produces<ActionDone>();
    }

    private static async Task<IResult> LegalHoldAsync(
        Caller caller, IJournal journal, SendOperations operations, ActionLog log, string id, LegalHoldRequest request,
        [FromHeader(Name = KeyedAction.Header), Description(KeyedAction.About)] string? idempotencyKey, CancellationToken ct)
    {
        if (await ExchangeListing.DetailAsync(journal, id, ct) is not { Summary: var summary })
        {
            return ApiProblems.NoSuchExchange();
        }

        var response = ResponseOf(summary.Id, summary.State);
        var (key, problem) = KeyedAction.Read(caller, idempotencyKey, $"legal-hold:{id}:{request.IsHeld}", response);
        return problem ?? await AnswerAsync(
            caller, journal, log, request.IsHeld ? "legal-hold" : "end-legal-hold", summary.Id, await operations.LegalHoldAsync(summary.Id, request.IsHeld, caller.Name, key, ct), response, ct);
    }

    private static RouteHandlerBuilder Describe(RouteHandlerBuilder endpoint, string name, string summary, string description)
        => endpoint.WithName(name).WithTags("Actions").WithSummary(summary).WithDescription(description)
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status422UnprocessableEntity);

    private static Task<IResult> CancelAsync(
        Caller caller, IJournal journal, SendOperations operations, ActionLog log, string id, [FromHeader(Name = KeyedAction.Header), Description(KeyedAction.About)] string? idempotencyKey, CancellationToken ct)
        => ActAsync(caller, journal, log, id, "cancel", ExchangeState.Cancelled, idempotencyKey, (known, key) => operations.CancelAsync(known, caller.Name, key, ct), ct);

    private static Task<IResult> SkipAsync(
        Caller caller, IJournal journal, SendOperations operations, ActionLog log, string id, [FromHeader(Name = KeyedAction.Header), Description(KeyedAction.About)] string? idempotencyKey, CancellationToken ct)
        => ActAsync(caller, journal, log, id, "skip", ExchangeState.Cancelled, idempotencyKey, (known, key) => operations.SkipAsync(known, caller.Name, key, ct), ct);

    private static async Task<IResult> ResendAsync(
        Caller caller, IJournal journal, SendOperations operations, ActionLog log, string id, ResendRequest? request,
        [FromHeader(Name = KeyedAction.Header), Description(KeyedAction.About)] string? idempotencyKey, CancellationToken ct)
    {
        request ??= new();
        if (!request.NewId)
        {
            return await ActAsync(
                caller, journal, log, id, $"resend:{request.Confirm}", ExchangeState.RetryWait, idempotencyKey, (exchange, key) => operations.ResendAsync(exchange, caller.Name, request.Confirm, key, ct), ct);
        }

        if (ExchangeId.Parse(id) is not { } known)
        {
            return ApiProblems.NoSuchExchange();
        }

        if (KeyedAction.Read(caller, idempotencyKey, "", "").Problem is { } problem)
        {
            return problem;
        }

        var connection = (await journal.FindAsync(known, ct))?.Summary.Connection ?? "";
        var (outcome, submission) = await operations.ResendAsNewAsync(known, request.Confirm, SubmitAnswer.Call(caller, idempotencyKey, connection), ct);
        if (submission is SubmitOutcome.Submitted anew)
        {
            log.Acted(caller, "resend as new", $"{known} as {anew.Id}");
        }

        return submission is null ? await RefuseAsync(journal, known, outcome, ct) : SubmitAnswer.Of(submission, connection);
    }

    private static async Task<IResult> ReprocessAsync(
        Caller caller, IJournal journal, SendOperations operations, Reopener reopener, ActionLog log, string id, ReprocessRequest? request,
        [FromHeader(Name = KeyedAction.Header), Description(KeyedAction.About)] string? idempotencyKey, CancellationToken ct)
    {
        if (await ExchangeListing.DetailAsync(journal, id, ct) is not { Summary: var summary } detail)
        {
            return ApiProblems.NoSuchExchange();
        }

        var response = ResponseOf(summary.Id, ExchangeState.Accepted);
        var (key, problem) = KeyedAction.Read(caller, idempotencyKey, $"reprocess:{id}:{string.Join(',', request?.Consumers ?? [])}", response);
        if (problem is not null)
        {
            return problem;
        }

        var problems = new FieldProblems();
        if (summary.State is ExchangeState.Refused)
        {
            if (request?.Consumers is { Count: > 0 })
            {
                problems.Add("consumers", "Leave it out: a message that was refused goes to all consumers of its connection.");
                return ApiProblems.Invalid(problems);
            }

            var reopened = await reopener.ReopenAsync(summary.Id, caller.Name, key, ct);
            log.Reopened(caller, summary.Id, reopened);
            return AnswerOf(reopened, response);
        }

        if (summary.State is not ExchangeState.Accepted)
        {
            return ApiProblems.Of(StatusCodes.Status409Conflict, $"Only a message in can be handed on or opened again; this one is {Words<ExchangeState>.Of(summary.State)}.");
        }

        string[] had = [.. detail.Handoffs.Select(static h => h.Key).Distinct(StringComparer.Ordinal)];
        var consumers = request?.Consumers is { Count: > 0 } named ? named : had;
        if (consumers.Count is 0 || consumers.Except(had, StringComparer.Ordinal).Any())
        {
            problems.Add("consumers", had.Length is 0 ? "This message was handed to nobody." : $"Must be among those that had it: {string.Join(", ", had)}.");
            return ApiProblems.Invalid(problems);
        }

        var result = await operations.ReplayAsync(summary.Id, [.. consumers.Distinct(StringComparer.Ordinal)], caller.Name, key, ct);
        return await AnswerAsync(caller, journal, log, "reprocess", summary.Id, result, response, ct);
    }

    private static async Task<IResult> ActAsync(
        Caller caller, IJournal journal, ActionLog log, string id, string request, ExchangeState next, string? idempotencyKey, Func<ExchangeId, IdempotencyKey?, ValueTask<OperationResult>> act, CancellationToken ct)
    {
        if (ExchangeId.Parse(id) is not { } known)
        {
            return ApiProblems.NoSuchExchange();
        }

        var response = ResponseOf(known, next);
        var (key, problem) = KeyedAction.Read(caller, idempotencyKey, $"{request}:{id}", response);
        return problem is not null ? problem : await AnswerAsync(caller, journal, log, request, known, await act(known, key), response, ct);
    }

    private static string ResponseOf(ExchangeId id, ExchangeState state) => JsonSerializer.Serialize(new ActionDone(id.Value, state), ApiJson.Default.ActionDone);

    private static async ValueTask<IResult> AnswerAsync(
        Caller caller, IJournal journal, ActionLog log, string action, ExchangeId id, OperationResult result, string response, CancellationToken ct)
    {
        if (result.Outcome is ActionOutcome.Done)
        {
            log.Acted(caller, action, id.Value);
        }

        return result.Outcome switch
        {
            ActionOutcome.Done => KeyedAction.Done(response),
            ActionOutcome.Repeated => KeyedAction.Done(result.Response!),
            ActionOutcome.KeyTaken => KeyedAction.KeyTaken(),
            ActionOutcome.StillRunning => KeyedAction.StillRunning(),
            var refused => await RefuseAsync(journal, id, refused, ct),
        };
    }

    private static async ValueTask<IResult> RefuseAsync(IJournal journal, ExchangeId id, ActionOutcome outcome, CancellationToken ct)
    {
        var state = outcome is ActionOutcome.NotFound ? null : (await journal.FindAsync(id, ct))?.Summary.State;
        return (outcome, state) switch
        {
            (ActionOutcome.NotAllowed, { } now) => ApiProblems.Of(StatusCodes.Status409Conflict, $"A message that is {Words<ExchangeState>.Of(now)} does not allow this, or its bytes are no longer kept."),
            (ActionOutcome.NeedsConfirmation, _) => ApiProblems.Of(
                StatusCodes.Status409Conflict, "The partner may have this message already. Look at its attempts, then ask again with \"confirm\": true."),
            _ => ApiProblems.Of(StatusCodes.Status404NotFound, "There is no such message out. Look it up with GET /api/v1/exchanges?direction=out."),
        };
    }

    private static IResult AnswerOf(ReopenResult result, string response) => result.Kind switch
    {
        ReopenKind.Taken => KeyedAction.Done(response),
        ReopenKind.Repeated => KeyedAction.Done(result.Text!),
        ReopenKind.KeyTaken => KeyedAction.KeyTaken(),
        ReopenKind.StillRunning => KeyedAction.StillRunning(),
        ReopenKind.NotFound => ApiProblems.NoSuchExchange(),
        ReopenKind.StillRefused => ApiProblems.Of(StatusCodes.Status422UnprocessableEntity, result.Text!),
        _ => ApiProblems.Of(StatusCodes.Status409Conflict, result.Text ?? "The message is not refused any more. Look at it with GET /api/v1/exchanges/{id}."),
    };
}
