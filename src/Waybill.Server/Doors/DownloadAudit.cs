using Waybill.Gateway;

namespace Waybill.Server;

/// <summary>Notes who fetched what, before the first byte of it leaves.</summary>
internal static class DownloadAudit
{
    /// <summary>What is given out by this endpoint is a line of the audit. What is not there is none.</summary>
    internal static RouteHandlerBuilder Audited(this RouteHandlerBuilder endpoint) => endpoint.AddEndpointFilter(static async (invocation, next) =>
    {
        var result = await next(invocation);
        var context = invocation.HttpContext;
        if (context.Response.Headers.ContentDisposition.Count > 0)
        {
            var (services, route) = (context.RequestServices, context.Request.RouteValues);
            var name = (route.GetValueOrDefault("id") ?? route.GetValueOrDefault("n"))?.ToString() ?? "";
            var what = context.GetEndpoint()?.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName ?? "";
            await services.GetRequiredService<IJournal>().Configuration.AuditAsync(
                new(0, services.GetRequiredService<TimeProvider>().GetUtcNow(), Caller.Of(context).Name, "download", route.ContainsKey("id") ? "exchange" : "receipt", name, null, $"\"{what}\""),
                context.RequestAborted);
        }

        return result;
    });
}
