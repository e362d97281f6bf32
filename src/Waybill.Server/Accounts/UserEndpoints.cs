using System.ComponentModel;
using Microsoft.AspNetCore.Http.HttpResults;
using Waybill.Gateway;

namespace Waybill.Server;

[Description("What a person may.")]
internal sealed record UserSettings(
    Role Role,
    [property: Description("Whether it is shut out. Absent: a new one is not, another stays as it is.")] bool? IsDisabled = null);

[Description("What is to change; what is absent stays.")]
internal sealed record UserPatch(Role? Role = null, bool? IsDisabled = null);

[Description("A person who signs in.")]
internal sealed record UserView(
    string Name, Role Role, bool IsDisabled,
    [property: Description("Whether there is a password. False: nobody signs in with this name before a link was used.")] bool HasPassword,
    [property: Description("The OpenID Connect server that vouches for the person; absent where the password does.")] string? Issuer,
    DateTimeOffset CreatedAt,
    [property: Description("The name of who made it; an OpenID Connect server at the first sign-in.")] string CreatedBy,
    DateTimeOffset? LastSignInAt, DateTimeOffset? DisabledAt,
    [property: Description("Until when no password is tried, after too many wrong ones.")] DateTimeOffset? LockedUntil)
{
    internal static UserView Of(Account a, DateTimeOffset now)
        => new(a.Name, a.Role, a.DisabledAt is not null, a.HasPassword, a.Issuer, a.CreatedAt, a.CreatedBy, a.LastSignInAt, a.DisabledAt, a.LockedUntil > now ? a.LockedUntil : null);
}

[Description("Everybody, by name.")]
internal sealed record UserList(IReadOnlyList<UserView> Items);

[Description("A link by which a person sets a password, once. It is shown this once and kept nowhere.")]
internal sealed record PasswordLink(
    [property: Description("What the link names: wbp_….")] string Secret,
    [property: Description("The page that takes it, on this gateway.")] string Path,
    DateTimeOffset Until);

/// <summary>Who signs in: made, changed, removed.</summary>
internal static class UserEndpoints
{
    /// <summary>Before the value of a link.</summary>
    internal const string LinkPrefix = "wbp_";

    private const string NameText = "1 to 64 letters, digits, dots, hyphens, underscores or @, beginning with a letter or digit; small and capital letters are the same.";

    private static readonly TimeSpan LinkTime = TimeSpan.FromDays(3);

    internal static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/users", ListAsync).WithName("listUsers").WithTags("Accounts").WithSummary("List who signs in, by name.");
        api.MapGet("/users/{name}", FindAsync).WithName("getUser").WithTags("Accounts").WithSummary("Show one person.").Produces<UserView>().ProducesProblem(StatusCodes.Status404NotFound);
        api.MapPut("/users/{name}", PutAsync).WithName("putUser").WithTags("Accounts").WithSummary("Make a person, or say what it may.")
            .WithDescription("A new one has no password: POST /users/{name}/password-link makes the link that sets it. A change ends the sessions of the person. Nobody gives more than they have, and the last owner stays one (409).")
            .Produces<UserView>().Produces<UserView>(StatusCodes.Status201Created).ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        api.MapPatch("/users/{name}", PatchAsync).WithName("patchUser").WithTags("Accounts").WithSummary("Change the role of a person, or shut it out.")
            .WithDescription("A change ends the sessions of the person. Nobody gives more than they have, and the last owner stays one (409).")
            .Produces<UserView>().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
        api.MapDelete("/users/{name}", DeleteAsync).WithName("deleteUser").WithTags("Accounts").WithSummary("Remove a person.")
            .WithDescription("At once and for good; its tokens stay until they are revoked. The last owner cannot be removed (409).")
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
        api.MapPost("/users/{name}/password-link", LinkAsync).WithName("makePasswordLink").WithTags("Accounts").WithSummary("Make a link by which a person sets a password.")
            .WithDescription("It works once, within three days, and takes the place of an earlier one. The password of before is good until then.")
            .Produces<PasswordLink>(StatusCodes.Status201Created).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
    }

    private static async Task<Ok<UserList>> ListAsync(IJournal journal, TimeProvider time, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        return TypedResults.Ok(new UserList([.. (await journal.Accounts.AllAsync(ct)).Select(a => UserView.Of(a, now))]));
    }

    private static async Task<IResult> FindAsync(IJournal journal, TimeProvider time, string name, CancellationToken ct)
        => await journal.Accounts.FindAsync(name, ct) is { } account ? TypedResults.Ok(UserView.Of(account, time.GetUtcNow())) : NotFound(name);

    private static async Task<IResult> PutAsync(Caller caller, IJournal journal, ActionLog log, TimeProvider time, [Description(NameText)] string name, UserSettings request, CancellationToken ct)
    {
        if (await journal.Accounts.FindAsync(name, ct) is not null)
        {
            return await ChangeAsync(caller, journal, log, time, name, new(request.Role, request.IsDisabled), ct);
        }

        var problems = new FieldProblems();
        TokenCheck.Name(problems, name, "@");
        if (!problems.IsEmpty)
        {
            return ApiProblems.Invalid(problems);
        }

        if (request.Role > caller.Role)
        {
            return TooMuch(caller);
        }

        var now = DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());
        var account = new Account { Id = DoorSecret.NewId(), Name = name, Role = request.Role, CreatedAt = now, CreatedBy = caller.Name, DisabledAt = request.IsDisabled is true ? now : null };
        if (await journal.Accounts.AddAsync(account, ct) is AccountOutcome.NameTaken)
        {
            return ApiProblems.Of(StatusCodes.Status409Conflict, $"There is a user or a token called {name} already, made by somebody else. Take another name, or revoke the token.");
        }

        log.Acted(caller, "create user", name);
        return TypedResults.Created($"{ApiSetup.Root}/users/{name}", UserView.Of(account, now));
    }

    private static Task<IResult> PatchAsync(Caller caller, IJournal journal, ActionLog log, TimeProvider time, string name, UserPatch request, CancellationToken ct)
        => ChangeAsync(caller, journal, log, time, name, new(request.Role, request.IsDisabled), ct);

    private static async Task<IResult> ChangeAsync(Caller caller, IJournal journal, ActionLog log, TimeProvider time, string name, AccountChange change, CancellationToken ct)
    {
        if (await journal.Accounts.FindAsync(name, ct) is not { } account)
        {
            return NotFound(name);
        }

        if (account.Role > caller.Role || change.Role > caller.Role)
        {
            return TooMuch(caller);
        }

        if (account.Issuer is not null && change.Role is { } role && role != account.Role)
        {
            return ApiProblems.Of(StatusCodes.Status409Conflict, $"The role of {account.Name} is said by {account.Issuer} at each sign-in: change it there.");
        }

        var outcome = await journal.Accounts.ChangeAsync(name, change, caller.Name, time.GetUtcNow(), ct);
        if (outcome is not AccountOutcome.Done)
        {
            return outcome is AccountOutcome.LastOwner ? LastOwner(account.Name) : NotFound(name);
        }

        log.Acted(caller, "change user", account.Name);
        return await FindAsync(journal, time, name, ct);
    }

    private static async Task<IResult> DeleteAsync(Caller caller, IJournal journal, ActionLog log, TimeProvider time, string name, CancellationToken ct)
    {
        if (await journal.Accounts.FindAsync(name, ct) is not { } account)
        {
            return NotFound(name);
        }

        if (account.Role > caller.Role)
        {
            return TooMuch(caller);
        }

        var outcome = await journal.Accounts.RemoveAsync(name, caller.Name, time.GetUtcNow(), ct);
        if (outcome is not AccountOutcome.Done)
        {
            return outcome is AccountOutcome.LastOwner ? LastOwner(account.Name) : NotFound(name);
        }

        log.Acted(caller, "remove user", account.Name);
        return TypedResults.NoContent();
    }

    private static async Task<IResult> LinkAsync(Caller caller, IJournal journal, ActionLog log, TimeProvider time, string name, CancellationToken ct)
    {
        if (await journal.Accounts.FindAsync(name, ct) is not { } account)
        {
            return NotFound(name);
        }

        if (account.Role > caller.Role)
        {
            return TooMuch(caller);
        }

        if (account.Issuer is { } issuer)
        {
            return ApiProblems.Of(StatusCodes.Status409Conflict, $"{account.Name} signs in at {issuer} and has no password here.");
        }

        var (value, now) = (DoorSecret.New(LinkPrefix), time.GetUtcNow());
        if (await journal.Accounts.OfferLinkAsync(name, DoorSecret.HashOf(value), now + LinkTime, caller.Name, now, ct) is not AccountOutcome.Done)
        {
            return NotFound(name);
        }

        log.Acted(caller, "make a link to set the password of", account.Name);
        return TypedResults.Created(default(string), new PasswordLink(value, $"/password?token={value}", now + LinkTime));
    }

    private static ProblemHttpResult NotFound(string name) => ApiProblems.Of(StatusCodes.Status404NotFound, $"There is no user {name}. GET {ApiSetup.Root}/users lists them.");

    private static ProblemHttpResult TooMuch(Caller caller)
        => ApiProblems.Of(StatusCodes.Status403Forbidden, $"{caller.Name} has the role {Words<Role>.Of(caller.Role)}: it can give no more, and change nobody who has more.");

    private static ProblemHttpResult LastOwner(string name)
        => ApiProblems.Of(StatusCodes.Status409Conflict, $"{name} is the last owner who can sign in. Make another one first.");
}
