namespace Waybill.Server;

/// <summary>What is asked on the command line beyond settings.</summary>
internal static class CommandLine
{
    private const string Help = """
        Waybill, an AS2 gateway.

          ./run                                   start, on http://localhost:8080
          ./run --Waybill:Urls http://+:9000      listen elsewhere
          ./run --Waybill:Payloads ./somewhere    keep received documents elsewhere

        Every setting can also stand in appsettings.json or the environment: WAYBILL__URLS, WAYBILL__PAYLOADS.
        """;

    /// <summary>The exit code when the arguments ask for an answer and not for a server; null to start it.</summary>
    internal static int? AnswersAtOnce(string[] args, TextWriter output, TextWriter error)
    {
        if (args.Contains("--help", StringComparer.Ordinal) || args.Contains("-h", StringComparer.Ordinal))
        {
            output.WriteLine(Help);
            return 0;
        }

        if (args.Contains("--demo", StringComparer.Ordinal))
        {
            error.WriteLine("The demo cannot run yet: this build has no AS2 reader and writer, so there is nothing it could honestly show.");
            return 1;
        }

        return null;
    }
}
