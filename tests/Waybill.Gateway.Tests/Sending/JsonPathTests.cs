using System.Text.Json;

namespace Waybill.Gateway.Tests.Sending;

public sealed class JsonPathTests
{
    [Theory]
    [InlineData("code", "1")]
    [InlineData("$.code", "1")]
    [InlineData("error.detail", "bad")]
    [InlineData("errors[1].code", "b")]
    [InlineData("errors[*].code", "a,b")]
    [InlineData("$['odd.name'][\"x\"]", "true")]
    [InlineData("error.*", "bad,2.50")]
    [InlineData("errors[7].code", "")]
    [InlineData("code.deeper", "")]
    [InlineData("none", "")]
    public void A_path_finds_what_stands_there(string path, string expected)
    {
        using var json = JsonDocument.Parse("""{"code":1,"error":{"detail":"bad","n":2.50},"errors":[{"code":"a"},{"code":"b"}],"odd.name":{"x":true},"none":null}""");

        Assert.Equal(expected, string.Join(',', JsonPath.Parse(path).Path!.Find(json.RootElement).Select(JsonPath.TextOf)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("$")]
    [InlineData("a..b")]
    [InlineData("a.")]
    [InlineData("a[")]
    [InlineData("a[x]")]
    [InlineData("a[-1]")]
    [InlineData("a['']")]
    [InlineData("a[0]b")]
    public void What_is_no_path_is_refused(string path) => Assert.NotNull(JsonPath.Parse(path).Problem);

    [Theory]
    [InlineData("/a/b", "x")]
    [InlineData("a/c/@v", "y")]
    [InlineData("/a/d", null)]
    [InlineData("/b", null)]
    public void A_path_of_elements_finds_its_text(string path, string? expected)
    {
        var xml = "<!-- c --><n:a xmlns:n='u'><e><b>no</b></e><b> x </b><c v='y'/></n:a>"u8.ToArray();

        Assert.Equal(expected, AnswerPaths.Xml(AnswerPaths.XmlSteps(path)!)(xml));
        Assert.Null(AnswerPaths.XmlSteps("/a//b"));
        Assert.Null(AnswerPaths.XmlSteps("@x/a"));
        Assert.Null(AnswerPaths.Xml(["a"])("<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>"u8.ToArray()));
    }
}
