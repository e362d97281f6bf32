using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.HttpResults;
using Waybill.Gateway;

namespace Waybill.Server;

[Description("One setting that a change changed.")]
internal sealed record FieldChangeView(
    [property: Description("Members one below the other: defaults/sign. passwordSet: that there is a secret; passwordChanged: that it is another one.")] string Field,
    [property: Description("What it was; absent: its default.")] JsonElement? Before,
    [property: Description("What it is; absent: its default.")] JsonElement? After)
{
    internal static FieldChangeView Of(FieldChange change) => new(change.Field, Element(change.Before), Element(change.After));

    private static JsonElement? Element(JsonNode? node) => node is null ? null : JsonSerializer.SerializeToElement(node, ApiJson.Default.JsonNode);
}

[Description("One change of a resource.")]
internal sealed record HistoryLine(
    long Number, DateTimeOffset At,
    [property: Description("Name of the token it was done with; local: on the gateway's own machine.")] string Principal,
    [property: Description("create, replace, delete, apply …")] string Action,
    [property: Description("Setting by setting, secrets masked.")] IReadOnlyList<FieldChangeView> Changes)
{
    internal static HistoryLine Of(AuditRow r) => new(r.N, r.At, r.Principal, r.Action, [.. ResourceDiff.Of(r.Before, r.After).Select(FieldChangeView.Of)]);
}

[Description("One page, newest first.")]
internal sealed record HistoryList(IReadOnlyList<HistoryLine> Items, [property: Description("The cursor of the next page; absent on the last one.")] string? Next);

/// <summary>Who changed what of a resource, also of one that is gone.</summary>
internal static class HistoryEndpoints
{
    internal static void Map(IEndpointRouteBuilder api)
    {
        foreach (var kind in ResourceSchema.Kinds)
        {
            api.MapGet(
                $"/{ResourceSchema.CollectionOf(kind)}/{{name}}/history",
                (IJournal journal, string name, [Description("next of the page before.")] string? cursor, [Description("Lines a page, 1 to 200. Default 50.")] int? limit, CancellationToken ct)
                    => ListAsync(journal, kind, name, cursor, limit, ct)).WithName(ResourceEndpoints.NameOf("history", kind)).WithTags("Configuration").WithSummary($"Read who changed what of a {kind}, newest first.")
                .WithDescription("Of the audit, setting by setting. It stays when the resource goes.").ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        }
    }

    private static async Task<Results<Ok<HistoryList>, ProblemHttpResult>> ListAsync(IJournal journal, string kind, string name, string? cursor, int? limit, CancellationToken ct)
    {
        var problems = new FieldProblems();
        var (most, before) = (ListPage.Lines(limit, problems), ListPage.Before(cursor, problems));
        if (!problems.IsEmpty)
        {
            return ApiProblems.Invalid(problems);
        }

        var found = await journal.Configuration.ReadAuditAsync(new() { Kind = kind, Name = name, Before = before, Limit = most + 1 }, ct);
        return TypedResults.Ok(new HistoryList([.. found.Take(most).Select(HistoryLine.Of)], ListPage.Next(found, most, static line => line.N)));
    }
}
