namespace Waybill.Conformance.Tests;

public sealed class ConformanceTests
{
    private static readonly string Page = Path.Combine(TestFiles.RepositoryRoot, "docs", "conformance.md");

    [Fact]
    public void Every_id_a_test_names_is_in_the_catalogue()
        => Assert.Empty(Catalogue.Tests.Select(t => t.Key).Except(Catalogue.Requirements.Select(r => r.Id)));

    [Fact]
    public void An_id_is_tested_or_excused_not_both()
        => Assert.Equal([], [.. Catalogue.Exceptions.Keys.Where(id => Catalogue.Tests[id].Any())]);

    [Fact]
    public void The_page_is_what_the_tests_print()
    {
        var printed = ConformancePage.Print();
        if (Environment.GetEnvironmentVariable("WAYBILL_PRINT") is "1")
        {
            File.WriteAllText(Page, printed);
        }

        Assert.Equal(printed, File.ReadAllText(Page));
    }
}
