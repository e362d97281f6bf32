namespace Waybill.Cli;

/// <summary>The exit codes scripts rely on.</summary>
internal static class ExitCode
{
    /// <summary>It went well.</summary>
    public const int Good = 0;

    /// <summary>It was refused or failed: a check is bad, a file cannot be written.</summary>
    public const int Failed = 1;

    /// <summary>The command was not given what it needs.</summary>
    public const int Misuse = 2;
}
