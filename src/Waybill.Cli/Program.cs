using System.Text;
using Waybill.Cli;

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};

if (OperatingSystem.IsWindows())
{
    // Elsewhere the terminal's own encoding is UTF-8 or what the user chose.
    Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
}

// https://no-color.org: any value that is not empty switches colours off.
var isPlain = Console.IsOutputRedirected || !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
    || string.Equals(Environment.GetEnvironmentVariable("TERM"), "dumb", StringComparison.Ordinal);
var host = new CliHost(Console.Out, Console.Error, TimeProvider.System) { OpenInput = Console.OpenStandardInput, UseColour = !isPlain, IsInteractive = !Console.IsInputRedirected && !Console.IsOutputRedirected };
return await CommandLineRunner.RunAsync(args, host, stop.Token);
