using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Waybill.As2.AspNetCore;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Opens an ASP.NET Core app for AS2.</summary>
public static class As2EndpointRouteBuilderExtensions
{
    /// <summary>Receives AS2 messages and receipts at <paramref name="pattern"/>: opens and judges them, writes the receipts, and answers once they are stored.</summary>
    /// <param name="endpoints">The app.</param>
    /// <param name="pattern">The path, for example <c>/as2</c>. GET shows a harmless page.</param>
    /// <param name="configure">Sets at least <see cref="As2Options.FindAgreement"/> and <see cref="As2Options.Commit"/>.</param>
    /// <returns>The endpoint, for further conventions.</returns>
    /// <exception cref="InvalidOperationException">A needed option is missing or a bound makes no sense.</exception>
    public static IEndpointConventionBuilder MapAs2(this IEndpointRouteBuilder endpoints, string pattern, Action<As2Options> configure)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(configure);
        var options = new As2Options();
        configure(options);
        options.Check();
        var receive = new As2Endpoint(options, Log(endpoints));
        return endpoints.MapAs2Transport(pattern, transport =>
        {
            transport.Receive = receive.ReceiveAsync;
            transport.RefuseNow = options.RefuseNow;
            transport.Faulted = options.Faulted;
            transport.MaxBodyBytes = options.MaxBodyBytes;
            transport.MaxConcurrentMessages = options.MaxConcurrentMessages;
            transport.SilenceTimeout = options.SilenceTimeout;
            transport.Time = options.Time;
            transport.RetryAfter = options.RetryAfter;
        });
    }

    /// <summary>Keeps the HTTP rules of AS2 at <paramref name="pattern"/> and hands each POST to <see cref="As2TransportOptions.Receive"/>, which opens and judges it.</summary>
    /// <param name="endpoints">The app.</param>
    /// <param name="pattern">The path, for example <c>/as2</c>. GET shows a harmless page.</param>
    /// <param name="configure">Sets at least <see cref="As2TransportOptions.Receive"/>.</param>
    /// <returns>The endpoint, for further conventions.</returns>
    /// <exception cref="InvalidOperationException">A needed option is missing or a bound makes no sense.</exception>
    public static IEndpointConventionBuilder MapAs2Transport(this IEndpointRouteBuilder endpoints, string pattern, Action<As2TransportOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(configure);
        var options = new As2TransportOptions();
        configure(options);
        options.Check();
        return endpoints.Map(pattern, new As2TransportEndpoint(options, Log(endpoints)).HandleAsync).WithDisplayName("AS2");
    }

    private static ILogger Log(IEndpointRouteBuilder endpoints) => endpoints.ServiceProvider.GetRequiredService<ILoggerFactory>().CreateLogger("Waybill.As2.AspNetCore");
}
