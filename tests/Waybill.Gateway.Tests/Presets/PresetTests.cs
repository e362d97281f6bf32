using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Waybill.Gateway.Tests;

public sealed class PresetTests
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    public static TheoryData<string> Ids => [.. Presets.All.Select(p => p.Id)];

    [Fact]
    public void The_products_that_partners_ask_for_most_are_there_and_found_by_id()
    {
        string[] known = ["amazon", "aws-transfer", "biztalk", "edi-energy", "ibm-sterling", "mendelson", "openas2", "phase2", "walmart"];
        Assert.Equal(known, Presets.All.Select(p => p.Id).Where(known.Contains).Order(StringComparer.Ordinal));
        Assert.Equal("OpenAS2", Presets.Find("openas2")?.Title);
        Assert.Null(Presets.Find("OPENAS2"));
        Assert.Equal(Presets.All.Count, Presets.All.Select(p => p.Id).Distinct(StringComparer.Ordinal).Count());
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Each_setting_of_a_preset_is_one_a_connection_has_with_a_value_it_takes_and_a_reason(string id)
    {
        var preset = Presets.Find(id)!;
        Assert.NotEqual("", preset.About);
        Assert.NotEmpty(preset.Settings);
        var connection = new ConnectionSettings();
        foreach (var setting in preset.Settings)
        {
            Assert.EndsWith(".", setting.Why, StringComparison.Ordinal);
            var property = typeof(ConnectionSettings).GetProperties(BindingFlags.Public | BindingFlags.Instance).Single(p => JsonNamingPolicy.CamelCase.ConvertName(p.Name) == setting.Name);
            property.SetValue(connection, setting.Value.Deserialize(property.PropertyType, Json));
        }

        Assert.All(preset.Notes, n => Assert.EndsWith(".", n, StringComparison.Ordinal));
        Assert.Equal(preset.Settings.Count, preset.Settings.Select(s => s.Name).Distinct(StringComparer.Ordinal).Count());
        Assert.DoesNotContain(preset.Settings, s => s.Name.StartsWith("allow", StringComparison.Ordinal) || s.Name.StartsWith("ignore", StringComparison.Ordinal));
    }
}
