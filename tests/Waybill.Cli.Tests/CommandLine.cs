using System.Text.Json;

namespace Waybill.Cli.Tests;

/// <summary>Runs the program in-process.</summary>
internal static class CommandLine
{
    public static Task<(int Exit, string Out, string Error)> RunAsync(params string[] arguments) => RunAsync(new CliHost(TextWriter.Null, TextWriter.Null, TimeProvider.System), arguments);

    /// <param name="host">Its input, clock and colours; where it prints is replaced.</param>
    /// <param name="arguments">The command line.</param>
    public static async Task<(int Exit, string Out, string Error)> RunAsync(CliHost host, params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exit = await CommandLineRunner.RunAsync(arguments, host with { Out = output, Error = error }, TestContext.Current.CancellationToken);
        return (exit, output.ToString(), error.ToString());
    }

    /// <summary>Runs with <c>--json</c>; nothing may be on standard error.</summary>
    public static async Task<(int Exit, JsonElement Json)> JsonAsync(params string[] arguments)
    {
        var (exit, output, error) = await RunAsync([.. arguments, "--json"]);
        Assert.Equal("", error);
        using var json = JsonDocument.Parse(output);
        return (exit, json.RootElement.Clone());
    }
}
