using System.Globalization;
using Waybill.Fuzz;

if (args is ["seeds"])
{
    await SeedWriter.WriteAllAsync();
    return 0;
}

if (args is not ["run", var name, .. var options] || (AllTargets.Create(name) is null && name is not "all"))
{
    Console.Error.WriteLine($"""
        run TARGET|all [-n CASES] [--seed N]   mutate; TARGET is one of {string.Join(", ", AllTargets.Names)}; 20,000 cases of seed 1 unless told
        run TARGET ... --slowest FILE          and keep the input that took longest
        run TARGET --replay FILE               one input again
        seeds                                  write fuzz/seeds anew
        """);
    return 2;
}

if (Option("--replay") is { } file)
{
    var target = AllTargets.Create(name) ?? throw new ArgumentException("A file is replayed against one target.");
    foreach (var seed in target.Seeds)
    {
        CaseRunner.Run(target, seed);
    }

    // The second time, everything is compiled: what it takes now is the input's.
    var input = await File.ReadAllBytesAsync(file);
    CaseRunner.Run(target, input);
    var begun = TimeProvider.System.GetTimestamp();
    var (trace, problem) = CaseRunner.Run(target, input);
    var took = TimeProvider.System.GetElapsedTime(begun).TotalMilliseconds;
    Console.WriteLine(problem ?? FormattableString.Invariant($"kept every promise in {took:0.0} ms: {trace}"));
    return problem is null ? 0 : 1;
}

var found = 0;
foreach (var each in name is "all" ? AllTargets.Names : [name])
{
    var target = AllTargets.Create(each)!;
    var campaign = new Campaign(target, int.Parse(Option("--seed") ?? "1", CultureInfo.InvariantCulture));
    var started = TimeProvider.System.GetTimestamp();
    var finding = campaign.Run(int.Parse(Option("-n") ?? "20000", CultureInfo.InvariantCulture));
    var seconds = TimeProvider.System.GetElapsedTime(started).TotalSeconds;
    Console.WriteLine(FormattableString.Invariant($"{each}: {campaign.Cases} cases from {target.Seeds.Count} seeds, {campaign.Traces} ways, {seconds:0.0} s, the slowest took {campaign.Slowest.Milliseconds:0} ms"));
    if (Option("--slowest") is { } slowest)
    {
        await File.WriteAllBytesAsync(slowest, campaign.Slowest.Input);
    }

    if (finding is not null)
    {
        found++;
        Console.WriteLine($"{finding}\nsaved as {FuzzFiles.Save(finding)}");
    }
}

return found is 0 ? 0 : 1;

string? Option(string option) => Array.IndexOf(options, option) is >= 0 and var at && at + 1 < options.Length ? options[at + 1] : null;
