using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Waybill.Server;

/// <summary>The hub at <c>/live</c>: WebSocket only, for pages of the gateway with a session and for programs with a token.</summary>
internal static class LiveSetup
{
    /// <summary>The hub takes nothing but the words of its own protocol.</summary>
    private const int MostBytes = 4096;

    /// <summary>Who does not read for so long is cut.</summary>
    private static readonly TimeSpan LongestSend = TimeSpan.FromSeconds(5);

    internal static IServiceCollection AddLive(this IServiceCollection services)
    {
        services.AddSignalR(static options => options.MaximumReceiveMessageSize = MostBytes);
        return services.AddSingleton<LiveConnections>().AddSingleton<LiveFeed>().AddHostedService(static all => all.GetRequiredService<LiveFeed>());
    }

    internal static WebApplication MapLive(this WebApplication app)
    {
        app.UseWhen(static c => c.Request.Path.StartsWithSegments(LiveHub.Path, StringComparison.OrdinalIgnoreCase), static live =>
        {
            var door = live.ApplicationServices.GetRequiredService<DoorKeeper>();
            live.Use(next => async context =>
            {
                if (await RefuseAsync(context, door) is { } refusal)
                {
                    await refusal.ExecuteAsync(context);
                    return;
                }

                await next(context);
            });
        });
        app.MapHub<LiveHub>(LiveHub.Path, static options =>
        {
            options.Transports = HttpTransportType.WebSockets;
            options.ApplicationMaxBufferSize = MostBytes;
            options.TransportSendTimeout = LongestSend;
        });
        return app;
    }

    private static async ValueTask<ProblemHttpResult?> RefuseAsync(HttpContext context, DoorKeeper door)
    {
        if (context.Features.Get<IHttpUpgradeFeature>() is not { IsUpgradableRequest: true })
        {
            return ApiProblems.Of(StatusCodes.Status400BadRequest, "What changes is told over a WebSocket (SignalR, without negotiation) and in no other way.");
        }

        var (caller, refusal) = await door.LetInAsync(context);
        if (caller is null)
        {
            return refusal;
        }

        // A browser lets every page open a WebSocket anywhere, with the cookies; the Origin tells whose it is.
        if (OwnPage.RefuseOrigin(context, isNeeded: caller.Session is not null) is { } foreign)
        {
            return ApiProblems.Of(StatusCodes.Status403Forbidden, foreign);
        }

        if (!LiveHub.TopicsOf(caller).Any())
        {
            return ApiProblems.Of(StatusCodes.Status403Forbidden, $"{caller.Name} may list nothing, so there is nothing to tell.");
        }

        context.Features.Set(caller);
        return null;
    }
}
