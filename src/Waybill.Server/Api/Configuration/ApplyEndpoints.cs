using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Waybill.Gateway;

namespace Waybill.Server;

/// <summary>Files of resources: what applying one would do, and doing it.</summary>
internal static class ApplyEndpoints
{
    private const string About =
        "A file has a set, the list of each kind (stations, partners, certificates, connections, channels, rules) and, to remove what it names no more, prune: true. Each resource has its name and its settings. "
        + "Only resources of no set or of this one are changed; nothing is removed without prune, and nothing of another set ever.";

    internal static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/apply/plan", PlanAsync).WithName("planApply").WithTags("Configuration").WithSummary("Say what applying a file would do.").WithDescription($"{About} Nothing is changed.")
            .Produces<JsonElement>().ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        api.MapGet("/schema", static () => TypedResults.Text(Schema.Value, "application/schema+json", System.Text.Encoding.UTF8)).WithName(DoorTable.Schema).WithTags("Configuration")
            .WithSummary("The JSON schema of files of resources.").WithDescription("For editors: # yaml-language-server: $schema=http://localhost:8080/api/v1/schema as the first line of a file. Needs no token.")
            .Produces<JsonElement>(StatusCodes.Status200OK, "application/schema+json");
        api.MapPost("/apply", ApplyAsync).WithName("apply").WithTags("Configuration").WithSummary("Apply a file, exactly as its plan said.")
            .WithDescription($"{About} plan is the one the plan of this file gave; 409 when the configuration or the file changed since. All changes are one transaction.")
            .Produces<JsonElement>().ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
    }

    /// <summary>A file may be thousands of lines long and be opened by many editors: made once.</summary>
    private static readonly Lazy<string> Schema = new(static () => ResourceSchema.OfFile().ToJsonString(ResourceAnswers.Json));

    private static async Task<IResult> PlanAsync(ConfigurationService configuration, [FromBody] JsonElement body, CancellationToken ct)
    {
        var (file, problem) = Read(body);
        if (problem is not null)
        {
            return problem;
        }

        var plan = await configuration.PlanAsync(file!.Set, file.Resources, file.Prune, ct);
        return plan.IsGood ? ResourceAnswers.Text(Of(plan)) : ResourceAnswers.Refused(plan.Findings, "");
    }

    private static async Task<IResult> ApplyAsync(Caller caller, ConfigurationService configuration, ActionLog log, [FromBody] JsonElement body, CancellationToken ct)
    {
        var (file, problem) = Read(body);
        if (problem is not null)
        {
            return problem;
        }

        if (file!.Plan is null)
        {
            var problems = new FieldProblems();
            problems.Add("plan", $"Say the plan that POST {ApiSetup.Root}/apply/plan gave for this file.");
            return ApiProblems.Invalid(problems);
        }

        var plan = await configuration.PlanAsync(file.Set, file.Resources, file.Prune, ct);
        if (!plan.IsGood)
        {
            return ResourceAnswers.Refused(plan.Findings, "");
        }

        if (!string.Equals(plan.Digest, file.Plan, StringComparison.Ordinal))
        {
            return Drifted();
        }

        switch (await configuration.ApplyAsync(plan, caller.Name, ct))
        {
            case ApplyResult.Done done:
                log.Acted(caller, "apply", plan.Set);
                var json = Of(plan);
                json["version"] = done.Version;
                return ResourceAnswers.Text(json);
            case ApplyResult.Refused refused:
                return ResourceAnswers.Refused(refused.Findings, "");
            default:
                return Drifted();
        }
    }

    private static ProblemHttpResult Drifted()
        => ApiProblems.Of(StatusCodes.Status409Conflict, "The configuration or the file is not what it was when the plan was made. Nothing was done: make a new plan and look at it.");

    private static JsonObject Of(ConfigurationPlan plan)
    {
        var json = new JsonObject
        {
            ["plan"] = plan.Digest, ["set"] = plan.Set, ["version"] = plan.Version,
            ["changes"] = new JsonArray([.. plan.Changes.Select(static c =>
            {
                var line = new JsonObject { ["kind"] = c.Kind, ["name"] = c.Name, ["action"] = JsonNamingPolicy.CamelCase.ConvertName(c.Action.ToString()) };
                if (c.Action is PlannedAction.Create or PlannedAction.Replace or PlannedAction.Delete)
                {
                    line["before"] = c.Before?.DeepClone();
                    line["after"] = c.After?.DeepClone();
                }

                if (c.Secrets is not [])
                {
                    line["secrets"] = new JsonArray([.. c.Secrets.Select(static s => (JsonNode)s)]);
                }

                return line;
            })]),
        };
        if (ResourceAnswers.Fields(plan.Findings, FindingSeverity.Warning, "") is { Count: > 0 } warnings)
        {
            json["warnings"] = warnings;
        }

        return json;
    }

    private static (AppliedFile? File, IResult? Problem) Read(JsonElement body)
    {
        var problems = new FieldProblems();
        if (body.ValueKind is not JsonValueKind.Object)
        {
            problems.Add("", "Must be a JSON object.");
            return (null, ApiProblems.Invalid(problems));
        }

        var (set, prune, plan, resources) = ("", false, default(string), new List<ResourceInput>());
        var kinds = ResourceSchema.Kinds.ToDictionary(ResourceSchema.CollectionOf, static k => k, StringComparer.Ordinal);
        foreach (var member in body.EnumerateObject())
        {
            switch (member.Name, member.Value.ValueKind)
            {
                case ("set", JsonValueKind.String):
                    set = member.Value.GetString()!;
                    break;
                case ("plan", JsonValueKind.String):
                    plan = member.Value.GetString();
                    break;
                case ("prune", JsonValueKind.True or JsonValueKind.False):
                    prune = member.Value.GetBoolean();
                    break;
                case (var collection, JsonValueKind.Array) when kinds.TryGetValue(collection, out var kind):
                    ReadAll(kind, collection, member.Value, resources, problems);
                    break;
                default:
                    problems.Add(member.Name, $"Is none of set (a text), prune (true or false), plan (a text), {string.Join(", ", kinds.Keys)} (lists).");
                    break;
            }
        }

        return problems.IsEmpty ? (new(set, prune, plan, resources), null) : (null, ApiProblems.Invalid(problems));
    }

    private static void ReadAll(string kind, string collection, JsonElement list, List<ResourceInput> resources, FieldProblems problems)
    {
        var at = 0;
        foreach (var item in list.EnumerateArray())
        {
            if (item.ValueKind is JsonValueKind.Object && item.TryGetProperty("name", out var name) && name.ValueKind is JsonValueKind.String)
            {
                resources.Add(new(kind, name.GetString()!, item));
            }
            else
            {
                problems.Add(FormattableString.Invariant($"{collection}/{at}"), "Must be an object with a name.");
            }

            at++;
        }
    }

    private sealed record AppliedFile(string Set, bool Prune, string? Plan, IReadOnlyList<ResourceInput> Resources);
}
