namespace Waybill.Server;

/// <summary>Writes the token of this machine once the addresses are known.</summary>
internal static partial class LocalTokenFile
{
    internal static WebApplication WriteLocalToken(this WebApplication app, string folder)
    {
        app.Lifetime.ApplicationStarted.Register(() => _ = WriteAsync(app, folder));
        return app;
    }

    private static async Task WriteAsync(WebApplication app, string folder)
    {
        try
        {
            await app.Services.GetRequiredService<LocalToken>().WriteAsync(folder, Listeners.InsideAddresses(app), app.Lifetime.ApplicationStopping);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or OperationCanceledException)
        {
            NotWritten(app.Logger, fault);
        }
    }

    [LoggerMessage(9005, LogLevel.Warning, "The token of this machine could not be written to the data folder: ./waybill needs another one")]
    private static partial void NotWritten(ILogger log, Exception fault);
}
