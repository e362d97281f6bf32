namespace Waybill.Cli.Tests;

/// <summary>Runs the program in-process.</summary>
internal static class CommandLine
{
    public static async Task<(int Exit, string Out, string Error)> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exit = await CommandLineRunner.RunAsync(arguments, new CliHost(output, error, TimeProvider.System), TestContext.Current.CancellationToken);
        return (exit, output.ToString(), error.ToString());
    }
}
