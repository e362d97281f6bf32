using System.Globalization;
using Waybill.Benchmarks;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args is [CaseProcess.Command, var name, var path, var length, var folder, var caseRounds, var warm])
{
    return await CaseProcess.MainAsync(
        name, path, long.Parse(length, CultureInfo.InvariantCulture), folder, int.Parse(caseRounds, CultureInfo.InvariantCulture), bool.Parse(warm));
}

if (Settings.Parse(args) is not { } settings)
{
    Console.Error.WriteLine("""
        usage: bench/run files | open | small | all [--save NAME] [--rounds N] [--size BYTES]... [--only PART]...
          files   100 MB, 1 GiB and a sparse 5 GiB: needs 11 GiB of temporary space and as much memory to stay cached
          open    1 KB, 10 KB and 1 MB opened, beside an RSA private operation
          small   the same and everything else with such messages, by BenchmarkDotNet
          --save  writes bench/results/NAME.md too
          --only  cases of files and open whose name contains PART, e.g. --only "open CBC"
        """);
    return 2;
}

var report = new Report();
report.WriteHead(settings.Save ?? settings.Command, args);
if (settings.Command is "open" or "small" or "all")
{
    await SmallOpen.RunAsync(settings.Rounds, settings.Only, report.Write);
}

if (settings.Command is "small" or "all")
{
    SmallRun.Run(report.Write);
}

if (settings.Command is "files" or "all")
{
    await FileRun.RunAsync(settings.Sizes, settings.Rounds, settings.Only, report.Write);
}

if (settings.Save is { } save)
{
    await report.SaveAsync(Path.Combine(Settings.ResultsFolder(), save + ".md"));
}

return 0;
