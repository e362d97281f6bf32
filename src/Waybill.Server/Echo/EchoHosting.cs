using Microsoft.AspNetCore.Hosting.Server;

namespace Waybill.Server;

/// <summary>Puts Echo into the host: what the API needs of it, and its address.</summary>
internal static class EchoHosting
{
    /// <summary>Setting up and taking away.</summary>
    internal static IServiceCollection AddEchoSetup(this IServiceCollection services)
        => services.AddSingleton(static s => new EchoAddress(s.GetRequiredService<IServer>(), s.GetService<WaybillSettings>())).AddSingleton<EchoSetup>();

    /// <summary>Echo itself.</summary>
    internal static IServiceCollection AddEcho(this IServiceCollection services)
        => services.AddSingleton<EchoStranger>().AddSingleton<EchoMessages>().AddSingleton<EchoDoor>().AddSingleton<EchoPosts>()
            .AddHostedService(static s => s.GetRequiredService<EchoPosts>()).AddHostedService<EchoFollower>();

    internal static WebApplication MapEcho(this WebApplication app)
    {
        var door = app.Services.GetRequiredService<EchoDoor>();
        app.Use(next => context => door.GateAsync(context, next));
        app.MapAs2Transport(EchoNames.Path, door.Configure);
        return app;
    }
}
