using System.Text.Json;

namespace Waybill.Gateway.Tests;

public sealed class ResourceReaderTests
{
    [Fact]
    public void Every_wrong_member_is_found_at_once_by_its_field()
    {
        var (_, check) = Read<ConnectionSettings>("""
            {"station": 1, "urll": "x", "urls": ["https://a.example/", 7], "concurrency": "four", "maxBodyBytes": "1.5", "signature": "perhaps", "online": "yes", "totalTime": "24:00:00", "password": 5,
             "retryWaits": "PT5M", "online": true, "compress": 2}
            """);

        Assert.Equal(
            [
                "connections/acme/compress", "connections/acme/concurrency", "connections/acme/maxBodyBytes", "connections/acme/online", "connections/acme/online", "connections/acme/password",
                "connections/acme/retryWaits", "connections/acme/signature", "connections/acme/station", "connections/acme/totalTime", "connections/acme/urll", "connections/acme/urls/1",
            ],
            check.Errors.Select(e => e.Field).Order(StringComparer.Ordinal));
        Assert.Contains(check.Errors, e => e.Sentence.Contains("the nearest is url", StringComparison.Ordinal));
        Assert.Contains(check.Errors, e => e.Sentence is "Must be one of required, allowed, forbidden.");
    }

    [Fact]
    public void A_body_has_one_form_whatever_form_it_came_in()
    {
        const string one = """{"totalTime": "PT36H", "signature": "ALLOWED", "concurrency": "7", "maxBodyBytes": "5000000000", "urls": ["https://a.example/"], "station": "us", "note": null}""";
        const string other = """{"urls": ["https://a.example/"], "station": "us", "signature": "allowed", "concurrency": 7, "maxBodyBytes": 5000000000, "totalTime": "1.12:00:00", "name": "acme", "etag": "7", "passwordSet": true}""";
        var (first, check) = Read<ConnectionSettings>(one.Replace(", \"note\": null", "", StringComparison.Ordinal));
        var (second, also) = Read<ConnectionSettings>(other);

        Assert.Empty(check.Findings);
        Assert.Empty(also.Findings);
        Assert.Equal(first.Body.ToJsonString(), second.Body.ToJsonString());
        Assert.Equal("""{"station":"us","urls":["https://a.example/"],"signature":"allowed","maxBodyBytes":5000000000,"concurrency":7,"totalTime":"1.12:00:00"}""", first.Body.ToJsonString());
        var settings = Assert.IsType<ConnectionSettings>(first.Value);
        Assert.Equal(("us", TimeSpan.FromHours(36), As2.Requirement.Allowed, true), (settings.Station, settings.TotalTime, settings.Signature, settings.Online));
    }

    [Fact]
    public void A_secret_stands_apart_from_the_body()
    {
        var (given, _) = Read<ConnectionSettings>("""{"user": "u", "password": "p\"q"}""");
        Assert.Equal("""{"user":"u"}""", given.Body.ToJsonString());
        Assert.Equal("p\"q", Assert.IsType<ConnectionSettings>(given.Value).Password);
        Assert.Equal(["password"], given.Secrets.Keys);

        foreach (var none in new[] { "null", "\"\"" })
        {
            var (removed, _) = Read<ConnectionSettings>($$"""{"password": {{none}}}""");
            Assert.Null(Assert.Single(removed.Secrets).Value);
        }

        var settings = new ConnectionSettings();
        Assert.True(ResourceSecrets.Set(settings, "password", given.Secrets["password"]!));
        Assert.Equal("p\"q", settings.Password);
        Assert.False(ResourceSecrets.Set(settings, "user", "\"x\""));
        Assert.False(ResourceSecrets.Set(settings, "nothing/here", "\"x\""));
        Assert.DoesNotContain("p\\", ResourceWriter.Write(settings).ToJsonString(), StringComparison.Ordinal);
        Assert.Contains("\"passwordSet\":true", ResourceWriter.Write(settings).ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_read_and_written_stays_the_same()
    {
        const string json = """
            {"description":"Ours","aliases":[{"as2Id":"OLD","until":"2027-01-31T22:00:00Z"},{"as2Id":"OLDER"}],"defaults":{"sign":"sha-512","receiptWaits":["00:00:05"],"pausingStatuses":[599]},"as2Id":"US"}
            """;
        var (read, check) = Read<StationResource>(json);
        Assert.Empty(check.Findings);
        Assert.Equal(read.Body.ToJsonString(), ResourceWriter.Write(read.Value).ToJsonString());
        Assert.Equal(read.Body.ToJsonString(), Read<StationResource>(read.Body.ToJsonString()).Read.Body.ToJsonString());
        Assert.Equal(new DateTimeOffset(2027, 1, 31, 22, 0, 0, TimeSpan.Zero), Assert.IsType<StationResource>(read.Value).Aliases[0].Until);
    }

    [Fact]
    public void What_is_no_object_is_found()
    {
        Assert.Equal("connections/acme", Assert.Single(Read<ConnectionSettings>("[]").Check.Errors).Field);
        Assert.Equal("connections/acme/defaults", Assert.Single(Read<StationResource>("""{"defaults": []}""").Check.Errors).Field);
        Assert.Equal("connections/acme/aliases/0", Assert.Single(Read<StationResource>("""{"aliases": ["x"]}""").Check.Errors).Field);
    }

    [Fact]
    public void Every_class_of_a_resource_can_be_read()
    {
        // A member of a type nobody reads would be found by the first who sends one.
        foreach (var type in ResourceTypes.Known.Select(k => ResourceTypes.Of(k)!))
        {
            AssertReadable(type);
        }

        static void AssertReadable(Type type)
        {
            foreach (var member in ResourceShape.Of(type).Members)
            {
                var plain = Nullable.GetUnderlyingType(member.Property.PropertyType) ?? member.Property.PropertyType;
                plain = ResourceShape.ElementOf(plain) ?? plain;
                if (ResourceShape.IsObject(plain))
                {
                    AssertReadable(plain);
                }
                else
                {
                    Assert.True(
                        plain == typeof(string) || plain == typeof(bool) || plain == typeof(int) || plain == typeof(long) || plain == typeof(TimeSpan) || plain == typeof(DateTimeOffset) || plain.IsEnum,
                        $"{type.Name}.{member.Property.Name}");
                }
            }
        }
    }

    private static (ReadResource Read, ConfigurationCheck Check) Read<T>(string json)
    {
        var check = new ConfigurationCheck();
        using var document = JsonDocument.Parse(json);
        return (ResourceReader.Read(typeof(T), document.RootElement, "connections/acme", check), check);
    }
}
