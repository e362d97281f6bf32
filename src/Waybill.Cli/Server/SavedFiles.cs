namespace Waybill.Cli.Server;

/// <summary>Files made of what a gateway keeps.</summary>
internal static class SavedFiles
{
    /// <summary>Writes a new file; one that was not finished is removed.</summary>
    /// <returns>Its path.</returns>
    /// <exception cref="CliException">It exists, or cannot be written.</exception>
    public static async Task<string> WriteAsync(string folder, string name, Func<Stream, Task> write)
    {
        var path = Path.Combine(folder, name);
        try
        {
            Directory.CreateDirectory(folder);
            await using var file = new FileStream(path, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.Asynchronous });
            try
            {
                await write(file);
            }
            catch
            {
                await file.DisposeAsync();
                File.Delete(path);
                throw;
            }
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw CliException.Failed(File.Exists(path) ? $"{path} exists and is not overwritten: choose another --out." : $"{path} was not saved: check the folder, and whether the gateway still runs. ({problem.Message})", problem);
        }

        return path;
    }
}
