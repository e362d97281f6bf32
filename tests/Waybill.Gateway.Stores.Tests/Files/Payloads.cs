using System.Security.Cryptography;

namespace Waybill.Gateway.Stores.Tests;

/// <summary>What tests do with a payload store.</summary>
internal static class Payloads
{
    internal static CancellationToken Ct => TestContext.Current.CancellationToken;

    internal static UnixFileMode Mode(string path) => OperatingSystem.IsWindows() ? UnixFileMode.None : File.GetUnixFileMode(path);

    internal static byte[] Random(int length) => RandomNumberGenerator.GetBytes(length);

    internal static async ValueTask<IPayloadDraft> DraftAsync(FilePayloadStore store, ReadOnlyMemory<byte> bytes, int pieces = 10_000)
    {
        var draft = await store.CreateAsync(Ct);
        for (var at = 0; at < bytes.Length; at += pieces)
        {
            await draft.WriteAsync(bytes.Slice(at, Math.Min(pieces, bytes.Length - at)), Ct);
        }

        return draft;
    }

    internal static async ValueTask<PayloadId> StoreAsync(FilePayloadStore store, ReadOnlyMemory<byte> bytes)
    {
        await using var draft = await DraftAsync(store, bytes);
        await draft.CommitAsync(Ct);
        return draft.Id;
    }

    internal static async ValueTask<byte[]> ReadAsync(FilePayloadStore store, PayloadId id, long offset, long length)
        => await ReadAsync(await store.OpenAsync(id, offset, length, Ct));

    internal static async ValueTask<byte[]> ReadAsync(Stream stream)
    {
        await using (stream)
        {
            using var copy = new MemoryStream();
            await stream.CopyToAsync(copy, Ct);
            return copy.ToArray();
        }
    }

    /// <summary>Every file below a folder, whatever it is called.</summary>
    internal static string[] Files(string folder) => Directory.Exists(folder) ? Directory.GetFiles(folder, "*", SearchOption.AllDirectories) : [];
}
