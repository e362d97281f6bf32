namespace Waybill.Gateway.Stores;

/// <summary>Removes what nothing names: drafts a crash left, kept objects whose row was never written or is gone, folders that became empty.</summary>
internal sealed class PayloadSweep(PayloadPaths paths, DiskThreads disk)
{
    internal async ValueTask<int> RunAsync(DateTimeOffset olderThan, Func<PayloadId, CancellationToken, ValueTask<bool>> isNamed, CancellationToken ct)
    {
        var removed = await disk.RunAsync(() => Old(paths.Arriving, olderThan).Count(Delete));
        foreach (var leaf in await disk.RunAsync(() => paths.LeavesBefore(olderThan).ToList()))
        {
            foreach (var path in await disk.RunAsync(() => Old(leaf, olderThan).ToList()))
            {
                ct.ThrowIfCancellationRequested();
                var id = new PayloadId(Path.GetFileName(path));
                if (PayloadPaths.IsOurs(id) && !await isNamed(id, ct) && await disk.RunAsync(() => Delete(path)))
                {
                    removed++;
                }
            }

            await disk.RunAsync(() => RemoveEmpty(leaf, olderThan));
        }

        return removed;
    }

    private static IEnumerable<string> Old(string folder, DateTimeOffset olderThan)
        => Directory.Exists(folder) ? Directory.EnumerateFiles(folder).Where(path => File.GetLastWriteTimeUtc(path) < olderThan.UtcDateTime) : [];

    private static bool Delete(string path)
    {
        FilePayloadStore.DeleteFile(path);
        return true;
    }

    /// <summary>No object that may still be committed is old enough to belong here: its request would have ended long ago.</summary>
    private static void RemoveEmpty(string leaf, DateTimeOffset olderThan)
    {
        try
        {
            if (Directory.GetLastWriteTimeUtc(leaf) < olderThan.UtcDateTime && !Directory.EnumerateFileSystemEntries(leaf).Any())
            {
                Directory.Delete(leaf);
                var top = Path.GetDirectoryName(leaf)!;
                if (PayloadPaths.EndsBefore(Path.GetFileName(top), olderThan) && !Directory.EnumerateFileSystemEntries(top).Any())
                {
                    Directory.Delete(top);
                }
            }
        }
        catch (IOException)
        {
            // Something was put into it meanwhile: then it stays.
        }
    }
}
