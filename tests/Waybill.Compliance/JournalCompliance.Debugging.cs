using Waybill.Gateway;

namespace Waybill.Compliance;

public abstract partial class JournalCompliance
{
    [Fact]
    public async Task A_debug_log_is_on_until_its_moment_and_may_be_switched_off()
    {
        await Journal.Debugging.SwitchAsync("b", Now.AddMinutes(1), Ct);
        await Journal.Debugging.SwitchAsync("a", Now.AddMinutes(5), Ct);
        await Journal.Debugging.SwitchAsync("a", Now.AddMinutes(9), Ct);
        Assert.Equal([new("a", Now.AddMinutes(9)), new("b", Now.AddMinutes(1))], await Journal.Debugging.SwitchedAsync(Now, Ct));
        Assert.Equal([new("a", Now.AddMinutes(9))], await Journal.Debugging.SwitchedAsync(Now.AddMinutes(1), Ct));

        await Journal.Debugging.SwitchAsync("a", null, Ct);
        Assert.Empty(await Journal.Debugging.SwitchedAsync(Now.AddMinutes(1), Ct));
    }

    [Fact]
    public async Task Entries_of_a_debug_log_are_read_newest_first_and_forgotten_when_they_are_many_old_or_not_wanted()
    {
        DebugEntry Entry(string connection, string text, DateTimeOffset? at = null) => new(0, connection, at ?? Now, "call", DebugKind.AnswerOut, null, text);
        await Journal.Debugging.AddAsync([Entry("a", "one"), Entry("a", "two")], Ct);
        await Journal.Debugging.AddAsync([Entry("b", "other")], Ct);
        var read = await Journal.Debugging.ReadAsync("a", null, 10, Ct);
        Assert.Equal([Entry("a", "two") with { Number = read[0].Number }, Entry("a", "one") with { Number = read[1].Number }], read);
        Assert.Equal(["one"], (await Journal.Debugging.ReadAsync("a", read[0].Number, 10, Ct)).Select(e => e.Text));
        Assert.Equal(["two"], (await Journal.Debugging.ReadAsync("a", null, 1, Ct)).Select(e => e.Text));

        await Journal.Debugging.AddAsync([.. Enumerable.Range(0, IDebugJournal.MostEntries).Select(n => Entry("a", $"{n}"))], Ct);
        await Journal.Debugging.AddAsync([Entry("a", "last")], Ct);
        var kept = new List<DebugEntry>();
        while (await Journal.Debugging.ReadAsync("a", kept.LastOrDefault()?.Number, 1000, Ct) is { Count: > 0 } page)
        {
            kept.AddRange(page);
        }

        Assert.Equal((IDebugJournal.MostEntries, "last", "1"), (kept.Count, kept[0].Text, kept[^1].Text));
        await Journal.Debugging.ClearAsync("a", Ct);
        Assert.Empty(await Journal.Debugging.ReadAsync("a", null, 10, Ct));

        await Journal.Debugging.AddAsync([Entry("b", "old", Now.AddHours(-25))], Ct);
        await Journal.PassDeadlinesAsync(Now, Ct);
        Assert.Equal(["other"], (await Journal.Debugging.ReadAsync("b", null, 10, Ct)).Select(e => e.Text));
    }
}
