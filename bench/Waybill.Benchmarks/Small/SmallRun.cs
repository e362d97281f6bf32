using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace Waybill.Benchmarks;

/// <summary>Messages of 1 KB, 10 KB and 1 MB by BenchmarkDotNet.</summary>
internal static class SmallRun
{
    public static void Run(Action<string> output)
    {
        var folder = Directory.CreateTempSubdirectory("waybill-bench-");
        try
        {
            // In this process: the one that BenchmarkDotNet would build and start knows nothing of the house's build settings.
            var config = ManualConfig.CreateEmpty()
                .AddJob(Job.ShortRun.WithToolchain(new InProcessEmitToolchain(timeout: TimeSpan.FromMinutes(10), logOutput: false)))
                .AddColumnProvider(DefaultColumnProviders.Instance)
                .AddLogger(new StreamLogger(Console.Error is StreamWriter errors ? errors : new StreamWriter(Console.OpenStandardError()) { AutoFlush = true }))
                .WithArtifactsPath(folder.FullName);
            var summary = BenchmarkRunner.Run<SmallBenchmarks>(config);
            var table = new AccumulationLogger();
            MarkdownExporter.GitHub.ExportToLog(summary, table);
            output("\n### Small messages by BenchmarkDotNet (short run)\n\n");
            output(table.GetLog().Trim() + "\n");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
