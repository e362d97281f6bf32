using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Waybill.Cli.Configuration;

namespace Waybill.Cli.Tests.Configuration;

public sealed class ResourceFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("waybill-cli-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("kind: station\nname: acme\nas2Id: ACME\n---\nkind: partner\nname: globex\n", """{"stations":[{"name":"acme","as2Id":"ACME"}],"partners":[{"name":"globex"}]}""")]
    [InlineData("partners:\n- name: globex\n  identities:\n  - as2Id: \"GLOBEX\"\n", """{"partners":[{"name":"globex","identities":[{"as2Id":"GLOBEX"}]}]}""")]
    [InlineData("stations:\n- {name: b}\nconnections: []\n---\nkind: Station\nname: c\n", """{"stations":[{"name":"b"},{"name":"c"}]}""")]
    [InlineData("channels:\n- {name: pager, kind: webhook}\n---\nkind: channel\nname: mail\nhost: mail.acme.example", """{"channels":[{"name":"pager","kind":"webhook"},{"name":"mail","host":"mail.acme.example"}]}""")]
    [InlineData("kind: rule\nname: night\nchannels: [pager]", """{"rules":[{"name":"night","channels":["pager"]}]}""")]
    [InlineData("""{"connections":[{"name":"b","online":false,"note":null}]}""", """{"connections":[{"name":"b","online":false,"note":null}]}""")]
    public void Lists_and_documents_yaml_and_json_are_read_the_same(string text, string expected) => Assert.Equal(expected, Read(text).ToJsonString());

    [Fact]
    public void Numbers_stay_as_they_are_written_so_that_a_name_of_digits_keeps_its_zeros()
        => Assert.Equal("""{"stations":[{"as2Id":"0614141000012","concurrency":"4","quoted":"true","online":true}]}""", Text(Read("kind: station\nas2Id: 0614141000012\nconcurrency: 4\nquoted: \"true\"\nonline: true\n")));

    [Fact]
    public void Values_come_from_the_environment_and_from_files_beside_the_one_that_names_them()
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "acme.key"), "line 1\nline 2\n");
        File.WriteAllText(Path.Combine(_folder.FullName, "password"), "hush\n");
        Environment.SetEnvironmentVariable("WAYBILL_TEST_HOST", "as2.globex.example");
        var text = "kind: connection\nurl: https://${env:WAYBILL_TEST_HOST}/as2\npassword: ${file:password}\nkey: ${file:acme.key}\n";

        Assert.Equal("""{"connections":[{"url":"https://as2.globex.example/as2","password":"hush","key":"line 1\nline 2\n"}]}""", Text(Read(text)));
    }

    [Theory]
    [InlineData("kind: station\nb: ${env:WAYBILL_TEST_NOT_SET}\n", "the environment variable WAYBILL_TEST_NOT_SET is not set.")]
    [InlineData("kind: station\nb: ${file:nothing.pem}\n", "nothing.pem cannot be read")]
    [InlineData("kind: a\n  b: [\n", "config.yaml:")]
    [InlineData("just words\n", "config.yaml:1: a file holds lists")]
    [InlineData("stations:\n- words\n", "config.yaml:2: a resource is its name")]
    [InlineData("kind: flow\nname: a\n", "there are no resources of the kind flow")]
    [InlineData("name: a\nas2Id: b\n", "name is no list of resources")]
    [InlineData("", "No resource stands in")]
    public void What_is_wrong_is_said_with_its_place(string text, string problem)
    {
        var refused = Assert.Throws<CliException>(() => Read(text));
        Assert.Contains(problem, refused.Message, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Misuse, refused.ExitCode);
    }

    [Fact]
    public void A_folder_is_read_by_name_and_a_dash_is_what_is_piped_in()
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "2.yml"), "kind: station\nname: second\n");
        File.WriteAllText(Path.Combine(_folder.FullName, "1.json"), """{"kind":"station","name":"first"}""");
        File.WriteAllText(Path.Combine(_folder.FullName, "readme.txt"), "kind: station\nname: none\n");

        var read = ResourceFiles.Read([_folder.FullName, "-"], () => new MemoryStream(Encoding.UTF8.GetBytes("kind: station\nname: third\n")));

        Assert.Equal("""{"stations":[{"name":"first"},{"name":"second"},{"name":"third"}]}""", Text(read));
    }

    [Fact]
    public void What_is_shown_as_yaml_is_read_back_as_it_was()
    {
        const string resource = """{"name":"acme","as2Id":"0614141000012","word":"true","online":true,"none":null,"empty":"","list":["a: b","-","# c"],"key":"-----BEGIN X-----\nabc\n-----END X-----\n"}""";
        using var json = JsonDocument.Parse(resource[..^1] + ",\"etag\":\"7\"}");

        Assert.Equal($$"""{"stations":[{{resource}}]}""", Text(Read("kind: station\n" + YamlText.Write(json.RootElement, new HashSet<string>(["etag"])))));
    }

    private JsonObject Read(string text)
    {
        var file = Path.Combine(_folder.FullName, "config.yaml");
        File.WriteAllText(file, text);
        return ResourceFiles.Read([file], static () => Stream.Null);
    }

    private static string Text(JsonObject read) => read.ToJsonString(new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
