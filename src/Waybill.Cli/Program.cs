using Waybill.Cli;

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};
return await CommandLineRunner.RunAsync(args, new CliHost(Console.Out, Console.Error, TimeProvider.System), stop.Token);
