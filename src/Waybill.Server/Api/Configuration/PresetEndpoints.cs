using System.ComponentModel;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Waybill.Gateway;

namespace Waybill.Server;

[Description("A setting of a preset.")]
internal sealed record PresetSettingView(
    [property: Description("A setting of a connection.")] string Name,
    [property: Description("What a connection to it takes.")] JsonElement Value,
    [property: Description("Why.")] string Why);

[Description("What is known about the AS2 of one product or company: settings that fill a new connection to it.")]
internal sealed record PresetView(
    string Id, string Title,
    [property: Description("When to take it.")] string About,
    IReadOnlyList<PresetSettingView> Settings,
    [property: Description("What no setting can do: what to ask the partner for, what to expect.")] IReadOnlyList<string> Notes);

internal sealed record PresetList(IReadOnlyList<PresetView> Items);

/// <summary>Presets.</summary>
internal static class PresetEndpoints
{
    internal static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/presets", static () => TypedResults.Ok(new PresetList([.. Presets.All.Select(Of)]))).WithName("listPresets").WithTags("Configuration")
            .WithSummary("List what is known of products and companies, by title.");
        api.MapGet("/presets/{id}", Find).WithName("getPreset").WithTags("Configuration").WithSummary("Read one preset.");
    }

    private static Results<Ok<PresetView>, ProblemHttpResult> Find(string id)
        => Presets.Find(id) is { } preset ? TypedResults.Ok(Of(preset)) : ApiProblems.Of(StatusCodes.Status404NotFound, "There is no preset of this id; GET /api/v1/presets lists them.");

    private static PresetView Of(Preset p) => new(p.Id, p.Title, p.About, [.. p.Settings.Select(static s => new PresetSettingView(s.Name, s.Value, s.Why))], p.Notes);
}
