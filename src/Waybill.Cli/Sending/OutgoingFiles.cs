using Waybill.As2;

namespace Waybill.Cli.Sending;

/// <summary>The files of a message as documents.</summary>
internal static class OutgoingFiles
{
    // Enough for every beginning that tells a media type.
    private const int StartBytes = 256;

    /// <exception cref="CliException">A file cannot be read.</exception>
    public static async Task<List<As2Document>> OpenAsync(IReadOnlyList<string> paths, string? contentType, CancellationToken cancellationToken)
    {
        var documents = new List<As2Document>();
        foreach (var path in paths)
        {
            try
            {
                await using var file = Open(path);
                var start = new byte[StartBytes];
                var length = await file.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, cancellationToken);
                documents.Add(new()
                {
                    ContentType = contentType ?? As2ContentType.Detect(start.AsSpan(0, length)), FileName = Path.GetFileName(path), Length = file.Length,
                    OpenAsync = _ => new(Open(path)),
                });
            }
            catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
            {
                throw CliException.Misuse($"{path} cannot be read: check the file name and your rights to it.", problem);
            }
        }

        return documents;
    }

    private static FileStream Open(string path) => new(path, new FileStreamOptions { Options = FileOptions.Asynchronous | FileOptions.SequentialScan });
}
