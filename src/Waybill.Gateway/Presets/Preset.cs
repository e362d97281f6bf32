using System.Text.Json;
using System.Text.Json.Serialization;

namespace Waybill.Gateway;

/// <summary>What is known about the AS2 of one product or one company: settings that fill a new connection to it, each with its reason.</summary>
/// <param name="Id">A fixed word: lower-case letters, digits and hyphens.</param>
/// <param name="Title">Its name as people know it.</param>
/// <param name="About">In one sentence: when to take it.</param>
/// <param name="Settings">What it sets; everything else stays as it is.</param>
/// <param name="Notes">What no setting can do: what to ask the partner for, what to expect.</param>
/// <threadsafety>Immutable.</threadsafety>
public sealed record Preset(string Id, string Title, string About, IReadOnlyList<PresetSetting> Settings, IReadOnlyList<string> Notes);

/// <summary>One setting of a preset.</summary>
/// <param name="Name">A setting of a connection, in camelCase as the API names it.</param>
/// <param name="Value">Its value.</param>
/// <param name="Why">Why this product needs it.</param>
public sealed record PresetSetting(string Name, JsonElement Value, string Why);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, RespectRequiredConstructorParameters = true, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(Preset))]
internal sealed partial class PresetJson : JsonSerializerContext;
