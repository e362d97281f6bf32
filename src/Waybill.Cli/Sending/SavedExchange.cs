using System.Globalization;
using System.Text;
using Waybill.As2;
using Waybill.As2.Http;
using Waybill.Mime;

namespace Waybill.Cli.Sending;

/// <summary>What went over the wire, kept in files that <c>waybill inspect</c> opens. Bodies are kept without chunks, with their length.</summary>
internal sealed class SavedExchange
{
    private static readonly string[] Framing = ["Transfer-Encoding", "Content-Length", "Connection"];

    private readonly string folder;
    private readonly List<string> files = [];

    private SavedExchange(string folder) => this.folder = folder;

    public IReadOnlyList<string> Files => files;

    /// <summary>Makes the folder before anything is sent.</summary>
    /// <exception cref="CliException">It cannot be made, or holds an earlier exchange.</exception>
    public static SavedExchange Create(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw CliException.Failed($"{folder} cannot be made: choose another --save.", problem);
        }

        return Array.Find(["request.raw", "response.raw", "receipt.eml"], f => File.Exists(Path.Combine(folder, f))) is { } earlier
            ? throw CliException.Failed($"{folder} holds a {earlier} of an earlier exchange, which is not overwritten: choose another --save.")
            : new(folder);
    }

    public async Task RequestAsync(Uri url, As2Package package, CancellationToken cancellationToken)
    {
        await using var file = Open("request.raw");
        IEnumerable<KeyValuePair<string, string>> lines = [new("Host", url.Authority), .. package.Headers, Length(package.Length)];
        await file.WriteAsync(Head($"POST {url.PathAndQuery} HTTP/1.1", lines), cancellationToken);
        await using var body = await package.OpenAsync(cancellationToken);
        var buffer = new byte[64 * 1024];
        int read;
        while ((read = await body.ReadAsync(buffer, cancellationToken)) > 0)
        {
            await file.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
        }
    }

    public async Task ResponseAsync(As2SendResult result, CancellationToken cancellationToken)
    {
        if (result.Attempt.Status is not { } status)
        {
            return;
        }

        var attempt = result.Attempt;
        await using var file = Open("response.raw");
        var lines = attempt.Headers.Where(h => !Framing.Contains(h.Key, StringComparer.OrdinalIgnoreCase)).Append(Length(attempt.Body.Length));
        await file.WriteAsync(Head(string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 {status} "), lines), cancellationToken);
        await file.WriteAsync(attempt.Body, cancellationToken);
        if (result.Receipt is { IsReceipt: true })
        {
            await using var receipt = Open("receipt.eml");
            var headers = MimeHeaders.FromPairs(attempt.Headers);
            string[] kept = ["AS2-From", "AS2-To", "Message-ID", "MIME-Version", "Content-Type", "Content-Transfer-Encoding"];
            await receipt.WriteAsync(Head(null, kept.Where(n => headers[n] is not null).Select(n => KeyValuePair.Create(n, headers[n]!))), cancellationToken);
            await receipt.WriteAsync(attempt.Body, cancellationToken);
        }
    }

    private static KeyValuePair<string, string> Length(long length) => new("Content-Length", length.ToString(CultureInfo.InvariantCulture));

    private static byte[] Head(string? startLine, IEnumerable<KeyValuePair<string, string>> lines)
        => Encoding.Latin1.GetBytes(string.Concat((startLine is null ? [] : new[] { startLine + "\r\n" }).Concat(lines.Select(l => $"{l.Key}: {l.Value}\r\n")).Append("\r\n")));

    private FileStream Open(string name)
    {
        var path = Path.Combine(folder, name);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows())
        {
            // A plain message is a business document: for the owner's eyes only.
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        try
        {
            var file = new FileStream(path, options);
            files.Add(path);
            return file;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw CliException.Failed($"{path} cannot be written: check the folder given with --save.", problem);
        }
    }
}
