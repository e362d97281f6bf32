using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Waybill.Server;

/// <summary>Where settings come from.</summary>
internal static class SettingsSetup
{
    /// <param name="builder">The host's.</param>
    /// <param name="only">Settings that replace every file, the environment and the command line; null to read those.</param>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">A setting is wrong.</exception>
    internal static WaybillSettings ReadWaybillSettings(this WebApplicationBuilder builder, IReadOnlyDictionary<string, string?>? only = null)
    {
        if (only is not null)
        {
            ((IConfigurationBuilder)builder.Configuration).Sources.Clear();
            builder.Configuration.AddInMemoryCollection(only);
            return builder.Checked();
        }

        builder.AddProgramFolder();
        return builder.Checked();
    }

    /// <summary>The settings as they stand, right or wrong.</summary>
    internal static WaybillSettings ReadOnly(string[] args)
    {
        var builder = WebApplication.CreateSlimBuilder(args);
        builder.AddProgramFolder();
        return builder.Configuration.GetSection(WaybillSettings.Section).Get<WaybillSettings>() ?? new();
    }

    private static void AddProgramFolder(this WebApplicationBuilder builder)
        // The slim builder has read appsettings.json, the environment (WAYBILL__URLS is Waybill:Urls) and the command line, in this order.
        // The file beside the program counts too, wherever the program was started from.
        => builder.Configuration.Sources.Insert(0, new Microsoft.Extensions.Configuration.Json.JsonConfigurationSource
        {
            Path = "appsettings.json",
            Optional = true,
            FileProvider = new Microsoft.Extensions.FileProviders.PhysicalFileProvider(AppContext.BaseDirectory),
        });

    private static WaybillSettings Checked(this WebApplicationBuilder builder)
    {
        var settings = builder.Configuration.GetSection(WaybillSettings.Section).Get<WaybillSettings>() ?? new();
        WaybillSettingsCheck.Check(settings, TimeProvider.System.GetUtcNow());
        builder.WebHost.UseUrls(settings.Urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;

            // AS2 is HTTP/1.1 (RFC 4130 §5.1); an https address would offer HTTP/2 too, which nothing here was shown with.
            kestrel.ConfigureEndpointDefaults(endpoint => endpoint.Protocols = HttpProtocols.Http1);
        });
        return settings;
    }
}
