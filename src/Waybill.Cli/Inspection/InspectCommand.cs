using System.CommandLine;
using System.Globalization;
using Waybill.As2;
using Waybill.Cli.Keys;
using Waybill.Cli.Output;

namespace Waybill.Cli.Inspection;

/// <summary><c>waybill inspect</c>.</summary>
internal static class InspectCommand
{
    private const string Summary = "Look into a captured message, receipt or CMS object: its layers, MIC and payloads, and what is right and wrong with it.";

    private const string Help = """
        FILE may be an HTTP request or response with its headers as it went over the wire, header fields and a body, a multipart body, a .p7m, .p7s or
        .p7z in binary, base64 or PEM. Old algorithms are opened too and called weak. A signature is checked with --partner-cert only, never with a
        certificate the message carries.

        Ends with 0 when no check is bad and at least one is good or weak, with 1 when one is bad, with 2 when the command line is wrong. A receipt
        that refuses its message is bad.

        Examples:
          waybill inspect request.raw --key my.key --cert my.crt --partner-cert partner.crt
          waybill inspect request.raw --receipt response.raw --partner-cert partner.crt
          waybill inspect mdn.eml --json
        """;

    public static Command Create(CliHost host)
    {
        var file = new Argument<string>("FILE") { Description = "The file to look into; - reads standard input." };
        var keys = new KeyOptions("A certificate of the partner to check signatures with: PEM or DER. May be given several times.");
        var receipt = new Option<string?>("--receipt") { HelpName = "FILE", Description = "The captured receipt to the message: compares their MICs and names the variant when they differ." };
        var at = new Option<string?>("--at") { HelpName = "TIME", Description = "The time at which certificates have to be valid, for example 2026-01-31 or 2026-01-31T12:00:00Z. Default now." };
        var strict = new Option<bool>("--strict-dates") { Description = "A certificate outside its dates is bad; without this it is weak." };
        var target = new Option<string?>("--out") { HelpName = "DIR", Description = "Writes the payloads into this folder; nothing in it is overwritten." };
        var json = new Option<bool>("--json") { Description = "Print JSON instead of text." };
        var command = new DetailedCommand("inspect", Summary, Help) { file };
        keys.AddTo(command);
        foreach (var option in new Option[] { receipt, at, strict, target, json })
        {
            command.Options.Add(option);
        }

        command.SetAction(async (parsed, cancellationToken) =>
        {
            var time = Time(parsed.GetValue(at)) ?? host.Time.GetUtcNow();
            using var ring = await keys.OpenAsync(parsed, allowSmall: true, cancellationToken);
            var settings = new InspectSettings(ring, time, parsed.GetValue(strict), new SpoolQuarantine());
            await using var source = await CaptureSource.OpenAsync(parsed.GetRequiredValue(file), host, settings.Quarantine, cancellationToken);
            await using var answer = parsed.GetValue(receipt) is { } path ? await CaptureSource.OpenAsync(path, host, settings.Quarantine, cancellationToken) : null;
            await CertificateCapture.RefuseAsync(parsed.GetRequiredValue(file), source, cancellationToken);
            var folder = parsed.GetValue(target) is { } name ? new PayloadFolder(name) : null;
            var report = await Inspector.InspectAsync(settings, source, answer, folder, cancellationToken);
            if (parsed.GetValue(json))
            {
                await host.Out.WriteLineAsync(JsonOutput.Write(report));
            }
            else
            {
                foreach (var line in InspectText.Lines(report, host.UseColour))
                {
                    await host.Out.WriteLineAsync(line);
                }
            }

            return report.IsGood ? ExitCode.Good : ExitCode.Failed;
        });
        return command;
    }

    private static DateTimeOffset? Time(string? text)
    {
        if (text is null)
        {
            return null;
        }

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time
            : throw CliException.Misuse($"--at {text} is no time: write it like 2026-01-31 or 2026-01-31T12:00:00Z.");
    }
}
