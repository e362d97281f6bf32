using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.WebUtilities;
using Waybill.Gateway;

namespace Waybill.Server;

/// <summary>Resources and refusals as JSON.</summary>
internal static class ResourceAnswers
{
    /// <summary>Most users that one answer names.</summary>
    private const int MostUses = 200;

    /// <summary>Letters as they are: nobody puts it into a page.</summary>
    internal static readonly System.Text.Json.JsonSerializerOptions Json = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    internal static IResult Of(HttpContext context, ConfigurationResult result, string kind, string name) => result switch
    {
        ConfigurationResult.Done { View: null } => TypedResults.NoContent(),
        ConfigurationResult.Done done => One(context, done.View, null, null, done.IsNew ? StatusCodes.Status201Created : StatusCodes.Status200OK),
        ConfigurationResult.Refused refused => Refused(refused.Findings, FieldOf(kind, name)),
        ConfigurationResult.NotFound => NotFound(kind, name),
        ConfigurationResult.AlreadyThere => ApiProblems.Of(StatusCodes.Status412PreconditionFailed, $"There is a {kind} {name} already. GET gives its ETag; say it in If-Match to replace it."),
        ConfigurationResult.PreconditionFailed { Now: null } => ApiProblems.Of(StatusCodes.Status412PreconditionFailed, $"There is no {kind} {name} any more. Say If-None-Match: * to make a new one."),
        ConfigurationResult.PreconditionFailed => ApiProblems.Of(StatusCodes.Status412PreconditionFailed, $"Somebody changed the {kind} {name} since. GET it again and decide anew."),
        ConfigurationResult.ReadOnly fixedOne => ApiProblems.Of(StatusCodes.Status409Conflict, fixedOne.Sentence),
        ConfigurationResult.InUse used => Problem(StatusCodes.Status409Conflict, used.Sentence, ("usedBy", Uses(used.By))),
        _ => throw new InvalidOperationException("A result nobody knows."),
    };

    internal static IResult NotFound(string kind, string name)
        => ApiProblems.Of(StatusCodes.Status404NotFound, $"There is no {kind} {name}. GET {ApiSetup.Root}/{ResourceSchema.CollectionOf(kind)} lists them.");

    /// <summary>One resource with its ETag.</summary>
    internal static IResult One(HttpContext context, ResourceView view, IReadOnlyList<ResourceUse>? uses, JsonObject? state, int status = StatusCodes.Status200OK)
    {
        context.Response.Headers.ETag = $"\"{view.ETag}\"";
        if (status is StatusCodes.Status201Created)
        {
            context.Response.Headers.Location = $"{ApiSetup.Root}/{ResourceSchema.CollectionOf(view.Kind)}/{view.Name}";
        }

        var json = Of(view, Now(context));
        if (uses is not null)
        {
            json["usedBy"] = Uses(uses);
        }

        if (state is not null)
        {
            json["state"] = state;
        }

        return Text(json, status);
    }

    /// <summary>A certificate with who uses it for what.</summary>
    internal static IResult One(HttpContext context, ResourceView view, IReadOnlyList<ConnectionUse> uses)
    {
        context.Response.Headers.ETag = $"\"{view.ETag}\"";
        var json = Of(view, Now(context));
        json["usedBy"] = new JsonArray(
        [
            .. uses.Take(MostUses).Select(static u => new JsonObject
            {
                ["kind"] = ResourceKinds.Connection, ["name"] = u.Connection, ["href"] = HrefOf(ResourceKinds.Connection, u.Connection), ["for"] = new JsonArray([.. u.For.Select(static f => (JsonNode)f)]),
            }),
        ]);
        json["usedByTotal"] = uses.Count;
        return Text(json);
    }

    /// <summary>One page.</summary>
    /// <param name="context">Of the request.</param>
    /// <param name="found">The resources, one more than a page when there are more.</param>
    /// <param name="most">A page.</param>
    /// <param name="states">How they stand, by name; null for kinds that have no state.</param>
    internal static IResult List(HttpContext context, IReadOnlyList<ResourceView> found, int most, IReadOnlyDictionary<string, JsonObject>? states)
    {
        var now = Now(context);
        var json = new JsonObject { ["items"] = new JsonArray([.. found.Take(most).Select(view => With(Of(view, now), states?.GetValueOrDefault(view.Name)))]) };
        if (found.Count > most)
        {
            json["next"] = found[most - 1].Name;
        }

        return Text(json);
    }

    /// <summary>Everything that is wrong, by field; what works and should be changed beside it.</summary>
    /// <param name="findings">What was found.</param>
    /// <param name="below">Fields below this one are named without it; empty: all are named whole.</param>
    internal static IResult Refused(IReadOnlyList<Finding> findings, string below) => Problem(
        StatusCodes.Status422UnprocessableEntity, "Correct the fields named in errors and send it again. Nothing was changed.",
        ("errors", Fields(findings, FindingSeverity.Error, below)), ("warnings", Fields(findings, FindingSeverity.Warning, below)));

    internal static JsonObject Fields(IEnumerable<Finding> findings, FindingSeverity severity, string below)
        => new(findings.Where(f => f.Severity == severity).GroupBy(f => Shorten(f.Field, below), StringComparer.Ordinal)
            .Select(static g => KeyValuePair.Create<string, JsonNode?>(g.Key, new JsonArray([.. g.Select(static f => (JsonNode)f.Sentence)]))));

    internal static IResult Text(JsonObject json, int status = StatusCodes.Status200OK) => TypedResults.Text(json.ToJsonString(Json), "application/json", System.Text.Encoding.UTF8, status);

    private static string FieldOf(string kind, string name) => $"{ResourceSchema.CollectionOf(kind)}/{name}";

    private static string Shorten(string field, string below)
        => below is not "" && field.StartsWith(below, StringComparison.Ordinal) ? field.Length == below.Length ? "" : field[below.Length] is '/' ? field[(below.Length + 1)..] : field : field;

    private static DateTimeOffset Now(HttpContext context) => context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();

    private static string HrefOf(string kind, string name) => $"{ApiSetup.Root}/{ResourceSchema.CollectionOf(kind)}/{name}";

    private static JsonObject Of(ResourceView view, DateTimeOffset now)
    {
        var json = new JsonObject { ["name"] = view.Name, ["etag"] = view.ETag };
        Add("managedBy", view.ManagedBy);
        Add("set", view.Set);
        Add("createdAt", view.CreatedAt?.UtcDateTime.ToString("O"));
        Add("updatedAt", view.UpdatedAt?.UtcDateTime.ToString("O"));
        foreach (var (member, value) in view.Body)
        {
            json[member] = value?.DeepClone();
        }

        foreach (var (word, severity) in new[] { ("errors", FindingSeverity.Error), ("warnings", FindingSeverity.Warning) })
        {
            if (Fields(view.Findings, severity, FieldOf(view.Kind, view.Name)) is { Count: > 0 } fields)
            {
                json[word] = fields;
            }
        }

        if (view.Kind is ResourceKinds.Certificate && CertificateViews.Details(view, now) is { } details)
        {
            json["details"] = details;
        }

        return json;

        void Add(string member, string? text)
        {
            if (text is not null)
            {
                json[member] = text;
            }
        }
    }

    private static JsonObject With(JsonObject json, JsonObject? state)
    {
        if (state is not null)
        {
            json["state"] = state;
        }

        return json;
    }

    private static JsonArray Uses(IEnumerable<ResourceUse> uses)
        => new([.. uses.Select(static u => new JsonObject { ["kind"] = u.Kind, ["name"] = u.Name, ["href"] = HrefOf(u.Kind, u.Name) })]);

    private static ContentHttpResult Problem(int status, string detail, params ReadOnlySpan<(string Name, JsonNode Value)> more)
    {
        var json = new JsonObject { ["title"] = ReasonPhrases.GetReasonPhrase(status), ["status"] = status, ["detail"] = detail };
        foreach (var (name, value) in more)
        {
            json[name] = value;
        }

        return TypedResults.Text(json.ToJsonString(Json), "application/problem+json", System.Text.Encoding.UTF8, status);
    }
}
