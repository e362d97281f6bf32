using System.ComponentModel;
using System.Globalization;
using System.Net.Mime;
using Microsoft.AspNetCore.Http.HttpResults;
using Waybill.As2;
using Waybill.Gateway;

namespace Waybill.Server;

[Description("A receipt that came for no message of ours. It changed nothing.")]
internal sealed record OrphanView(
    [property: Description("Its number in the journal.")] long Number,
    DateTimeOffset At,
    [property: Description("AS2-From.")] string? From,
    [property: Description("AS2-To.")] string? To,
    ReceiptOutcome Outcome,
    [property: Description("Which message it names, or what is wrong with it.")] string Sentence,
    string? Disposition, string? Mic, IReadOnlyList<HeaderLine> Headers, int Bytes,
    [property: Description("Where it can be fetched.")] string Href);

[Description("One page, newest first.")]
internal sealed record OrphanList(IReadOnlyList<OrphanView> Items, [property: Description("The cursor of the next page; absent on the last one.")] string? Next);

/// <summary>Receipts for no message of ours: late ones of a message that is no longer kept, or a partner's mistake.</summary>
internal static class OrphanEndpoints
{
    internal static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/receipts/orphans", ListAsync).WithName("listOrphanReceipts").WithTags("Receipts").WithSummary("List receipts that came for no message of ours, newest first.")
            .WithDescription("The newest 10,000 are kept. Receipts and messages of pairs nobody configured are under /exchanges?unmatched=true.")
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        api.MapGet("/receipts/orphans/{n:long:min(1)}", ReceiptAsync).Audited().WithName("getOrphanReceipt").WithTags("Receipts").WithSummary("Download such a receipt.")
            .WithDescription("Header lines, an empty line and the body, as waybill inspect reads them.")
            .Produces<Stream>(StatusCodes.Status200OK, MediaTypeNames.Application.Octet).ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<Results<Ok<OrphanList>, ProblemHttpResult>> ListAsync(
        IJournal journal, [Description("next of the page before.")] string? cursor, [Description("Lines a page, 1 to 200. Default 50.")] int? limit, CancellationToken ct)
    {
        var problems = new FieldProblems();
        var (most, before) = (ListPage.Lines(limit, problems), ListPage.Before(cursor, problems));
        if (!problems.IsEmpty)
        {
            return ApiProblems.Invalid(problems);
        }

        var found = await journal.OrphansAsync(before, most + 1, ct);
        return TypedResults.Ok(new OrphanList([.. found.Take(most).Select(ViewOf)], ListPage.Next(found, most, static line => line.Number)));
    }

    private static async Task<IResult> ReceiptAsync(
        HttpContext context, IJournal journal, [Description("Its number.")] long n, [Description("The body alone. Default false.")] bool? body, CancellationToken ct)
        => await journal.FindOrphanAsync(n, ct) is { Receipt: var receipt }
            ? ExchangeDownloads.Receipt(context, receipt.Headers, receipt.Body, $"orphan-{n.ToString(CultureInfo.InvariantCulture)}.receipt", body)
            : ApiProblems.Of(StatusCodes.Status404NotFound, "There is no such receipt, or newer ones took its place. List them with GET /api/v1/receipts/orphans.");

    private static OrphanView ViewOf(OrphanReceipt o) => new(
        o.Number, o.Receipt.At, o.From, o.To, o.Receipt.Outcome, o.Receipt.Sentence, o.Receipt.Disposition, o.Receipt.Mic, HeaderLine.Of(o.Receipt.Headers), o.Receipt.Body.Length,
        $"{ApiSetup.Root}/receipts/orphans/{o.Number.ToString(CultureInfo.InvariantCulture)}");
}
