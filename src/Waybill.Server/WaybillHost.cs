using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Waybill.Gateway.Stores;
using Waybill.Ui;

namespace Waybill.Server;

/// <summary>Puts the gateway together. The program runs one; the demo runs two.</summary>
internal static class WaybillHost
{
    /// <summary>Where partners send to.</summary>
    internal const string As2Path = "/as2";

    /// <summary>How long a stop waits for requests and attempts on the wire. What is cut then, the next start repeats.</summary>
    private static readonly TimeSpan GraceTime = TimeSpan.FromSeconds(25);

    /// <param name="args">Command line with settings.</param>
    /// <param name="only">Settings that replace all others; null for a server of its own.</param>
    /// <param name="time">The clock; null: the system's.</param>
    /// <param name="payloads">Makes the payload store of a folder; null: as the program does.</param>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">A setting is wrong.</exception>
    /// <exception cref="Gateway.JournalException">The database cannot be used.</exception>
    /// <exception cref="Gateway.SecretRingException">The master key is missing or the wrong one.</exception>
    internal static async ValueTask<WebApplication> BuildAsync(string[] args, IReadOnlyDictionary<string, string?>? only = null, TimeProvider? time = null, Func<string, FilePayloadOptions, FilePayloadStore>? payloads = null)
    {
        // Settings are read once. The watcher that would read them again wakes for every write below the working folder, the database's too.
        var builder = WebApplication.CreateSlimBuilder([.. args, "--hostBuilder:reloadConfigOnChange=false"]);
        // The slim builder leaves HTTPS out; Kestrel:Certificates:Default:Path and KeyPath name the certificate of https addresses.
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.Services.AddSingleton<IMemoryPoolFactory<byte>, BlockPoolFactory>();
        var settings = builder.ReadWaybillSettings(only, time);
        var gateway = await GatewayRuntime.OpenAsync(settings, time ?? TimeProvider.System, payloads ?? (static (folder, options) => new(folder, options)), CancellationToken.None);
        builder.AddListeners(settings, gateway);
        builder.AddHealth().AddTelemetry();
        builder.Services.Configure<HostOptions>(static options => options.ShutdownTimeout = GraceTime);
        builder.Services.AddSingleton(settings);
        // By a factory, so that the host disposes it.
        builder.Services.AddSingleton(_ => gateway);
        builder.Services.AddSingleton<As2Door>();
        builder.Services.AddHostedService<GatewayService>();
        builder.Services.AddApi(
            gateway.Journal, gateway.Payloads, gateway.Connections, new(gateway.Sending.Submitter, gateway.Sending.Operations, gateway.Sending.Packages, gateway.Reopener, gateway.Configuration, gateway.Ring),
            new(new(), settings.DataFolder, settings.Setup.TokenFile, settings.ApiRequestsPerSecond) { Rewrap = gateway.RewrapAsync, SignIn = settings.SignIn, SingleSignOn = settings.Oidc.Button }, gateway.Time);
        builder.AddOidc(settings.Oidc, gateway.Ring);
        builder.Services.AddSingleton<GatewayAbout>().AddSingleton(static services => new AboutSource(services.GetRequiredService<GatewayAbout>().ReadAsync));
        builder.Services.AddEcho();
        builder.Services.AddSingleton<SendingLog>();
        builder.Services.AddSingleton(gateway.Sending.Debug);
        var app = builder.Build();
        gateway.Sending.Log = app.Services.GetRequiredService<SendingLog>();
        app.UseTrustedProxies(settings).UseListeners();
        // Made now: it tells since when.
        app.Services.GetRequiredService<GatewayAbout>();
        app.MapHealth().MapTelemetry(settings).MapOidc(settings.Oidc);
        app.MapApi().MapSharePages().MapApiPage().WriteLocalToken(settings.DataFolder);
        app.MapEcho();
        var rates = new As2Rates(settings.As2RequestsPerSecond);
        app.Lifetime.ApplicationStopped.Register(rates.Dispose);
        app.UseWhen(static c => c.Request.Path.StartsWithSegments(As2Path, StringComparison.OrdinalIgnoreCase), as2 => as2.Use(next => context => rates.InvokeAsync(context, next)));
        app.MapAs2(As2Path, app.Services.GetRequiredService<As2Door>().Configure);
        app.UseScreens(UiFiles.Built);
        return app;
    }

    /// <summary>Where a started gateway receives.</summary>
    internal static Uri As2Address(this WebApplication app)
        => new(new Uri(Listeners.As2Addresses(app).First()), As2Path);
}
