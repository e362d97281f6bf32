using System.Globalization;
using System.Security.Cryptography;
using Waybill.As2;

namespace Waybill.Cli.Inspection;

/// <summary>The folder <c>--out</c> names. Nothing in it is ever overwritten, and no name of a partner leads out of it.</summary>
internal sealed class PayloadFolder(string folder)
{
    private const int LongestName = 100;

    /// <summary>Reads a payload once: its size and digest, and a file of it when there is a folder.</summary>
    public static async Task<PayloadReport> TakeAsync(As2Payload payload, PayloadFolder? output, CancellationToken cancellationToken)
    {
        await using var content = await payload.OpenAsync(cancellationToken);
        await using var file = output?.Create(payload.FileName);
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[64 * 1024];
        var size = 0L;
        int read;
        while ((read = await content.ReadAsync(buffer, cancellationToken)) > 0)
        {
            size += read;
            digest.AppendData(buffer, 0, read);
            if (file is not null)
            {
                await file.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            }
        }

        return new(
            payload.FileName, payload.ContentType.MediaType, size, Convert.ToHexStringLower(digest.GetHashAndReset()), payload.IsAuthenticated, file?.Name);
    }

    /// <summary>The last part of what the partner calls it, without what a file system could take as more than a name.</summary>
    public static string SafeName(string? partnersWord)
    {
        var last = (partnersWord ?? "").Split('/', '\\')[^1];
        var safe = string.Concat(last.Select(c => char.IsAsciiLetterOrDigit(c) || (char.IsLetterOrDigit(c) && c > 127) || c is '.' or '-' or '_' or ' ' ? c : '_')).Trim(' ').TrimStart('.').TrimEnd('.');
        var shortened = safe.Length > LongestName ? safe[^LongestName..].TrimStart('.', ' ') : safe;
        return shortened.Length is 0 || IsDevice(shortened) ? $"payload{(shortened.Length > 0 ? "-" + shortened : ".bin")}" : shortened;
    }

    private static bool IsDevice(string name)
    {
        var stem = name.Split('.')[0].ToUpperInvariant();
        return stem is "CON" or "PRN" or "AUX" or "NUL" || (stem.Length is 4 && stem[..3] is "COM" or "LPT" && char.IsAsciiDigit(stem[^1]));
    }

    private FileStream Create(string? partnersWord)
    {
        var name = SafeName(partnersWord);
        var (stem, extension) = (Path.GetFileNameWithoutExtension(name), Path.GetExtension(name));
        try
        {
            Directory.CreateDirectory(folder);
            for (var number = 1; ; number++)
            {
                var path = Path.Combine(folder, number is 1 ? name : string.Create(CultureInfo.InvariantCulture, $"{stem}-{number}{extension}"));
                if (!File.Exists(path))
                {
                    return new(path, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.Asynchronous });
                }
            }
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw CliException.Failed($"{folder} cannot be written: check the folder given with --out.", problem);
        }
    }
}
