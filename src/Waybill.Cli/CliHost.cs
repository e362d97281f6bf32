namespace Waybill.Cli;

/// <summary>What a command needs from the world: where to print, what time it is, what is on standard input. Tests give their own.</summary>
/// <param name="Out">Results.</param>
/// <param name="Error">One sentence when something is wrong.</param>
/// <param name="Time">The clock.</param>
internal sealed record CliHost(TextWriter Out, TextWriter Error, TimeProvider Time)
{
    /// <summary>Opens standard input. Default: it is empty.</summary>
    public Func<Stream> OpenInput { get; init; } = static () => Stream.Null;

    /// <summary>Whether a person sits before it who can be asked. Default false.</summary>
    public bool IsInteractive { get; init; }

    /// <summary>Whether <see cref="Out"/> is a terminal that wants colours. Default false.</summary>
    public bool UseColour { get; init; }
}
