using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Waybill.Server;

/// <summary>Live: the process answers. Ready: a message that came now could be kept, in the journal and in the payload store, and the clock is right.</summary>
internal static class Health
{
    internal static WebApplicationBuilder AddHealth(this WebApplicationBuilder builder)
    {
        builder.Services.AddHealthChecks().AddCheck<StoreCheck>("store");
        return builder;
    }

    internal static WebApplication MapHealth(this WebApplication app)
    {
        app.MapHealthChecks("/health/live", new() { Predicate = static _ => false });
        app.MapHealthChecks("/health/ready");
        return app;
    }

    private sealed class StoreCheck(GatewayRuntime gateway) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
            => await gateway.ProblemAsync(cancellationToken) is { } problem ? HealthCheckResult.Unhealthy(problem) : HealthCheckResult.Healthy();
    }
}
