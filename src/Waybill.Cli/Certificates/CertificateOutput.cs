using System.CommandLine;
using Waybill.Cli.Output;

namespace Waybill.Cli.Certificates;

/// <summary>Prints a certificate for people or for scripts.</summary>
internal static class CertificateOutput
{
    public static Option<bool> JsonOption() => new("--json") { Description = "Print JSON instead of text." };

    public static async Task PrintAsync(CliHost host, CertificateReport report, bool json)
    {
        if (json)
        {
            await host.Out.WriteLineAsync(JsonOutput.Write(report));
            return;
        }

        foreach (var line in CertificateText.Lines(report))
        {
            await host.Out.WriteLineAsync(line);
        }

        if (report.CertificateFile is not null)
        {
            await host.Out.WriteLineAsync($"wrote       {report.CertificateFile}{(report.KeyFile is null ? "" : $" (give it to partners), {report.KeyFile} (keep it secret)")}");
        }
    }
}
