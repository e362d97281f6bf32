using System.CommandLine;
using System.CommandLine.Invocation;
using Waybill.Cli.Certificates;
using Waybill.Cli.Configuration;
using Waybill.Cli.Inspection;
using Waybill.Cli.Sending;
using Waybill.Cli.Server;

namespace Waybill.Cli;

/// <summary>Parses one command line, runs it and turns every expected failure into a sentence and an exit code.</summary>
internal static class CommandLineRunner
{
    public static async Task<int> RunAsync(string[] arguments, CliHost host, CancellationToken cancellationToken)
    {
        var root = new RootCommand("Waybill: AS2 from the command line.");
        root.Subcommands.Add(InspectCommand.Create(host));
        root.Subcommands.Add(SendCommand.Create(host));
        root.Subcommands.Add(SubmitCommand.Create(host));
        root.Subcommands.Add(MessageCommands.Create(host));
        root.Subcommands.Add(TokenCommands.Create(host));
        root.Subcommands.Add(TokenCommands.CreateAdmin(host));
        root.Subcommands.Add(SecretCommands.Create(host));
        root.Subcommands.Add(ConnectionCommands.Create(host));
        root.Subcommands.Add(ApplyCommand.Create(host));
        root.Subcommands.Add(GetCommand.Create(host));
        root.Subcommands.Add(EchoCommand.Create(host));
        root.Subcommands.Add(CertificateCommands.Create(host));
        var parsed = root.Parse(arguments);
        if (parsed.Action is null or ParseErrorAction)
        {
            // The library's own answer to a wrong command line is exit code 1 and the whole help text; scripts rely on 2.
            foreach (var error in parsed.Errors)
            {
                await host.Error.WriteLineAsync($"waybill: {error.Message}");
            }

            await host.Error.WriteLineAsync("waybill: see waybill --help, or --help after a command.");
            return ExitCode.Misuse;
        }

        (parsed.CommandResult.Command as DetailedCommand)?.TellAll();
        try
        {
            var settings = new InvocationConfiguration { Output = host.Out, Error = host.Error, EnableDefaultExceptionHandler = false };
            return await parsed.InvokeAsync(settings, cancellationToken);
        }
        catch (CliException problem)
        {
            await host.Error.WriteLineAsync($"waybill: {problem.Message}");
            return problem.ExitCode;
        }
        catch (IOException problem)
        {
            // A file that vanished, a disk that is full: the commands handle what they can say more about.
            await host.Error.WriteLineAsync($"waybill: {problem.Message}");
            return ExitCode.Failed;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await host.Error.WriteLineAsync("waybill: stopped.");
            return ExitCode.Failed;
        }
    }
}
