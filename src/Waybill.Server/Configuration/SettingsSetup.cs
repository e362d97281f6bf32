using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Waybill.Server;

/// <summary>Where settings come from.</summary>
internal static class SettingsSetup
{
    /// <param name="builder">The host's.</param>
    /// <param name="only">Settings that replace every file, the environment and the command line; null to read those.</param>
    /// <param name="time">The clock; null: the system's.</param>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">A setting is wrong.</exception>
    internal static WaybillSettings ReadWaybillSettings(this WebApplicationBuilder builder, IReadOnlyDictionary<string, string?>? only = null, TimeProvider? time = null)
    {
        if (only is not null)
        {
            ((IConfigurationBuilder)builder.Configuration).Sources.Clear();
            builder.Configuration.AddInMemoryCollection(only);
            return builder.Checked(time ?? TimeProvider.System);
        }

        builder.AddProgramFolder();
        return builder.Checked(time ?? TimeProvider.System);
    }

    /// <summary>The settings as they stand, right or wrong.</summary>
    internal static WaybillSettings ReadOnly(string[] args)
    {
        var builder = WebApplication.CreateSlimBuilder(args);
        builder.AddProgramFolder();
        return SettingsBinder.Bind<WaybillSettings>(builder.Configuration.GetSection(WaybillSettings.Section), []);
    }

    private static void AddProgramFolder(this WebApplicationBuilder builder)
    {
        // The slim builder has read appsettings.json, the environment (WAYBILL__URLS is Waybill:Urls) and the command line, in this order.
        // The file beside the program counts too, wherever the program was started from.
        builder.Configuration.Sources.Insert(0, new IndexedJson
        {
            Path = "appsettings.json",
            Optional = true,
            FileProvider = new Microsoft.Extensions.FileProviders.PhysicalFileProvider(AppContext.BaseDirectory),
        });
        IndexedJson.Replace(builder.Configuration);
    }

    private static WaybillSettings Checked(this WebApplicationBuilder builder, TimeProvider time)
    {
        List<string> problems = [];
        var settings = SettingsBinder.Bind<WaybillSettings>(builder.Configuration.GetSection(WaybillSettings.Section), problems);
        WaybillSettingsCheck.Check(settings, time.GetUtcNow(), problems);
        return settings;
    }
}
