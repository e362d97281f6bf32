using Microsoft.Extensions.Options;

namespace Waybill.Server;

/// <summary>Where settings come from.</summary>
internal static class SettingsSetup
{
    /// <param name="builder">The host's.</param>
    /// <param name="only">Settings that replace every file, the environment and the command line; null to read those.</param>
    internal static WebApplicationBuilder AddWaybillSettings(this WebApplicationBuilder builder, IReadOnlyDictionary<string, string?>? only = null)
    {
        if (only is not null)
        {
            ((IConfigurationBuilder)builder.Configuration).Sources.Clear();
            builder.Configuration.AddInMemoryCollection(only);
            return builder.CheckSettings();
        }

        // The slim builder has read appsettings.json, the environment (WAYBILL__URLS is Waybill:Urls) and the command line, in this order.
        // The file beside the program counts too, wherever the program was started from.
        builder.Configuration.Sources.Insert(0, new Microsoft.Extensions.Configuration.Json.JsonConfigurationSource
        {
            Path = "appsettings.json",
            Optional = true,
            FileProvider = new Microsoft.Extensions.FileProviders.PhysicalFileProvider(AppContext.BaseDirectory),
        });
        return builder.CheckSettings();
    }

    private static WebApplicationBuilder CheckSettings(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IValidateOptions<WaybillSettings>, WaybillSettingsCheck>();
        builder.Services.AddOptions<WaybillSettings>().BindConfiguration(WaybillSettings.Section).ValidateOnStart();
        builder.WebHost.UseUrls((builder.Configuration[$"{WaybillSettings.Section}:Urls"] ?? new WaybillSettings().Urls).Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        return builder;
    }
}
