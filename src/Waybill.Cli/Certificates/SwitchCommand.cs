using System.CommandLine;
using System.Text.Json.Nodes;

namespace Waybill.Cli.Certificates;

/// <summary><c>waybill cert switch</c>.</summary>
internal static class SwitchCommand
{
    public static Command Create(CliHost host)
    {
        var at = new Option<DateTimeOffset?>("--at") { HelpName = "TIME", Description = "When, as 2027-03-01T00:00:00Z. Default now." };
        var place = new PlaceOptions();
        var command = new Command("switch", "Let a certificate of a gateway take over, now or at a moment to come. The one before goes on opening and proving until it is retired.") { at };
        place.AddTo(command, isNew: false);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            place.IsServer(parsed, null, needsOwner: false);
            var body = new JsonObject();
            if (parsed.GetValue(at) is { } moment)
            {
                body["at"] = moment;
            }

            await place.PrintAsync(host, parsed, await place.PostAsync(parsed, $"certificates/{Uri.EscapeDataString(place.Name(parsed))}/switch", body, cancellationToken));
            return ExitCode.Good;
        });
        return command;
    }
}
