using System.ComponentModel;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Waybill.Gateway;

namespace Waybill.Server;

/// <summary>The resources of the configuration: read, made, replaced, patched, removed.</summary>
internal static class ResourceEndpoints
{
    private const string IfMatchText = "The ETag of what you saw, in quotes; * for whatever is there.";

    internal static void Map(IEndpointRouteBuilder api)
    {
        foreach (var kind in ResourceSchema.Kinds)
        {
            Map(api, kind, ResourceSchema.CollectionOf(kind));
        }
    }

    /// <summary>The name of an endpoint: <c>putStation</c>.</summary>
    internal static string NameOf(string verb, string kind) => verb + char.ToUpperInvariant(kind[0]) + kind[1..];

    private static void Map(IEndpointRouteBuilder api, string kind, string collection)
    {
        if (kind is not ResourceKinds.Connection)
        {
            api.MapGet(
                $"/{collection}", (HttpContext context, ConfigurationService configuration, IJournal journal, IConnections connections, TimeProvider time, [Description("next of the page before.")] string? cursor,
                    [Description("Lines a page, 1 to 200. Default 50.")] int? limit, CancellationToken ct) => ListAsync(context, configuration, journal, connections, time, kind, cursor, limit, ct)).WithName(NameOf("list", kind) + "s").WithTags("Configuration").WithSummary($"List {collection} with their settings, by name.")
                .WithDescription("Those of the settings file stand among them, managed by appsettings and read-only.").Produces<JsonElement>().ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        }

        var path = $"/{collection}/{{name}}";
        api.MapGet(path, (ConfigurationService configuration, IJournal journal, IConnections connections, TimeProvider time, HttpContext context, string name, CancellationToken ct)
                => FindAsync(configuration, journal, connections, time, context, kind, name, ct))
            .WithName(NameOf("get", kind)).WithTags("Configuration").WithSummary($"Read one {kind} with its ETag.")
            .WithDescription("Only what was set stands there; the schema names the defaults. Of a secret it is said that it is set, never what it is. errors and warnings say by field what was found about it, usedBy who needs it"
                + (kind is ResourceKinds.Connection or ResourceKinds.Partner ? ", state how it stands: what went wrong last, and when a message came or went last." : ".")
                + (kind is ResourceKinds.Certificate ? " details are read off the certificate; usedBy says which connections use it now, and for what: ours to sign, for receipts, to open and for tls, a partner's to encrypt, to verify and for tls." : ""))
            .Produces<JsonElement>().ProducesProblem(StatusCodes.Status404NotFound);
        api.MapPut(
            path, (Caller caller, ConfigurationService configuration, HttpContext context, string name, [FromBody] JsonElement body,
                [FromHeader(Name = "If-Match"), Description(IfMatchText)] string? ifMatch, [FromHeader(Name = "If-None-Match"), Description("*: make a new one.")] string? ifNoneMatch, CancellationToken ct)
                => PutAsync(caller, configuration, context, kind, name, body, ifMatch, ifNoneMatch, ct)).WithName(NameOf("put", kind)).WithTags("Configuration").WithSummary($"Make a {kind}, or replace all of one.")
            .WithDescription("What is left out has its default; a secret that is left out is kept, and goes by null or an empty text. Checked as a whole before anything is written; it counts at once."
                + (kind is ResourceKinds.Connection ? " A new one takes what it leaves out from the defaults of its station." : "")
                + (kind is ResourceKinds.Station or ResourceKinds.Partner ? " An AS2 name that changes stays answered for 90 days, unless aliases say something else." : ""))
            .Produces<JsonElement>().Produces<JsonElement>(StatusCodes.Status201Created).Refusals();
        api.MapPatch(
            path, (Caller caller, ConfigurationService configuration, HttpContext context, string name, [FromBody] JsonElement body,
                [FromHeader(Name = "If-Match"), Description(IfMatchText)] string? ifMatch, CancellationToken ct)
                => PatchAsync(caller, configuration, context, kind, name, body, ifMatch, ct)).WithName(NameOf("patch", kind)).WithTags("Configuration").WithSummary($"Change some settings of a {kind}.")
            .WithDescription("A merge patch (RFC 7396): what is not named stays, null goes back to the default. Lists are replaced whole.").Produces<JsonElement>().Refusals().ProducesProblem(StatusCodes.Status404NotFound);
        api.MapDelete(
            path, (Caller caller, ConfigurationService configuration, HttpContext context, string name, [FromHeader(Name = "If-Match"), Description(IfMatchText)] string? ifMatch, CancellationToken ct)
                => DeleteAsync(caller, configuration, context, kind, name, ifMatch, ct)).WithName(NameOf("delete", kind)).WithTags("Configuration").WithSummary($"Remove a {kind} that nobody needs.")
            .WithDescription("409 names who still needs it in usedBy.").Produces(StatusCodes.Status204NoContent).Refusals().ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static RouteHandlerBuilder Refusals(this RouteHandlerBuilder builder)
        => builder.ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status412PreconditionFailed).ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .ProducesProblem(StatusCodes.Status428PreconditionRequired);

    private static async Task<IResult> ListAsync(
        HttpContext context, ConfigurationService configuration, IJournal journal, IConnections connections, TimeProvider time, string kind, string? cursor, int? limit, CancellationToken ct)
    {
        var problems = new FieldProblems();
        var most = ListPage.Lines(limit, problems);
        if (!problems.IsEmpty)
        {
            return ApiProblems.Invalid(problems);
        }

        var found = configuration.List(kind, cursor, most + 1);
        var states = kind is ResourceKinds.Partner ? await ResourceFacts.PartnersAsync(journal, connections, time, [.. found.Take(most).Select(static v => v.Name)], ct) : null;
        return ResourceAnswers.List(context, found, most, states);
    }

    private static async Task<IResult> FindAsync(
        ConfigurationService configuration, IJournal journal, IConnections connections, TimeProvider time, HttpContext context, string kind, string name, CancellationToken ct)
    {
        if (configuration.Find(kind, name) is not { } view)
        {
            return ResourceAnswers.NotFound(kind, name);
        }

        if (kind is ResourceKinds.Certificate && CertificateViews.Details(view, time.GetUtcNow()) is { } details)
        {
            using var lease = configuration.Connections.Take();
            return ResourceAnswers.One(context, view, CertificateUses.Of(lease.Book, CertificateViews.Text(view, "owner") ?? "", (string?)details["sha256"] ?? "", time.GetUtcNow()));
        }

        var state = await ResourceFacts.OfAsync(journal, connections, time, kind, name, ct);
        return ResourceAnswers.One(context, view, configuration.UsedBy(kind, name), state);
    }

    private static async Task<IResult> PutAsync(
        Caller caller, ConfigurationService configuration, HttpContext context, string kind, string name, JsonElement body, string? ifMatch, string? ifNoneMatch, CancellationToken ct)
    {
        if (ifNoneMatch is "*" && ifMatch is null)
        {
            return ResourceAnswers.Of(context, await configuration.PutAsync(kind, name, body, null, caller.Name, ct), kind, name);
        }

        return Condition(ifMatch) is var (etag, problem) && problem is not null ? problem : ResourceAnswers.Of(context, await configuration.PutAsync(kind, name, body, etag, caller.Name, ct), kind, name);
    }

    private static async Task<IResult> PatchAsync(Caller caller, ConfigurationService configuration, HttpContext context, string kind, string name, JsonElement body, string? ifMatch, CancellationToken ct)
        => Condition(ifMatch) is var (etag, problem) && problem is not null ? problem : ResourceAnswers.Of(context, await configuration.PatchAsync(kind, name, body, etag!, caller.Name, ct), kind, name);

    private static async Task<IResult> DeleteAsync(Caller caller, ConfigurationService configuration, HttpContext context, string kind, string name, string? ifMatch, CancellationToken ct)
        => Condition(ifMatch) is var (etag, problem) && problem is not null ? problem : ResourceAnswers.Of(context, await configuration.DeleteAsync(kind, name, etag!, caller.Name, ct), kind, name);

    /// <summary>Nobody changes what somebody else changed meanwhile: a condition has to be said (RFC 6585 §3).</summary>
    private static (string? ETag, IResult? Problem) Condition(string? ifMatch) => ifMatch switch
    {
        null => (null, ApiProblems.Of(StatusCodes.Status428PreconditionRequired, "Say If-Match with the ETag that GET gave, so that nobody's change is undone; for a new one say If-None-Match: *.")),
        "*" => (ResourceChange.Any, null),
        ['"', .. var etag, '"'] when !etag.Contains('"', StringComparison.Ordinal) => (etag, null),
        _ => (null, ApiProblems.Of(StatusCodes.Status400BadRequest, "If-Match is one ETag in quotes, as GET gave it, or *.")),
    };
}
