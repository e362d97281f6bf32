using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Waybill.Gateway;

namespace Waybill.Server;

/// <summary>Metrics at <c>/metrics</c> for Prometheus; with <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> set, metrics and traces are sent there too. Without it there are no traces, and nothing is sent anywhere.</summary>
internal static partial class Telemetry
{
    private const string MetricsPath = "/metrics";
    private const string ExportSetting = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>What .NET itself measures: requests, calls and the process.</summary>
    private static readonly string[] Meters = ["Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Net.Http", "System.Runtime"];

    internal static WebApplicationBuilder AddTelemetry(this WebApplicationBuilder builder)
    {
        var isExporting = !string.IsNullOrWhiteSpace(builder.Configuration[ExportSetting]);
        var telemetry = builder.Services.AddOpenTelemetry()
            .ConfigureResource(static resource => resource.AddService("waybill", serviceVersion: typeof(Telemetry).Assembly.GetName().Version?.ToString(3)))
            .WithMetrics(metrics =>
            {
                metrics.AddMeter(GatewayTelemetry.Name).AddMeter(Meters).AddPrometheusExporter();
                if (isExporting)
                {
                    metrics.AddOtlpExporter();
                }
            });
        if (isExporting)
        {
            telemetry.WithTracing(static traces => traces
                .AddSource(GatewayTelemetry.Name)
                .AddAspNetCoreInstrumentation(static options => options.Filter = static context => !IsLook(context.Request.Path))
                .AddHttpClientInstrumentation()
                .AddOtlpExporter());
        }

        return builder;
    }

    internal static WebApplication MapTelemetry(this WebApplication app, WaybillSettings settings)
    {
        app.MapPrometheusScrapingEndpoint(MetricsPath);
        app.Lifetime.ApplicationStarted.Register(() =>
        {
            foreach (var address in Listeners.InsideAddresses(app).Where(Listeners.IsPublic))
            {
                Open(app.Logger, address, MetricsPath);
                if (settings.As2Urls is "")
                {
                    Shared(app.Logger, address);
                }
            }
        });
        return app;
    }

    /// <summary>Probes and scrapes come every few seconds and say nothing.</summary>
    private static bool IsLook(PathString path) => path.StartsWithSegments("/health", StringComparison.Ordinal) || path.StartsWithSegments(MetricsPath, StringComparison.Ordinal);

    [LoggerMessage(9101, LogLevel.Warning, "Whoever reaches {Address} can read {Path}, which names the partners. Let a proxy or firewall keep it from the outside")]
    private static partial void Open(ILogger log, string address, string path);

    [LoggerMessage(9102, LogLevel.Warning, "{Address} serves partners and the API alike. Give partners addresses of their own by Waybill:As2Urls, and let nobody outside reach the rest")]
    private static partial void Shared(ILogger log, string address);
}
