using CsCheck;

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

    public static TheoryData<string> Punctuation => [.. "!#$%&'()*+,-./:;<=>?@[]^_`{|}~\"\\".SelectMany(c => new[] { $"{c}", $"{c}a", $"a{c}", $"a{c}b", $"{c}a b{c}" })];

    [Theory]
    [Requirement("AS2-ID-007")]
    [MemberData(nameof(Punctuation))]
    public void All_punctuation_works_at_every_place(string bare)
    {
        var name = As2Name.Create(bare).Value!;
        Assert.Equal(bare.AsSpan().ContainsAny(' ', '"', '\\'), name.ToHeaderValue() is ['"', _, .., '"']);
        Assert.Equal(bare, As2Name.Parse(name.ToHeaderValue()).Value!.Value);
        Assert.Equal(name, As2MessageHeaders.Read([new("AS2-From", name.ToHeaderValue()), new("AS2-To", "x")]).Value!.From);
    }

    [Theory]
    [Requirement("AS2-ID-004")]
    [InlineData("A S 2")]
    [InlineData("a b c !")]
    [InlineData(" as2Name ")]
    public void A_name_with_blanks_is_quoted_and_keeps_every_blank(string bare)
    {
        var name = As2Name.Create(bare).Value!;
        Assert.Equal($"\"{bare}\"", name.ToHeaderValue());
        Assert.Equal(name, As2Name.Parse($"  {name.ToHeaderValue()}\t").Value);
    }

    [Fact]
    [Requirement("AS2-ID-001")]
    public void Every_legal_name_is_written_and_read_back() => Gen.Char[' ', '~'].Array[1, As2Name.MaxLength].Select(c => new string(c)).Sample(
        bare =>
        {
            var name = As2Name.Create(bare).Value!;
            Assert.Equal(name, As2Name.Parse(name.ToHeaderValue()).Value);
            Assert.DoesNotContain(name.ToHeaderValue(), char.IsControl);
        },
        iter: 5_000);

    [Fact]
    [Requirement("AS2-ID-001")]
    public void A_name_has_1_to_128_printable_characters()
    {
        Assert.NotNull(As2Name.Create(new('x', 128)).Value);
        Assert.NotNull(As2Name.Parse($"\"{new string(' ', 127)}\\\"\"").Value);
        Assert.All(["", new('x', 129), "a\tb", "a\0", "a\u007f", "a\u00e9", "a\r\n b"], bare => Assert.NotNull(As2Name.Create(bare).Problem));
        Assert.All(["\"\"", $"\"{new string('x', 129)}\"", "\"a\" b", "\"", "\"a\\\""], header => Assert.NotNull(As2Name.Parse(header).Problem));
    }

    [Fact]
    public void A_backslash_that_escapes_nothing_stays() => Assert.Equal(As2Name.Create("DOM\\x").Value, As2Name.Parse("\"DOM\\x\"").Value);
}
