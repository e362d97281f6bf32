using Waybill.Cms;
using Waybill.Mime;

namespace Waybill.As2.Tests;

public sealed class As2MessageHeadersTests
{
    [Fact]
    [Requirement("AS2-HDR-003", "AS2-HDR-010", "AS2-HDR-016", "AS2-HDR-017", "AS2-FEAT-004")]
    public void Two_names_are_enough()
    {
        var headers = As2MessageHeaders.Read([KeyValuePair.Create("as2-from", "alice"), KeyValuePair.Create("AS2-TO", "bob")]).Value!;
        Assert.Equal(("alice", "bob", "1.0"), (headers.From.Value, headers.To.Value, headers.Version.Text));
        Assert.Equal((null, null, null), (headers.RawMessageId, headers.MessageId, headers.Product));
        Assert.Equal((null, null, null), (headers.Subject, headers.Date, headers.ReceiptRequest));
        Assert.Empty(headers.Features);
        Assert.Equal(["The message has no Message-ID."], headers.Oddities);
        Assert.Equal(As2Failure.None, headers.Check(As2Profile.Rfc4130, CmsPolicy.Strict));
        Assert.Equal(As2Failure.None, headers.Check(As2Profile.Modern, CmsPolicy.Strict));
    }

    [Theory]
    [Requirement("AS2-ID-013")]
    [InlineData("AS2-To: b", "AS2-From is missing.")]
    [InlineData("AS2-From: a", "AS2-To is missing.")]
    [InlineData("AS2-From: a|AS2-From: c|AS2-To: b", "AS2-From stands there more than once.")]
    [InlineData("AS2-From: a|as2-from: a|AS2-To: b", "AS2-From stands there more than once.")]
    [InlineData("AS2-From: a|AS2-To: b|AS2-To: b", "AS2-To stands there more than once.")]
    [InlineData("AS2-From: |AS2-To: b", "AS2-From is unreadable. An AS2 name has 1 to 128 characters.")]
    [InlineData("AS2-From: a|AS2-To: \"b", "AS2-To is unreadable. A quoted AS2 name has no closing quote.")]
    [InlineData("AS2-From: a|AS2-To: b\u00e4", "AS2-To is unreadable. An AS2 name has printable ASCII characters only.")]
    public void Without_exactly_one_readable_name_each_there_is_no_message(string lines, string problem)
    {
        var read = As2MessageHeaders.Read(Split(lines));
        Assert.Null(read.Value);
        Assert.Equal(problem, read.Problem);
        Assert.Null(As2FailureFacts.Of(As2Failure.BadHeaders).DispositionFor(As2Profile.Rfc4130));
    }

    [Theory]
    [Requirement("AS2-HDR-003")]
    [InlineData("1.0", true)]
    [InlineData("1.1", true)]
    [InlineData("1.2", true)]
    [InlineData("1.3", true)]
    [InlineData(" 1.9\t", true)]
    [InlineData("", true)]
    [InlineData("2.0", false)]
    [InlineData("1.10", false)]
    [InlineData("1", false)]
    [InlineData("one\u00e9", false)]
    public void Every_version_is_processed_and_an_odd_one_is_told(string version, bool isKnown)
    {
        var headers = Lines.Message(("AS2-Version", version));
        Assert.Equal((version.Trim() is { Length: > 0 } text ? text : "1.0", isKnown), (headers.Version.Text, headers.Version.IsKnown));
        Assert.Equal(isKnown ? 0 : 1, headers.Oddities.Count);
        Assert.Equal(version is "1.3", headers.Version.IsModern);
        Assert.Equal(As2Failure.None, headers.Check(As2Profile.Rfc4130, CmsPolicy.Strict));
    }

    [Theory]
    [Requirement("AS2-HDR-012")]
    [InlineData("Tue Sep 29 10:18:18 EDT 2009")]
    [InlineData("Mi, 11 Sep 2024 10:00:00 +0200")]
    [InlineData("never")]
    [InlineData("")]
    public void A_bad_date_stays_text(string date)
    {
        var headers = Lines.Message(("Date", date));
        Assert.Equal(date, headers.Date);
        Assert.Empty(headers.Oddities);
        Assert.Equal(As2Failure.None, headers.Check(As2Profile.Modern, CmsPolicy.Strict));
    }

    [Fact]
    [Requirement("AS2-HDR-013")]
    public void A_subject_full_of_separators_touches_no_other_header()
    {
        var block = "AS2-From: alice\r\nAS2-To: bob\r\nMessage-ID: <1@a>\r\nSubject: orders; \"a, b\" (c; =?x?= \\;\r\nDisposition-Notification-To: edi@example.com\r\n\r\n";
        var headers = As2MessageHeaders.Read(MimeHeaders.Parse(System.Text.Encoding.ASCII.GetBytes(block))).Value!;
        Assert.Equal("orders; \"a, b\" (c; =?x?= \\;", headers.Subject);
        Assert.Equal("edi@example.com", headers.ReceiptRequest!.NotificationTo);
    }

    [Theory]
    [Requirement("AS2-HDR-014")]
    [InlineData("=?UTF-8?B?QmVzdGVsbHVuZyBLw7Zsbg==?=", "Bestellung Köln")]
    [InlineData("=?iso-8859-1?q?K=F6ln_1?= =?utf-8?Q?=C3=A0?=", "Köln 1à")]
    [InlineData("K\u00c3\u00b6ln", "Köln")]
    [InlineData("K\u00f6ln", "Köln")]
    [InlineData("voil\u00c3\u00a0", "voilà")]
    [InlineData("\u00c3\u0085", "Å")]
    [InlineData("=?utf-8?Q?a=0D=0AAS2-To:_b=00?=", "a  AS2-To: b")]
    [InlineData("=?utf-8?B?!!!?=", "=?utf-8?B?!!!?=")]
    public void A_subject_is_decoded_and_stays_on_one_line(string value, string subject) => Assert.Equal(subject, Lines.Message(("Subject", value)).Subject);

    [Fact]
    [Requirement("AS2-HDR-015")]
    public void The_addresses_of_mail_identify_nobody()
    {
        var headers = Lines.Message(("From", "mallory@example.com"), ("To", "eve"), ("Sender", "eve"), ("AS2-FromX", "eve"));
        Assert.Equal(("alice", "bob"), (headers.From.Value, headers.To.Value));
    }

    [Theory]
    [Requirement("AS2-HDR-025", "AS2-FEAT-001", "AS2-FEAT-004")]
    [InlineData("CEM , multiple-attachments,AS2-Reliability", "CEM multiple-attachments AS2-Reliability")]
    [InlineData("\tx-1 ,\tfoo,", "x-1 foo")]
    [InlineData(" foo-bar, FOO-BAR, , a b, c;d, e\u00e9, g", "foo-bar g")]
    [InlineData("", "")]
    public void Features_are_tokens_and_unknown_ones_do_no_harm(string value, string tokens)
    {
        var headers = Lines.Message(("EDIINT-Features", value), ("X-Unknown", "\"; ("));
        Assert.Equal(tokens, string.Join(' ', headers.Features));
        Assert.Equal(As2Failure.None, headers.Check(As2Profile.Modern, CmsPolicy.Strict));
    }

    [Fact]
    [Requirement("AS2-FEAT-001")]
    public void Features_are_compared_without_case_and_may_stand_on_several_lines()
    {
        var headers = Lines.Message(("EDIINT-Features", "cem"), ("Ediint-features", "Multiple-Attachments"));
        Assert.True(headers.Announces("CEM") && headers.Announces("multiple-attachments"));
        Assert.False(headers.Announces("AS2-Reliability"));
    }

    [Fact]
    [Requirement("AS2-HDR-016")]
    public void The_product_is_told_as_it_came() => Assert.Equal("Odd Product/1 (x)", Lines.Message(("AS2-Product", "Odd Product/1 (x)")).Product);

    [Fact]
    [Requirement("AS2-HTTP-030")]
    public void Outer_blanks_do_not_count()
    {
        var headers = As2MessageHeaders.Read(Split("AS2-From: X  |AS2-To:\t bob \t|Message-ID:  <1@x>  ")).Value!;
        Assert.Equal(("X", "bob", "<1@x>"), (headers.From.Value, headers.To.Value, headers.RawMessageId));
        Assert.Empty(headers.Oddities);
    }

    [Theory]
    [Requirement("AS2-ID-006")]
    [InlineData("A S 2", 1)]
    [InlineData("\"A S 2\"", 0)]
    public void A_name_with_blanks_and_without_quotes_is_taken_whole(string value, int oddities)
    {
        var headers = As2MessageHeaders.Read([new("AS2-From", value), new("AS2-To", "bob"), new("Message-ID", "<1@a>")]).Value!;
        Assert.Equal(As2Name.Create("A S 2").Value, headers.From);
        Assert.Equal(oddities, headers.Oddities.Count);
    }

    private static IEnumerable<KeyValuePair<string, string>> Split(string lines)
        => lines.Split('|').Select(l => KeyValuePair.Create(l[..l.IndexOf(':', StringComparison.Ordinal)], l[(l.IndexOf(':', StringComparison.Ordinal) + 1)..]));
}
