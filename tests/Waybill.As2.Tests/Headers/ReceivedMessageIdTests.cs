using Waybill.Cms;

namespace Waybill.As2.Tests;

/// <summary>What becomes of the Message-IDs peers send, by profile.</summary>
public sealed class ReceivedMessageIdTests
{
    public static TheoryData<string, As2Failure, As2Failure, bool> Ids => new()
    {
        { "<a@b>", As2Failure.None, As2Failure.None, false },
        { "a@b", As2Failure.None, As2Failure.None, true },
        { "<ab>", As2Failure.None, As2Failure.None, true },
        { "plain", As2Failure.None, As2Failure.None, true },
        { "<a b@c d>", As2Failure.None, As2Failure.InvalidMessageId, true },
        { "a\tb", As2Failure.None, As2Failure.InvalidMessageId, true },
        { $"<{new string('x', 994)}@y>", As2Failure.None, As2Failure.None, false },
        { $"<{new string('x', 995)}@y>", As2Failure.InvalidMessageId, As2Failure.InvalidMessageId, true },
        { "<a\u00e4@b>", As2Failure.InvalidMessageId, As2Failure.InvalidMessageId, true },
        { "<a\u0001@b>", As2Failure.InvalidMessageId, As2Failure.InvalidMessageId, true },
    };

    [Theory]
    [Requirement("AS2-HDR-009")]
    [MemberData(nameof(Ids))]
    public void An_odd_id_is_taken_where_it_can_be_and_kept_as_it_came(string id, As2Failure old, As2Failure modern, bool isOdd)
    {
        var headers = As2MessageHeaders.Read([new("AS2-From", "a"), new("AS2-To", "b"), new("Message-ID", $" {id} ")]).Value!;
        Assert.Equal(id, headers.RawMessageId);
        Assert.Equal(old is As2Failure.None ? id : null, headers.MessageId?.Value);
        Assert.Equal(old, headers.Check(As2Profile.Rfc4130, CmsPolicy.Strict));
        Assert.Equal(modern, headers.Check(As2Profile.Modern, CmsPolicy.Strict));
        Assert.Equal(isOdd ? 1 : 0, headers.Oddities.Count);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_receipt_asked_for_without_an_id_is_taken_by_the_old_profile_only(bool emptyLine)
    {
        var lines = new List<KeyValuePair<string, string>> { new("AS2-From", "a"), new("AS2-To", "b"), new("Disposition-Notification-To", "") };
        if (emptyLine)
        {
            lines.Add(new("Message-ID", " "));
        }

        var headers = As2MessageHeaders.Read(lines).Value!;
        Assert.Null(headers.RawMessageId);
        Assert.Equal(As2Failure.None, headers.Check(As2Profile.Rfc4130, CmsPolicy.Strict));
        Assert.Equal(As2Failure.InvalidMessageId, headers.Check(As2Profile.Modern, CmsPolicy.Strict));
        Assert.Equal(["The message asks for a receipt and has no Message-ID."], headers.Oddities);
    }

    [Fact]
    public void Two_different_ids_are_ambiguous_and_two_equal_ones_are_one()
    {
        var different = Lines.Message(("message-id", "<2@alice>"));
        Assert.Equal("<1@alice>", different.RawMessageId);
        Assert.Single(different.Oddities);
        Assert.Equal(As2Failure.None, different.Check(As2Profile.Rfc4130, CmsPolicy.Strict));
        Assert.Equal(As2Failure.InvalidMessageId, different.Check(As2Profile.Modern, CmsPolicy.Strict));

        var equal = Lines.Message(("message-id", "<1@alice>"));
        Assert.Empty(equal.Oddities);
        Assert.Equal(As2Failure.None, equal.Check(As2Profile.Modern, CmsPolicy.Strict));
    }
}
