using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Waybill.Gateway;

namespace Waybill.Server;

/// <summary>Whom another server vouches for: the way there, and what becomes of the answer. A failure ends on the sign-in page, whose address says why in one word.</summary>
internal sealed partial class OidcSignIn(OidcSettings settings, Sessions sessions, IJournal journal, TimeProvider time, ILogger<OidcSignIn> log)
{
    private const string SignInPage = "/?sign-in=";

    /// <summary>Longest name of a person.</summary>
    private const int LongestName = 64;

    internal async Task StartAsync(HttpContext context, string scheme, string? returnTo)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (SessionCookie.RefusePlain(context) is not null)
        {
            Refuse(context, "plain_http");
            return;
        }

        try
        {
            await context.ChallengeAsync(scheme, new() { RedirectUri = IsOwnPage(returnTo) ? returnTo : "/" });
        }
        catch (Exception fault) when (fault is InvalidOperationException or HttpRequestException or IOException && !context.RequestAborted.IsCancellationRequested)
        {
            Unreachable(fault, settings.Authority);
            Refuse(context, "unreachable");
        }
    }

    internal async Task TakeAsync(TicketReceivedContext received)
    {
        received.HandleResponse();
        var (context, person) = (received.HttpContext, received.Principal!);
        var subject = person.FindFirst("sub");
        var role = settings.RoleOf(person.FindAll(settings.RoleClaim).Select(static c => c.Value));
        if (subject is null || role is not { } mapped || NameOf(person) is not { } name)
        {
            await RefuseAsync(context, subject is null ? "failed" : role is null ? "not_mapped" : "no_name");
            return;
        }

        var (value, session) = sessions.Make(context);
        var (outcome, account) = await journal.Accounts.VouchedAsync(subject.Issuer, subject.Value, name, mapped, session, context.RequestAborted);
        if (account is null)
        {
            await RefuseAsync(context, outcome is AccountOutcome.Disabled ? "disabled" : "name_taken");
            return;
        }

        await sessions.GiveAsync(context, value, session, account, name);
        context.Response.Redirect(IsOwnPage(received.ReturnUri) ? received.ReturnUri! : "/");
    }

    internal async Task FailAsync(RemoteFailureContext failed)
    {
        failed.HandleResponse();
        Wrong(failed.Failure, settings.Authority);
        await RefuseAsync(failed.HttpContext, "failed");
    }

    /// <summary>A path here and nothing that a browser takes for another host.</summary>
    internal static bool IsOwnPage(string? path) => path is ['/', ..] && path is not ['/', '/' or '\\', ..] && !path.Any(char.IsControl);

    /// <summary>Characters that names of ours have; what is before the @ of an address stays with it.</summary>
    private string? NameOf(ClaimsPrincipal person)
    {
        var given = (person.FindFirst(settings.NameClaim) ?? person.FindFirst("preferred_username") ?? person.FindFirst("email") ?? person.FindFirst("name"))?.Value ?? "";
        var name = string.Concat(given.Select(static c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' or '@' ? c : '-')).TrimStart('.', '-', '_', '@');
        var problems = new FieldProblems();
        TokenCheck.Name(problems, name.Length > LongestName ? name[..LongestName] : name, "@");
        return problems.IsEmpty ? name.Length > LongestName ? name[..LongestName] : name : null;
    }

    private async Task RefuseAsync(HttpContext context, string reason)
    {
        var remote = context.Connection.RemoteIpAddress?.ToString();
        await journal.Accounts.FailedAsync(null, $"{settings.Authority}: {reason}", remote, time.GetUtcNow(), context.RequestAborted);
        Refused(remote, settings.Authority, reason);
        Refuse(context, reason);
    }

    private static void Refuse(HttpContext context, string reason) => context.Response.Redirect(SignInPage + reason);

    [LoggerMessage(5006, LogLevel.Warning, "A sign-in from {Remote} by {Authority} was refused: {Reason}")]
    private partial void Refused(string? remote, string authority, string reason);

    [LoggerMessage(5007, LogLevel.Error, "{Authority}, where people sign in, cannot be reached or is no OpenID Connect server")]
    private partial void Unreachable(Exception fault, string authority);

    [LoggerMessage(5008, LogLevel.Warning, "What {Authority} answered to a sign-in is not good")]
    private partial void Wrong(Exception? fault, string authority);
}
