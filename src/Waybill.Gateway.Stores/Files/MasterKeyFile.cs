using System.Security.Cryptography;
using System.Text;

namespace Waybill.Gateway.Stores;

/// <summary>The file of <c>Waybill:MasterKeyFile</c>: 32 random bytes as one line of base64 below lines that begin with <c>#</c>. It belongs outside the data, readable by this user alone.</summary>
public static class MasterKeyFile
{
    private const int MaxBytes = 4096;
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <summary>Reads the key; makes it, once, while nothing is wrapped yet.</summary>
    /// <param name="path">The file.</param>
    /// <param name="dataFolder">The folder it must not lie in: a copy of the data would hold the key to it.</param>
    /// <param name="ring">What it wraps.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>The key, and whether it was made now: then the operator is to be told to back it up.</returns>
    /// <exception cref="SecretRingException">It is missing, unreadable, readable by others, inside the data or no key.</exception>
    public static async ValueTask<(MasterKey Key, bool IsNew)> OpenAsync(string path, string dataFolder, IRingStore ring, CancellationToken ct)
    {
        var file = Path.GetFullPath(path);
        RefuseInside(file, dataFolder);
        try
        {
            var isNew = !File.Exists(file) && await MakeAsync(file, ring, ct);
            SyncName(file, isNew, ring);
            RefuseOpenToOthers(file);
            return (await ReadAsync(file, ct), isNew);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new SecretRingException($"The master key file {file} cannot be used: {fault.Message}", fault);
        }
    }

    private static void RefuseInside(string file, string dataFolder)
    {
        var data = Real(Path.TrimEndingDirectorySeparator(Path.GetFullPath(dataFolder))) + Path.DirectorySeparatorChar;
        if (Real(file).StartsWith(data, StringComparison.Ordinal))
        {
            throw new SecretRingException($"The master key file {file} lies inside the data folder {data}: a copy of the data would hold the key to its secrets. Set Waybill:MasterKeyFile to a place outside.");
        }
    }

    /// <summary>The path behind the links in it, as far as it exists.</summary>
    private static string Real(string path)
    {
        if (Path.GetDirectoryName(path) is not { } parent)
        {
            return path;
        }

        var real = Path.Combine(Real(parent), Path.GetFileName(path));
        FileSystemInfo info = Directory.Exists(real) ? new DirectoryInfo(real) : new FileInfo(real);
        return info.LinkTarget is null ? real : info.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? real;
    }

    private static async ValueTask<bool> MakeAsync(string file, IRingStore ring, CancellationToken ct)
    {
        if (!SecretRing.IsNew(ring))
        {
            throw new SecretRingException($"The master key file {file} is missing, and the secrets in {ring.Place} were sealed with it. Put the file back from its backup, or set Waybill:MasterKeyFile to where it is.");
        }

        DurableFiles.CreateFolder(Path.GetDirectoryName(file)!);
        return await MakeAsync(file, ct);
    }

    /// <summary>Writes a new key. False where there is a file already.</summary>
    internal static async ValueTask<bool> MakeAsync(string file, CancellationToken ct)
    {
        var key = RandomNumberGenerator.GetBytes(MasterKey.Bytes);
        using var text = new MemoryStream(Encoding.ASCII.GetBytes($"# Waybill master key. Without this file no stored secret can be opened: back it up, apart from the data.\n{Convert.ToBase64String(key)}\n"), writable: false);
        CryptographicOperations.ZeroMemory(key);
        var draft = $"{file}.{Guid.NewGuid():N}";
        try
        {
            await DurableFiles.WriteAsync(draft, text, ct);
            File.Move(draft, file);
        }
        catch (IOException) when (File.Exists(file))
        {
            // Another process was first; its key is read.
            return false;
        }
        finally
        {
            File.Delete(draft);
        }

        return true;
    }

    /// <summary>Before anything is sealed with it, also when it was there: whoever made it may have died before the sync.</summary>
    private static void SyncName(string file, bool isNew, IRingStore ring)
    {
        try
        {
            if (SecretRing.IsNew(ring))
            {
                DurableFiles.SyncFolder(Path.GetDirectoryName(file)!);
            }
        }
        catch (IOException) when (!isNew)
        {
            // In a folder that we may not open it was not made by us.
        }
    }

    private static void RefuseOpenToOthers(string file)
    {
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(file) & Others) is not UnixFileMode.None)
        {
            throw new SecretRingException($"The master key file {file} can be used by others than its owner. Say: chmod 600 {file}");
        }
    }

    /// <exception cref="SecretRingException">It is no key, or others can use it.</exception>
    internal static async ValueTask<MasterKey> ReadAsync(string file, CancellationToken ct)
    {
        var text = new byte[MaxBytes];
        await using var stream = new FileStream(file, new FileStreamOptions { Options = FileOptions.Asynchronous, BufferSize = 0 });
        var length = await stream.ReadAtLeastAsync(text, text.Length, throwOnEndOfStream: false, ct);
        var line = Encoding.ASCII.GetString(text, 0, length).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(line => line[0] is not '#').ToList();
        var key = new byte[MasterKey.Bytes];
        try
        {
            return line is [var only] && Convert.TryFromBase64String(only, key, out var bytes) && bytes == key.Length
                ? new MasterKey(key, file)
                : throw new SecretRingException($"The file {file} holds no master key: one line of base64 that stands for 32 bytes.");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
            CryptographicOperations.ZeroMemory(text);
        }
    }
}
