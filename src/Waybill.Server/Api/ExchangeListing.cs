using System.ComponentModel;
using Microsoft.AspNetCore.Http.HttpResults;
using Waybill.Gateway;

namespace Waybill.Server;

/// <summary>Lists and single exchanges.</summary>
internal static class ExchangeListing
{
    private const int ShortestPart = 3;
    private const int LongestWord = 500;

    internal static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/exchanges", ListAsync).WithName("listExchanges").WithTags("Exchanges")
            .WithSummary("List exchanges, newest first.")
            .WithDescription("All filters must hold. A page never counts what there is: next is the cursor of the following page.")
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        api.MapGet("/exchanges/{id}", FindAsync).WithName("getExchange").WithTags("Exchanges")
            .WithSummary("Read one exchange.")
            .WithDescription("State, attempts, headers, layers, certificates, both MICs, receipts, envelopes and timeline.")
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<Results<Ok<ExchangeList>, ProblemHttpResult>> ListAsync(
        IJournal journal,
        [Description("in or out.")] string? direction,
        [Description("Any of these states; repeat it or separate by commas. For example awaiting_receipt,retry_wait.")] string[]? state,
        [Description("Name of a connection.")] string? connection,
        [Description("Start of our id or of the Message-ID, with or without its bracket.")] string? id,
        [Description("Part of a file name, at least 3 characters.")] string? fileName,
        [Description("Not before, for example 2026-11-24T00:00:00Z.")] DateTimeOffset? from,
        [Description("Before.")] DateTimeOffset? until,
        [Description("Type of a document inside: 850, ORDERS.")] string? documentType,
        [Description("Business number of a document inside.")] string? documentNumber,
        [Description("Any control number of a document inside.")] string? controlNumber,
        [Description("Only messages of pairs nobody configured.")] bool? unmatched,
        [Description("What is wrong with them, as a word: the cause of an exchange.")] string? cause,
        [Description("Only messages that came more than once.")] bool? repeated,
        [Description("next of the page before.")] string? cursor,
        [Description("Lines a page, 1 to 200. Default 50.")] int? limit,
        CancellationToken ct)
    {
        var problems = new FieldProblems();
        var states = new List<ExchangeState>();
        foreach (var word in (state ?? []).SelectMany(static s => s.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)))
        {
            if (Words<ExchangeState>.Parse(word) is { } known)
            {
                states.Add(known);
            }
            else
            {
                problems.Add("state", $"There is no such state. There are: {Words<ExchangeState>.All}.");
            }
        }

        var way = direction is null ? null : Words<Direction>.Parse(direction);
        Check(problems, "direction", direction is null || way is not null, "Must be in or out.");
        Check(problems, "fileName", fileName is null || fileName.EnumerateRunes().Count() >= ShortestPart, "Give at least 3 characters of the name.");
        var most = ListPage.Lines(limit, problems);
        Check(problems, "until", until is null || from is null || from < until, "Must be later than from.");
        foreach (var (name, value) in new[] { ("id", id), ("connection", connection), ("fileName", fileName), ("documentType", documentType), ("documentNumber", documentNumber), ("controlNumber", controlNumber), ("cause", cause) })
        {
            Check(problems, name, value is null or { Length: > 0 and <= LongestWord }, "Must have 1 to 500 characters, or be left out.");
        }

        if (!problems.IsEmpty)
        {
            return ApiProblems.Invalid(problems);
        }

        try
        {
            var filter = new ExchangeFilter
            {
                Direction = way, States = states, Connection = connection, IdPrefix = id, FileName = fileName, From = from?.ToUniversalTime(), Until = until?.ToUniversalTime(),
                DocumentType = documentType, DocumentNumber = documentNumber, ControlNumber = controlNumber, Unmatched = unmatched ?? false, Repeated = repeated ?? false, Cause = cause,
            };
            var page = await journal.ListAsync(filter, cursor, most, ct);
            return TypedResults.Ok(new ExchangeList([.. page.Items.Select(ExchangeLine.Of)], page.Next));
        }
        catch (FormatException)
        {
            problems.Add("cursor", "Must be next of an earlier page of this list.");
            return ApiProblems.Invalid(problems);
        }
    }

    private static async Task<Results<Ok<ExchangeView>, ProblemHttpResult>> FindAsync(Caller caller, IJournal journal, [Description("Our id of the exchange.")] string id, CancellationToken ct)
        => await DetailAsync(journal, id, ct) is { } detail ? TypedResults.Ok(ExchangeView.Of(detail, caller.SeesContent)) : ApiProblems.NoSuchExchange();

    /// <summary>The exchange of an id in a URL; null when it is none of ours.</summary>
    internal static async ValueTask<ExchangeDetail?> DetailAsync(IJournal journal, string id, CancellationToken ct)
        => ExchangeId.Parse(id) is { } known ? await journal.FindAsync(known, ct) : null;

    private static void Check(FieldProblems problems, string field, bool isGood, string sentence)
    {
        if (!isGood)
        {
            problems.Add(field, sentence);
        }
    }
}
