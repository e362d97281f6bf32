using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Json;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Options;
using Waybill.As2;

namespace Waybill.Server.Tests;

public sealed class SettingsTests
{
    [Fact]
    public void Every_value_that_cannot_be_read_is_named_at_once_and_not_only_the_first()
    {
        var wrong = Assert.Throws<OptionsValidationException>(() => WebApplication.CreateSlimBuilder().ReadWaybillSettings(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Waybill:MaxConcurrentMessages"] = "many",
            ["Waybill:Partners:0:Online"] = "perhaps",
            ["Waybill:Partners:0:Signature"] = "Sometimes",
            ["Waybill:Partners:0:RetryWaits:0"] = "soon",
            ["Waybill:Partners:0:Concurrency"] = "99999999999999",
        }));
        Assert.Contains("Waybill:MaxConcurrentMessages: 'many' is not a whole number.", wrong.Failures);
        Assert.Contains("Waybill:Partners:0:Online: 'perhaps' is not true or false.", wrong.Failures);
        Assert.Contains("Waybill:Partners:0:Signature: 'Sometimes' is not one of Required, Allowed, Forbidden.", wrong.Failures);
        Assert.Contains("Waybill:Partners:0:RetryWaits:0: 'soon' is not a time such as 00:05:00.", wrong.Failures);
        Assert.Contains("Waybill:Partners:0:Concurrency: '99999999999999' is not a whole number.", wrong.Failures);
    }

    [Fact]
    public void Values_of_every_kind_are_read_whatever_the_case_of_their_keys_and_what_is_not_set_keeps_its_default()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Waybill:urls"] = "http://localhost:1",
            ["Waybill:MaxBodyBytes"] = "5000000000",
            ["Waybill:Unknown"] = "is passed over",
            ["Waybill:Partners:0:AS2ID"] = "acme",
            ["Waybill:Partners:0:Encryption"] = "allowed",
            ["Waybill:Partners:0:RetryWaits:0"] = "00:00:05",
            ["Waybill:Partners:0:RetryWaits:1"] = "1.00:00:00",
            ["Waybill:Partners:0:PausingStatuses:0"] = "418",
            ["Waybill:Partners:0:Certificates:0"] = "a.crt",
            ["Waybill:Partners:1:As2Id"] = "globex",
            ["Waybill:Partners:1:AllowPrivate"] = "True",
            ["Waybill:Stations:0:EarlierKeys:0:Key"] = "old.key",
        }).Build();
        List<string> problems = [];
        var settings = SettingsBinder.Bind<WaybillSettings>(configuration.GetSection("Waybill"), problems);
        Assert.Empty(problems);
        Assert.Equal(("http://localhost:1", 5_000_000_000, 256), (settings.Urls, settings.MaxBodyBytes, settings.MaxConcurrentMessages));
        var (acme, globex) = (settings.Partners[0], settings.Partners[1]);
        Assert.Equal(("acme", Requirement.Allowed, Requirement.Required), (acme.As2Id, acme.Encryption, acme.Signature));
        Assert.Equal([TimeSpan.FromSeconds(5), TimeSpan.FromDays(1)], acme.RetryWaits);
        Assert.Equal([418], acme.PausingStatuses);
        Assert.Equal(["a.crt"], acme.Certificates);
        Assert.Equal(("globex", true, TimeSpan.FromHours(24)), (globex.As2Id, globex.AllowPrivate, globex.TotalTime));
        Assert.Equal("old.key", settings.Stations[0].EarlierKeys[0].Key);
    }

    [Fact]
    public async Task A_settings_file_tells_the_same_with_its_index_as_without_also_when_another_source_adds_to_it()
    {
        using var folder = new TemporaryFolder();
        var text = new StringBuilder("""{"Logging":{"LogLevel":{"Default":"Warning"}},"Waybill":{"Empty":{},"None":null,"Partners":[""");
        for (var i = 0; i < 12; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{(i is 0 ? "" : ",")}{{\"As2Id\":\"p{i}\",\"Certificates\":[\"a\",\"b\"],\"as2id2\":\"x\"}}");
        }

        await File.WriteAllTextAsync(Path.Combine(folder.Path, "s.json"), text.Append("]}}").ToString(), TestContext.Current.CancellationToken);
        IConfigurationRoot Build(bool isIndexed)
        {
            using var files = new PhysicalFileProvider(folder.Path);
            var builder = new ConfigurationBuilder();
            builder.Add(new JsonConfigurationSource { Path = "s.json", FileProvider = files });
            builder.AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal) { ["waybill:partners:3:As2Id"] = "other", ["Waybill:Partners:12:As2Id"] = "last", ["Waybill:Data"] = "d" });
            if (isIndexed)
            {
                IndexedJson.Replace(builder);
                Assert.IsType<IndexedJson>(builder.Sources[0]);
            }

            return builder.Build();
        }

        var (plain, indexed) = (Build(isIndexed: false), Build(isIndexed: true));
        Assert.Equal(plain.AsEnumerable(), indexed.AsEnumerable());
        Assert.Equal("other", indexed["Waybill:Partners:3:As2Id"]);
    }
}
