using System.ComponentModel;
using System.Text;
using Waybill.Edi;
using Waybill.Gateway;

namespace Waybill.Server;

[Description("With which station Echo exchanges.")]
internal sealed record EchoRequest([property: Description("Name of a station. May be left out where there is one only.")] string? Station = null);

[Description("One way Echo can behave.")]
internal sealed record EchoModeView(
    string Mode,
    [property: Description("The connection its message goes over.")] string Connection,
    [property: Description("What Echo does.")] string About,
    [property: Description("What becomes of it.")] string Expect);

[Description("Echo: a second AS2 station inside the gateway, reached over HTTP on its own port, to try things out with.")]
internal sealed record EchoView(
    bool IsSetUp,
    [property: Description("The station it exchanges with; absent when it is not set up.")] string? Station,
    [property: Description("Where it receives, for this machine alone; absent when it is not set up.")] string? Url,
    IReadOnlyList<EchoModeView> Modes);

[Description("A message to Echo.")]
internal sealed record EchoMessage(
    [property: Description("How Echo is to behave; GET lists the modes. Default good.")] string? Mode = null,
    [property: Description("The document, as text. Default: a sample order (X12 850).")] string? Document = null);

[Description("A message to Echo that is stored and will be sent.")]
internal sealed record EchoSent(
    [property: Description("Our id: 32 hexadecimal digits.")] string Id,
    string MessageId, string Connection,
    [property: Description("Where the exchange can be read.")] string Href,
    string Mode,
    [property: Description("What becomes of it.")] string Expect,
    [property: Description("How it ends.")] ExchangeState EndsAs,
    [property: Description("The Message-ID of what Echo then sends, for the list of exchanges; absent when it sends nothing.")] string? Reply,
    [property: Description("How that ends; absent when it sends nothing.")] ExchangeState? ReplyEndsAs);

/// <summary>Echo: set up, told of, taken away, written to.</summary>
internal static class EchoEndpoints
{
    private const int MostCharacters = 1 << 20;

    internal static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/echo", static (EchoSetup echo) => TypedResults.Ok(Of(echo))).WithName("getEcho").WithTags("Echo").WithSummary("Tell whether Echo is set up, and how it can behave.");
        api.MapPost("/echo", SetUpAsync).WithName("setUpEcho").WithTags("Echo").WithSummary("Set Echo up, or as it was when something of it was changed.")
            .WithDescription(
                "Makes a station, a partner, two certificates and the connections echo, echo-later and echo-closed, all of the set echo, in one transaction. Its times are short, so that failures can be watched. "
                + "Done again it gives the same; Echo's key stays.")
            .Produces<EchoView>().ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        api.MapDelete("/echo", RemoveAsync).WithName("removeEcho").WithTags("Echo").WithSummary("Take Echo away.").WithDescription("What was exchanged stays. 409 while messages to it wait.")
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status409Conflict);
        api.MapPost("/echo/messages", SendAsync).WithName("sendToEcho").WithTags("Echo").WithSummary("Send Echo a test message, and say how it is to behave.")
            .WithDescription("It goes the way of every message, marked as a test; the mode stands in its subject.")
            .Produces<EchoSent>(StatusCodes.Status201Created).ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<IResult> SetUpAsync(Caller caller, EchoSetup echo, ActionLog log, EchoRequest request, CancellationToken ct)
    {
        var (problems, stations) = (new FieldProblems(), echo.Stations);
        var station = request.Station ?? echo.Station ?? (stations is [var only] ? only : null);
        if (station is null)
        {
            problems.Add("station", stations is [] ? $"There is no station yet. Make one first: POST {ApiSetup.Root}/first-run." : $"Name the station Echo is to exchange with: {string.Join(", ", stations.Take(20))}.");
        }
        else if (!stations.Contains(station, StringComparer.Ordinal))
        {
            problems.Add("station", $"There is no station '{station}'. GET {ApiSetup.Root}/stations lists them.");
        }

        if (!problems.IsEmpty)
        {
            return ApiProblems.Invalid(problems);
        }

        if (Refused(await echo.SetUpAsync(station!, caller.Name, ct)) is { } refusal)
        {
            return refusal;
        }

        log.Acted(caller, "set up Echo", station!);
        return TypedResults.Ok(Of(echo));
    }

    private static async Task<IResult> RemoveAsync(Caller caller, EchoSetup echo, ActionLog log, CancellationToken ct)
    {
        if (Refused(await echo.RemoveAsync(caller.Name, ct)) is { } refusal)
        {
            return refusal;
        }

        log.Acted(caller, "remove Echo", EchoNames.Set);
        return TypedResults.NoContent();
    }

    private static async Task<IResult> SendAsync(EchoSetup echo, IConnections connections, Submitter submitter, TimeProvider time, EchoMessage request, CancellationToken ct)
    {
        var problems = new FieldProblems();
        var mode = request.Mode is { } word ? EchoModes.Parse(word) : EchoModes.Default;
        if (mode is null)
        {
            problems.Add("mode", $"There is no such mode. There are: {string.Join(", ", EchoModes.All.Select(static m => m.Word))}.");
        }

        if (request.Document is { Length: 0 or > MostCharacters })
        {
            problems.Add("document", "Must have 1 to 1048576 characters, or be left out.");
        }

        if (!problems.IsEmpty)
        {
            return ApiProblems.Invalid(problems);
        }

        if (echo.Station is null || connections.FindOut(mode!.Connection) is not { } connection)
        {
            return ApiProblems.Of(StatusCodes.Status409Conflict, $"Echo is not set up. POST {ApiSetup.Root}/echo does it.");
        }

        var bytes = request.Document is { } text ? Encoding.UTF8.GetBytes(text) : EchoDocument.Order(connection.From.Value, time.GetUtcNow());
        using var content = new MemoryStream(bytes, writable: false);
        var outcome = await submitter.SubmitAsync(
            new()
            {
                Connection = mode.Connection, Subject = EchoModes.Subject(mode), IsTest = true, Documents = [new(content, FileName: request.Document is null ? EchoDocument.FileName : null)],
            },
            ct);
        if (outcome is not SubmitOutcome.Submitted sent)
        {
            return SubmitAnswer.Of(outcome, mode.Connection);
        }

        var (href, reply) = ($"{ApiSetup.Root}/exchanges/{sent.Id}", EchoMessages.IdFor(sent.MessageId, mode, EdiSniffer.Detect(bytes) is EdiStandard.X12));
        return TypedResults.Created(
            href, new EchoSent(sent.Id.Value, sent.MessageId, mode.Connection, href, mode.Word, mode.Expect, mode.EndsAs, reply, reply is null ? null : mode.ReplyEndsAs));
    }

    private static IResult? Refused(EchoOutcome outcome)
        => outcome.Conflict is { } conflict ? ApiProblems.Of(StatusCodes.Status409Conflict, conflict) : outcome.Findings is not [] ? ResourceAnswers.Refused(outcome.Findings, "") : null;

    private static EchoView Of(EchoSetup echo)
        => new(echo.Station is not null, echo.Station, echo.Url, [.. EchoModes.All.Select(static m => new EchoModeView(m.Word, m.Connection, m.About, m.Expect))]);
}
