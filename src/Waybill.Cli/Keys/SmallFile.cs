using System.Text;

namespace Waybill.Cli.Keys;

/// <summary>Reads a key, certificate or password file, which is held whole.</summary>
internal static class SmallFile
{
    // Such a file is a few KiB; a chain in a PKCS#12 file stays far below this.
    private const int MostBytes = 1 << 20;

    /// <summary>The first line as text: a passphrase.</summary>
    public static async Task<string> FirstLineAsync(string path, CancellationToken cancellationToken)
    {
        var text = Encoding.UTF8.GetString(await ReadAsync(path, cancellationToken));
        var end = text.AsSpan().IndexOfAny('\r', '\n');
        return end < 0 ? text : text[..end];
    }

    public static async Task<byte[]> ReadAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            await using var file = File.OpenRead(path);
            if (file.Length > MostBytes)
            {
                throw CliException.Misuse($"{path} is larger than 1 MiB, so it is no key or certificate: check the file name.");
            }

            var bytes = new byte[file.Length];
            await file.ReadExactlyAsync(bytes, cancellationToken);
            return bytes;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw CliException.Misuse($"{path} cannot be read: check the file name and your rights to it.", problem);
        }
    }
}
