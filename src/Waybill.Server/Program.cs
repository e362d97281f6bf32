using Microsoft.Extensions.Options;
using Waybill.Gateway;
using Waybill.Server;

if (CommandLine.AnswersAtOnce(args, Console.Out) is { } exitCode)
{
    return exitCode;
}

if (CommandLine.IsDemo(args))
{
    return await DemoCommand.RunAsync(args, Console.Out, Console.Error);
}

try
{
    await using var app = await WaybillHost.BuildAsync(args);
    await app.RunAsync();
    return 0;
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
