using System.Security.Cryptography;
using System.Text;
using Waybill.Gateway;
using Waybill.Gateway.Stores;

namespace Waybill.Server;

/// <summary><c>--seal FILE</c>: seals a private key with the ring, for settings that are to name no clear one. Works beside a running gateway.</summary>
internal static class SealCommand
{
    private const string Option = "--seal";

    /// <summary>The file to seal, as it was typed; null when nothing is to be sealed, empty when the file is missing.</summary>
    internal static string? FileOf(string[] args)
        => Array.IndexOf(args, Option) is >= 0 and var at ? at + 1 < args.Length && !args[at + 1].StartsWith("--", StringComparison.Ordinal) ? args[at + 1] : "" : null;

    /// <returns>The exit code.</returns>
    internal static async Task<int> RunAsync(string file, WaybillSettings settings, TextWriter output, TextWriter error, CancellationToken ct)
    {
        if (file is "" || !File.Exists(file))
        {
            await error.WriteLineAsync(file is "" ? "Name the file of a private key: ./run --seal FILE" : $"The file {file} is not there.");
            return 2;
        }

        try
        {
            DurableFiles.CreateFolder(settings.DataFolder);
            // A SQLite journal is locked by the gateway that may be running, and its ring is files.
            await using var journal = Journals.IsSqlite(settings.DatabaseText) ? null : await Journals.OpenAsync(settings.DatabaseText, TimeProvider.System, ct);
            var (ring, isKeyNew) = await RingOpening.OpenAsync(settings, journal?.Ring, ct);
            using (ring)
            {
                await WriteAsync(file + ".sealed", SealedKey.Seal(ring, file), ct);
            }

            await output.WriteLineAsync($"{file}.sealed holds the key now, sealed. Let Waybill:Stations:…:Key name it, start the gateway, then put {file} away: a sealed key opens only here.");
            if (isKeyNew)
            {
                await output.WriteLineAsync($"A master key was made in {settings.MasterKeyPath}. Back it up, apart from the data: without it no stored secret can be opened.");
            }

            return 0;
        }
        catch (Exception cannot) when (cannot is JournalException or SecretRingException or CryptographicException or IOException or UnauthorizedAccessException)
        {
            await error.WriteLineAsync(cannot.Message);
            return 1;
        }
    }

    private static async ValueTask WriteAsync(string path, string text, CancellationToken ct)
    {
        using var content = new MemoryStream(Encoding.ASCII.GetBytes(text), writable: false);
        await DurableFiles.WriteAsync(path, content, ct);
        DurableFiles.SyncFolder(Path.GetDirectoryName(Path.GetFullPath(path))!);
    }
}
