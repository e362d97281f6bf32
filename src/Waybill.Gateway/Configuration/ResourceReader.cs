using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Waybill.Gateway;

/// <summary>A resource's JSON as it was read.</summary>
/// <param name="Value">The settings; what was left out has its default.</param>
/// <param name="Body">The same again in one form, without secrets and without what was left out.</param>
/// <param name="Secrets">Secrets that were given by their field, as JSON text; null takes one away.</param>
internal sealed record ReadResource(object Value, JsonObject Body, IReadOnlyDictionary<string, string?> Secrets);

/// <summary>Reads the JSON of a resource. Members nobody knows and values of another type are found, all at once.</summary>
internal static class ResourceReader
{
    /// <summary>What an answer says beside the settings, so that what was read can be sent back.</summary>
    private static readonly HashSet<string> Told = new(StringComparer.Ordinal) { "name", "etag", "managedBy", "set", "createdAt", "updatedAt", "errors", "warnings", "usedBy", "usedByTotal", "details" };

    /// <param name="type">What is read.</param>
    /// <param name="json">The JSON.</param>
    /// <param name="field">Where it stands, for findings.</param>
    /// <param name="check">Takes findings.</param>
    internal static ReadResource Read(Type type, JsonElement json, string field, ConfigurationCheck check)
    {
        var secrets = new Dictionary<string, string?>(StringComparer.Ordinal);
        var place = new Place(field, "", check, secrets);
        if (json.ValueKind is JsonValueKind.Object)
        {
            var (value, body) = Object(type, json, place, isRoot: true);
            return new(value, body, secrets);
        }

        check.Error(field, "must be a JSON object.");
        return new(Activator.CreateInstance(type)!, [], secrets);
    }

    private static (object Value, JsonObject Body) Object(Type type, JsonElement json, Place place, bool isRoot)
    {
        var (shape, value) = (ResourceShape.Of(type), Activator.CreateInstance(type)!);
        var found = new Dictionary<string, JsonNode>(StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var property in json.EnumerateObject())
        {
            var at = place.Below(property.Name);
            if (!seen.Add(property.Name))
            {
                at.Error("stands there twice.");
            }
            else if ((isRoot && IsTold(shape, property.Name)) || IsSecretMark(shape, property))
            {
                // An answer of ours that comes back.
            }
            else if (shape.Find(property.Name) is not { } member)
            {
                at.Error(shape.Members.FirstOrDefault(m => NearNames.Difference(property.Name, m.Name) is not null) is { } near
                    ? $"There is no such setting; the nearest is {near.Name}." : "There is no such setting.");
            }
            else if (member.IsSecret)
            {
                Secret(member, value, property.Value, at);
            }
            else if (property.Value.ValueKind is not JsonValueKind.Null && Value(member.Property.PropertyType, property.Value, at) is var (read, body) && read is not null)
            {
                member.Property.SetValue(value, read);
                found[member.Name] = body!;
            }
        }

        return (value, new(shape.Members.Where(m => found.ContainsKey(m.Name)).Select(m => KeyValuePair.Create<string, JsonNode?>(m.Name, found[m.Name]))));
    }

    /// <summary>The state of a connection is told, that of a certificate is a setting.</summary>
    private static bool IsTold(ResourceShape shape, string name) => Told.Contains(name) || (name is "state" && shape.Find(name) is null);

    /// <summary><c>passwordSet</c>: what answers say of a secret.</summary>
    private static bool IsSecretMark(ResourceShape shape, JsonProperty property)
        => property.Name.EndsWith("Set", StringComparison.Ordinal) && property.Value.ValueKind is JsonValueKind.True or JsonValueKind.False && shape.Find(property.Name[..^3]) is { IsSecret: true };

    private static void Secret(ResourceMember member, object target, JsonElement json, Place place)
    {
        if (json.ValueKind is JsonValueKind.Null || (json.ValueKind is JsonValueKind.String && json.ValueEquals("")))
        {
            place.Secrets[place.Pointer] = null;
        }
        else if (Value(member.Property.PropertyType, json, place) is var (read, _) && read is not null)
        {
            member.Property.SetValue(target, read);
            place.Secrets[place.Pointer] = json.GetRawText();
        }
    }

    /// <summary>The value and its one form; null and null with a finding when it is none.</summary>
    private static (object? Value, JsonNode? Body) Value(Type type, JsonElement json, Place place)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        if (ResourceShape.ElementOf(plain) is { } element)
        {
            return json.ValueKind is JsonValueKind.Array ? List(element, json, place) : place.Wrong("a list");
        }

        if (ResourceShape.IsObject(plain))
        {
            return json.ValueKind is not JsonValueKind.Object ? place.Wrong("an object") : Object(plain, json, place, isRoot: false) is var (read, body) ? (read, body) : default;
        }

        return plain == typeof(string) ? json.ValueKind is JsonValueKind.String ? (json.GetString(), JsonValue.Create(json.GetString())) : place.Wrong("a text")
            : plain == typeof(bool) ? json.ValueKind is JsonValueKind.True or JsonValueKind.False ? (json.GetBoolean(), JsonValue.Create(json.GetBoolean())) : place.Wrong("true or false")
            : plain == typeof(int) ? Whole(json) is >= int.MinValue and <= int.MaxValue and { } small ? ((int)small, JsonValue.Create((int)small)) : place.Wrong("a whole number")
            : plain == typeof(long) ? Whole(json) is { } large ? (large, JsonValue.Create(large)) : place.Wrong("a whole number")
            : json.ValueKind is JsonValueKind.String ? Text(plain, json.GetString()!, place)
            : place.Wrong(Kind(plain));
    }

    /// <summary>A number, or one written as text: files that hold AS2 names made of digits keep every plain value as text.</summary>
    private static long? Whole(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Number when json.TryGetInt64(out var number) => number,
        JsonValueKind.String when long.TryParse(json.GetString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => number,
        _ => null,
    };

    private static (object? Value, JsonNode? Body) Text(Type type, string text, Place place)
        => type == typeof(TimeSpan) ? Time(text) is { } span ? (span, JsonValue.Create(span.ToString("c", CultureInfo.InvariantCulture))) : place.Wrong(Kind(type))
            : type == typeof(DateTimeOffset)
                ? DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? (moment, JsonValue.Create(Moment(moment))) : place.Wrong(Kind(type))
            : type.IsEnum
                ? Enum.GetNames(type).FirstOrDefault(n => string.Equals(n, text, StringComparison.OrdinalIgnoreCase)) is { } name
                    ? (Enum.Parse(type, name), JsonValue.Create(JsonNamingPolicy.CamelCase.ConvertName(name))) : place.Wrong(Kind(type))
            : throw new InvalidOperationException($"A resource has a member of type {type}, which nobody reads.");

    private static (object? Value, JsonNode? Body) List(Type element, JsonElement json, Place place)
    {
        var (list, body) = ((System.Collections.IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(element))!, new JsonArray());
        var at = 0;
        foreach (var item in json.EnumerateArray())
        {
            if (Value(element, item, place.Below(at++.ToString(CultureInfo.InvariantCulture))) is var (value, node) && value is not null)
            {
                list.Add(value);
                body.Add(node);
            }
        }

        return (list, body);
    }

    /// <summary>A moment in one form, in UTC.</summary>
    internal static string Moment(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    /// <summary><c>00:05:00</c>, <c>1.00:00:00</c> or, by ISO 8601, <c>PT5M</c>. Not <c>24:00:00</c>, which some readers take for 24 days.</summary>
    private static TimeSpan? Time(string text)
    {
        if (TimeSpan.TryParseExact(text, "c", CultureInfo.InvariantCulture, out var span))
        {
            return span;
        }

        try
        {
            return text.StartsWith('P') ? System.Xml.XmlConvert.ToTimeSpan(text) : null;
        }
        catch (Exception wrong) when (wrong is FormatException or OverflowException)
        {
            return null;
        }
    }

    private static string Kind(Type type)
        => type.IsEnum ? $"one of {string.Join(", ", Enum.GetNames(type).Select(JsonNamingPolicy.CamelCase.ConvertName))}"
            : type == typeof(TimeSpan) ? "a time such as 00:05:00, 1.00:00:00 for a day, or PT5M"
            : "a moment such as 2027-01-31T22:00:00Z";

    /// <summary>Where the reader is.</summary>
    private readonly record struct Place(string Field, string Pointer, ConfigurationCheck Check, Dictionary<string, string?> Secrets)
    {
        internal Place Below(string name) => this with { Field = $"{Field}/{name}", Pointer = Pointer is "" ? name : $"{Pointer}/{name}" };

        internal void Error(string sentence) => Check.Error(Field, sentence);

        internal (object? Value, JsonNode? Body) Wrong(string kind)
        {
            Error($"Must be {kind}.");
            return default;
        }
    }
}
