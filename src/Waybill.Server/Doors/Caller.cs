using Waybill.Gateway;

namespace Waybill.Server;

/// <summary>Who calls the API, once the door let it in.</summary>
/// <param name="Name">The principal: as journal, log and audit note it.</param>
/// <param name="Role">What it may.</param>
/// <param name="Scopes">The areas it is limited to; empty: all of its role.</param>
/// <param name="HasToken">With a token or a session. False for this machine without one, until there is an owner.</param>
internal sealed record Caller(string Name, Role Role, IReadOnlyList<string> Scopes, bool HasToken)
{
    /// <summary>The name of whoever is on this machine.</summary>
    internal const string Local = "local";

    /// <summary>The session it came with; null with a token or without.</summary>
    internal FoundSession? Session { get; init; }

    /// <summary>Names that session.</summary>
    internal byte[]? SessionSha256 { get; init; }

    /// <summary>Names the token it came with; null: it came without one, or with that of this machine.</summary>
    internal byte[]? TokenSha256 { get; init; }

    /// <summary>Whether it may what asks for this.</summary>
    internal bool May(DoorRule rule) => Role >= rule.Least && (Scopes.Count is 0 || Scopes.Contains(rule.Scope, StringComparer.Ordinal)) && (HasToken || !rule.NeedsToken);

    /// <summary>Whether it sees what messages hold, and whole addresses.</summary>
    internal bool SeesContent => Role >= Role.Operator;

    /// <summary>Handlers take it as an argument.</summary>
    public static ValueTask<Caller> BindAsync(HttpContext context) => new(Of(context));

    internal static Caller Of(HttpContext context) => context.Features.Get<Caller>() ?? throw new InvalidOperationException("A request came past the door.");
}
