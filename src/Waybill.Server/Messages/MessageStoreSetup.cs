using Microsoft.Extensions.Options;

namespace Waybill.Server;

/// <summary>Chooses the store.</summary>
internal static class MessageStoreSetup
{
    internal static WebApplicationBuilder AddMessageStore(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IMessageStore>(services => new FolderMessageStore(Path.GetFullPath(services.GetRequiredService<IOptions<WaybillSettings>>().Value.Payloads)));
        return builder;
    }
}
