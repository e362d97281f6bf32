using System.Text;
using System.Text.RegularExpressions;

namespace Waybill.Cli.Configuration;

/// <summary>Puts values in that do not belong into a file that many read: <c>${env:NAME}</c> from the environment, <c>${file:PATH}</c> from another file, relative to the one that names it.</summary>
internal sealed partial class SettingValues(string folder)
{
    /// <summary>More is no certificate, key or password.</summary>
    private const int MostBytes = 1 << 20;

    /// <param name="text">A value as it is written.</param>
    /// <param name="where">Where it is written, for problems.</param>
    /// <exception cref="CliException">A variable is not set, or a file cannot be read.</exception>
    public string Expand(string text, Func<string> where)
        => Reference().Replace(text, match => match.Groups["kind"].Value is "env" ? Variable(match.Groups["name"].Value, where) : FileText(match.Groups["name"].Value, where));

    private static string Variable(string name, Func<string> where)
        => Environment.GetEnvironmentVariable(name) ?? throw CliException.Misuse($"{where()}: the environment variable {name} is not set.");

    private string FileText(string name, Func<string> where)
    {
        var path = Path.Combine(folder, name);
        try
        {
            var file = new FileInfo(path);
            if (file.Length > MostBytes)
            {
                throw CliException.Misuse($"{where()}: {path} has {file.Length} bytes; a value has at most {MostBytes}.");
            }

            using var reader = new StreamReader(path, Encoding.UTF8);
            var text = reader.ReadToEnd();

            // A password file ends with the line end its editor put there; no password does.
            return text.Contains('\n', StringComparison.Ordinal) && text.IndexOf('\n', StringComparison.Ordinal) == text.Length - 1 ? text.TrimEnd('\r', '\n') : text;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw CliException.Misuse($"{where()}: {path} cannot be read: check the file name and your rights to it.", problem);
        }
    }

    [GeneratedRegex(@"\$\{(?<kind>env|file):(?<name>[^}]+)\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Reference();
}
