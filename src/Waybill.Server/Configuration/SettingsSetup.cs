using Microsoft.Extensions.Options;

namespace Waybill.Server;

/// <summary>Where settings come from.</summary>
internal static class SettingsSetup
{
    internal static WebApplicationBuilder AddWaybillSettings(this WebApplicationBuilder builder)
    {
        // The slim builder has read appsettings.json, the environment (WAYBILL__URLS is Waybill:Urls) and the command line, in this order.
        // The file beside the program counts too, wherever the program was started from.
        builder.Configuration.Sources.Insert(0, new Microsoft.Extensions.Configuration.Json.JsonConfigurationSource
        {
            Path = "appsettings.json",
            Optional = true,
            FileProvider = new Microsoft.Extensions.FileProviders.PhysicalFileProvider(AppContext.BaseDirectory),
        });
        builder.Services.AddSingleton<IValidateOptions<WaybillSettings>, WaybillSettingsCheck>();
        builder.Services.AddOptions<WaybillSettings>().BindConfiguration(WaybillSettings.Section).ValidateOnStart();
        builder.WebHost.UseUrls((builder.Configuration[$"{WaybillSettings.Section}:Urls"] ?? new WaybillSettings().Urls).Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        return builder;
    }
}
