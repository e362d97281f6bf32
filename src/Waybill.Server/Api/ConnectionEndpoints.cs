using System.ComponentModel;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Waybill.Gateway;

namespace Waybill.Server;

[Description("A connection that waits by itself.")]
internal sealed record PauseView(DateTimeOffset Until, string Reason);

[Description("Something that went wrong.")]
internal sealed record ConnectionErrorView(DateTimeOffset At, string Text);

[Description("The agreement between one station and one partner, and how it stands.")]
internal sealed record ConnectionView(
    string Name,
    [property: Description("Our AS2 name.")] string Station,
    [property: Description("The partner's AS2 name.")] string Partner,
    long Version, bool IsOnline,
    [property: Description("Whether messages can be sent over it.")] bool Sends,
    [property: Description("Where the partner receives, without query.")] IReadOnlyList<string> Urls,
    [property: Description("Who gets what comes in.")] IReadOnlyList<string> Consumers,
    [property: Description("Held by a person.")] bool IsHeld,
    PauseView? Pause,
    DateTimeOffset? LastCallAt,
    [property: Description("online; offline: switched off; held: until it is released; waiting: by itself, until its time or its certificate comes; half_open: the next message tries it, or it comes back step by step.")] ConnectionCondition Condition,
    [property: Description("When its newest message came or was submitted.")] DateTimeOffset? LastMessageAt,
    [property: Description("What went wrong last, however long ago.")] ConnectionErrorView? LastError);

[Description("One page, by name.")]
internal sealed record ConnectionList(IReadOnlyList<ConnectionView> Items, [property: Description("The cursor of the next page; absent on the last one.")] string? Next);

/// <summary>Connections: how they stand, hold and release.</summary>
internal static class ConnectionEndpoints
{
    internal static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/connections", ListAsync).WithName("listConnections").WithTags("Connections").WithSummary("List connections, by name.")
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        api.MapPost(
            "/connections/{name}/hold", (Caller caller, IConnections connections, IJournal journal, TimeProvider time, SendOperations operations, ActionLog log, string name,
                [FromHeader(Name = KeyedAction.Header), Description(KeyedAction.About)] string? idempotencyKey, CancellationToken ct)
                => HoldAsync(caller, connections, journal, time, operations, log, name, isHeld: true, idempotencyKey, ct)).WithName("holdConnection").WithTags("Connections")
            .WithSummary("Send nothing over a connection until it is released.").WithDescription("What is on the wire ends. Messages are still taken and wait.")
            .Produces<ConnectionView>().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        api.MapPost(
            "/connections/{name}/release", (Caller caller, IConnections connections, IJournal journal, TimeProvider time, SendOperations operations, ActionLog log, string name,
                [FromHeader(Name = KeyedAction.Header), Description(KeyedAction.About)] string? idempotencyKey, CancellationToken ct)
                => HoldAsync(caller, connections, journal, time, operations, log, name, isHeld: false, idempotencyKey, ct)).WithName("releaseConnection").WithTags("Connections")
            .WithSummary("Send over a held connection again.")
            .Produces<ConnectionView>().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<Results<Ok<ConnectionList>, ProblemHttpResult>> ListAsync(
        IConnections connections, IJournal journal, TimeProvider time, [Description("next of the page before.")] string? cursor, [Description("Lines a page, 1 to 200. Default 50.")] int? limit, CancellationToken ct)
    {
        var problems = new FieldProblems();
        var most = ListPage.Lines(limit, problems);
        if (!problems.IsEmpty)
        {
            return ApiProblems.Invalid(problems);
        }

        using var lease = connections.Take();
        var page = lease.Book.Page(cursor, most + 1);
        string[] names = [.. page.Take(most).Select(static c => c.Name)];
        var (states, facts, now) = (await journal.ConnectionStatesAsync(names, ct), await journal.ConnectionFactsAsync(names, ct), time.GetUtcNow());
        ConnectionView[] items = [.. page.Take(most).Select(c => ViewOf(c, states.GetValueOrDefault(c.Name) ?? new(IsHeld: false, null, null), facts.GetValueOrDefault(c.Name) ?? ConnectionFacts.None, now))];
        return TypedResults.Ok(new ConnectionList(items, page.Count > most ? items[^1].Name : null));
    }

    private static async Task<IResult> HoldAsync(
        Caller caller, IConnections connections, IJournal journal, TimeProvider time, SendOperations operations, ActionLog log, string name, bool isHeld, string? idempotencyKey, CancellationToken ct)
    {
        using var lease = connections.Take();
        if (lease.Book.FindOut(name) is not { } connection)
        {
            return ApiProblems.NoSuchConnection(name);
        }

        var (state, facts) = (await journal.ConnectionStateAsync(name, ct) with { IsHeld = isHeld }, await journal.ConnectionFactsAsync([name], ct));
        var response = JsonSerializer.Serialize(ViewOf(connection, state, facts.GetValueOrDefault(name) ?? ConnectionFacts.None, time.GetUtcNow()), ApiJson.Default.ConnectionView);
        var (key, problem) = KeyedAction.Read(caller, idempotencyKey, $"{(isHeld ? "hold" : "release")}:{name}", response);
        if (problem is not null)
        {
            return problem;
        }

        var result = await operations.HoldAsync(name, isHeld, caller.Name, key, ct);
        if (result.Outcome is ActionOutcome.Done)
        {
            log.Acted(caller, isHeld ? "hold" : "release", name);
        }

        return result.Outcome switch
        {
            ActionOutcome.KeyTaken => KeyedAction.KeyTaken(),
            ActionOutcome.StillRunning => KeyedAction.StillRunning(),
            _ => KeyedAction.Done(result.Response ?? response),
        };
    }

    /// <summary>Names and password in an address, and its query, may be secrets: they are left out.</summary>
    private static ConnectionView ViewOf(As2Connection connection, ConnectionStateRow state, ConnectionFacts facts, DateTimeOffset now) => new(
        connection.Name, connection.Station.Name.Value, connection.Partner.Name.Value, connection.Version, connection.IsOnline, connection.Outbound is not null,
        [.. (connection.Outbound?.Urls ?? []).Select(static u => u.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped))],
        connection.Inbound.Consumers, state.IsHeld, state.Pause is { } pause ? new(pause.Until, pause.Reason) : null, state.LastCallAt,
        ConnectionFacts.ConditionOf(connection.IsOnline, state, now), facts.LastMessageAt, facts.LastError is { } error ? new(error.At, error.Text) : null);
}
