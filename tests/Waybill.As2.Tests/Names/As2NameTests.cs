namespace Waybill.As2.Tests;

public sealed class As2NameTests
{
    [Theory]
    [Requirement("AS2-ID-003")]
    [InlineData("abc", "abc")]
    [InlineData("a b", "\"a b\"")]
    [InlineData("a\"b", "\"a\\\"b\"")]
    [InlineData("a\\b", "\"a\\\\b\"")]
    public void A_name_is_quoted_only_when_needed_and_reads_back(string bare, string header)
    {
        var name = As2Name.Create(bare).Value!;
        Assert.Equal(header, name.ToHeaderValue());
        Assert.Equal(name, As2Name.Parse(header).Value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("ä")]
    [InlineData("a\r\nb")]
    [InlineData("\"abc")]
    [InlineData("\"abc\\")]
    public void What_is_not_a_name_is_refused(string header) => Assert.NotNull(As2Name.Parse(header).Problem);

    [Fact]
    [Requirement("AS2-ID-002", "AS2-ID-005")]
    public void Case_counts_and_quotes_do_not()
    {
        Assert.Equal(As2Name.Parse("abc").Value, As2Name.Parse("\"abc\"").Value);
        Assert.NotEqual(As2Name.Parse("Acme").Value, As2Name.Parse("ACME").Value);
    }
}
