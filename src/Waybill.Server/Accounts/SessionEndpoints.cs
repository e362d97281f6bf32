using System.ComponentModel;
using Microsoft.AspNetCore.Http.HttpResults;
using Waybill.Gateway;

namespace Waybill.Server;

[Description("Who signs in.")]
internal sealed record SignInRequest(string Name, string Password);

[Description("A new password, and the old one.")]
internal sealed record PasswordChange(
    string Current,
    [property: Description("At least 12 characters; nothing else is asked of it.")] string Password);

[Description("A password by a link that an administrator gave.")]
internal sealed record PasswordByLink(
    [property: Description("What the link names: wbp_….")] string Secret,
    [property: Description("At least 12 characters; nothing else is asked of it.")] string Password);

[Description("Whose a link is.")]
internal sealed record LinkView(string Name);

[Description("Who is asking.")]
internal sealed record SessionView(
    string Name, Role Role,
    [property: Description("Whose gateway this is; absent until somebody said it.")] string? Organisation,
    [property: Description("A label such as production or test.")] string? Environment,
    [property: Description("Names of the operations of this API that the caller may use.")] IReadOnlyList<string> Permissions,
    [property: Description("Whether there is a password to change: not where another server vouches for the person, nor for a token.")] bool HasPassword,
    [property: Description("When it signed in; absent for a token.")] DateTimeOffset? SignedInAt,
    [property: Description("When the session ends if nothing is asked any more; absent for a token.")] DateTimeOffset? IdleEndsAt,
    [property: Description("When it ends however much it is used; absent for a token.")] DateTimeOffset? EndsAt);

/// <summary>Signing in and out, and one's own password.</summary>
internal static class SessionEndpoints
{
    private const string CookieText = "The answer sets a cookie that lasts until the session ends. Needs the header X-Waybill: 1 and the Origin of the gateway, and https except on its own machine (403).";

    internal static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/session", SignInAsync).WithName(DoorTable.SignIn).WithTags("Accounts").WithSummary("Sign in.")
            .WithDescription(CookieText + " 401: name or password is wrong. 429: too many wrong ones; Retry-After says when to come back.").Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        api.MapGet("/session", WhoAsync).WithName("getSession").WithTags("Accounts").WithSummary("Tell who is asking and what it may.").Produces<SessionView>();
        api.MapDelete("/session", SignOutAsync).WithName("endSession").WithTags("Accounts").WithSummary("Sign out.").WithDescription("At once, also for who copied the cookie.")
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status409Conflict);
        api.MapPut("/session/password", ChangePasswordAsync).WithName("changePassword").WithTags("Accounts").WithSummary("Change one's own password.")
            .WithDescription("Every other session of this person ends. 401: the old password is wrong.")
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        api.MapPost("/session/password-link", LookAsync).WithName(DoorTable.LookAtLink).WithTags("Accounts").WithSummary("Tell whose a link to set a password is.")
            .WithDescription("401: it was used, replaced, or its time is over.").Produces<LinkView>();
        api.MapPut("/session/password-link", TakeLinkAsync).WithName(DoorTable.TakeLink).WithTags("Accounts").WithSummary("Set a password by a link, and sign in.")
            .WithDescription("It works once. " + CookieText).Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> SignInAsync(HttpContext context, Sessions sessions, IJournal journal, SignInRequest request, CancellationToken ct)
    {
        if (Sessions.RefuseWay(context) is { } refusal)
        {
            return refusal;
        }

        var problems = new FieldProblems();
        if (request.Name is not { Length: > 0 })
        {
            problems.Add("name", "Is missing.");
        }

        if (request.Password is not { Length: > 0 })
        {
            problems.Add("password", "Is missing.");
        }

        if (!problems.IsEmpty)
        {
            return ApiProblems.Invalid(problems);
        }

        var (start, newHash, refused) = await sessions.TryAsync(context, request.Name!.Trim(), request.Password!);
        if (start is null)
        {
            return refused!;
        }

        var (value, session) = sessions.Make(context);
        if (!await journal.Accounts.SignedInAsync(start, newHash, session, ct))
        {
            return Sessions.WrongPassword();
        }

        await sessions.GiveAsync(context, value, session, start.Account, request.Name);
        return TypedResults.NoContent();
    }

    private static async Task<IResult> WhoAsync(Caller caller, Sessions sessions, IJournal journal, CancellationToken ct)
    {
        var organisation = await journal.Configuration.OrganisationAsync(ct);
        var session = caller.Session;
        return TypedResults.Ok(new SessionView(
            caller.Name, caller.Role, organisation.Name, organisation.Environment, [.. DoorTable.All.Where(r => caller.May(r.Value)).Select(static r => r.Key).Order(StringComparer.Ordinal)],
            session?.Account.HasPassword ?? false, session?.CreatedAt, session is null ? null : sessions.IdleEndOf(session), session?.EndsAt));
    }

    private static async Task<IResult> SignOutAsync(HttpContext context, Caller caller, IJournal journal, TimeProvider time, CancellationToken ct)
    {
        if (caller.SessionSha256 is not { } sha256)
        {
            return NoSession("sign out");
        }

        await journal.Accounts.EndSessionAsync(sha256, time.GetUtcNow(), ct);
        SessionCookie.Remove(context);
        return TypedResults.NoContent();
    }

    private static async Task<IResult> ChangePasswordAsync(HttpContext context, Caller caller, Sessions sessions, Passwords passwords, IJournal journal, ActionLog log, PasswordChange request, CancellationToken ct)
    {
        if (caller.Session is not { Account.HasPassword: true })
        {
            return NoSession("change a password");
        }

        var problems = new FieldProblems();
        Passwords.Check(problems, request.Password, caller.Name);
        if (request.Current is not { Length: > 0 })
        {
            problems.Add("current", "Is missing.");
        }

        if (!problems.IsEmpty)
        {
            return ApiProblems.Invalid(problems);
        }

        var (start, _, refused) = await sessions.TryAsync(context, caller.Name, request.Current!);
        if (start is null)
        {
            return refused!;
        }

        var (value, session) = sessions.Make(context);
        if (await journal.Accounts.SetPasswordAsync(start, await passwords.HashAsync(request.Password, ct), session, ct) is not AccountOutcome.Done)
        {
            return ApiProblems.Of(StatusCodes.Status409Conflict, "The account was changed meanwhile. Sign in again.");
        }

        await sessions.GiveAsync(context, value, session, start.Account, caller.Name);
        log.Acted(caller, "change the password of", caller.Name);
        return TypedResults.NoContent();
    }

    private static async Task<IResult> LookAsync(HttpContext context, IJournal journal, ApiRates rates, TimeProvider time, PasswordLinkRequest request, CancellationToken ct)
        => Sessions.RefuseWay(context) is { } refusal ? refusal
            : await journal.Accounts.FindLinkAsync(DoorSecret.HashOf((request.Secret ?? "").Trim()), time.GetUtcNow(), ct) is { } account ? TypedResults.Ok(new LinkView(account.Name))
            : WrongLink(context, rates);

    private static async Task<IResult> TakeLinkAsync(
        HttpContext context, Sessions sessions, Passwords passwords, IJournal journal, ApiRates rates, ActionLog log, TimeProvider time, PasswordByLink request, CancellationToken ct)
    {
        if (Sessions.RefuseWay(context) is { } refusal)
        {
            return refusal;
        }

        var sha256 = DoorSecret.HashOf((request.Secret ?? "").Trim());
        if (await journal.Accounts.FindLinkAsync(sha256, time.GetUtcNow(), ct) is not { } account)
        {
            return WrongLink(context, rates);
        }

        var problems = new FieldProblems();
        Passwords.Check(problems, request.Password, account.Name);
        if (!problems.IsEmpty)
        {
            return ApiProblems.Invalid(problems);
        }

        var (value, session) = sessions.Make(context);
        if (await journal.Accounts.TakeLinkAsync(sha256, await passwords.HashAsync(request.Password!, ct), session, ct) is not AccountOutcome.Done)
        {
            return WrongLink(context, rates);
        }

        await sessions.GiveAsync(context, value, session, account, account.Name);
        log.Acted(new(account.Name, account.Role, [], HasToken: true), "set by a link the password of", account.Name);
        return TypedResults.NoContent();
    }

    private static ProblemHttpResult WrongLink(HttpContext context, ApiRates rates)
        => rates.RefuseStranger(context.Connection.RemoteIpAddress) is { } seconds ? DoorKeeper.TooFast(context, seconds)
            : ApiProblems.Of(StatusCodes.Status401Unauthorized, "This link sets no password: it was used, replaced, or its time is over. An administrator makes a new one.");

    private static ProblemHttpResult NoSession(string what)
        => ApiProblems.Of(StatusCodes.Status409Conflict, $"Only who signed in with a password can {what}.");
}

[Description("A link to set a password.")]
internal sealed record PasswordLinkRequest([property: Description("What the link names: wbp_….")] string Secret);
