using Waybill.Gateway;

namespace Waybill.Server;

/// <summary>Stands before every address of the API: who may call, and what becomes of a fault.</summary>
internal sealed partial class ApiGuard(DoorKeeper door, ILogger<ApiGuard> log)
{
    private const string RetryAfterSeconds = "5";

    internal async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers.CacheControl = "no-store";
        try
        {
            if (await door.RefuseAsync(context) is { } refusal)
            {
                await refusal.ExecuteAsync(context);
                return;
            }

            await next(context);
        }
        catch (BadHttpRequestException wrong) when (!context.Response.HasStarted)
        {
            await ApiProblems.Of(wrong.StatusCode, SentenceOf(wrong)).ExecuteAsync(context);
            return;
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody is there to be told.
            return;
        }
        catch (Exception fault) when (!context.Response.HasStarted)
        {
            LogFault(fault, context.Request.Method, context.Request.Path);
            var isStore = fault is JournalException or IOException;
            context.Response.Headers.RetryAfter = isStore ? RetryAfterSeconds : default(string);
            await ApiProblems.Of(
                isStore ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status500InternalServerError,
                isStore ? "The store cannot be read or written now; nothing was changed for certain. The log says why. Try again with the same Idempotency-Key."
                    : "A fault of the gateway; its log says more.").ExecuteAsync(context);
            return;
        }

        if (context.Response is { HasStarted: false, StatusCode: >= 400, ContentType: null } bare)
        {
            await ApiProblems.Of(bare.StatusCode, ApiProblems.SentenceOf(bare.StatusCode)).ExecuteAsync(context);
        }
    }

    private static string SentenceOf(BadHttpRequestException wrong) => wrong.StatusCode switch
    {
        StatusCodes.Status413PayloadTooLarge => "The body is larger than this address takes.",
        StatusCodes.Status400BadRequest when wrong.Message.StartsWith("Failed to read parameter", StringComparison.Ordinal) => "The body is not the JSON this address takes. /api/v1/openapi.json describes it.",
        StatusCodes.Status400BadRequest when wrong.Message.Split('"') is [_, var parameter, ..] => $"{parameter.Split(' ')[^1]} is missing or does not have its form. /api/v1/openapi.json describes it.",
        _ => ApiProblems.SentenceOf(wrong.StatusCode),
    };

    [LoggerMessage(5001, LogLevel.Error, "{Method} {Path} met a fault.")]
    private partial void LogFault(Exception fault, string method, string path);
}
