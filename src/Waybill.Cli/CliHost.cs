namespace Waybill.Cli;

/// <summary>What a command needs from the world: where to print and what time it is. Tests give their own.</summary>
internal sealed record CliHost(TextWriter Out, TextWriter Error, TimeProvider Time);
