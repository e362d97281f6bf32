using Microsoft.Extensions.Options;

namespace Waybill.Server;

/// <summary>Chooses the store.</summary>
internal static class MessageStoreSetup
{
    internal static WebApplicationBuilder AddMessageStore(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IMessageStore>(static services => Open(services.GetRequiredService<IOptions<WaybillSettings>>().Value));
        builder.Services.AddSingleton<IReceiptStore>(static services => new FolderReceiptStore(Path.GetFullPath(services.GetRequiredService<IOptions<WaybillSettings>>().Value.Payloads)));
        return builder;
    }

    private static FolderMessageStore Open(WaybillSettings settings)
    {
        var store = new FolderMessageStore(Path.GetFullPath(settings.Payloads));
        store.Sweep();
        return store;
    }
}
