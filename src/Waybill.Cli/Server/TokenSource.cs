namespace Waybill.Cli.Server;

/// <summary>Where the API token comes from.</summary>
internal static class TokenSource
{
    /// <summary>The environment variable of a token.</summary>
    public const string Variable = "WAYBILL_TOKEN";

    /// <summary>The environment variable of a token's file.</summary>
    public const string FileVariable = "WAYBILL_TOKEN_FILE";

    /// <summary>The server's own setting of its data folder, as its environment has it.</summary>
    private const string DataVariable = "WAYBILL__DATA";

    private const string LocalFile = "local-token";

    /// <summary>The first that is given: option, file, environment; else on this machine what the gateway wrote into its data folder for this address.</summary>
    /// <returns>Null: none.</returns>
    /// <exception cref="CliException">A file cannot be read, or there is no token in it.</exception>
    public static string? Of(Uri server, string? token, string? file)
    {
        if ((token ?? (file is null ? Environment.GetEnvironmentVariable(Variable) : null)) is { Length: > 0 } given)
        {
            return given.Trim().All(static c => c is > ' ' and <= '~') ? given.Trim() : throw CliException.Misuse("A token has letters, digits, hyphens and underscores only.");
        }

        return (file ?? Environment.GetEnvironmentVariable(FileVariable)) is { Length: > 0 } named ? FirstLine(named)
            : LocalOf(server, Environment.GetEnvironmentVariable(DataVariable) is { Length: > 0 } folder ? folder : "data");
    }

    private static string FirstLine(string file)
    {
        try
        {
            return File.ReadLines(file).FirstOrDefault()?.Trim() is { Length: > 0 } token ? token : throw CliException.Misuse($"{file} holds no token: its first line is to be one.");
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw CliException.Misuse($"{file} cannot be read: check the file name and your rights to it.", problem);
        }
    }

    /// <summary>The token goes to the port it was written for and nowhere else: another program may listen beside the gateway.</summary>
    internal static string? LocalOf(Uri server, string folder)
    {
        if (!server.IsLoopback)
        {
            return null;
        }

        try
        {
            var file = Path.Combine(folder, LocalFile);
            return File.Exists(file) && File.ReadAllLines(file) is [var token, .. var addresses] && addresses.Any(a => PortOf(a) == server.Port) ? token : null;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // Another user's gateway: its answer says that it needs a token.
            return null;
        }
    }

    /// <summary>Hosts such as <c>*</c> and <c>+</c> are no part of a legal address.</summary>
    private static int? PortOf(string address)
        => Uri.TryCreate(address.Replace("://*", "://any", StringComparison.Ordinal).Replace("://+", "://any", StringComparison.Ordinal), UriKind.Absolute, out var known) ? known.Port : null;
}
