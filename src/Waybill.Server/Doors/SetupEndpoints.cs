using System.ComponentModel;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http.HttpResults;
using Waybill.Gateway;

namespace Waybill.Server;

[Description("The set-up secret, and who the first owner is.")]
internal sealed record SetupRequest(
    [property: Description("What stands in setup-token in the data folder.")] string Secret,
    [property: Description("The owner's name: 1 to 64 letters, digits, dot, hyphen, underscore.")] string Name);

[Description("The set-up secret, and the first owner's account.")]
internal sealed record AccountSetupRequest(
    [property: Description("What stands in setup-token in the data folder, and in the link of waybill admin setup-link.")] string Secret,
    [property: Description("The owner's name: 1 to 64 letters, digits, dots, hyphens, underscores or @.")] string Name,
    [property: Description("At least 12 characters; nothing else is asked of it.")] string Password);

[Description("What a sign-in page must know.")]
internal sealed record SetupStateView(
    [property: Description("Whether nobody can sign in as owner yet: the set-up link makes the first account.")] bool NeedsOwner,
    [property: Description("Whose gateway this is; absent until somebody said it.")] string? Organisation,
    [property: Description("Another server to sign in at; absent where none is set.")] SingleSignOn? SingleSignOn);

[Description("Signing in at another server.")]
internal sealed record SingleSignOn(
    [property: Description("What stands on the button.")] string Name,
    [property: Description("Where the browser goes; ?returnTo= names the page it comes back to.")] string Href);

[Description("Where the new set-up secret is.")]
internal sealed record SetupRenewed([property: Description("A file on the gateway's machine that its user alone can read.")] string File);

/// <summary>Another server to sign in at.</summary>
/// <param name="Shown">Null where none is set.</param>
internal sealed record SingleSignOnButton(SingleSignOn? Shown);

/// <summary>The first owner: made once, by a secret that only somebody with the data folder has.</summary>
internal static class SetupEndpoints
{
    internal static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/setup", SetUpAsync).WithName(DoorTable.Setup).WithTags("Doors").WithSummary("Exchange the set-up secret for an owner's token.")
            .WithDescription("Needs no token. It works once: from then on everybody needs one, on this machine too. 401 says that the secret is not the one that is offered.")
            .Produces<MadeToken>(StatusCodes.Status201Created).ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        api.MapPost("/setup/account", SetUpAccountAsync).WithName(DoorTable.SetupAccount).WithTags("Doors").WithSummary("Exchange the set-up secret for an owner's account, and sign in.")
            .WithDescription(
                "Needs nothing else. It works once: from then on everybody needs a token or a session, on this machine too. The account of somebody who has the name gets the new password and becomes owner. " +
                "The answer sets the cookie of a session. Needs the header X-Waybill: 1 and the Origin of the gateway, and https except on its own machine (403). 401 says that the secret is not the one that is offered.")
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        api.MapGet("/setup/state", StateAsync).WithName(DoorTable.SetupState).WithTags("Doors").WithSummary("Tell whether there is an owner, and how people sign in.").WithDescription("Needs nothing.");
        api.MapPost("/setup/secret", RenewAsync).WithName("renewSetup").WithTags("Doors").WithSummary("Make a new set-up secret in place of the last.")
            .WithDescription("It is written to setup-token in the data folder, and shown nowhere.").Produces<SetupRenewed>();
    }

    private static async Task<IResult> SetUpAsync(
        HttpContext context, IJournal journal, SetupSecret setup, ApiRates rates, ActionLog log, TimeProvider time, SetupRequest request, CancellationToken ct)
    {
        var problems = new FieldProblems();
        TokenCheck.Name(problems, request.Name);
        if (request.Secret is not { Length: > 0 })
        {
            problems.Add("secret", "Is missing: it stands in setup-token in the data folder.");
        }

        if (!problems.IsEmpty)
        {
            return ApiProblems.Invalid(problems);
        }

        var owner = new Caller("setup", Role.Owner, [], HasToken: true);
        var (value, token) = TokenCheck.Make(new(request.Name, Role.Owner), owner.Name, time.GetUtcNow());
        switch (await journal.Doors.SetUpAsync(DoorSecret.HashOf(request.Secret!.Trim()), token, DoorSecret.HashOf(value), ct))
        {
            case TokenOutcome.WrongSecret:
                return WrongSecret(context, rates);
            case TokenOutcome.NameTaken:
                return TokenCheck.NameTaken(request.Name);
        }

        setup.Taken();
        log.Acted(owner, "create token", token.Name);
        return TypedResults.Created($"{ApiSetup.Root}/tokens/{token.Id}", new MadeToken(value, TokenView.Of(token)));
    }

    private static async Task<IResult> SetUpAccountAsync(
        HttpContext context, IJournal journal, Sessions sessions, Passwords passwords, SetupSecret setup, ApiRates rates, ActionLog log, AccountSetupRequest request, CancellationToken ct)
    {
        if (Sessions.RefuseWay(context) is { } refusal)
        {
            return refusal;
        }

        var problems = new FieldProblems();
        TokenCheck.Name(problems, request.Name, "@");
        Passwords.Check(problems, request.Password, request.Name);
        if (request.Secret is not { Length: > 0 })
        {
            problems.Add("secret", "Is missing: it stands in setup-token in the data folder.");
        }

        if (!problems.IsEmpty)
        {
            return ApiProblems.Invalid(problems);
        }

        // Nobody makes the gateway hash without the secret.
        var secret = DoorSecret.HashOf(request.Secret!.Trim());
        var offered = (await journal.Doors.SetupStateAsync(ct)).SecretSha256;
        if (offered is not { } sha256 || !CryptographicOperations.FixedTimeEquals(sha256.Span, secret))
        {
            return WrongSecret(context, rates);
        }

        var (value, session) = sessions.Make(context);
        switch (await journal.Accounts.SetUpAsync(secret, request.Name, await passwords.HashAsync(request.Password, ct), session, ct))
        {
            case AccountOutcome.WrongSecret:
                return WrongSecret(context, rates);
            case AccountOutcome.NameTaken:
                return ApiProblems.Of(StatusCodes.Status409Conflict, $"{request.Name} signs in at another server and gets no password here. Take another name.");
        }

        setup.Taken();
        log.Acted(new("setup", Role.Owner, [], HasToken: true), "set up the account of", request.Name);
        await sessions.GiveAsync(context, value, session, null, request.Name);
        return TypedResults.NoContent();
    }

    private static async Task<Ok<SetupStateView>> StateAsync(IJournal journal, SingleSignOnButton button, CancellationToken ct)
        => TypedResults.Ok(new SetupStateView(!await journal.Accounts.HasOwnerAsync(ct), (await journal.Configuration.OrganisationAsync(ct)).Name, button.Shown));

    private static ProblemHttpResult WrongSecret(HttpContext context, ApiRates rates)
        => rates.RefuseStranger(context.Connection.RemoteIpAddress) is { } seconds ? DoorKeeper.TooFast(context, seconds) : ApiProblems.Of(
            StatusCodes.Status401Unauthorized, "This set-up secret is not the one that is offered: it was used, renewed or mistyped. waybill admin setup-link makes a new one.");

    private static async Task<IResult> RenewAsync(Caller caller, SetupSecret setup, ActionLog log, CancellationToken ct)
    {
        await setup.RenewAsync(caller.Name, ct);
        log.Acted(caller, "renew the set-up secret", setup.Path);
        return TypedResults.Ok(new SetupRenewed(setup.Path));
    }
}
