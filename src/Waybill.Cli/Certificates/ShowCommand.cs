using System.CommandLine;

namespace Waybill.Cli.Certificates;

/// <summary><c>waybill cert show</c>.</summary>
internal static class ShowCommand
{
    public static Command Create(CliHost host)
    {
        var file = new Argument<string>("FILE") { Description = "A certificate or key: PEM, DER, P7B, PFX or JKS." };
        var password = new Option<string?>("--password") { Description = "Passphrase of the file; --password-file keeps it out of the list of processes." };
        var opening = new OpeningOptions();
        var json = CertificateOutput.JsonOption();
        var command = new Command("show", "Show subject, key, dates and thumbprints.") { file, password, json };
        opening.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var imported = await opening.ReadAsync(parsed, [parsed.GetRequiredValue(file)], cancellationToken, parsed.GetValue(password));
            await CertificateOutput.PrintAsync(host, CertificateText.Describe(imported, host.Time.GetUtcNow()), parsed.GetValue(json));
            return ExitCode.Good;
        });
        return command;
    }
}
