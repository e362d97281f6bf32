using System.Globalization;
using System.Text;
using Waybill.Testing;

namespace Waybill.As2.Http.Tests;

/// <summary>What is made of every kind of answer.</summary>
public sealed class AnswerTests
{
    [Theory]
    [Requirement("AS2-HTTP-018")]
    [InlineData(200)]
    [InlineData(201)]
    [InlineData(202)]
    [InlineData(204)]
    [InlineData(206)]
    [InlineData(299)]
    public async Task Any_2xx_means_the_partner_has_it(int status)
        => Assert.Equal((AttemptOutcome.Transferred, status), await AnsweredAsync(PartnerAnswer.Of(status)));

    [Theory]
    [InlineData(400, AttemptOutcome.Refused)]
    [InlineData(401, AttemptOutcome.Refused)]
    [InlineData(403, AttemptOutcome.Refused)]
    [InlineData(404, AttemptOutcome.Refused)]
    [InlineData(405, AttemptOutcome.Refused)]
    [InlineData(411, AttemptOutcome.Refused)]
    [InlineData(413, AttemptOutcome.Refused)]
    [InlineData(415, AttemptOutcome.Refused)]
    [InlineData(422, AttemptOutcome.Refused)]
    [InlineData(426, AttemptOutcome.Refused)]
    [InlineData(408, AttemptOutcome.TryAgain)]
    [InlineData(425, AttemptOutcome.TryAgain)]
    [InlineData(429, AttemptOutcome.TryAgain)]
    [InlineData(500, AttemptOutcome.TryAgain)]
    [InlineData(501, AttemptOutcome.TryAgain)]
    [InlineData(502, AttemptOutcome.TryAgain)]
    [InlineData(503, AttemptOutcome.TryAgain)]
    [InlineData(504, AttemptOutcome.TryAgain)]
    [InlineData(505, AttemptOutcome.TryAgain)]
    [InlineData(599, AttemptOutcome.TryAgain)]
    public async Task Another_status_is_final_or_worth_a_retry(int status, AttemptOutcome expected)
        => Assert.Equal((expected, status), await AnsweredAsync(PartnerAnswer.Of(status)));

    [Theory]
    [Requirement("AS2-HTTP-022")]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_redirect_is_not_followed(int status)
    {
        await using var elsewhere = FakePartner.Start(_ => PartnerAnswer.Of(200));

        var answered = await AnsweredAsync(PartnerAnswer.Of(status, [new("Location", elsewhere.Address.ToString())]));

        Assert.Equal((AttemptOutcome.Refused, status), answered);
        Assert.Empty(elsewhere.Requests);
    }

    [Theory]
    [Requirement("AS2-HTTP-024", "AS2-HTTP-026", "AS2-HTTP-029")]
    [InlineData("HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 103 Early\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\nreceipt", "interim answers")]
    [InlineData("HTTP/1.1 200\r\nContent-Length: 7\r\n\r\nreceipt", "no reason phrase")]
    [InlineData("HTTP/1.1 200 \"OK\"\r\nContent-Length: 7\r\n\r\nreceipt", "a quoted one")]
    [InlineData("HTTP/1.0 200 OK\r\n\r\nreceipt", "an old peer that closes instead of saying a length")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n7\r\nreceipt\r\n0\r\n\r\n", "chunks")]
    public async Task Odd_answers_are_read(string wire, string because)
    {
        await using var partner = FakePartner.Start(_ => new PartnerAnswer { Bytes = Encoding.ASCII.GetBytes(wire), PieceBytes = 1 });
        using var sender = new As2HttpSender();

        var attempt = await PostingTests.PostAsync(sender, partner.Address);

        Assert.True(attempt is { Outcome: AttemptOutcome.Transferred, Status: 200, Problem: null }, because);
        Assert.Equal("receipt", Encoding.ASCII.GetString(attempt.Body.Span));
    }

    [Fact]
    public async Task A_cut_a_silence_and_nobody_there_are_worth_a_retry()
    {
        Uri gone;
        await using (var partner = FakePartner.Start(
            _ => PartnerAnswer.Reset,
            _ => PartnerAnswer.Silence,
            _ => PartnerAnswer.Of(200, body: "receipt"u8.ToArray()) with { CutAfter = 60 },
            _ => new PartnerAnswer { Bytes = "this is not HTTP\r\n\r\n"u8.ToArray() }))
        {
            gone = partner.Address;
            using var sender = new As2HttpSender(new() { SilenceTimeout = TimeSpan.FromSeconds(1) });
            for (var attempt = 0; attempt < 4; attempt++)
            {
                Assert.True(await PostingTests.PostAsync(sender, gone) is { Outcome: AttemptOutcome.TryAgain, Status: null, Problem.Length: > 0 }, attempt.ToString(CultureInfo.InvariantCulture));
            }
        }

        using var late = new As2HttpSender();
        Assert.Equal(AttemptOutcome.TryAgain, (await PostingTests.PostAsync(late, gone)).Outcome);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 999999999999\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n40\r\n0123456789012345678901234567890123456789012345678901234567890123\r\n")]
    public async Task An_answer_larger_than_a_receipt_is_not_read(string wire)
    {
        await using var partner = FakePartner.Start(_ => new PartnerAnswer { Bytes = Encoding.ASCII.GetBytes(wire), Hang = true });
        using var sender = new As2HttpSender(new() { MaxAnswerBytes = 32 });

        var attempt = await PostingTests.PostAsync(sender, partner.Address);

        Assert.Equal(AttemptOutcome.Transferred, attempt.Outcome);
        Assert.True(attempt.Body.IsEmpty);
        Assert.Contains("larger than 32", attempt.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_partners_wish_to_wait_is_handed_on()
    {
        await using var partner = FakePartner.Start(_ => PartnerAnswer.Of(503, [new("Retry-After", "120")]));
        using var sender = new As2HttpSender();

        Assert.Equal(TimeSpan.FromMinutes(2), (await PostingTests.PostAsync(sender, partner.Address)).RetryAfter);
    }

    private static async Task<(AttemptOutcome, int?)> AnsweredAsync(PartnerAnswer answer)
    {
        await using var partner = FakePartner.Start(_ => answer);
        using var sender = new As2HttpSender();
        var attempt = await PostingTests.PostAsync(sender, partner.Address);
        Assert.Single(partner.Requests);
        return (attempt.Outcome, attempt.Status);
    }
}
