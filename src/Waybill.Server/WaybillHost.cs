using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;

namespace Waybill.Server;

/// <summary>Puts the gateway together. The program runs one; the demo runs two.</summary>
internal static class WaybillHost
{
    /// <param name="args">Command line with settings.</param>
    /// <param name="only">Settings that replace all others; null for a server of its own.</param>
    /// <param name="replace">Replaces parts; null for none.</param>
    internal static WebApplication Build(string[] args, IReadOnlyDictionary<string, string?>? only = null, Action<IServiceCollection>? replace = null)
    {
        var builder = WebApplication.CreateSlimBuilder(args);
        // The slim builder leaves HTTPS out; Kestrel:Certificates:Default:Path and KeyPath name the certificate of https addresses.
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.AddWaybillSettings(only);
        builder.AddMessageStore();
        builder.AddHealth();
        builder.AddReceiving();
        replace?.Invoke(builder.Services);
        var app = builder.Build();
        app.MapHealth();
        app.MapGet("/", static () => Results.Text("This is Waybill, an AS2 gateway. Partners send to /as2; /health/live and /health/ready tell how it is.\n"));
        app.MapAs2("/as2", app.Services.GetRequiredService<Receiver>().Configure);
        return app;
    }

    /// <summary>Where a started gateway receives.</summary>
    internal static Uri As2Address(this WebApplication app)
        => new(new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()), "/as2");

    private static void AddReceiving(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(static services => PartnerBook.Open(services.GetRequiredService<IOptions<WaybillSettings>>().Value, []));
        builder.Services.AddSingleton<ReceiptPoster>();
        builder.Services.AddHostedService(static services => services.GetRequiredService<ReceiptPoster>());
        builder.Services.AddSingleton<Receiver>();
    }
}
