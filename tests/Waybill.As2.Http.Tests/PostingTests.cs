using System.Text;
using Waybill.Testing;

namespace Waybill.As2.Http.Tests;

/// <summary>What a POST looks like on the wire.</summary>
public sealed class PostingTests
{
    private static readonly byte[] Body = "ISA*00*~"u8.ToArray();
    private static readonly KeyValuePair<string, string>[] Lines =
    [
        new("AS2-Version", "1.2"), new("AS2-From", "acme"), new("AS2-To", "\"my globex\""), new("Message-ID", "<1@acme>"), new("Date", "Tue, 29 Sep 2009 15:18:18 GMT"),
        new("Content-Type", "application/pkcs7-mime; smime-type=enveloped-data; name=\"smime.p7m\""), new("Content-Disposition", "attachment; filename=\"smime.p7m\""),
    ];

    [Fact]
    [Requirement("AS2-HTTP-001", "AS2-HTTP-002", "AS2-HTTP-003", "AS2-HTTP-005", "AS2-HTTP-021", "AS2-HTTP-023")]
    public async Task A_message_is_one_POST_with_its_length_and_nothing_we_did_not_say()
    {
        await using var partner = FakePartner.Start(_ => PartnerAnswer.Of(200));
        using var sender = new As2HttpSender();

        var attempt = await PostAsync(sender, new Uri(partner.Address, "/as2?a=b&c=%20d"));

        var request = Assert.Single(partner.Requests);
        Assert.Equal(AttemptOutcome.Transferred, attempt.Outcome);
        Assert.StartsWith("POST /as2?a=b&c=%20d HTTP/1.1\r\n", request.Head, StringComparison.Ordinal);
        Assert.Equal(partner.Address.Authority, request.Header("Host"));
        Assert.Equal(Body, request.Body);
        string[] expected = ["Host", "Content-Length", .. Lines.Select(l => l.Key)];
        Assert.Equal(expected.Order(StringComparer.Ordinal), Names(request).Order(StringComparer.Ordinal));
        Assert.All(Lines, line => Assert.Equal(line.Value, request.Header(line.Key)));
    }

    [Fact]
    [Requirement("AS2-HTTP-003", "AS2-HTTP-005")]
    public async Task Chunks_are_sent_only_where_switched_on_and_then_without_a_length()
    {
        await using var partner = FakePartner.Start(_ => PartnerAnswer.Of(200));
        using var sender = new As2HttpSender(new() { Chunked = true });

        await PostAsync(sender, partner.Address);

        var request = Assert.Single(partner.Requests);
        Assert.Equal("chunked", request.Header("Transfer-Encoding"));
        Assert.Null(request.Header("Content-Length"));
        Assert.Equal(Body, request.Body);
    }

    [Fact]
    [Requirement("AS2-HTTP-031")]
    public async Task A_long_line_stays_one_line()
    {
        await using var partner = FakePartner.Start(_ => PartnerAnswer.Of(200));
        using var sender = new As2HttpSender();
        var id = $"<{new string('x', 990)}@acme>";
        var type = "multipart/signed; boundary=\"" + new string('b', 2000) + "\"";

        await PostAsync(sender, partner.Address, new("Message-ID", id), new("Content-Type", type));

        var request = Assert.Single(partner.Requests);
        Assert.Contains($"\r\nMessage-ID: {id}\r\n", request.Head, StringComparison.Ordinal);
        Assert.Contains($"\r\nContent-Type: {type}\r\n", request.Head, StringComparison.Ordinal);
    }

    [Theory]
    [Requirement("AS2-HTTP-035")]
    [InlineData(100)]
    [InlineData(2000)]
    public async Task A_long_address_is_kept_to_its_last_character(int length)
    {
        await using var partner = FakePartner.Start(_ => PartnerAnswer.Of(200));
        using var sender = new As2HttpSender();
        var query = "/in?a=b&c=%20d&e=" + new string('x', length);
        var url = partner.Address.GetLeftPart(UriPartial.Authority) + query;

        await PostAsync(sender, ReceiptAddress.Check(url, new([], AllowAnyHost: true, AllowPrivate: true)).Url!);

        Assert.StartsWith($"POST {query} HTTP/1.1\r\n", Assert.Single(partner.Requests).Head, StringComparison.Ordinal);
    }

    [Theory]
    [Requirement("AS2-HTTP-031", "AS2-SEC-007")]
    [InlineData("Subject", "a\r\nX: y")]
    [InlineData("Subject", "a\r\n b")]
    [InlineData("Subject", "a\nb")]
    [InlineData("Subject", "a\0b")]
    [InlineData("Subject", "Köln")]
    [InlineData("X: y", "z")]
    [InlineData("", "z")]
    [InlineData("Content-Length", "3")]
    [InlineData("transfer-encoding", "chunked")]
    [InlineData("Host", "other")]
    public async Task A_line_that_would_be_two_or_change_the_framing_is_not_sent(string name, string value)
    {
        await using var partner = FakePartner.Start(_ => PartnerAnswer.Of(200));
        using var sender = new As2HttpSender();

        await Assert.ThrowsAnyAsync<ArgumentException>(() => PostAsync(sender, partner.Address, new KeyValuePair<string, string>(name, value)));

        Assert.Empty(partner.Requests);
    }

    [Fact]
    public async Task A_body_of_ours_that_cannot_be_read_is_our_fault_and_not_the_networks()
    {
        await using var partner = FakePartner.Start(_ => PartnerAnswer.Of(200));
        using var sender = new As2HttpSender();

        await Assert.ThrowsAsync<IOException>(async () => await sender.PostAsync(partner.Address, Lines, 100,
            _ => new(new BrokenStream(new MemoryStream(new byte[100]), 10, StreamBreak.Error)), TestContext.Current.CancellationToken));
    }

    internal static async Task<As2HttpAttempt> PostAsync(As2HttpSender sender, Uri url, params KeyValuePair<string, string>[] lines)
        => await sender.PostAsync(url, lines is [] ? Lines : lines, Body.Length, _ => new(new MemoryStream(Body, writable: false)), TestContext.Current.CancellationToken);

    private static IEnumerable<string> Names(PartnerRequest request)
        => request.Head.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split(':')[0]);
}
