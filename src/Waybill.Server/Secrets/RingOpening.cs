using Waybill.Gateway;
using Waybill.Gateway.Stores;

namespace Waybill.Server;

/// <summary>Opens the ring of secrets with its master key: in the database where several processes share one, else in <c>keys</c> in the data folder.</summary>
internal static class RingOpening
{
    /// <param name="settings">Where the master key and the data are.</param>
    /// <param name="shared">The ring of the database; null for the folder.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>The ring, and whether its master key was made now.</returns>
    /// <exception cref="SecretRingException">The master key is missing or the wrong one.</exception>
    internal static async ValueTask<(SecretRing Ring, bool IsKeyNew)> OpenAsync(WaybillSettings settings, IRingStore? shared, CancellationToken ct)
    {
        var store = StoreOf(settings, shared);
        await using var alone = await store.LockAsync(ct);
        await MasterKeyRewrap.ResumeAsync(settings.MasterKeyPath, store, TimeProvider.System.GetUtcNow(), ct);
        var (key, isNew) = await MasterKeyFile.OpenAsync(settings.MasterKeyPath, settings.DataFolder, store, ct);
        CrashPoints.Hit(CrashPoint.MasterKeyOpened);
        return (SecretRing.Open(key, store), isNew);
    }

    internal static IRingStore StoreOf(WaybillSettings settings, IRingStore? shared) => shared ?? new FolderRingStore(Path.Combine(settings.DataFolder, "keys"));
}
