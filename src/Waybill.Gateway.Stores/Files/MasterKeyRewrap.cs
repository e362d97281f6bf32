using System.Globalization;

namespace Waybill.Gateway.Stores;

/// <summary>Puts a new master key in the place of the old one: every entry of the ring is wrapped anew, what was sealed with the ring stays as it is.</summary>
/// <remarks>The steps: the new key is written beside the old file, with <c>.new</c> after its name; the entries are wrapped by it, one after the other; the old file gets <c>.old-</c> and the time after its name; the
/// new one takes its place. Whatever step a sudden end falls behind, <see cref="ResumeAsync"/> goes on from there at the next start: an entry tells by which key it is wrapped.</remarks>
public static class MasterKeyRewrap
{
    private const string NewEnding = ".new";

    /// <summary>Whether a rewrap was begun and did not end.</summary>
    public static bool IsUnfinished(string path) => File.Exists(path + NewEnding);

    /// <summary>Ends a rewrap that was interrupted; nothing where none was.</summary>
    /// <exception cref="SecretRingException">A key file is unreadable or no key, or an entry is wrapped by neither.</exception>
    public static async ValueTask ResumeAsync(string path, IRingStore store, DateTimeOffset now, CancellationToken ct)
    {
        if (IsUnfinished(path))
        {
            _ = await RunAsync(path, store, static (rewrap, _) => rewrap(), now, ct);
        }
    }

    /// <summary>Makes a new key and wraps the ring with it, or goes on where that was interrupted.</summary>
    /// <param name="path">The master key file.</param>
    /// <param name="store">The ring.</param>
    /// <param name="alone">Runs what it is given while nothing is added to the ring, and lets it be used with the new key.</param>
    /// <param name="now">For the old file's name.</param>
    /// <param name="ct">Cancels before the first entry is changed.</param>
    /// <returns>Where the old key is now.</returns>
    public static ValueTask<string> RunAsync(string path, IRingStore store, Action<Action, MasterKey> alone, DateTimeOffset now, CancellationToken ct)
        => RunAsync(path, store, alone, now, static () => { }, ct);

    /// <summary>The same, and tells after each step: tests die there.</summary>
    internal static async ValueTask<string> RunAsync(string path, IRingStore store, Action<Action, MasterKey> alone, DateTimeOffset now, Action stepped, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(alone);
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        try
        {
            if (!IsUnfinished(path))
            {
                await MasterKeyFile.MakeAsync(path + NewEnding, ct);
            }

            DurableFiles.SyncFolder(folder);
            stepped();
            var next = await MasterKeyFile.ReadAsync(path + NewEnding, ct);
            var old = File.Exists(path) ? await MasterKeyFile.ReadAsync(path, ct) : null;
            alone(() => Rewrap(store, old, next, stepped), next);
            var kept = string.Create(CultureInfo.InvariantCulture, $"{path}.old-{now.UtcDateTime:yyyyMMddHHmmss}");
            if (old is not null)
            {
                File.Move(path, kept);
                DurableFiles.SyncFolder(folder);
                stepped();
            }

            File.Move(path + NewEnding, path);
            DurableFiles.SyncFolder(folder);
            return kept;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new SecretRingException($"The master key could not be replaced: {fault.Message} What was begun goes on at the next try or start.", fault);
        }
    }

    private static void Rewrap(IRingStore store, MasterKey? old, MasterKey next, Action stepped)
    {
        foreach (var entry in store.All().Where(e => !next.Wrapped(e)))
        {
            if (old is null)
            {
                throw new SecretRingException($"«{entry.Name}» in {store.Place} was wrapped by a key that is not there. Put back the master key file that belongs to this data.");
            }

            var plain = old.Unwrap(entry, store.Place);
            try
            {
                store.Replace(entry with { Wrapped = next.Wrap(entry.Name, plain) });
            }
            finally
            {
                System.Security.Cryptography.CryptographicOperations.ZeroMemory(plain);
            }

            stepped();
        }
    }
}
