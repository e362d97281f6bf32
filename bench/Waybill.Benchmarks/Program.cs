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
        usage: bench/run COMMAND [--save NAME] [options]: see bench/README.md
          the library   files | open | small | all           [--rounds N] [--size BYTES]... [--only PART]...
          the gateway   receive [--senders 1,8,32] [--size 10000] [--seconds N]
                        send    [--senders 1,8,32] [--size 10000] [--seconds N]
                        large   [--size 1073741824,10737418240]
                        start   [--rounds N]
                        million [--count 1000000] [--seconds N] [--postgres CONNECTION]
                        connections [--count 10000]
                        gateway: all of these; each also takes [--folder WHERE] for its data
          --save        writes bench/results/NAME.md too
          --only        cases whose name contains PART, e.g. --only "open CBC"
        """);
    return 2;
}

var report = new Report();
report.WriteHead(settings.Save ?? settings.Command, args);
if (settings.Command is "files" or "open" or "small" or "all")
{
    report.Write("""
        - MB/s by the clock, MB/cpu-s by processor time of the whole process. Files are read from the page cache, results go nowhere.
        - "Of bound" compares with the bare operations measured in the same process right before each round, one after the other over bytes in the cache: 1/(1/a + 1/b).
        - "Open" is `As2MessageReader` over multipart/signed (RSA-2048, SHA-256) in the envelope; each case runs in a process of its own, peak is its VmHWM.

        """);
}

if (settings.Command is "open" or "small" or "all")
{
    await SmallOpen.RunAsync(settings.Rounds, settings.Only, report.Write);
    await SmallOpenSsl.RunAsync(settings.Only, report.Write);
}

if (settings.Command is "small" or "all")
{
    SmallRun.Run(report.Write);
}

if (settings.Command is "files" or "all")
{
    await FileRun.RunAsync(settings.Sizes is [] ? FileRun.DefaultSizes : settings.Sizes, settings.Rounds, settings.Only, report.Write);
}

foreach (var command in Settings.OfGateway.Where(c => settings.Command == c || settings.Command is "gateway"))
{
    await GatewayRuns.RunAsync(command, settings, report.Write);
}

if (settings.Save is { } save)
{
    await report.SaveAsync(Path.Combine(Settings.ResultsFolder(), save + ".md"));
}

return 0;
