using System.CommandLine;
using Waybill.Cli.Output;

namespace Waybill.Cli.Server;

/// <summary><c>waybill secrets rewrap</c>.</summary>
internal static class SecretCommands
{
    private const string Help = """
        The gateway makes a new master key, wraps every key of its ring with it, and puts it in the place of the old one, which stays beside it under another name. What was sealed stays as it is, and nothing stops meanwhile. Interrupted, it
        goes on at the next start. Back the new file up, apart from the data; backups of the data made before open with the old one only. Other gateways over the same database need a copy of the new file before they start again.
        """;

    public static Command Create(CliHost host)
    {
        var server = new ServerOptions();
        var rewrap = new DetailedCommand("rewrap", "Wrap all secrets of a gateway with a new master key.", Help);
        server.AddTo(rewrap);
        rewrap.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = server.Connect(parsed);
            var done = await client.PostAsync("secrets/rewrap", null, null, cancellationToken);
            if (parsed.GetValue(server.Json))
            {
                await host.Out.WriteLineAsync(JsonOutput.Write(done));
                return ExitCode.Good;
            }

            await host.Out.WriteLineAsync($"new key     {Paint.OneLine(done.GetProperty("file").GetString()!)}: back it up, apart from the data");
            await host.Out.WriteLineAsync($"old key     {Paint.OneLine(done.GetProperty("oldFile").GetString()!)}: backups of the data made before need it");
            return ExitCode.Good;
        });
        return new Command("secrets", "Look after the secrets of a gateway.") { rewrap };
    }
}
