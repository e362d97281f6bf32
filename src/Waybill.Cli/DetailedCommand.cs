using System.CommandLine;

namespace Waybill.Cli;

/// <summary>A command with one line for the list of commands and more for its own help.</summary>
/// <param name="name">As it is typed.</param>
/// <param name="summary">One sentence.</param>
/// <param name="details">Further paragraphs and examples, for its own help only.</param>
internal sealed class DetailedCommand(string name, string summary, string details) : Command(name, summary)
{
    /// <summary>Call it once the command line names this command: the list of all commands keeps to one line each.</summary>
    public void TellAll() => Description = $"{Description}\n\n{details}";
}
