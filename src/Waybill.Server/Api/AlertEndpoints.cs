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

[Description("Something that is told outside about an alert.")]
internal sealed record NoticeView(
    long Number, string Channel, string Kind, string Subject,
    [property: Description("Whether it tells that the alert went away.")] bool IsResolved,
    int Attempts, DateTimeOffset? DueAt, DateTimeOffset? SentAt,
    [property: Description("Why the last attempt failed, or why it is not sent.")] string? Reason);

internal sealed record NoticeList(IReadOnlyList<NoticeView> Items);

internal sealed record AlertList(IReadOnlyList<AlertView> Items);

/// <summary>Alerts that are open.</summary>
internal static class AlertEndpoints
{
    internal static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/alerts/notices", NoticesAsync).WithName("listNotices").WithTags("Alerts").WithSummary("List what was told outside about alerts, newest first.")
            .WithDescription("What is due, what was sent, and why an attempt failed.").ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        api.MapGet("/alerts", ListAsync).WithName("listAlerts").WithTags("Alerts").WithSummary("List what is wrong now, worst first.")
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<Results<Ok<NoticeList>, ProblemHttpResult>> NoticesAsync(IJournal journal, [Description("At most so many, 1 to 200. Default 50.")] int? limit, CancellationToken ct)
    {
        var problems = new FieldProblems();
        var most = ListPage.Lines(limit, problems);
        if (!problems.IsEmpty)
        {
            return ApiProblems.Invalid(problems);
        }

        var notices = await journal.Notices.NoticesAsync(most, ct);
        return TypedResults.Ok(new NoticeList([.. notices.Select(static n => new NoticeView(n.Number, n.Channel, n.Kind, n.Subject, n.IsResolved, n.Attempts, n.DueAt, n.SentAt, n.Reason))]));
    }

    private static async Task<Results<Ok<AlertList>, ProblemHttpResult>> ListAsync(IJournal journal, [Description("At most so many, 1 to 200. Default 50.")] int? limit, CancellationToken ct)
    {
        var problems = new FieldProblems();
        var most = ListPage.Lines(limit, problems);
        if (!problems.IsEmpty)
        {
            return ApiProblems.Invalid(problems);
        }

        var open = await journal.OpenAsync(most, ct);
        return TypedResults.Ok(new AlertList([.. open.Select(static a => new AlertView(a.Kind, a.Subject, a.Severity, a.Text, a.RaisedAt, a.Count))]));
    }
}
