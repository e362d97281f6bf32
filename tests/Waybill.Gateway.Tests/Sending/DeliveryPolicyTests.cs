using Waybill.As2;
using Waybill.As2.Http;

namespace Waybill.Gateway.Tests;

/// <summary>What follows every way an attempt can end.</summary>
public sealed class DeliveryPolicyTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly ReceiptRequestRow None = new(false, false, null);
    private static readonly ReceiptRequestRow Synchronous = new(true, true, null);
    private static readonly ReceiptRequestRow Asynchronous = new(true, true, "https://acme.example/as2");

    internal static readonly DeliveryRules Rules = new()
    {
        RetryWaits = [TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(20), TimeSpan.FromMinutes(40)],
        ReceiptDeadline = TimeSpan.FromHours(6),
        ConnectionFailures = [418],
    };

    [Theory]
    [Requirement("AS2-HTTP-018")]
    [InlineData(200)]
    [InlineData(201)]
    [InlineData(202)]
    [InlineData(204)]
    [InlineData(206)]
    [InlineData(299)]
    public void Any_2xx_is_a_transfer_whose_receipt_is_awaited_until_its_deadline(int status)
    {
        Assert.Equal(
            new(ExchangeState.AwaitingReceipt, Evidence.Answered, "The partner has the message. Its receipt comes later.") { DueAt = Start.AddHours(6) },
            After(Answered(status) with { Asked = Asynchronous }));
        Assert.Equal(ExchangeState.Sent, After(Answered(status) with { Asked = None }).Next);
    }

    [Theory]
    [Requirement("AS2-HTTP-019")]
    [InlineData(300)]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    [InlineData(400)]
    [InlineData(404)]
    [InlineData(405)]
    [InlineData(411)]
    [InlineData(413)]
    [InlineData(415)]
    [InlineData(422)]
    [InlineData(426)]
    [InlineData(499)]
    public void A_redirect_and_every_other_4xx_is_final(int status)
    {
        var step = After(Answered(status));

        Assert.Equal((ExchangeState.Failed, Evidence.Answered, null, null), (step.Next, step.Evidence, step.DueAt, step.Pause));
        Assert.Equal($"The partner answered {status}.", step.Sentence);
    }

    [Theory]
    [Requirement("AS2-HTTP-019")]
    [InlineData(408)]
    [InlineData(425)]
    [InlineData(500)]
    [InlineData(501)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    [InlineData(599)]
    public void What_passes_by_itself_is_tried_again_on_the_messages_own_schedule(int status)
        => AssertSpent(After(Answered(status)));

    [Theory]
    [Requirement("AS2-HTTP-019")]
    [InlineData(TransferFault.Silence)]
    [InlineData(TransferFault.Cut)]
    public void A_cut_and_silence_spend_an_attempt_of_the_message(TransferFault fault)
        => AssertSpent(After(Failed(fault)));

    [Theory]
    [InlineData(TransferFault.Name)]
    [InlineData(TransferFault.Connect)]
    [InlineData(TransferFault.Tls)]
    [InlineData(TransferFault.Proxy)]
    public void A_connection_that_cannot_be_made_pauses_it_and_costs_the_message_nothing(TransferFault fault)
        => AssertPaused(After(Failed(fault)), "Not this time.");

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(407)]
    [InlineData(418)]
    public void A_refused_caller_pauses_the_connection_and_costs_the_message_nothing(int status)
        => AssertPaused(After(Answered(status)), $"The partner answered {status}.");

    [Fact]
    public void An_answer_that_says_by_its_body_that_we_are_not_believed_pauses_the_connection()
        => AssertPaused(After(Answered(200) with { Meaning = AnswerMeaning.AccessRefused }), "The partner answered 200.");

    [Theory]
    [InlineData(429, AnswerMeaning.None)]
    [InlineData(429, AnswerMeaning.TooManyCalls)]
    [InlineData(200, AnswerMeaning.TooManyCalls)]
    public void A_connection_that_does_not_come_back_by_itself_is_held_when_it_is_asked_for_fewer_calls(int status, AnswerMeaning meaning)
    {
        var step = DeliveryPolicy.After(Answered(status) with { Meaning = meaning }, Rules with { AutoRecover = false });

        Assert.Equal((ExchangeState.RetryWait, Start, false, true, null), (step.Next, step.DueAt, step.Spent, step.Hold, step.Pause));
        Assert.False(After(Answered(status) with { Meaning = meaning }).Hold);
    }

    [Theory]
    [InlineData(401, AnswerMeaning.None)]
    [InlineData(403, AnswerMeaning.AccessRefused)]
    [InlineData(200, AnswerMeaning.AccessRefused)]
    public void A_token_is_refreshed_once_before_the_connection_pauses(int status, AnswerMeaning meaning)
    {
        var step = After(Answered(status) with { CanRefreshToken = true, Meaning = meaning });

        Assert.Equal((ExchangeState.RetryWait, Start, false, true, null), (step.Next, step.DueAt, step.Spent, step.RefreshToken, step.Pause));
    }

    [Fact]
    public void An_address_that_must_not_be_connected_to_is_final()
        => Assert.Equal((ExchangeState.Failed, null), (After(Failed(TransferFault.Address)).Next, After(Failed(TransferFault.Address)).Pause));

    [Theory]
    [InlineData(ReceiptOutcome.Delivered, ExchangeState.Delivered)]
    [InlineData(ReceiptOutcome.DeliveredWithWarning, ExchangeState.Delivered)]
    [InlineData(ReceiptOutcome.Rejected, ExchangeState.Rejected)]
    [InlineData(ReceiptOutcome.MicMismatch, ExchangeState.MicMismatch)]
    public void An_authentic_receipt_decides_whatever_the_status_and_the_fail_path_say(ReceiptOutcome outcome, ExchangeState expected)
    {
        foreach (var status in (int[])[200, 500, 404, 429])
        {
            foreach (var asked in (ReceiptRequestRow[])[None, Synchronous, Asynchronous])
            {
                var step = After(Answered(status) with { Asked = asked, Verdict = new(outcome, "So it is.", IsAuthentic: true, []), Meaning = AnswerMeaning.TooManyCalls, CanRefreshToken = true });
                Assert.Equal(new(expected, Evidence.AuthenticReceipt, "So it is."), step);
            }
        }
    }

    [Theory]
    [InlineData(ReceiptOutcome.NotAuthentic)]
    [InlineData(ReceiptOutcome.OtherMessage)]
    [InlineData(ReceiptOutcome.Rejected)]
    [InlineData(ReceiptOutcome.MicMismatch)]
    public void A_synchronous_receipt_that_proves_nothing_is_invalid_and_not_retried(ReceiptOutcome outcome)
    {
        var ended = Answered(200) with { Verdict = new(outcome, "Who says so?", IsAuthentic: false, []) };

        Assert.Equal(new(ExchangeState.ReceiptInvalid, Evidence.UnprovenReceipt, "Who says so?"), After(ended));
        Assert.Equal(ExchangeState.AwaitingReceipt, After(ended with { Asked = Asynchronous }).Next);
        Assert.Equal(ExchangeState.Sent, After(ended with { Asked = None }).Next);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_answer_without_the_receipt_that_was_asked_for_is_tried_again(bool hasBody)
        => AssertSpent(After(Answered(200) with { Verdict = hasBody ? new(ReceiptOutcome.NotAReceipt, "A web page.", IsAuthentic: false, []) : null }));

    [Theory]
    [InlineData(0, 5)]
    [InlineData(1, 10)]
    [InlineData(2, 20)]
    [InlineData(3, 40)]
    [InlineData(4, 40)]
    [InlineData(1000, 40)]
    public void Waits_follow_the_schedule_and_the_last_one_repeats(int spent, int minutes)
        => Assert.Equal(Start.AddMinutes(minutes), After(Answered(500) with { SpentAttempts = spent }).DueAt);

    [Theory]
    [InlineData(1, 5)]
    [InlineData(30, 30)]
    public void A_partner_that_asks_for_a_longer_wait_gets_it(int asked, int minutes)
        => Assert.Equal(Start.AddMinutes(minutes), After(Answered(503, TimeSpan.FromMinutes(asked))).DueAt);

    [Theory]
    [InlineData(60, 40, "the schedule fits")]
    [InlineData(41, 40, "just")]
    [InlineData(40, 39, "the last attempt just before the end")]
    [InlineData(6, 5, "the shortest wait that fits")]
    [InlineData(5, null, "no attempt fits")]
    [InlineData(0, null, "the time is over")]
    [InlineData(-10, null, "long over")]
    public void The_last_attempt_is_made_just_before_the_message_is_given_up(int left, int? minutes, string because)
    {
        var step = After(Answered(500) with { SpentAttempts = 3, GiveUpAt = Start.AddMinutes(left) });

        Assert.True(step.DueAt == (minutes is { } due ? Start.AddMinutes(due) : null), because);
        Assert.Equal(minutes is null ? ExchangeState.Failed : ExchangeState.RetryWait, step.Next);
    }

    [Fact]
    public void No_waits_mean_one_attempt()
        => Assert.Equal(ExchangeState.Failed, DeliveryPolicy.After(Answered(500), Rules with { RetryWaits = [] }).Next);

    [Fact]
    public void A_paused_connection_does_not_stop_the_messages_clock()
    {
        var step = After(Failed(TransferFault.Connect) with { GiveUpAt = Start });

        Assert.Equal((ExchangeState.Failed, null, 0), (step.Next, step.DueAt, step.Pause?.Step));
    }

    [Theory]
    [InlineData(0, 0, ExchangeState.Overdue)]
    [InlineData(0, 5, ExchangeState.Overdue)]
    [InlineData(2, 0, ExchangeState.RetryWait)]
    [InlineData(2, 1, ExchangeState.RetryWait)]
    [InlineData(2, 2, ExchangeState.Failed)]
    public void An_overdue_receipt_is_an_alert_or_so_many_resends_and_then_a_failure(int allowed, int made, ExchangeState expected)
    {
        var rules = Rules with { ResendsWhenOverdue = allowed };
        var step = DeliveryPolicy.WhenOverdue(made, Start, Start.AddHours(1), rules);

        Assert.Equal((expected, Evidence.Deadline, expected is ExchangeState.RetryWait ? Start : (DateTimeOffset?)null), (step.Next, step.Evidence, step.DueAt));
        Assert.True(ExchangeTransitions.Allows(ExchangeState.AwaitingReceipt, step.Next, step.Evidence));
        Assert.NotEqual(ExchangeState.RetryWait, DeliveryPolicy.WhenOverdue(made, Start, Start, rules).Next);
    }

    [Fact]
    public void Whatever_follows_is_allowed_by_the_table_of_transitions()
    {
        ReceiptVerdict?[] verdicts =
        [
            null, .. Enum.GetValues<ReceiptOutcome>().Select(outcome => new ReceiptVerdict(outcome, "Said.", IsAuthentic: false, [])),
            .. ((ReceiptOutcome[])[ReceiptOutcome.Delivered, ReceiptOutcome.Rejected, ReceiptOutcome.MicMismatch]).Select(outcome => new ReceiptVerdict(outcome, "Said.", IsAuthentic: true, [])),
        ];
        EndedAttempt[] ends = [.. Enumerable.Range(200, 400).Select(status => Answered(status)), .. Enum.GetValues<TransferFault>().Where(fault => fault is not TransferFault.None).Select(Failed)];
        foreach (var (ended, verdict) in ends.SelectMany(_ => verdicts, (ended, verdict) => (ended, verdict)))
        {
            foreach (var asked in (ReceiptRequestRow[])[None, Synchronous, Asynchronous])
            {
                var step = After(ended with { Verdict = verdict, Asked = asked });
                Assert.True(ExchangeTransitions.Allows(ExchangeState.Sending, step.Next, step.Evidence), $"{ended.Http.Status} {ended.Http.Fault} {verdict?.Outcome} → {step.Next}");
                Assert.Equal(step.Next is ExchangeState.RetryWait or ExchangeState.AwaitingReceipt, step.DueAt is not null);
            }
        }
    }

    internal static EndedAttempt Answered(int status, TimeSpan? retryAfter = null) => Ended(
        new(As2HttpAttempt.OutcomeOf(status), status, [], ReadOnlyMemory<byte>.Empty, status is >= 200 and <= 299 ? null : $"The partner answered {status}.", retryAfter));

    internal static EndedAttempt Failed(TransferFault fault) => Ended(new(AttemptOutcome.TryAgain, null, [], ReadOnlyMemory<byte>.Empty, "Not this time.", null) { Fault = fault });

    internal static DeliveryStep After(EndedAttempt ended) => DeliveryPolicy.After(ended, Rules);

    private static EndedAttempt Ended(As2HttpAttempt http) => new()
    {
        Http = http,
        Asked = Synchronous,
        SpentAttempts = 0,
        StartedAt = Start.AddSeconds(-1),
        EndedAt = Start,
        GiveUpAt = Start.AddHours(24),
        Connection = "globex",
    };

    private static void AssertSpent(DeliveryStep step)
        => Assert.Equal((ExchangeState.RetryWait, Evidence.Answered, Start.AddMinutes(5), true, null), (step.Next, step.Evidence, step.DueAt, step.Spent, step.Pause));

    private static void AssertPaused(DeliveryStep step, string reason)
    {
        Assert.Equal((ExchangeState.RetryWait, Evidence.Answered, false), (step.Next, step.Evidence, step.Spent));
        Assert.Equal(new ConnectionPause("globex", Start.AddSeconds(15), 0, reason), step.Pause);
        Assert.Equal(step.Pause!.Until, step.DueAt);
    }
}
