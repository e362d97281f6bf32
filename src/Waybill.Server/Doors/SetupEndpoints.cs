using System.ComponentModel;
using Waybill.Gateway;

namespace Waybill.Server;

[Description("The set-up secret, and who the first owner is.")]
internal sealed record SetupRequest(
    [property: Description("What stands in setup-token in the data folder.")] string Secret,
    [property: Description("The owner's name: 1 to 64 letters, digits, dot, hyphen, underscore.")] string Name);

[Description("Where the new set-up secret is.")]
internal sealed record SetupRenewed([property: Description("A file on the gateway's machine that its user alone can read.")] string File);

/// <summary>The first owner: made once, by a secret that only somebody with the data folder has.</summary>
internal static class SetupEndpoints
{
    internal static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/setup", SetUpAsync).WithName(DoorTable.Setup).WithTags("Doors").WithSummary("Exchange the set-up secret for an owner's token.")
            .WithDescription("Needs no token. It works once: from then on everybody needs one, on this machine too. 401 says that the secret is not the one that is offered.")
            .Produces<MadeToken>(StatusCodes.Status201Created).ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
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
                return rates.RefuseStranger(context.Connection.RemoteIpAddress) is { } seconds ? DoorKeeper.TooFast(context, seconds) : ApiProblems.Of(
                    StatusCodes.Status401Unauthorized, "This set-up secret is not the one that is offered: it was used, renewed or mistyped. waybill admin setup-link makes a new one.");
            case TokenOutcome.NameTaken:
                return TokenCheck.NameTaken(request.Name);
        }

        setup.Taken();
        log.Acted(owner, "create token", token.Name);
        return TypedResults.Created($"{ApiSetup.Root}/tokens/{token.Id}", new MadeToken(value, TokenView.Of(token)));
    }

    private static async Task<IResult> RenewAsync(Caller caller, SetupSecret setup, ActionLog log, CancellationToken ct)
    {
        await setup.RenewAsync(caller.Name, ct);
        log.Acted(caller, "renew the set-up secret", setup.Path);
        return TypedResults.Ok(new SetupRenewed(setup.Path));
    }
}
