using System.Collections.Concurrent;

namespace Waybill.Gateway.Stores;

/// <summary>Syncs folders for many callers at once: those who ask while a sync is running share the next one.</summary>
/// <remarks>A folder's sync covers every name in it. Sharing is what keeps 32 senders from paying for 32 of them.</remarks>
/// <threadsafety>Safe for concurrent calls.</threadsafety>
internal sealed class FolderSyncs(DiskThreads disk, Action<string>? sync = null)
{
    private readonly Action<string> _sync = sync ?? NativeFiles.SyncFolder;
    private readonly Dictionary<string, Turn> _turns = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _durable = new(StringComparer.Ordinal);

    /// <summary>Every name that was in the folder when this was called is durable when it returns.</summary>
    /// <exception cref="IOException">The folder cannot be synced.</exception>
    internal Task SyncAsync(string folder)
    {
        lock (_turns)
        {
            if (_turns.TryGetValue(folder, out var turn))
            {
                // The one that runs may have begun before the caller's rename.
                return (turn.Next ??= New()).Task;
            }

            turn = new();
            _turns.Add(folder, turn);
            var mine = New();
            _ = RunAsync(folder, turn, mine);
            return mine.Task;
        }
    }

    /// <summary>Makes a folder below the root, durably; afterwards a lookup.</summary>
    internal async ValueTask EnsureAsync(string root, string folder)
    {
        if (_durable.ContainsKey(folder) && Directory.Exists(folder))
        {
            return;
        }

        var parent = Path.GetDirectoryName(folder)!;
        if (!string.Equals(folder, root, StringComparison.Ordinal))
        {
            await EnsureAsync(root, parent);
        }

        await disk.RunAsync(() => Make(root, folder));
        if (!string.Equals(folder, root, StringComparison.Ordinal))
        {
            // Also when it was there: whoever made it may not have synced it before a crash.
            await SyncAsync(parent);
        }

        _durable[folder] = true;
    }

    private static void Make(string root, string folder)
    {
        if (string.Equals(folder, root, StringComparison.Ordinal) || OperatingSystem.IsWindows())
        {
            DurableFiles.CreateFolder(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, DurableFiles.FolderMode);
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task RunAsync(string folder, Turn turn, TaskCompletionSource? now)
    {
        while (now is not null)
        {
            try
            {
                await disk.RunAsync(() => _sync(folder));
                now.SetResult();
            }
            catch (Exception fault)
            {
                now.SetException(fault);
            }

            lock (_turns)
            {
                (now, turn.Next) = (turn.Next, null);
                if (now is null)
                {
                    _turns.Remove(folder);
                }
            }
        }
    }

    private sealed class Turn
    {
        internal TaskCompletionSource? Next { get; set; }
    }
}
