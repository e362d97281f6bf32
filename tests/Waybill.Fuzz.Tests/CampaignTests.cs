namespace Waybill.Fuzz.Tests;

/// <summary>The bounded campaigns of every test run; <c>fuzz/README.md</c> tells how to run longer ones.</summary>
public sealed class CampaignTests
{
    /// <summary>Target, cases, and how many different ways these go at least: fewer mean that the mutations are stuck at the door.</summary>
    public static readonly TheoryData<string, int, int> Targets = new()
    {
        { "mime", 20_000, 800 },
        { "headers", 20_000, 800 },
        { "ber", 20_000, 200 },
        { "cms", 10_000, 200 },
        { "mdn", 10_000, 200 },
        { "message", 4_000, 100 },
        { "edi", 20_000, 1_000 },
    };

    [Theory, MemberData(nameof(Targets))]
    [Requirement("AS2-SEC-005", "AS2-HDR-020")]
    public void No_mutation_breaks_a_promise(string name, int cases, int ways)
    {
        var campaign = new Campaign(AllTargets.Create(name)!, seed: 1);
        var finding = campaign.Run(cases);
        Assert.True(finding is null, $"{finding}\nsaved as {(finding is null ? "" : FuzzFiles.Save(finding))}");
        Assert.Equal(cases, campaign.Cases);
        Assert.True(campaign.Traces >= ways, $"{name} went only {campaign.Traces} ways.");
    }

    [Fact]
    public void What_once_broke_something_does_not_break_it_again()
    {
        foreach (var name in AllTargets.Names)
        {
            var target = AllTargets.Create(name)!;
            foreach (var file in FuzzFiles.FilesOf("regressions", name))
            {
                Assert.True(CaseRunner.Run(target, File.ReadAllBytes(file)).Problem is null, file);
            }
        }
    }

    [Fact]
    public void Campaigns_of_one_seed_are_the_same()
    {
        var (one, two) = (new Campaign(AllTargets.Create("mime")!, seed: 7), new Campaign(AllTargets.Create("mime")!, seed: 7));
        Assert.Null(one.Run(1000));
        Assert.Null(two.Run(1000));
        Assert.Equal(one.Traces, two.Traces);
    }
}
