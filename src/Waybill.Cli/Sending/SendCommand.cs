using System.CommandLine;
using Waybill.Cli.Output;

namespace Waybill.Cli.Sending;

/// <summary><c>waybill send</c>.</summary>
internal static class SendCommand
{
    private const string Summary = "Send files to a partner in one message, without a server, and judge the receipt that comes back.";

    private const string Help = """
        The message is signed with your key, encrypted for the partner's certificate, and a signed receipt is asked for, unless you say otherwise.
        One attempt is made. Ends with 0 when the receipt proves delivery, or when the partner took the message and no receipt was due in the answer;
        with 1 when not; with 2 when the command line is wrong.

        Examples:
          waybill send --url https://partner.example/as2 --from ME --to PARTNER --file order.edi --key me.key --cert me.crt --partner-cert partner.crt
          waybill send --url http://localhost:8080/as2 --from ME --to YOU --file a.xml --file b.pdf --sign none --encrypt none --mdn unsigned
        """;

    public static Command Create(CliHost host)
    {
        var options = new SendOptions();
        var command = new DetailedCommand("send", Summary, Help);
        options.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var settings = await options.ReadAsync(parsed, host.Time.GetUtcNow(), cancellationToken);
            var report = await new Transmission(settings, host.Time).RunAsync(cancellationToken);
            if (parsed.GetValue(options.Json))
            {
                await host.Out.WriteLineAsync(JsonOutput.Write(report));
            }
            else
            {
                foreach (var line in SendText.Lines(report, host.UseColour))
                {
                    await host.Out.WriteLineAsync(line);
                }
            }

            return report.IsGood ? ExitCode.Good : ExitCode.Failed;
        });
        return command;
    }
}
