using System.ComponentModel;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Waybill.Gateway;

namespace Waybill.Server;

[Description("One thing that somebody changed or fetched.")]
internal sealed record AuditLine(
    long Number, DateTimeOffset At,
    [property: Description("Name of the token it was done with; local: on the gateway's own machine.")] string Principal,
    [property: Description("create, replace, delete, revoke, download …")] string Action,
    [property: Description("Of what: exchange, token, connection …")] string Kind,
    string Name,
    [property: Description("Before, secrets masked.")] JsonElement? Before,
    [property: Description("After, secrets masked.")] JsonElement? After)
{
    internal static AuditLine Of(AuditRow r) => new(r.N, r.At, r.Principal, r.Action, r.Kind, r.Name, Json(r.Before), Json(r.After));

    private static JsonElement? Json(string? text)
    {
        if (text is null)
        {
            return null;
        }

        using var json = JsonDocument.Parse(text);
        return json.RootElement.Clone();
    }
}

[Description("One page, newest first.")]
internal sealed record AuditList(IReadOnlyList<AuditLine> Items, [property: Description("The cursor of the next page; absent on the last one.")] string? Next);

/// <summary>Who did what.</summary>
internal static class AuditEndpoints
{
    internal static void Map(IEndpointRouteBuilder api)
        => api.MapGet("/audit", ListAsync).WithName("listAudit").WithTags("Doors").WithSummary("List who changed and who fetched what, newest first.")
            .WithDescription("Lines are only ever added. All filters must hold.").ProducesProblem(StatusCodes.Status422UnprocessableEntity);

    private static async Task<Results<Ok<AuditList>, ProblemHttpResult>> ListAsync(
        IJournal journal,
        [Description("Of what: exchange, token, connection …")] string? kind,
        [Description("Which one.")] string? name,
        [Description("Who.")] string? principal,
        [Description("What was done.")] string? action,
        [Description("Not before, for example 2026-11-24T00:00:00Z.")] DateTimeOffset? from,
        [Description("Before.")] DateTimeOffset? until,
        [Description("next of the page before.")] string? cursor,
        [Description("Lines a page, 1 to 200. Default 50.")] int? limit,
        CancellationToken ct)
    {
        var problems = new FieldProblems();
        var (most, before) = (ListPage.Lines(limit, problems), ListPage.Before(cursor, problems));
        if (!problems.IsEmpty)
        {
            return ApiProblems.Invalid(problems);
        }

        var found = await journal.Configuration.ReadAuditAsync(
            new()
            {
                Kind = kind, Name = name, Principal = principal, Action = action, From = from?.ToUniversalTime(), Until = until?.ToUniversalTime(), Before = before, Limit = most + 1,
            },
            ct);
        return TypedResults.Ok(new AuditList([.. found.Take(most).Select(AuditLine.Of)], ListPage.Next(found, most, static line => line.N)));
    }
}
