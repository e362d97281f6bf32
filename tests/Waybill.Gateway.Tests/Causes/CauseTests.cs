using Waybill.As2;
using Waybill.As2.Http;

namespace Waybill.Gateway.Tests;

/// <summary>Every way an exchange can go wrong has one word, and every word somebody who has to act.</summary>
public sealed class CauseTests
{
    [Theory]
    [InlineData(400, "http_400", Blame.Agreement)]
    [InlineData(401, "http_401", Blame.Agreement)]
    [InlineData(403, "http_403", Blame.Agreement)]
    [InlineData(404, "http_404", Blame.Agreement)]
    [InlineData(407, "http_407", Blame.Us)]
    [InlineData(408, "http_408", Blame.Partner)]
    [InlineData(429, "too_many_calls", Blame.Us)]
    [InlineData(500, "http_500", Blame.Partner)]
    [InlineData(503, "http_503", Blame.Partner)]
    [InlineData(200, "no_receipt", Blame.Partner)]
    public void An_answer_has_a_word(int status, string cause, Blame blame) => Shows(DeliveryPolicyTests.Answered(status), cause, blame);

    [Theory]
    [InlineData(TransferFault.Name, "name_unknown", Blame.Partner)]
    [InlineData(TransferFault.Connect, "cannot_connect", Blame.Partner)]
    [InlineData(TransferFault.Tls, "tls_failed", Blame.Agreement)]
    [InlineData(TransferFault.Proxy, "proxy_refused", Blame.Us)]
    [InlineData(TransferFault.Address, "address_refused", Blame.Us)]
    [InlineData(TransferFault.Silence, "no_answer", Blame.Partner)]
    [InlineData(TransferFault.Cut, "connection_lost", Blame.Partner)]
    public void So_has_what_keeps_an_answer_away(TransferFault fault, string cause, Blame blame)
        => Shows(DeliveryPolicyTests.Answered(200) with { Http = new As2HttpAttempt(AttemptOutcome.TryAgain, null, [], default, "It failed.", null) { Fault = fault } }, cause, blame);

    [Fact]
    public void What_the_connection_reads_in_an_answer_has_a_word_of_its_own()
    {
        Shows(DeliveryPolicyTests.Answered(200) with { Meaning = AnswerMeaning.AccessRefused }, Cause.AccessRefused, Blame.Agreement);
        Shows(DeliveryPolicyTests.Answered(200) with { Meaning = AnswerMeaning.TooManyCalls }, Cause.TooManyCalls, Blame.Us);
        Shows(DeliveryPolicyTests.Answered(429) with { Meaning = AnswerMeaning.AccessRefused }, "http_429", Blame.Agreement);
    }

    [Theory]
    [InlineData("automatic-action/MDN-sent-automatically; processed/error: authentication-failed", "rejected_authentication_failed")]
    [InlineData("automatic-action/MDN-sent-automatically; processed/Error: decryption-failed, the key is not ours", "rejected_decryption_failed")]
    [InlineData("automatic-action/MDN-sent-automatically; failed/failure: unsupported MIC-algorithms", "rejected_unsupported_mic_algorithms")]
    [InlineData("automatic-action/MDN-sent-automatically; processed/error: order 4711 is on hold", "rejected_other")]
    [InlineData("nonsense", "rejected_other")]
    [InlineData(null, "rejected_other")]
    public void A_refusal_has_the_name_of_its_receipt_and_never_the_partners_own_words(string? disposition, string cause)
    {
        Assert.Equal(cause, Cause.Of(DeliveryPolicyTests.Answered(200), new(ExchangeState.Rejected, Evidence.AuthenticReceipt, ""), disposition));
        Assert.Equal(cause, Cause.Of(new ReceiptRow(default, IsSynchronous: false, [], default, ReceiptOutcome.Rejected, IsAuthentic: true, "", disposition, null, null)));
        Assert.Equal(Blame.Agreement, Cause.BlameOf(cause, Direction.Out));
    }

    [Fact]
    public void What_went_well_has_none()
    {
        foreach (var state in new[] { ExchangeState.Delivered, ExchangeState.Sent, ExchangeState.AwaitingReceipt })
        {
            Assert.Null(Cause.Of(DeliveryPolicyTests.Answered(200), new(state, Evidence.Answered, ""), null));
        }

        Assert.Null(Cause.Of(new ReceiptRow(default, IsSynchronous: false, [], default, ReceiptOutcome.Delivered, IsAuthentic: true, "", null, null, null)));
    }

    [Fact]
    public void Every_failure_of_a_message_in_has_its_own_word_and_the_blame_of_its_facts()
    {
        var failures = Enum.GetValues<As2Failure>().Where(f => f is not As2Failure.None).ToList();
        Assert.Equal(failures.Count, failures.Select(Cause.Of).Distinct().Count());
        Assert.All(failures, f => Assert.Equal(As2FailureFacts.Of(f).Blame, Cause.BlameOf(Cause.Of(f), Direction.In)));
    }

    private static void Shows(EndedAttempt ended, string cause, Blame blame)
    {
        Assert.Equal(cause, Cause.Of(ended, DeliveryPolicyTests.After(ended), null));
        Assert.Equal(blame, Cause.BlameOf(cause, Direction.Out));
    }
}
