using Microsoft.AspNetCore.Http.HttpResults;
using Waybill.Gateway;

namespace Waybill.Server;

/// <summary>What a token may be called and be limited to.</summary>
internal static class TokenCheck
{
    private const int LongestName = 64;

    /// <summary>Names of the gateway's own principals.</summary>
    private static readonly string[] Reserved = [Caller.Local, "setup", "system", "stranger", "unknown"];

    internal static FieldProblems Check(NewToken request, Caller caller, DateTimeOffset now)
    {
        var problems = new FieldProblems();
        Name(problems, request.Name);
        foreach (var scope in (request.Scopes ?? []).Distinct(StringComparer.Ordinal))
        {
            if (!Scopes.All.Contains(scope, StringComparer.Ordinal))
            {
                problems.Add("scopes", $"There is no scope {Shown(scope)}. There are: {string.Join(", ", Scopes.All)}.");
            }
            else if (caller.Scopes.Count > 0 && !caller.Scopes.Contains(scope, StringComparer.Ordinal))
            {
                problems.Add("scopes", $"{caller.Name} is limited to {string.Join(", ", caller.Scopes)} and cannot give {scope}.");
            }
        }

        if (caller.Scopes.Count > 0 && request.Scopes is null or { Count: 0 })
        {
            problems.Add("scopes", $"{caller.Name} is limited to {string.Join(", ", caller.Scopes)}: name which of them this token gets.");
        }

        if (request.ExpiresAt <= now)
        {
            problems.Add("expiresAt", "Must be in the future.");
        }

        return problems;
    }

    /// <param name="problems">Takes what is wrong.</param>
    /// <param name="name">The name.</param>
    /// <param name="more">Further characters it may have.</param>
    internal static void Name(FieldProblems problems, string? name, string more = "")
    {
        if (name is not { Length: > 0 and <= LongestName } || !char.IsAsciiLetterOrDigit(name[0]) || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' || more.Contains(c, StringComparison.Ordinal)))
        {
            problems.Add("name", $"Must have 1 to 64 letters, digits, dots, hyphens{(more is "" ? " or underscores" : $", underscores or {more}")}, and begin with a letter or digit.");
        }
        else if (Reserved.Contains(name, StringComparer.OrdinalIgnoreCase))
        {
            problems.Add("name", "This is a name of the gateway's own.");
        }
    }

    internal static (string Value, ApiToken Token) Make(NewToken request, string by, DateTimeOffset now)
    {
        var value = DoorSecret.New(DoorSecret.TokenPrefix);
        return (value, new()
        {
            Id = DoorSecret.NewId(), Name = request.Name, Role = request.Role, Scopes = [.. (request.Scopes ?? []).Distinct(StringComparer.Ordinal)], Prefix = DoorSecret.ShownOf(value),
            CreatedAt = DateTimeOffset.FromUnixTimeMilliseconds(now.ToUnixTimeMilliseconds()), CreatedBy = by, ExpiresAt = request.ExpiresAt?.ToUniversalTime(),
        });
    }

    internal static ProblemHttpResult NameTaken(string name)
        => ApiProblems.Of(StatusCodes.Status409Conflict, $"There is a token called {name} already, or a user who did not make this one. Revoke that token first, or take another name.");

    private static string Shown(string scope) => string.Concat(scope.Take(LongestName).Where(static c => !char.IsControl(c)));
}
