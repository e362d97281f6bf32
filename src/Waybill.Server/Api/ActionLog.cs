using Waybill.Gateway;

namespace Waybill.Server;

/// <summary>Writes down who did what over the API, once it is done.</summary>
internal sealed partial class ActionLog(ILogger<ActionLog> log)
{
    internal void Acted(Caller caller, string action, string subject) => Done(caller.Name, action, subject);

    internal void Reopened(Caller caller, ExchangeId exchange, ReopenResult result)
    {
        if (result.Kind is ReopenKind.Taken)
        {
            Taken(exchange, caller.Name);
        }
        else if (result.Kind is ReopenKind.NotKept or ReopenKind.NotPossible or ReopenKind.StillRefused)
        {
            StaysRefused(exchange, caller.Name, result.Text);
        }
    }

    [LoggerMessage(2003, LogLevel.Information, "The refused exchange {Exchange} was opened again by {By} and is accepted now")]
    private partial void Taken(ExchangeId exchange, string by);

    [LoggerMessage(2004, LogLevel.Warning, "The refused exchange {Exchange} was to be opened again by {By} and stays refused: {Cause}")]
    private partial void StaysRefused(ExchangeId exchange, string by, string? cause);

    [LoggerMessage(5002, LogLevel.Information, "{By} did this: {Action} {Subject}")]
    private partial void Done(string by, string action, string subject);
}
