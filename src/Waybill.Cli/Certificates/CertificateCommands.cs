using System.CommandLine;

namespace Waybill.Cli.Certificates;

/// <summary><c>waybill cert</c>: works on files alone, or with <c>--server</c> on the certificates of a gateway.</summary>
internal static class CertificateCommands
{
    public static Command Create(CliHost host)
    {
        var command = new Command("cert", "Make, request, import or show certificates and keys, as files or in a gateway.");
        command.Subcommands.Add(NewCommands.New(host));
        command.Subcommands.Add(NewCommands.Csr(host));
        command.Subcommands.Add(ImportCommands.Answer(host));
        command.Subcommands.Add(ImportCommands.Import(host));
        command.Subcommands.Add(SwitchCommand.Create(host));
        command.Subcommands.Add(ShowCommand.Create(host));
        return command;
    }
}
