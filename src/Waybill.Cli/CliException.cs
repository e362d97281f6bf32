namespace Waybill.Cli;

/// <summary>Ends a command with one sentence on standard error that says what is wrong and what to do.</summary>
internal sealed class CliException(int exitCode, string message, Exception? inner = null) : Exception(message, inner)
{
    public int ExitCode { get; } = exitCode;

    public static CliException Misuse(string message, Exception? inner = null) => new(Cli.ExitCode.Misuse, message, inner);

    public static CliException Failed(string message, Exception? inner = null) => new(Cli.ExitCode.Failed, message, inner);
}
