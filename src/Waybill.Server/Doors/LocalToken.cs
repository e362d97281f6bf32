using System.Text;
using Waybill.Gateway;
using Waybill.Gateway.Stores;

namespace Waybill.Server;

/// <summary>The token of this machine: made anew at each start, in a file of the data folder that this user alone can read, good from loopback addresses only. Whoever can read the data folder owns the gateway anyway.</summary>
/// <threadsafety>Immutable.</threadsafety>
internal sealed class LocalToken
{
    internal const string FileName = "local-token";

    internal const string About = "On the machine of the gateway ./waybill finds one in the data folder; others are made by ./waybill token new.";

    internal LocalToken()
    {
        Value = DoorSecret.New(DoorSecret.LocalPrefix);
        Sha256 = DoorSecret.HashOf(Value);
    }

    internal string Value { get; }

    internal byte[] Sha256 { get; }

    /// <summary>Writes the token, then each address it is for, one a line: so nobody sends it elsewhere.</summary>
    internal async ValueTask WriteAsync(string folder, IEnumerable<string> addresses, CancellationToken ct)
        => await SecretFile.WriteAsync(Path.Combine(folder, FileName), string.Join('\n', addresses.Prepend(Value)) + "\n", ct);
}

/// <summary>A small file with a secret, 0600, replaced as a whole.</summary>
internal static class SecretFile
{
    internal static async ValueTask WriteAsync(string path, string text, CancellationToken ct)
    {
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(text), writable: false);
        var draft = $"{path}.{Guid.NewGuid():N}";
        try
        {
            await DurableFiles.WriteAsync(draft, content, ct);
            File.Move(draft, path, overwrite: true);
            DurableFiles.SyncFolder(Path.GetDirectoryName(path)!);
        }
        finally
        {
            File.Delete(draft);
        }
    }
}
