namespace Waybill.As2.Tests;

public sealed class MessageIdTests
{
    [Theory]
    [Requirement("AS2-HDR-009", "AS2-MATCH-001")]
    [InlineData("<a@b>", "a@b", true)]
    [InlineData("a@b", "a@b", false)]
    [InlineData("<ab>", "ab", false)]
    [InlineData("a b c", "a b c", false)]
    [InlineData("<a b@c>", "a b@c", false)]
    [InlineData("<<a@b>>", "<a@b>", false)]
    [InlineData("<", "<", false)]
    [InlineData("<>", "", false)]
    public void A_received_id_is_kept_as_it_came(string received, string bare, bool wellFormed)
    {
        var id = MessageId.Parse($" {received}\t").Value!;
        Assert.Equal((received, bare, wellFormed), (id.Value, id.Bare, id.IsWellFormed));
    }

    [Fact]
    [Requirement("AS2-HDR-009")]
    public void An_id_may_have_998_characters_and_no_more()
    {
        Assert.NotNull(MessageId.Parse(new('x', 998)).Value);
        Assert.NotNull(MessageId.Parse(new('x', 999)).Problem);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("<a\r\nb@c>")]
    [InlineData("<a\0@c>")]
    [InlineData("<ä@c>")]
    public void What_is_no_id_is_refused(string received) => Assert.NotNull(MessageId.Parse(received).Problem);

    [Fact]
    [Requirement("AS2-MATCH-001")]
    public void Brackets_do_not_count_and_case_does()
    {
        Assert.Equal(MessageId.Parse("<a@b>").Value, MessageId.Parse("a@b").Value);
        Assert.NotEqual(MessageId.Parse("<a@b>").Value, MessageId.Parse("<A@b>").Value);
        Assert.NotEqual(MessageId.Parse("<<a@b>>").Value, MessageId.Parse("a@b").Value);
    }

    [Fact]
    [Requirement("AS2-HDR-008")]
    public void Made_ids_are_well_formed_unique_and_without_blanks()
    {
        var ids = Enumerable.Range(0, 100_000).Select(i => MessageId.Create(Guid.NewGuid().ToString("N"), "a b <c> \"!")).ToHashSet();
        Assert.Equal(100_000, ids.Count);
        Assert.DoesNotContain(ids, id => !id.IsWellFormed || id.Value.Length > 255);
        Assert.All(ids.Take(100), id => Assert.Matches(@"^<[0-9a-f]{32}@abc!>$", id.Value));
    }

    [Theory]
    [InlineData("", "host")]
    [InlineData("id", " @ ")]
    public void An_id_with_an_empty_side_is_a_mistake(string left, string right) => Assert.Throws<ArgumentException>(() => MessageId.Create(left, right));
}
