using System.CommandLine;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Waybill.Cli.Output;
using Waybill.Cli.Server;

namespace Waybill.Cli.Configuration;

/// <summary><c>waybill apply</c>.</summary>
internal static class ApplyCommand
{
    private const string Summary = "Make a gateway's configuration what files say: shows the plan first, then carries out exactly that.";

    private const string Help = """
        A file holds, in YAML or JSON, a list of each kind (stations, partners, certificates, connections, channels, rules); each resource has its name and its settings:

          connections:
          - name: globex
            station: acme
            partner: globex
            url: https://as2.globex.example/as2
            password: ${env:GLOBEX_PASSWORD}

        Or it holds one resource, as waybill get shows it, with its kind; several are parted by a line of three hyphens.

        ${env:NAME} takes a value from the environment, ${file:PATH} from a file beside this one: secrets need not stand in it.
        What the files do not name stays as it is. With --prune, what an earlier apply of the same --set named and these files do not is deleted.
        All changes are made together or none; if someone changed something after the plan was shown, nothing is done.

        Examples:
          waybill apply -f partners.yaml
          waybill apply -f config/ --set production --prune --yes
        """;

    public static Command Create(CliHost host)
    {
        var server = new ServerOptions();
        var files = new Option<string[]>("--file", "-f") { Description = "A file, a folder of files, or - for standard input. Repeat it for several.", Required = true };
        var set = new Option<string>("--set") { Description = "Name of what belongs together: a resource is changed by one set only. Default: default.", DefaultValueFactory = static _ => "default" };
        var prune = new Option<bool>("--prune") { Description = "Delete what belongs to the set and is in no file." };
        var yes = new Option<bool>("--yes") { Description = "Do not ask." };
        var plan = new Option<bool>("--plan") { Description = "Show the plan and stop." };
        var command = new DetailedCommand("apply", Summary, Help) { files, set, prune, yes, plan };
        server.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var request = ResourceFiles.Read(parsed.GetRequiredValue(files), host.OpenInput);
            request["set"] = parsed.GetValue(set);
            request["prune"] = parsed.GetValue(prune);
            using var client = server.Connect(parsed);
            var planned = await client.JsonAsync(HttpMethod.Post, "apply/plan", Json(request), null, cancellationToken);
            var isJson = parsed.GetValue(server.Json);
            if (!isJson)
            {
                foreach (var line in PlanText.Lines(planned))
                {
                    await host.Out.WriteLineAsync(line);
                }
            }

            if (parsed.GetValue(plan) || PlanText.IsEmpty(planned))
            {
                await WriteJsonAsync(host, isJson, planned);
                return ExitCode.Good;
            }

            if (!parsed.GetValue(yes) && !await IsWantedAsync(host, isJson, cancellationToken))
            {
                await host.Error.WriteLineAsync("waybill: nothing was changed.");
                return ExitCode.Failed;
            }

            request["plan"] = planned.GetProperty("plan").GetString();
            var applied = await client.JsonAsync(HttpMethod.Post, "apply", Json(request), null, cancellationToken);
            await WriteJsonAsync(host, isJson, applied);
            if (!isJson)
            {
                await host.Out.WriteLineAsync("Done.");
            }

            return ExitCode.Good;
        });
        return command;
    }

    private static async Task<bool> IsWantedAsync(CliHost host, bool isJson, CancellationToken cancellationToken)
    {
        if (isJson || !host.IsInteractive)
        {
            throw CliException.Misuse("Nobody can be asked here: give --yes to carry the plan out, or --plan to see it.");
        }

        await host.Out.WriteAsync("Carry this out? [y/N] ");
        using var input = new StreamReader(host.OpenInput());
        var answer = await input.ReadLineAsync(cancellationToken);
        return answer?.Trim() is "y" or "Y" or "yes";
    }

    private static Task WriteJsonAsync(CliHost host, bool isJson, JsonElement value) => isJson ? host.Out.WriteLineAsync(JsonOutput.Write(value)) : Task.CompletedTask;

    private static ByteArrayContent Json(JsonObject value)
        => new(Encoding.UTF8.GetBytes(value.ToJsonString())) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
}
