using Waybill.Mime;

namespace Waybill.As2.Tests;

public sealed class As2HeaderWriterTests
{
    private static readonly As2Name Alice = As2Name.Create("A S 2").Value!;
    private static readonly As2Name Bob = As2Name.Create("bob").Value!;
    private static readonly DateTimeOffset Moment = new(2009, 9, 29, 10, 18, 18, TimeSpan.FromHours(-5));

    [Fact]
    [Requirement("AS2-HDR-004", "AS2-HDR-005", "AS2-HDR-011", "AS2-HDR-017", "AS2-FEAT-002", "AS2-FEAT-003", "AS2-ID-004")]
    public void The_lines_of_the_4130_profile_are_these()
        => Assert.Equal(
            [
                "AS2-Version: 1.2", "EDIINT-Features: multiple-attachments", "AS2-From: \"A S 2\"", "AS2-To: bob", "Message-ID: <1@alice>",
                "Date: Tue, 29 Sep 2009 15:18:18 GMT", "Subject: orders; today", "MIME-Version: 1.0",
            ],
            Common("orders; today", As2Profile.Rfc4130).Select(l => $"{l.Key}: {l.Value}"));

    [Fact]
    [Requirement("AS2-HDR-006")]
    public void The_modern_profile_says_1_3_and_names_the_product()
    {
        var lines = Common(null, As2Profile.Modern).ToDictionary();
        Assert.Equal(("1.3", "waybill:0.1.0"), (lines["AS2-Version"], lines["AS2-Product"]));
        Assert.False(lines.ContainsKey("Subject"));
    }

    [Theory]
    [Requirement("AS2-HDR-006")]
    [InlineData("name:1.2.3", true)]
    [InlineData("PEN-12345:drummond-connect:4.2.3", true)]
    [InlineData("biztalk:2025", true)]
    [InlineData("x:1.2-drummond", true)]
    [InlineData("Name:1", false)]
    [InlineData("name", false)]
    [InlineData("name:", false)]
    [InlineData("name:1.", false)]
    [InlineData("name:1.2\n", false)]
    [InlineData("na me:1", false)]
    [InlineData("PEN-x:name:1", false)]
    [InlineData("name:\u0661", false)]
    public void A_product_has_the_form_of_the_draft(string value, bool isProduct)
    {
        if (isProduct)
        {
            Assert.Equal(value, new As2Product(value).ToString());
        }
        else
        {
            Assert.Throws<ArgumentException>(() => new As2Product(value));
        }
    }

    [Fact]
    [Requirement("AS2-HDR-006")]
    public void Our_product_is_of_that_form() => Assert.Matches(@"^waybill:\d+(\.\d+)+$", As2Product.Waybill.Value);

    [Theory]
    [Requirement("AS2-HDR-014")]
    [InlineData("Bestellung Köln", "=?UTF-8?B?QmVzdGVsbHVuZyBLw7Zsbg==?=")]
    [InlineData("  orders\t1 ", "orders 1")]
    [InlineData("a\r\nAS2-To: mallory", "a  AS2-To: mallory")]
    [InlineData("\r\n", null)]
    [InlineData("", null)]
    public void A_subject_is_written_as_ascii_on_one_line(string subject, string? written)
        => Assert.Equal(written, Common(subject, As2Profile.Rfc4130).ToDictionary().GetValueOrDefault("Subject"));

    [Fact]
    [Requirement("AS2-HDR-014")]
    public void A_long_foreign_subject_reads_back()
    {
        var subject = string.Concat(Enumerable.Repeat("注文書 № 7 – Ω 😀; ", 40)).Trim();
        var line = Common(subject, As2Profile.Rfc4130).ToDictionary()["Subject"];
        Assert.True(System.Text.Ascii.IsValid(line));
        Assert.Equal(subject, Lines.Message(("Subject", line)).Subject);
    }

    [Theory]
    [Requirement("AS2-HDR-008")]
    [InlineData("a@b")]
    [InlineData("<ab>")]
    [InlineData("<a b@c>")]
    [InlineData("<a@b@c>")]
    [InlineData("<@>")]
    public void An_id_of_another_form_is_not_sent(string id)
        => Assert.Throws<ArgumentException>(() => As2HeaderWriter.Common(Alice, Bob, MessageId.Parse(id).Value!, Moment, null, As2Profile.Rfc4130, As2Product.Waybill));

    [Theory]
    [Requirement("AS2-HTTP-031")]
    [InlineData("a\rb")]
    [InlineData("a\nb")]
    [InlineData("a\r\n b")]
    [InlineData("a\0b")]
    [InlineData("a\tb")]
    [InlineData("a\u007fb")]
    [InlineData("ä")]
    [InlineData("a\u2028b")]
    [InlineData("a\n")]
    public void A_value_that_could_start_another_header_is_refused(string value)
    {
        var lines = new List<KeyValuePair<string, string>>();
        Assert.Throws<ArgumentException>(() => As2HeaderWriter.Add(lines, "X-Test", value));
        Assert.Empty(lines);
    }

    [Theory]
    [Requirement("AS2-HTTP-031")]
    [InlineData("")]
    [InlineData("X Test")]
    [InlineData("X:")]
    [InlineData("X\r\nY")]
    [InlineData("Ü")]
    public void A_name_that_is_no_token_is_refused(string name) => Assert.Throws<ArgumentException>(() => As2HeaderWriter.Add([], name, "x"));

    [Fact]
    [Requirement("AS2-HTTP-030")]
    public void No_outer_blank_is_written()
    {
        var lines = new List<KeyValuePair<string, string>>();
        As2HeaderWriter.Add(lines, "X-Test", " \t a  b \t ");
        Assert.Equal([KeyValuePair.Create("X-Test", "a  b")], lines);
    }

    [Fact]
    [Requirement("AS2-HTTP-031")]
    public void Long_values_stay_on_one_line()
    {
        var id = MessageId.Parse($"<{new string('x', 993)}@yz>").Value!;
        Assert.Equal(998, id.Value.Length);
        var lines = As2HeaderWriter.Common(Alice, Bob, id, Moment, new string('s', 3000), As2Profile.Rfc4130, As2Product.Waybill).ToList();
        As2HeaderWriter.Add(lines, "Content-Type", ContentType.Write("multipart/signed", ("boundary", new string('b', 2000))));

        var block = new System.Buffers.ArrayBufferWriter<byte>();
        foreach (var (name, value) in lines)
        {
            MimeHeaderWriter.Write(block, name, value);
        }

        var text = System.Text.Encoding.ASCII.GetString(block.WrittenSpan);
        Assert.Equal(lines.Count, text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Equal(id.Value, As2MessageHeaders.Read(MimeHeaders.Parse(block.WrittenMemory)).Value!.RawMessageId);
    }

    private static IReadOnlyList<KeyValuePair<string, string>> Common(string? subject, As2Profile profile)
        => As2HeaderWriter.Common(Alice, Bob, MessageId.Parse("<1@alice>").Value!, Moment, subject, profile, new As2Product("waybill:0.1.0"));
}
