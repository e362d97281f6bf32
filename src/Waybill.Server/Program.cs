using Waybill.Server;

if (CommandLine.AnswersAtOnce(args, Console.Out, Console.Error) is { } exitCode)
{
    return exitCode;
}

var builder = WebApplication.CreateSlimBuilder(args);
builder.AddWaybillSettings();
builder.AddMessageStore();
builder.AddHealth();

var app = builder.Build();
app.MapHealth();
await app.RunAsync();
return 0;
