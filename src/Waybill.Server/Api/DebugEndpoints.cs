using System.ComponentModel;
using Microsoft.AspNetCore.Http.HttpResults;
using Waybill.Gateway;

namespace Waybill.Server;

[Description("How long a debug log is to be on.")]
internal sealed record DebugRequest([property: Description("Minutes, 1 to 60; 0 switches it off. Default 15.")] int? Minutes);

[Description("Whether a debug log is on.")]
internal sealed record DebugState([property: Description("Until when; absent: it is off.")] DateTimeOffset? Until);

[Description("One entry of a debug log. Secrets are masked.")]
internal sealed record DebugLine(
    long Number, DateTimeOffset At,
    [property: Description("Pairs a request with its answer.")] string Call,
    DebugKind Kind,
    [property: Description("Our id of the message.")] string? Exchange,
    [property: Description("Header lines and, where it is short text, the body.")] string Text);

[Description("One page, newest first.")]
internal sealed record DebugPage(
    [property: Description("Until when the log is on; absent: it is off.")] DateTimeOffset? Until, IReadOnlyList<DebugLine> Items,
    [property: Description("The cursor of the next page; absent on the last one.")] string? Next);

/// <summary>Debug logs of connections.</summary>
internal static class DebugEndpoints
{
    private const int Minutes = 15;

    internal static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/connections/{name}/debug", SwitchAsync).WithName("switchDebug").WithTags("Connections").WithSummary("Write down for some minutes what goes over a connection.")
            .WithDescription("Requests and answers both ways with their headers and short texts, secrets masked; each entry is kept for a day.")
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        api.MapGet("/connections/{name}/debug", ReadAsync).WithName("readDebug").WithTags("Connections").WithSummary("Read the debug log of a connection, newest first.")
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        api.MapDelete("/connections/{name}/debug", ClearAsync).WithName("clearDebug").WithTags("Connections").WithSummary("Forget what the debug log of a connection holds.")
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<Results<Ok<DebugState>, ProblemHttpResult>> SwitchAsync(
        Caller caller, IConnections connections, DebugLog debug, ActionLog log, string name, DebugRequest body, CancellationToken ct)
    {
        if (Missing(connections, name) is { } problem)
        {
            return problem;
        }

        var minutes = body.Minutes ?? Minutes;
        if (minutes < 0 || minutes > DebugLog.Longest.TotalMinutes)
        {
            var problems = new FieldProblems();
            problems.Add("minutes", "Must be 0 to 60.");
            return ApiProblems.Invalid(problems);
        }

        DateTimeOffset? until = null;
        if (minutes is 0)
        {
            await debug.StopAsync(name, ct);
        }
        else
        {
            until = await debug.StartAsync(name, TimeSpan.FromMinutes(minutes), ct);
        }

        log.Acted(caller, "debug", name);
        return TypedResults.Ok(new DebugState(until));
    }

    private static async Task<Results<Ok<DebugPage>, ProblemHttpResult>> ReadAsync(
        IConnections connections, DebugLog debug, string name, [Description("next of the page before.")] string? cursor, [Description("Entries a page, 1 to 200. Default 50.")] int? limit, CancellationToken ct)
    {
        if (Missing(connections, name) is { } problem)
        {
            return problem;
        }

        var problems = new FieldProblems();
        var (most, before) = (ListPage.Lines(limit, problems), ListPage.Before(cursor, problems));
        if (!problems.IsEmpty)
        {
            return ApiProblems.Invalid(problems);
        }

        var found = await debug.ReadAsync(name, before, most + 1, ct);
        return TypedResults.Ok(new DebugPage(
            await debug.UntilAsync(name, ct), [.. found.Take(most).Select(static e => new DebugLine(e.Number, e.At, e.Call, e.Kind, e.Exchange, e.Text))],
            ListPage.Next(found, most, static line => line.Number)));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> ClearAsync(Caller caller, IConnections connections, DebugLog debug, ActionLog log, string name, CancellationToken ct)
    {
        if (Missing(connections, name) is { } problem)
        {
            return problem;
        }

        await debug.ClearAsync(name, ct);
        log.Acted(caller, "clear-debug", name);
        return TypedResults.NoContent();
    }

    private static ProblemHttpResult? Missing(IConnections connections, string name)
    {
        using var lease = connections.Take();
        return lease.Book.FindOut(name) is null ? ApiProblems.NoSuchConnection(name) : null;
    }
}
