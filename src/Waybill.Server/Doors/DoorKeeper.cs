using System.Security.Cryptography;
using Microsoft.AspNetCore.Http.HttpResults;
using Waybill.Gateway;

namespace Waybill.Server;

/// <summary>Lets callers of the API in, or not: by a token or a session, and on this machine without one until there is an owner.</summary>
/// <threadsafety>Safe for concurrent calls.</threadsafety>
internal sealed partial class DoorKeeper(IJournal journal, LocalToken local, ApiRates rates, Sessions sessions, TimeProvider time, ILogger<DoorKeeper> log)
{
    private const string Scheme = "Bearer ";

    private const string Needed = "This needs a token: Authorization: Bearer …, or a session: who signs in gets one.";

    /// <summary>Longer than any value of ours: what is longer is not looked up.</summary>
    private const int LongestValue = 200;

    private static readonly TimeSpan UsePrecision = TimeSpan.FromMinutes(1);

    /// <summary>Once true it stays so.</summary>
    private volatile bool _isSetUp;

    /// <returns>Null when the caller may go on; else what it is answered.</returns>
    /// <exception cref="JournalException">The journal cannot be read.</exception>
    internal async ValueTask<ProblemHttpResult?> RefuseAsync(HttpContext context)
    {
        var endpoint = context.GetEndpoint();
        var name = endpoint?.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName;
        if (DoorTable.IsOpen(name))
        {
            return null;
        }

        var (caller, refusal) = await WhoAsync(context);
        if (caller is null)
        {
            return rates.RefuseStranger(context.Connection.RemoteIpAddress) is { } seconds ? TooFast(context, seconds) : Unknown(context, refusal!);
        }

        if (rates.Refuse(caller) is { } wait)
        {
            return TooFast(context, wait);
        }

        if (caller.Session is not null && RefusePage(context) is { } foreign)
        {
            return foreign;
        }

        context.Features.Set(caller);
        // What is no route of ours is a sentence about the address, for a caller that is known.
        return endpoint is RouteEndpoint ? Refuse(context, caller, DoorTable.Of(name)) : null;
    }

    /// <summary>For what is no address of the API: who it is, by a token or a session, also on this machine; or what it is answered.</summary>
    /// <exception cref="JournalException">The journal cannot be read.</exception>
    internal async ValueTask<(Caller? Caller, ProblemHttpResult? Refusal)> LetInAsync(HttpContext context)
    {
        var (caller, refusal) = await WhoAsync(context);
        if (caller is not { HasToken: true })
        {
            return (null, rates.RefuseStranger(context.Connection.RemoteIpAddress) is { } seconds ? TooFast(context, seconds) : Unknown(context, refusal ?? Needed));
        }

        return rates.Refuse(caller) is { } wait ? (null, TooFast(context, wait)) : (caller, null);
    }

    /// <summary>A browser sends the cookie by itself: the page must be ours.</summary>
    private static ProblemHttpResult? RefusePage(HttpContext context)
    {
        var isRead = HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method);
        return (isRead ? OwnPage.RefuseOrigin(context, isNeeded: false) : OwnPage.RefuseWrite(context)) is { } sentence ? ApiProblems.Of(StatusCodes.Status403Forbidden, sentence) : null;
    }

    private static ProblemHttpResult? Refuse(HttpContext context, Caller caller, DoorRule? rule)
        => rule is null ? ApiProblems.Of(StatusCodes.Status403Forbidden, "Nobody may do this: the gateway does not know who should.")
            : caller.Role < rule.Least
                ? ApiProblems.Of(StatusCodes.Status403Forbidden, $"This needs the role {Words<Role>.Of(rule.Least)}; {caller.Name} has the role {Words<Role>.Of(caller.Role)}.")
            : caller.Scopes.Count > 0 && !caller.Scopes.Contains(rule.Scope, StringComparer.Ordinal)
                ? ApiProblems.Of(StatusCodes.Status403Forbidden, $"This needs the scope {rule.Scope}; {caller.Name} is limited to {string.Join(", ", caller.Scopes)}.")
            : rule.NeedsToken && !caller.HasToken
                ? Unknown(context, $"This needs a token also on this machine. {LocalToken.About}")
            : null;

    /// <summary>Who it is; or the sentence it is told.</summary>
    private async ValueTask<(Caller? Caller, string? Refusal)> WhoAsync(HttpContext context)
    {
        var given = context.Request.Headers.Authorization;
        if (given.Count is 0)
        {
            var cookie = SessionCookie.Read(context);
            if (cookie is not null && await sessions.FindAsync(cookie, isUse: true, context.RequestAborted) is (var session, var digest))
            {
                return (new(session.Account.Name, session.Account.Role, [], HasToken: true) { Session = session, SessionSha256 = digest }, null);
            }

            var needed = cookie is null ? Needed : $"The session is over: sign in again. {Needed}";
            return LocalCallers.Refuse(context) is { } stranger ? (null, $"{needed} {stranger}")
                : await IsSetUpAsync(context.RequestAborted) ? (null, $"{needed} {LocalToken.About}")
                : (new(Caller.Local, Role.Admin, [], HasToken: false), null);
        }

        if (given is not [{ } header] || !header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) || header.Length > LongestValue)
        {
            return (null, "Authorization must be Bearer and a token.");
        }

        var sha256 = DoorSecret.HashOf(header[Scheme.Length..].Trim());
        if (CryptographicOperations.FixedTimeEquals(sha256, local.Sha256))
        {
            return LocalCallers.Refuse(context) is { } elsewhere ? (null, elsewhere) : (new(Caller.Local, Role.Owner, [], HasToken: true), null);
        }

        var now = time.GetUtcNow();
        if (await journal.Doors.FindAsync(sha256, context.RequestAborted) is not { } token || !token.IsGood(now))
        {
            // The same for one that is revoked, over or was never made.
            WrongToken(context.Connection.RemoteIpAddress?.ToString());
            return (null, "This token opens nothing: it was never made, is revoked, or its time is over.");
        }

        await NoteAsync(token, now, context.RequestAborted);
        return (new(token.Name, token.Role, token.Scopes, HasToken: true) { TokenSha256 = sha256 }, null);
    }

    /// <summary>A disk that is full does not keep people from looking.</summary>
    private async ValueTask NoteAsync(ApiToken token, DateTimeOffset now, CancellationToken ct)
    {
        if (token.LastUsedAt > now - UsePrecision)
        {
            return;
        }

        try
        {
            await journal.Doors.UsedAsync(token.Id, now, ct);
        }
        catch (JournalException)
        {
            // Readiness says what is wrong.
        }
    }

    private async ValueTask<bool> IsSetUpAsync(CancellationToken ct) => _isSetUp || (_isSetUp = (await journal.Doors.SetupStateAsync(ct)).IsDone);

    internal static ProblemHttpResult TooFast(HttpContext context, string seconds)
    {
        context.Response.Headers.RetryAfter = seconds;
        return ApiProblems.Of(StatusCodes.Status429TooManyRequests, "Too many requests. Come back after the seconds of Retry-After.");
    }

    private static ProblemHttpResult Unknown(HttpContext context, string refusal)
    {
        context.Response.Headers.WWWAuthenticate = context.Request.Headers.Authorization.Count is 0 ? "Bearer realm=\"waybill\"" : "Bearer realm=\"waybill\", error=\"invalid_token\"";
        return ApiProblems.Of(StatusCodes.Status401Unauthorized, refusal);
    }

    [LoggerMessage(5003, LogLevel.Warning, "A caller at {Remote} brought a token that opens nothing")]
    private partial void WrongToken(string? remote);
}
