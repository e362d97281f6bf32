using Waybill.As2;

namespace Waybill.Cli.Inspection;

/// <summary>The file under inspection, opened as often as needed. Standard input is held first.</summary>
internal sealed class CaptureSource : IAsyncDisposable
{
    private readonly Func<CancellationToken, ValueTask<Stream>> open;
    private readonly IQuarantineObject? held;

    private CaptureSource(Func<CancellationToken, ValueTask<Stream>> open, IQuarantineObject? held) => (this.open, this.held) = (open, held);

    /// <summary>The same file with every bare line feed made CRLF.</summary>
    public CaptureSource WithCrlf => new(async cancellationToken => new CrlfStream(await OpenAsync(cancellationToken)), held: null);

    /// <param name="path">A file, or <c>-</c> for standard input.</param>
    /// <param name="host">Standard input.</param>
    /// <param name="quarantine">Where standard input is held.</param>
    /// <param name="cancellationToken">Ends the reading of standard input.</param>
    /// <exception cref="CliException">The file cannot be read.</exception>
    public static async Task<CaptureSource> OpenAsync(string path, CliHost host, IQuarantine quarantine, CancellationToken cancellationToken)
    {
        if (path is not "-")
        {
            if (!File.Exists(path))
            {
                throw CliException.Misuse(Directory.Exists(path) ? $"{path} is a folder: give a file." : $"{path} cannot be read: there is no such file.");
            }

            return new(_ => new(Read(path)), held: null);
        }

        await using var input = host.OpenInput();
        var spool = await quarantine.CreateAsync(cancellationToken);
        try
        {
            var buffer = new byte[64 * 1024];
            int read;
            while ((read = await input.ReadAsync(buffer, cancellationToken)) > 0)
            {
                await spool.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            }

            await spool.SealAsync(cancellationToken);
        }
        catch
        {
            await spool.DisposeAsync();
            throw;
        }

        return new(token => spool.OpenReadAsync(0, spool.Length, token), spool);
    }

    public ValueTask<Stream> OpenAsync(CancellationToken cancellationToken) => open(cancellationToken);

    public ValueTask DisposeAsync() => held?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static FileStream Read(string path)
    {
        try
        {
            return new(path, new FileStreamOptions { Options = FileOptions.Asynchronous | FileOptions.SequentialScan });
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw CliException.Misuse($"{path} cannot be read: check your rights to it.", problem);
        }
    }
}
