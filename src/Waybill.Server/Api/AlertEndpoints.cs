using System.ComponentModel;
using Microsoft.AspNetCore.Http.HttpResults;
using Waybill.Gateway;

namespace Waybill.Server;

[Description("Something that wants to be looked at.")]
internal sealed record AlertView(
    [property: Description("A fixed word, for example receipt-overdue.")] string Kind,
    [property: Description("What it is about: an exchange, a connection, the store.")] string Subject,
    AlertSeverity Severity, string Text, DateTimeOffset RaisedAt,
    [property: Description("How often since.")] int Count);

internal sealed record AlertList(IReadOnlyList<AlertView> Items);

/// <summary>Alerts that are open.</summary>
internal static class AlertEndpoints
{
    internal static void Map(IEndpointRouteBuilder api)
        => api.MapGet("/alerts", ListAsync).WithName("listAlerts").WithTags("Alerts").WithSummary("List what is wrong now, worst first.")
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);

    private static async Task<Results<Ok<AlertList>, ProblemHttpResult>> ListAsync(IJournal journal, [Description("At most so many, 1 to 200. Default 50.")] int? limit, CancellationToken ct)
    {
        if (limit is < 1 or > ExchangeListing.MostLines)
        {
            var problems = new FieldProblems();
            problems.Add("limit", "Must be 1 to 200.");
            return ApiProblems.Invalid(problems);
        }

        var open = await journal.OpenAsync(limit ?? ExchangeListing.UsualLines, ct);
        return TypedResults.Ok(new AlertList([.. open.Select(static a => new AlertView(a.Kind, a.Subject, a.Severity, a.Text, a.RaisedAt, a.Count))]));
    }
}
