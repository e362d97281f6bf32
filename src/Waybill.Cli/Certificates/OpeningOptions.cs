using System.CommandLine;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Waybill.Certificates;
using Waybill.Cli.Keys;

namespace Waybill.Cli.Certificates;

/// <summary>The options that open protected files and choose among several keys.</summary>
internal sealed class OpeningOptions
{
    private readonly Option<string?> password = new("--password-file") { HelpName = "FILE", Description = "A file whose first line is the passphrase." };
    private readonly Option<string?> keyPassword = new("--key-password-file") { HelpName = "FILE", Description = "The same for the key inside a JKS file, where it has one of its own." };
    private readonly Option<string?> alias = new("--alias") { Description = "Which key of several: its alias, or the subject or SHA-256 thumbprint of its certificate." };

    public void AddTo(Command command)
    {
        command.Options.Add(password);
        command.Options.Add(keyPassword);
        command.Options.Add(alias);
    }

    /// <param name="parsed">The command line.</param>
    /// <param name="files">Read as one.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <param name="given">A passphrase that was given otherwise.</param>
    /// <exception cref="CliException">They cannot be used.</exception>
    public async Task<ImportedCertificates> ReadAsync(ParseResult parsed, IReadOnlyList<string> files, CancellationToken cancellationToken, string? given = null)
    {
        var options = await OptionsAsync(parsed, given, cancellationToken);
        var bytes = await BytesAsync(files, cancellationToken);
        try
        {
            return Value(CertificateImport.Read([.. bytes.Select(static b => (ReadOnlyMemory<byte>)b)], options), files);
        }
        finally
        {
            bytes.ForEach(static b => CryptographicOperations.ZeroMemory(b));
        }
    }

    /// <summary>The same for an answer to the request of a key.</summary>
    /// <exception cref="CliException">They cannot be used.</exception>
    public async Task<ImportedCertificates> TakeAsync(ParseResult parsed, string key, IReadOnlyList<string> files, CancellationToken cancellationToken)
    {
        var options = await OptionsAsync(parsed, null, cancellationToken);
        var bytes = await BytesAsync([key, .. files], cancellationToken);
        try
        {
            return Value(CertificateAnswer.Take(bytes[0], [.. bytes.Skip(1).Select(static b => (ReadOnlyMemory<byte>)b)], options), [key, .. files]);
        }
        finally
        {
            bytes.ForEach(static b => CryptographicOperations.ZeroMemory(b));
        }
    }

    /// <summary>The files and what opens them, as the API takes them.</summary>
    /// <exception cref="CliException">A file cannot be read.</exception>
    public async Task AddAsync(ParseResult parsed, JsonObject body, IReadOnlyList<string> files, CancellationToken cancellationToken)
    {
        var options = await OptionsAsync(parsed, null, cancellationToken);
        var bytes = await BytesAsync(files, cancellationToken);
        body["files"] = new JsonArray([.. bytes.Select(static b => (JsonNode)Convert.ToBase64String(b))]);
        bytes.ForEach(static b => CryptographicOperations.ZeroMemory(b));
        foreach (var (member, value) in new[] { ("password", options.Passphrase), ("keyPassword", options.KeyPassphrase), ("alias", options.Alias) })
        {
            if (value is not null)
            {
                body[member] = value;
            }
        }
    }

    private async Task<ImportOptions> OptionsAsync(ParseResult parsed, string? given, CancellationToken cancellationToken) => new()
    {
        Passphrase = given ?? (parsed.GetValue(password) is { } file ? await SmallFile.FirstLineAsync(file, cancellationToken) : null),
        KeyPassphrase = parsed.GetValue(keyPassword) is { } inner ? await SmallFile.FirstLineAsync(inner, cancellationToken) : null,
        Alias = parsed.GetValue(alias),
    };

    private static async Task<List<byte[]>> BytesAsync(IReadOnlyList<string> files, CancellationToken cancellationToken)
    {
        var bytes = new List<byte[]>();
        foreach (var file in files)
        {
            bytes.Add(await SmallFile.ReadAsync(file, cancellationToken));
        }

        return bytes;
    }

    private static ImportedCertificates Value(ImportResult result, IReadOnlyList<string> files)
        => result.Value ?? throw CliException.Misuse($"{string.Join(", ", files)} cannot be used. {result.Problem}");
}
