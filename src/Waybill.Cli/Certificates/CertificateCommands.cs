using System.CommandLine;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Waybill.Cli.Output;

namespace Waybill.Cli.Certificates;

/// <summary><c>waybill cert new</c> and <c>waybill cert show</c>.</summary>
internal static class CertificateCommands
{
    public static Command Create(CliHost host)
    {
        var command = new Command("cert", "Make a certificate, or show what a file holds.");
        command.Subcommands.Add(New(host));
        command.Subcommands.Add(Show(host));
        return command;
    }

    private static Command New(CliHost host)
    {
        var name = new Option<string>("--cn") { Description = "Common name, for example your AS2 name.", Required = true };
        var target = new Option<string>("--out") { Description = "Writes OUT.crt and OUT.key; existing files are never overwritten.", Required = true };
        var kind = new Option<string>("--key-type") { Description = "Kind of key. Default rsa-2048.", DefaultValueFactory = _ => "rsa-2048" };
        kind.AcceptOnlyFromAmong(CertificateMaker.Kinds);
        var days = new Option<int>("--days") { Description = "Days it stays valid. Default 1095.", DefaultValueFactory = _ => 1095 };
        var json = JsonOption();
        var command = new Command("new", "Make a key and a self-signed certificate as PEM files.") { name, target, kind, days, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var (commonName, path, lifetime) = (parsed.GetRequiredValue(name), parsed.GetRequiredValue(target), parsed.GetValue(days));
            if (string.IsNullOrWhiteSpace(commonName) || commonName.Length > 64)
            {
                throw CliException.Misuse("--cn must be 1 to 64 characters: give the name partners know you by.");
            }

            if (lifetime is < 1 or > 36500)
            {
                throw CliException.Misuse("--days must be 1 to 36500.");
            }

            var now = host.Time.GetUtcNow();
            var (certificatePem, keyPem) = CertificateMaker.Make(commonName, parsed.GetRequiredValue(kind), now, lifetime);
            await WriteNewAsync(path + ".key", keyPem, UnixFileMode.UserRead | UnixFileMode.UserWrite, cancellationToken);
            await WriteNewAsync(
                path + ".crt", certificatePem,
                UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead, cancellationToken);
            using var certificate = X509Certificate2.CreateFromPem(certificatePem);
            var report = CertificateText.Describe(certificate, now) with
            {
                HasPrivateKey = true, CertificateFile = path + ".crt", KeyFile = path + ".key",
            };
            await PrintAsync(host, report, parsed.GetValue(json));
            return ExitCode.Good;
        });
        return command;
    }

    private static Command Show(CliHost host)
    {
        var file = new Argument<string>("FILE") { Description = "A certificate: PEM, DER or PKCS#12." };
        var password = new Option<string?>("--password") { Description = "Password of a PKCS#12 file." };
        var json = JsonOption();
        var command = new Command("show", "Show subject, key, dates and fingerprint.") { file, password, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var certificate = await CertificateFile.ReadAsync(parsed.GetRequiredValue(file), parsed.GetValue(password), cancellationToken);
            await PrintAsync(host, CertificateText.Describe(certificate, host.Time.GetUtcNow()), parsed.GetValue(json));
            return ExitCode.Good;
        });
        return command;
    }

    private static Option<bool> JsonOption() => new("--json") { Description = "Print JSON instead of text." };

    private static async Task PrintAsync(CliHost host, CertificateReport report, bool json)
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

        if (report.KeyFile is not null)
        {
            await host.Out.WriteLineAsync($"wrote       {report.CertificateFile} (give it to partners), {report.KeyFile} (keep it secret)");
        }
    }

    private static async Task WriteNewAsync(string path, string text, UnixFileMode mode, CancellationToken cancellationToken)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = mode;
        }

        try
        {
            await using var file = new FileStream(path, options);
            await file.WriteAsync(Encoding.ASCII.GetBytes(text + "\n"), cancellationToken);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw CliException.Failed(
                File.Exists(path) ? $"{path} exists and is not overwritten: choose another --out." : $"{path} cannot be written: check the folder.", problem);
        }
    }
}
