using System.Text.Json;
using Waybill.As2;

namespace Waybill.Gateway;

/// <summary>The layers of a message as the JSON the journal keeps.</summary>
internal static class LayersText
{
    internal static string Of(IReadOnlyList<As2Layer>? layers)
    {
        if (layers is null or [])
        {
            return "[]";
        }

        return JsonText.Of(layers, static (json, all) =>
        {
            json.WriteStartArray();
            foreach (var layer in all)
            {
                Write(json, layer);
            }

            json.WriteEndArray();
        });
    }

    private static void Write(Utf8JsonWriter json, As2Layer layer)
    {
        json.WriteStartObject();
        json.WriteString("type", layer.Kind switch
        {
            As2LayerKind.Signed => "signed",
            As2LayerKind.OpaqueSigned => "opaqueSigned",
            As2LayerKind.Encrypted => "encrypted",
            _ => "compressed",
        });
        Add("algorithm", layer.Algorithm);
        Add("keyManagement", layer.KeyManagement);
        Add("digest", layer.Digest?.Name);
        Add("signer", layer.Signer);
        json.WriteString("status", layer.Status switch
        {
            As2LayerStatus.Good => "good",
            As2LayerStatus.Weak => "weak",
            As2LayerStatus.Bad => "bad",
            _ => "unchecked",
        });
        Add("detail", layer.Detail);
        json.WriteEndObject();

        void Add(string name, string? value)
        {
            if (value is not null)
            {
                json.WriteString(name, value);
            }
        }
    }
}
