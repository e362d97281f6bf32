using System.ComponentModel;
using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Waybill.Gateway;

namespace Waybill.Server;

[Description("A message to be taken by a consumer.")]
internal sealed record ClaimedHandoff(
    [property: Description("The exchange; part of the address of the acknowledgement.")] string Exchange,
    [property: Description("To be given back with the acknowledgement.")] string Claim,
    [property: Description("From 1.")] int Attempt,
    string? Connection, string From, string To, string? MessageId, DateTimeOffset ReceivedAt,
    [property: Description("Handed on again by a person.")] bool IsReplay,
    IReadOnlyList<DocumentView> Documents);

internal sealed record ClaimedHandoffs(
    IReadOnlyList<ClaimedHandoff> Items,
    [property: Description("What is not acknowledged by then is given out again.")] DateTimeOffset Until);

/// <summary>What became of a document that was taken.</summary>
internal enum AckResult
{
    /// <summary>The consumer has it.</summary>
    Done = 0,

    /// <summary>It is to be given out again.</summary>
    Failed = 1,
}

[Description("What became of a message that was claimed.")]
internal sealed record AckRequest(
    [property: Description("As it was given with the message.")] string Claim,
    AckResult Result,
    [property: Description("Why it failed, one sentence for the operator.")] string? Reason = null,
    [property: Description("When it is given out again after it failed, 0 to 86400. Default 60.")] int? RetryAfterSeconds = null);

/// <summary>Consumers that fetch: claim, download, acknowledge. Each message is given out at least once.</summary>
internal static class HandoffEndpoints
{
    private const int MostSeconds = 86_400;
    private const int UsualLease = 300;
    private const int UsualRetry = 60;
    private const int UsualItems = 10;
    private const int MostItems = 100;

    internal static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/handoffs/claim", ClaimAsync).WithName("claimHandoffs").WithTags("Handoffs")
            .WithSummary("Take messages that wait for a consumer, oldest first.")
            .WithDescription("What is taken is given to nobody else until the claim ends. Download the documents, keep them, then acknowledge.")
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        api.MapPost("/handoffs/{exchange}/ack", AckAsync).WithName("acknowledgeHandoff").WithTags("Handoffs")
            .WithSummary("Say what became of a message that was taken.")
            .WithDescription("409: the claim ended before, and the message is or was given out again.")
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<Results<Ok<ClaimedHandoffs>, ProblemHttpResult>> ClaimAsync(
        IJournal journal, TimeProvider time,
        [Description("Name of the consumer, for example api.")] string? consumer,
        [Description("At most so many, 1 to 100. Default 10.")] int? max,
        [Description("How long the claim holds, 1 to 86400. Default 300.")] int? leaseSeconds,
        CancellationToken ct)
    {
        var problems = new FieldProblems();
        CheckConsumer(problems, consumer);
        if (max is < 1 or > MostItems)
        {
            problems.Add("max", "Must be 1 to 100.");
        }

        if (leaseSeconds is < 1 or > MostSeconds)
        {
            problems.Add("leaseSeconds", "Must be 1 to 86400.");
        }

        if (!problems.IsEmpty)
        {
            return ApiProblems.Invalid(problems);
        }

        var now = time.GetUtcNow();
        var until = now.AddSeconds(leaseSeconds ?? UsualLease);
        var work = await journal.Handoffs.ClaimAsync(consumer!, max ?? UsualItems, now, until, ct);
        return TypedResults.Ok(new ClaimedHandoffs(
            [.. work.Select(static w => new ClaimedHandoff(
                w.Exchange.Value, ClaimOf(w), w.Attempt, w.Connection, w.From, w.To, w.MessageId, w.ReceivedAt, w.IsReplay, DocumentView.Of(w.Exchange, w.Documents)))],
            until));
    }

    private static async Task<IResult> AckAsync(
        Caller caller, SendOperations operations, [Description("The exchange.")] string exchange, [Description("Name of the consumer.")] string? consumer, AckRequest request,
        [FromHeader(Name = KeyedAction.Header), Description(KeyedAction.About)] string? idempotencyKey, CancellationToken ct)
    {
        var problems = new FieldProblems();
        CheckConsumer(problems, consumer);
        if (request.RetryAfterSeconds is < 0 or > MostSeconds)
        {
            problems.Add("retryAfterSeconds", "Must be 0 to 86400.");
        }

        if (ParseClaim(request.Claim) is not var (row, attempt))
        {
            problems.Add("claim", "Must be the claim the message was given out with.");
            return ApiProblems.Invalid(problems);
        }

        if (!problems.IsEmpty)
        {
            return ApiProblems.Invalid(problems);
        }

        if (ExchangeId.Parse(exchange) is not { } id)
        {
            return ApiProblems.NoSuchExchange();
        }

        var again = request.Result is AckResult.Done ? (TimeSpan?)null : TimeSpan.FromSeconds(request.RetryAfterSeconds ?? UsualRetry);
        var (key, problem) = KeyedAction.Read(caller, idempotencyKey, $"ack:{exchange}:{consumer}:{request.Claim}:{again}:{request.Reason}", "");
        if (problem is not null)
        {
            return problem;
        }

        var work = new HandoffWork(id, consumer!, attempt, null, "", "", null, default, IsReplay: false, []) { Row = row };
        var result = await operations.AcknowledgeAsync(work, again, request.Reason ?? $"{consumer} did not take it.", caller.Name, key, ct);
        return result.Outcome switch
        {
            ActionOutcome.Done or ActionOutcome.Repeated => TypedResults.NoContent(),
            ActionOutcome.KeyTaken => KeyedAction.KeyTaken(),
            ActionOutcome.StillRunning => KeyedAction.StillRunning(),
            _ => ApiProblems.Of(StatusCodes.Status409Conflict, "This claim is over: it was acknowledged before, or ran out and the message was given out again. Claim anew."),
        };
    }

    private static void CheckConsumer(FieldProblems problems, string? consumer)
    {
        if (consumer is not { Length: > 0 and <= 100 })
        {
            problems.Add("consumer", "Name the consumer, for example api.");
        }
        else if (string.Equals(consumer, ConsumerNames.Folder, StringComparison.Ordinal))
        {
            problems.Add("consumer", "The folder is the gateway's own consumer. Name another, for example api.");
        }
    }

    private static string ClaimOf(HandoffWork work) => string.Create(CultureInfo.InvariantCulture, $"{work.Row}-{work.Attempt}");

    private static (long Row, int Attempt)? ParseClaim(string? claim)
        => claim?.Split('-') is [var row, var attempt] && long.TryParse(row, NumberStyles.None, CultureInfo.InvariantCulture, out var r)
            && int.TryParse(attempt, NumberStyles.None, CultureInfo.InvariantCulture, out var a) ? (r, a) : null;
}
