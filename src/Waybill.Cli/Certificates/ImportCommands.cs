using System.CommandLine;
using Waybill.Certificates;

namespace Waybill.Cli.Certificates;

/// <summary><c>waybill cert import</c> and <c>waybill cert answer</c>.</summary>
internal static class ImportCommands
{
    private const string Help = """
        With --out it works on files alone. With --server, --name and --owner the gateway takes it, seals the key and never shows it again:
          waybill cert import globex.p7b --server http://localhost:8080 --name globex-2027 --owner partner/globex --state planned --from 2027-03-01T00:00:00Z
        """;

    public static Command Import(CliHost host)
    {
        var files = new Argument<string[]>("FILE") { Description = "PEM, DER, P7B, PFX or JKS; a key, its certificate and its chain may come in several files.", Arity = ArgumentArity.OneOrMore };
        var target = new Option<string?>("--out") { Description = "Writes OUT.crt, and OUT.key when a key came, as PEM; existing files are never overwritten." };
        var (opening, place) = (new OpeningOptions(), new PlaceOptions());
        var command = new DetailedCommand("import", "Read certificates and keys in any form, say what is wrong with them, and write them as PEM files or into a gateway.", Help) { files, target };
        opening.AddTo(command);
        place.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            if (place.IsServer(parsed, parsed.GetValue(target)))
            {
                var body = place.Body(parsed);
                await opening.AddAsync(parsed, body, parsed.GetRequiredValue(files), cancellationToken);
                await place.PrintAsync(host, parsed, await place.PostAsync(parsed, "certificates/import", body, cancellationToken));
                return ExitCode.Good;
            }

            var path = parsed.GetValue(target)!;
            using var imported = await opening.ReadAsync(parsed, parsed.GetRequiredValue(files), cancellationToken);
            NewFile.MustNotExist(path + ".crt");
            if (imported.ExportKeyPem() is { } key)
            {
                await NewFile.WriteKeyAsync(path + ".key", key, cancellationToken);
            }

            await FinishAsync(host, imported, path, imported.Key is null ? null : path + ".key", parsed.GetValue(place.Server.Json), cancellationToken);
            return ExitCode.Good;
        });
        return command;
    }

    public static Command Answer(CliHost host)
    {
        var files = new Argument<string[]>("FILE") { Description = "What the CA sent: PEM, DER or P7B, alone or with its chain.", Arity = ArgumentArity.OneOrMore };
        var key = new Option<string?>("--key") { HelpName = "FILE", Description = "The key that cert csr made as a file." };
        var target = new Option<string?>("--out") { Description = "Writes OUT.crt, with the chain; an existing file is never overwritten." };
        var (opening, place) = (new OpeningOptions(), new PlaceOptions());
        var command = new Command("answer", "Take the CA's answer to a request: it must be for the key that was kept, in a file or in a gateway.") { files, key, target };
        opening.AddTo(command);
        place.AddTo(command, isNew: false);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            if (place.IsServer(parsed, parsed.GetValue(target), needsOwner: false))
            {
                var body = new System.Text.Json.Nodes.JsonObject();
                await opening.AddAsync(parsed, body, parsed.GetRequiredValue(files), cancellationToken);
                await place.PrintAsync(host, parsed, await place.PostAsync(parsed, $"certificates/{Uri.EscapeDataString(place.Name(parsed))}/answer", body, cancellationToken));
                return ExitCode.Good;
            }

            var (path, keyFile) = (parsed.GetValue(target)!, parsed.GetValue(key) ?? throw CliException.Misuse("--key: name the key that cert csr made."));
            using var joined = await opening.TakeAsync(parsed, keyFile, parsed.GetRequiredValue(files), cancellationToken);
            NewFile.MustNotExist(path + ".crt");
            await FinishAsync(host, joined, path, keyFile, parsed.GetValue(place.Server.Json), cancellationToken);
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
