using System.Text;

namespace Waybill.Cli.Certificates;

/// <summary>Writes certificates and keys; nothing that is there is overwritten.</summary>
internal static class NewFile
{
    private const UnixFileMode Own = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Readable by its owner only.</summary>
    /// <exception cref="CliException">It exists or cannot be written.</exception>
    public static Task WriteKeyAsync(string path, string pem, CancellationToken cancellationToken) => WriteAsync(path, pem, Own, cancellationToken);

    /// <exception cref="CliException">It exists or cannot be written.</exception>
    public static Task WriteAsync(string path, string pem, CancellationToken cancellationToken)
        => WriteAsync(path, pem, Own | UnixFileMode.GroupRead | UnixFileMode.OtherRead, cancellationToken);

    /// <summary>Before anything is written: none of two files, or both.</summary>
    /// <exception cref="CliException">It exists.</exception>
    public static void MustNotExist(string path)
    {
        if (File.Exists(path))
        {
            throw Exists(path, null);
        }
    }

    private static async Task WriteAsync(string path, string pem, UnixFileMode mode, CancellationToken cancellationToken)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = mode;
        }

        try
        {
            await using var file = new FileStream(path, options);
            await file.WriteAsync(Encoding.ASCII.GetBytes(pem.TrimEnd() + "\n"), cancellationToken);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw File.Exists(path) ? Exists(path, problem) : CliException.Failed($"{path} cannot be written: check the folder.", problem);
        }
    }

    private static CliException Exists(string path, Exception? problem) => CliException.Failed($"{path} exists and is not overwritten: choose another --out.", problem);
}
