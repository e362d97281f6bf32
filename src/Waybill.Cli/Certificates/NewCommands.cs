using System.CommandLine;
using System.Security.Cryptography.X509Certificates;
using Waybill.Certificates;

namespace Waybill.Cli.Certificates;

/// <summary><c>waybill cert new</c> and <c>waybill cert csr</c>.</summary>
internal static class NewCommands
{
    public static Command New(CliHost host)
    {
        var names = new NameOptions();
        var target = new Option<string?>("--out") { Description = "Writes OUT.crt and OUT.key; existing files are never overwritten." };
        var days = new Option<int>("--days") { Description = "Days it stays valid. Default 1095.", DefaultValueFactory = _ => 1095 };
        var place = new PlaceOptions();
        var command = new Command("new", "Make a key and a self-signed certificate, as PEM files or in a gateway, where the key stays.") { target, days };
        names.AddTo(command);
        place.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var (name, path, lifetime) = (names.Name(parsed), parsed.GetValue(target), parsed.GetValue(days));
            if (lifetime is < 1 or > 36500)
            {
                throw CliException.Misuse("--days must be 1 to 36500.");
            }

            if (place.IsServer(parsed, path))
            {
                var body = names.AddTo(place.Body(parsed), parsed);
                body["days"] = lifetime;
                await place.PrintAsync(host, parsed, await place.PostAsync(parsed, "certificates/new", body, cancellationToken));
                return ExitCode.Good;
            }

            NewFile.MustNotExist(path + ".crt");
            var now = host.Time.GetUtcNow();
            var made = CertificateMaker.SelfSigned(name, names.Kind(parsed), now, lifetime);
            await NewFile.WriteKeyAsync(path + ".key", made.KeyPem, cancellationToken);
            await NewFile.WriteAsync(path + ".crt", made.PublicPem, cancellationToken);
            using var certificate = X509Certificate2.CreateFromPem(made.PublicPem);
            var report = CertificateText.Describe(certificate, now) with { HasPrivateKey = true, CertificateFile = path + ".crt", KeyFile = path + ".key" };
            await CertificateOutput.PrintAsync(host, report, parsed.GetValue(place.Server.Json));
            return ExitCode.Good;
        });
        return command;
    }

    public static Command Csr(CliHost host)
    {
        var names = new NameOptions();
        var target = new Option<string?>("--out") { Description = "Writes OUT.csr, and without --server OUT.key; existing files are never overwritten." };
        var place = new PlaceOptions();
        var command = new Command("csr", "Make a key and the request (PKCS#10) that asks a CA for its certificate; cert answer takes what the CA sends.") { target };
        names.AddTo(command);
        place.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var (name, path) = (names.Name(parsed), parsed.GetValue(target));
            if (place.IsServer(parsed, path))
            {
                if (path is not null)
                {
                    NewFile.MustNotExist(path + ".csr");
                }

                var answer = await place.PostAsync(parsed, "certificates/request", names.AddTo(place.Body(parsed), parsed), cancellationToken);
                if (path is not null)
                {
                    await NewFile.WriteAsync(path + ".csr", answer.GetProperty("request").GetString()!, cancellationToken);
                }

                if (parsed.GetValue(place.Server.Json) || path is not null)
                {
                    await place.PrintAsync(host, parsed, answer);
                    return ExitCode.Good;
                }

                // The request alone: it may go into a file or a mail.
                await host.Out.WriteLineAsync(answer.GetProperty("request").GetString()!.TrimEnd());
                return ExitCode.Good;
            }
            NewFile.MustNotExist(path + ".csr");
            var made = CertificateMaker.Request(name, names.Kind(parsed));
            await NewFile.WriteKeyAsync(path + ".key", made.KeyPem, cancellationToken);
            await NewFile.WriteAsync(path + ".csr", made.PublicPem, cancellationToken);
            await host.Out.WriteLineAsync($"wrote       {path}.csr (send it to the CA), {path}.key (keep it secret)");
            await host.Out.WriteLineAsync($"next        waybill cert answer FILE --key {path}.key --out {path}");
            return ExitCode.Good;
        });
        return command;
    }
}
