namespace Waybill.Benchmarks;

/// <summary>Measures the gateway as it is published, from outside.</summary>
internal static class GatewayRuns
{
    public static async Task RunAsync(string command, Settings settings, Action<string> output)
    {
        if (!File.Exists(ServerProcess.Program))
        {
            throw new FileNotFoundException($"{ServerProcess.Program} is not there; bench/run publishes it.");
        }

        using var folder = BenchFolder.Create(settings.Folder);
        switch (command)
        {
            case "receive":
                await ReceiveRun.RunAsync(folder, settings, output);
                break;
            case "send":
                await SendRun.RunAsync(folder, settings, output);
                break;
            case "large":
                await LargeRun.RunAsync(folder, settings, output);
                break;
            case "start":
                await StartRun.RunAsync(folder, settings, output);
                break;
            case "million":
                await MillionRun.RunAsync(folder, settings, output);
                break;
            default:
                await ConnectionsRun.RunAsync(folder, settings, output);
                break;
        }
    }

    public static string Verdict(bool isMet) => isMet ? "met" : "missed";
}
