using Waybill.As2.Http;

namespace Waybill.Gateway.Tests;

/// <summary>How a connection waits, is tried out, and comes back.</summary>
public sealed class PauseScheduleTests
{
    [Fact]
    public void A_failing_connection_is_tried_out_by_one_message_after_longer_and_longer_waits()
        => Assert.Equal([15, 30, 60, 120, 300, 600, 600, 600], Waits(DeliveryPolicyTests.Failed(TransferFault.Connect), 8).Select(wait => (int)wait.TotalSeconds));

    [Fact]
    public void A_connection_may_name_its_own_waits_and_the_last_one_repeats()
    {
        var rules = DeliveryPolicyTests.Rules with { PauseWaits = [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(7)] };

        Assert.Equal([1, 7, 7, 7], Waits(DeliveryPolicyTests.Failed(TransferFault.Connect), 4, rules).Select(wait => (int)wait.TotalSeconds));
    }

    [Fact]
    public void A_connection_asked_for_fewer_calls_doubles_its_wait_up_to_1024_minutes()
        => Assert.Equal([1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 1024], Waits(DeliveryPolicyTests.Answered(429), 12).Select(wait => (int)wait.TotalMinutes));

    [Theory]
    [InlineData(90, 90)]
    [InlineData(0, 1)]
    [InlineData(1_000_000_000, 1024 * 60)]
    public void The_wait_a_partner_asks_for_goes_before_within_bounds(int asked, int seconds)
        => Assert.Equal([seconds], Waits(DeliveryPolicyTests.Answered(429, TimeSpan.FromSeconds(asked)), 1).Select(wait => (int)wait.TotalSeconds));

    [Fact]
    public void What_was_on_its_way_when_the_connection_began_to_wait_does_not_lengthen_the_wait()
    {
        var first = DeliveryPolicyTests.Failed(TransferFault.Connect);
        var pause = DeliveryPolicyTests.After(first).Pause!;

        var second = DeliveryPolicyTests.After(first with { EndedAt = first.EndedAt.AddSeconds(5), Pause = pause });

        Assert.Null(second.Pause);
        Assert.Equal((pause.Until, false), (second.DueAt, second.Spent));
    }

    [Theory]
    [InlineData(200)]
    [InlineData(500)]
    [InlineData(404)]
    public void Any_answer_shows_that_a_failing_connection_works_again(int status)
    {
        var ended = DeliveryPolicyTests.Answered(status);

        Assert.Equal(PauseSchedule.Works, DeliveryPolicyTests.After(ended with { Pause = new("globex", ended.StartedAt, 3, "Gone.") }).Pause?.Step);
        Assert.Null(DeliveryPolicyTests.After(ended).Pause);
    }

    [Theory]
    [InlineData(TransferFault.Silence)]
    [InlineData(TransferFault.Cut)]
    public void A_trial_that_ends_in_silence_or_a_cut_changes_nothing(TransferFault fault)
    {
        var ended = DeliveryPolicyTests.Failed(fault);

        Assert.Null(DeliveryPolicyTests.After(ended with { Pause = new("globex", ended.StartedAt, 3, "Gone.") }).Pause);
    }

    [Theory]
    [InlineData(1, "1")]
    [InlineData(2, "1 2")]
    [InlineData(5, "1 2 4 5")]
    [InlineData(50, "1 2 4 8 16 32 50")]
    public void A_connection_asked_for_fewer_calls_climbs_back_by_twice_as_many_at_once_for_each_success(int configured, string expected)
    {
        var rules = DeliveryPolicyTests.Rules with { Concurrency = configured };
        var ended = DeliveryPolicyTests.Answered(202);
        ConnectionPause? pause = new("globex", ended.StartedAt, 102, "The partner answered 429.");
        var atOnce = new List<int>();
        while (true)
        {
            atOnce.Add(PauseSchedule.Concurrency(pause, configured));
            if (pause.Step is PauseSchedule.Works)
            {
                break;
            }

            pause = DeliveryPolicy.After(ended with { Pause = pause }, rules).Pause!;
            Assert.True(pause.Until <= ended.EndedAt);
        }

        Assert.Equal(expected, string.Join(' ', atOnce.Distinct()));
        Assert.Null(DeliveryPolicyTests.After(DeliveryPolicyTests.Answered(500) with { Pause = new("globex", ended.StartedAt, 102, "Many.") }).Pause);
        Assert.Null(DeliveryPolicyTests.After(DeliveryPolicyTests.Answered(500) with { Pause = new("globex", ended.StartedAt, 202, "Many.") }).Pause);
    }

    [Fact]
    public void A_connection_that_climbs_back_and_is_asked_again_begins_anew()
    {
        var ended = DeliveryPolicyTests.Answered(429);

        var pause = DeliveryPolicyTests.After(ended with { Pause = new("globex", ended.StartedAt, 203, "Many.") }).Pause!;

        Assert.Equal((100, TimeSpan.FromMinutes(1)), (pause.Step, pause.Until - ended.EndedAt));
    }

    /// <summary>The waits when every trial ends the same way.</summary>
    private static List<TimeSpan> Waits(EndedAttempt ended, int count, DeliveryRules? rules = null)
    {
        var waits = new List<TimeSpan>();
        ConnectionPause? pause = null;
        for (var at = ended.EndedAt; waits.Count < count; at = pause.Until)
        {
            pause = DeliveryPolicy.After(ended with { StartedAt = at, EndedAt = at, GiveUpAt = at.AddDays(1), Pause = pause }, rules ?? DeliveryPolicyTests.Rules).Pause!;
            waits.Add(pause.Until - at);
        }

        return waits;
    }
}
