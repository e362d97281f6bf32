using System.Text.Json;

namespace Waybill.Gateway;

/// <summary>Whose gateway this is, for those who look at it.</summary>
/// <param name="Name">The company; null until somebody said it.</param>
/// <param name="Environment">A label such as production or test; null: none.</param>
/// <param name="PublicAddress">Where partners reach it, a scheme and a host; null: nobody said so.</param>
public sealed record Organisation(string? Name, string? Environment, string? PublicAddress)
{
    /// <summary>Before anybody said anything.</summary>
    public static readonly Organisation Nameless = new(null, null, null);

    /// <summary>As JSON, for the audit.</summary>
    public string ToJson() => JsonText.Of(this, static (json, organisation) =>
    {
        json.WriteStartObject();
        Write(json, "name", organisation.Name);
        Write(json, "environment", organisation.Environment);
        Write(json, "publicAddress", organisation.PublicAddress);
        json.WriteEndObject();
    });

    private static void Write(Utf8JsonWriter json, string member, string? text)
    {
        if (text is not null)
        {
            json.WriteString(member, text);
        }
    }
}
