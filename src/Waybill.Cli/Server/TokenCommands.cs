using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Waybill.Cli.Output;

namespace Waybill.Cli.Server;

/// <summary><c>waybill token</c>: <c>new</c>, <c>list</c>, <c>revoke</c>; and <c>waybill admin setup-link</c>.</summary>
internal static class TokenCommands
{
    private const string Help = """
        The value is printed once and kept nowhere. Roles: viewer sees what happened, operator sends, fetches and acts, admin configures, owner may all.
        The first token of an owner ends the time in which callers on the gateway's machine need none.

        Examples:
          waybill token new --name ada --role owner
          waybill token new --name erp --role operator --scope send --scope fetch --scope content --days 365
        """;

    public static Command Create(CliHost host)
    {
        var command = new Command("token", "Make, list and revoke the API tokens of a gateway.");
        command.Subcommands.Add(New(host));
        command.Subcommands.Add(List(host));
        command.Subcommands.Add(Revoke(host));
        return command;
    }

    public static Command CreateAdmin(CliHost host)
    {
        const string help = """
            The secret is written to setup-token in the data folder of the gateway, where its user alone can read it; the one before it is worth nothing any more.
            On that machine the link is printed: whoever opens it makes an owner's account with it, once, or gets a lost one back. From elsewhere it makes an owner's token, too:
              curl -H 'Content-Type: application/json' -d '{"secret": "…", "name": "ada"}' https://gateway.example/api/v1/setup
            """;
        var server = new ServerOptions();
        var link = new DetailedCommand("setup-link", "Make a new set-up link: with it somebody makes an owner's account.", help);
        server.AddTo(link);
        link.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = server.Connect(parsed);
            var made = await client.PostAsync("setup/secret", null, null, cancellationToken);
            var file = made.GetProperty("file").GetString()!;
            await host.Out.WriteLineAsync(
                parsed.GetValue(server.Json) ? JsonOutput.Write(made)
                : SetupLink(client.Server, file) is { } url ? $"Open {url}"
                : $"A new set-up secret is in {Paint.OneLine(file)} on the gateway's machine.");
            return ExitCode.Good;
        });
        return new Command("admin", "Look after a gateway.") { link };
    }

    /// <summary>Null where the secret cannot be read: on another machine, or by another user.</summary>
    private static string? SetupLink(Uri server, string file)
    {
        try
        {
            return server.IsLoopback && File.ReadLines(file).FirstOrDefault()?.Trim() is { Length: > 0 } secret ? new Uri(server, $"/setup?token={Uri.EscapeDataString(secret)}").AbsoluteUri : null;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static DetailedCommand New(CliHost host)
    {
        var server = new ServerOptions();
        var name = new Option<string>("--name") { Description = "Who it is for: letters, digits, dots, hyphens, underscores.", Required = true };
        var role = new Option<string>("--role") { Description = "viewer (default), operator, admin or owner.", DefaultValueFactory = _ => "viewer" };
        role.AcceptOnlyFromAmong("viewer", "operator", "admin", "owner");
        var scope = new Option<string[]>("--scope") { Description = "Limits it to an area: read, content, send, act, fetch, configure, tokens, audit. Repeat it. Default: all of its role." };
        var days = new Option<int?>("--days") { Description = "Ends by itself after so many days. Default: never." };
        var command = new DetailedCommand("new", "Make a token and print it, once.", Help) { name, role, scope, days };
        server.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = server.Connect(parsed);
            var made = await client.PostAsync(
                "tokens", MessageActions.Json(w =>
                {
                    w.WriteString("name", parsed.GetRequiredValue(name));
                    w.WriteString("role", parsed.GetRequiredValue(role));
                    w.WriteStartArray("scopes");
                    foreach (var one in parsed.GetValue(scope) ?? [])
                    {
                        w.WriteStringValue(one);
                    }

                    w.WriteEndArray();
                    if (parsed.GetValue(days) is { } number)
                    {
                        w.WriteString("expiresAt", host.Time.GetUtcNow().AddDays(number));
                    }
                }),
                null, cancellationToken);
            await host.Out.WriteLineAsync(parsed.GetValue(server.Json) ? JsonOutput.Write(made) : made.GetProperty("value").GetString());
            return ExitCode.Good;
        });
        return command;
    }

    private static Command List(CliHost host)
    {
        var server = new ServerOptions();
        var command = new Command("list", "List tokens, the newest first, without their values.");
        server.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = server.Connect(parsed);
            var page = await client.GetAsync("tokens", cancellationToken);
            if (parsed.GetValue(server.Json))
            {
                await host.Out.WriteLineAsync(JsonOutput.Write(page));
                return ExitCode.Good;
            }

            foreach (var token in page.GetProperty("items").EnumerateArray())
            {
                await host.Out.WriteLineAsync(Line(token, host.Time.GetUtcNow()));
            }

            return ExitCode.Good;
        });
        return command;
    }

    private static Command Revoke(CliHost host)
    {
        var server = new ServerOptions();
        var name = new Argument<string>("NAME") { Description = "Its name or id." };
        var command = new Command("revoke", "Revoke a token, at once and for good.") { name };
        server.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = server.Connect(parsed);
            var wanted = parsed.GetRequiredValue(name);
            var page = await client.GetAsync("tokens", cancellationToken);
            var token = page.GetProperty("items").EnumerateArray().FirstOrDefault(t => !t.TryGetProperty("revokedAt", out _) && (Is(t, "name", wanted) || Is(t, "id", wanted)));
            if (token.ValueKind is not JsonValueKind.Object)
            {
                throw CliException.Failed($"There is no token called {Paint.OneLine(wanted)} that is not revoked. waybill token list shows them.");
            }

            await client.DeleteAsync("tokens/" + Uri.EscapeDataString(token.GetProperty("id").GetString()!), cancellationToken);
            await host.Out.WriteLineAsync($"revoked     {token.GetProperty("name").GetString()}");
            return ExitCode.Good;
        });
        return command;
    }

    private static bool Is(JsonElement token, string field, string wanted) => string.Equals(token.GetProperty(field).GetString(), wanted, StringComparison.Ordinal);

    private static string Line(JsonElement token, DateTimeOffset now)
    {
        string? Text(string field) => token.TryGetProperty(field, out var value) ? value.GetString() : null;
        var state = Text("revokedAt") is not null ? "revoked"
            : Text("expiresAt") is { } end && DateTimeOffset.Parse(end, CultureInfo.InvariantCulture) <= now ? "over"
            : "good";
        var scopes = string.Join(",", token.GetProperty("scopes").EnumerateArray().Select(static s => s.GetString()));
        return $"{Text("id")}  {state,-8} {Text("role"),-9} {Text("prefix")}…  {Text("name")}{(scopes is "" ? "" : $" ({scopes})")}, last used {Text("lastUsedAt") ?? "never"}";
    }
}
