using Microsoft.Extensions.Options;
using Waybill.Gateway;
using Waybill.Server;

if (CommandLine.AnswersAtOnce(args, Console.Out) is { } exitCode)
{
    return exitCode;
}

if (args is [DemoProcess.Argument, var companyFile])
{
    return await DemoProcess.ServeAsync(companyFile, Console.In, Console.Out);
}

if (CommandLine.IsDemo(args))
{
    return await DemoCommand.RunAsync(args, Console.Out, Console.Error);
}

if (SealCommand.FileOf(args) is { } file)
{
    return await SealCommand.RunAsync(file, SettingsSetup.ReadOnly(args), Console.Out, Console.Error, CancellationToken.None);
}

try
{
    await using var app = await WaybillHost.BuildAsync(args);
    var gateway = app.Services.GetRequiredService<GatewayRuntime>();
    var stopping = app.Lifetime.ApplicationStopping;
    try
    {
        await app.RunAsync();
    }
    catch (OperationCanceledException) when (stopping.IsCancellationRequested)
    {
        // Stopped before the start was over: by background work that failed at once, or from outside.
    }

    // Whoever starts us again looks at the code.
    return gateway.Fault is null ? 0 : 1;
}
catch (OptionsValidationException wrong)
{
    foreach (var problem in wrong.Failures)
    {
        await Console.Error.WriteLineAsync(problem);
    }

    await Console.Error.WriteLineAsync("Waybill was not started: correct the settings above. ./run --help lists them.");
    return 2;
}
catch (Exception cannot) when (cannot is JournalException or SecretRingException or IOException or UnauthorizedAccessException)
{
    await Console.Error.WriteLineAsync(cannot.Message);
    await Console.Error.WriteLineAsync("Waybill was not started.");
    return 1;
}
