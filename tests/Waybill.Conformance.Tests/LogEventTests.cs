namespace Waybill.Conformance.Tests;

public sealed class LogEventTests
{
    private static readonly string Page = Path.Combine(TestFiles.RepositoryRoot, "docs", "events.md");

    [Fact]
    public void No_number_means_two_events()
        => Assert.Equal([], [.. LogEvents.All.GroupBy(e => e.Id).Where(g => g.Count() > 1).Select(g => $"{g.Key}: {string.Join(" / ", g.Select(e => e.Text))}")]);

    [Fact]
    public void There_are_events_and_none_without_a_number()
    {
        Assert.Contains(LogEvents.All, e => e.Id is 1001);
        Assert.Equal([], LogEvents.Unnumbered);
    }

    [Fact]
    public void An_event_is_read_whole()
        => Assert.Equal([new(1234, "Error", """It says \"no\" to {Name}""")], LogEvents.EventsOf("""    [LoggerMessage(1234, LogLevel.Error, "It says \"no\" to {Name}")]"""));

    [Theory]
    [InlineData("[LoggerMessage(EventId = 1234, Level = LogLevel.Error, Message = \"x\")]")]
    [InlineData("[LoggerMessage(12, LogLevel.Error, \"x\")]")]
    [InlineData("[LoggerMessage(LogLevel.Error, \"x\")]")]
    public void An_event_written_in_another_way_is_refused(string source) => Assert.Throws<InvalidDataException>(() => LogEvents.EventsOf(source));

    [Fact]
    public void The_page_is_what_the_tests_print()
    {
        var printed = LogEvents.Print();
        if (Environment.GetEnvironmentVariable("WAYBILL_PRINT") is "1")
        {
            File.WriteAllText(Page, printed);
        }

        Assert.Equal(printed, File.ReadAllText(Page));
    }
}
