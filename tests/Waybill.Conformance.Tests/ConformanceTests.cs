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
    public void Every_id_of_the_groups_in_force_has_a_test_or_a_reason()
        => Assert.Equal([], [.. Catalogue.Requirements.Where(r => Catalogue.GroupsInForce.Contains(Catalogue.GroupOf(r.Id), StringComparer.Ordinal))
            .Select(r => r.Id).Where(id => !Catalogue.Tests[id].Any() && !Catalogue.Exceptions.ContainsKey(id))]);

    [Fact]
    public void Every_group_in_force_is_in_the_catalogue()
        => Assert.Empty(Catalogue.GroupsInForce.Except(Catalogue.Requirements.Select(r => Catalogue.GroupOf(r.Id))));

    [Fact]
    public void Every_reason_is_for_an_id_of_the_catalogue_and_says_something()
    {
        Assert.Empty(Catalogue.Exceptions.Keys.Except(Catalogue.Requirements.Select(r => r.Id)));
        Assert.All(Catalogue.Exceptions.Values, reason => Assert.True(reason.Length > 20, reason));
    }

    [Fact]
    public void What_is_not_shown_is_the_rest_of_something_that_is()
        => Assert.Equal([], [.. Catalogue.Rests.Keys.Where(id => !Catalogue.Tests[id].Any())]);

    [Fact]
    public void A_claim_over_several_lines_is_whole()
        => Assert.Equal([("AS2-A-001", "T.Runs"), ("AS2-A-002", "T.Runs"), ("AS2-A-003", "T.Runs_too")], Catalogue.Claims("T.cs", """
            public sealed class T
            {
                [Theory, InlineData(")")]
                [Claim("AS2-A-001",
                    "AS2-A-002")]
                public Task Runs(string a)
                [Fact]
                [Claim("AS2-A-003")]
                public async Task<(int, string)> Runs_too()
            """.Replace("Claim", "Requirement", StringComparison.Ordinal).Split('\n')));

    [Theory]
    [InlineData("[Fact(Skip = \"later\")]\n[Claim(\"AS2-A-001\")]\npublic void Skipped()")]
    [InlineData("[Claim(\"AS2-A-001\")]\npublic void No_test()")]
    [InlineData("[Fact]\npublic void Test()\n[Claim(\"AS2-A-001\")]\npublic void No_test()")]
    [InlineData("[Claim(\"AS2-A-001\")]\n}")]
    public void A_claim_above_no_test_that_runs_is_refused(string source)
        => Assert.Throws<InvalidDataException>(() => Catalogue.Claims("T.cs", source.Replace("Claim", "Requirement", StringComparison.Ordinal).Split('\n')).ToList());

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
