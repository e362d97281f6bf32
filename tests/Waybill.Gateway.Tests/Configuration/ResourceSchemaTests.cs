using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Waybill.Gateway.Tests;

/// <summary>What the code says of settings is what the schema says: the texts are committed, so that a published program has them.</summary>
public sealed partial class ResourceSchemaTests
{
    private static readonly JsonSerializerOptions Lines = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static string Page => Path.Combine(Root(), "src", "Waybill.Gateway", "Configuration", "descriptions.json");

    [Fact]
    public void Every_setting_is_described_as_in_the_code()
    {
        var document = XDocument.Load(Path.Combine(AppContext.BaseDirectory, "Waybill.Gateway.xml"));
        var texts = document.Descendants("member").ToDictionary(static m => (string)m.Attribute("name")!, static m => m.Element("summary"), StringComparer.Ordinal);
        var given = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var type in ResourceSchema.Kinds.Select(k => ResourceTypes.Of(k)!))
        {
            Describe(type);
        }

        if (Environment.GetEnvironmentVariable("WAYBILL_PRINT") is "1")
        {
            File.WriteAllText(Page, JsonSerializer.Serialize(given, Lines).ReplaceLineEndings("\n") + "\n");
        }

        var committed = JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(Page))!.OrderBy(static d => d.Key, StringComparer.Ordinal);
        Assert.True(given.SequenceEqual(committed), "src/Waybill.Gateway/Configuration/descriptions.json is not what the code says of its settings. Print it: run this test with WAYBILL_PRINT=1, and commit it.");

        void Describe(Type type)
        {
            foreach (var member in ResourceShape.Of(type).Members)
            {
                var name = $"{member.Property.DeclaringType!.Name}.{member.Property.Name}";
                Assert.True(texts.TryGetValue($"P:Waybill.Gateway.{name}", out var text) && text is not null, $"{name} has no summary.");
                given[name] = Plain(text);
                var plain = ResourceShape.ElementOf(member.Property.PropertyType) ?? member.Property.PropertyType;
                if (ResourceShape.IsObject(plain))
                {
                    Describe(plain);
                }
            }
        }
    }

    [Fact]
    public void A_schema_says_types_words_defaults_and_secrets()
    {
        var connection = ResourceSchema.Of(ResourceKinds.Connection)!["properties"]!;
        Assert.Equal("""{"type":"string","enum":["required","allowed","forbidden"],"default":"required"}""", Without(connection["signature"]!));
        Assert.Equal("""{"type":"integer","default":4}""", Without(connection["concurrency"]!));
        Assert.Equal("""{"type":"string","writeOnly":true}""", Without(connection["password"]!));
        Assert.Equal("""{"type":"array","items":{"type":"string"}}""", Without(connection["urls"]!));
        Assert.False(connection.AsObject().ContainsKey("name"));
        Assert.Equal("""{"type":"string","format":"date-time"}""", Without(ResourceSchema.Of(ResourceKinds.Certificate)!["properties"]!["from"]!));
        Assert.Null(ResourceSchema.Of("nothing"));

        static string Without(JsonNode schema)
        {
            var copy = schema.DeepClone().AsObject();
            copy.Remove("description");
            return copy.ToJsonString();
        }
    }

    [Fact]
    public void The_schema_of_files_is_committed_for_editors()
    {
        var (given, page) = (ResourceSchema.OfFile(), Path.Combine(Root(), "docs", "resources.schema.json"));
        if (Environment.GetEnvironmentVariable("WAYBILL_PRINT") is "1")
        {
            File.WriteAllText(page, JsonSerializer.Serialize(given, Lines).ReplaceLineEndings("\n") + "\n");
        }

        Assert.True(
            JsonNode.DeepEquals(given, JsonNode.Parse(File.ReadAllText(page))), "docs/resources.schema.json is not what resources are. Print it: run this test with WAYBILL_PRINT=1, and commit it.");
        Assert.Equal(ResourceSchema.Kinds.Select(ResourceSchema.CollectionOf), given["else"]!["properties"]!.AsObject().Select(p => p.Key));
        Assert.Equal("""["channel","smtp","webhook"]""", given["definitions"]!["channel"]!["properties"]!["kind"]!["enum"]!.ToJsonString());
        Assert.Equal("""["connection","as2"]""", given["definitions"]!["connection"]!["properties"]!["kind"]!["enum"]!.ToJsonString());
        foreach (var pointer in References(given))
        {
            Assert.NotNull(pointer.Split('/')[1..].Aggregate((JsonNode?)given, (node, step) => node?[step]));
        }

        static IEnumerable<string> References(JsonNode? node) => node switch
        {
            JsonObject o => o.SelectMany(p => p is { Key: "$ref", Value: JsonValue text } ? [text.GetValue<string>()] : References(p.Value)),
            JsonArray a => a.SelectMany(References),
            _ => [],
        };
    }

    /// <summary>The words of a summary; a setting it names is named as JSON names it.</summary>
    private static string Plain(XElement summary)
        => Blanks().Replace(string.Concat(summary.Nodes().Select(static node => node switch
        {
            XText text => text.Value,
            XElement { Name.LocalName: "see" } see when (string?)see.Attribute("cref") is { } cref => Named(cref),
            XElement element => element.Value,
            _ => "",
        })), " ").Trim();

    private static string Named(string cref) => cref[0] is 'P' or 'F' ? JsonNamingPolicy.CamelCase.ConvertName(cref[(cref.LastIndexOf('.') + 1)..]) : cref[(cref.LastIndexOf('.') + 1)..];

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Waybill.slnx")))
        {
            folder = Path.GetDirectoryName(folder.TrimEnd(Path.DirectorySeparatorChar)) ?? throw new InvalidOperationException("Not inside a checkout.");
        }

        return folder;
    }

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Blanks();
}
