using System.CommandLine;
using Waybill.Certificates;

namespace Waybill.Cli.Certificates;

/// <summary><c>waybill cert import</c> and <c>waybill cert answer</c>.</summary>
internal static class ImportCommands
{
    public static Command Import(CliHost host)
    {
        var files = new Argument<string[]>("FILE") { Description = "PEM, DER, P7B, PFX or JKS; a key, its certificate and its chain may come in several files.", Arity = ArgumentArity.OneOrMore };
        var target = new Option<string>("--out") { Description = "Writes OUT.crt, and OUT.key when a key came, as PEM; existing files are never overwritten.", Required = true };
        var opening = new OpeningOptions();
        var json = CertificateOutput.JsonOption();
        var command = new Command("import", "Read certificates and keys in any form, say what is wrong with them, and write them as PEM files.") { files, target, json };
        opening.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var path = parsed.GetRequiredValue(target);
            using var imported = await opening.ReadAsync(parsed, parsed.GetRequiredValue(files), cancellationToken);
            NewFile.MustNotExist(path + ".crt");
            if (imported.ExportKeyPem() is { } key)
            {
                await NewFile.WriteKeyAsync(path + ".key", key, cancellationToken);
            }

            await FinishAsync(host, imported, path, imported.Key is null ? null : path + ".key", parsed.GetValue(json), cancellationToken);
            return ExitCode.Good;
        });
        return command;
    }

    public static Command Answer(CliHost host)
    {
        var files = new Argument<string[]>("FILE") { Description = "What the CA sent: PEM, DER or P7B, alone or with its chain.", Arity = ArgumentArity.OneOrMore };
        var key = new Option<string>("--key") { HelpName = "FILE", Description = "The key that cert csr made.", Required = true };
        var target = new Option<string>("--out") { Description = "Writes OUT.crt, with the chain; an existing file is never overwritten.", Required = true };
        var opening = new OpeningOptions();
        var json = CertificateOutput.JsonOption();
        var command = new Command("answer", "Take the CA's answer to a request: it must be for the key that was kept.") { files, key, target, json };
        opening.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var (path, keyFile) = (parsed.GetRequiredValue(target), parsed.GetRequiredValue(key));
            using var joined = await opening.TakeAsync(parsed, keyFile, parsed.GetRequiredValue(files), cancellationToken);
            NewFile.MustNotExist(path + ".crt");
            await FinishAsync(host, joined, path, keyFile, parsed.GetValue(json), cancellationToken);
            return ExitCode.Good;
        });
        return command;
    }

    private static async Task FinishAsync(CliHost host, ImportedCertificates imported, string path, string? keyFile, bool json, CancellationToken cancellationToken)
    {
        await NewFile.WriteAsync(path + ".crt", imported.CertificatePem, cancellationToken);
        var now = host.Time.GetUtcNow();
        var findings = CertificateCheck.Check(imported, new() { At = now, Uses = CheckedUses.Sign | CheckedUses.Encrypt, NeedsKey = imported.Key is not null });
        var report = CertificateText.Describe(imported, now) with { CertificateFile = path + ".crt", KeyFile = keyFile, Findings = findings };
        await CertificateOutput.PrintAsync(host, report, json);
    }
}
