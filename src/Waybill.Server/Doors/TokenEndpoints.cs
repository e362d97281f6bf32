using System.ComponentModel;
using Microsoft.AspNetCore.Http.HttpResults;
using Waybill.Gateway;

namespace Waybill.Server;

[Description("A token to be made.")]
internal sealed record NewToken(
    [property: Description("Who it is for: 1 to 64 letters, digits, dot, hyphen, underscore. The principal of what is done with it.")] string Name,
    Role Role = Role.Viewer,
    [property: Description("Limits it to these areas: read, content, send, act, fetch, configure, tokens, audit. Absent or empty: all of its role.")] IReadOnlyList<string>? Scopes = null,
    [property: Description("When it ends by itself. Absent: never.")] DateTimeOffset? ExpiresAt = null);

[Description("A token without its value.")]
internal sealed record TokenView(
    string Id, string Name, Role Role,
    [property: Description("The areas it is limited to; empty: all of its role.")] IReadOnlyList<string> Scopes,
    [property: Description("How its value begins.")] string Prefix,
    DateTimeOffset CreatedAt, string CreatedBy, DateTimeOffset? ExpiresAt,
    [property: Description("To the minute.")] DateTimeOffset? LastUsedAt,
    DateTimeOffset? RevokedAt)
{
    internal static TokenView Of(ApiToken t) => new(t.Id, t.Name, t.Role, t.Scopes, t.Prefix, t.CreatedAt, t.CreatedBy, t.ExpiresAt, t.LastUsedAt, t.RevokedAt);
}

internal sealed record TokenList(IReadOnlyList<TokenView> Items);

[Description("A token that was made. Its value is shown this once and kept nowhere.")]
internal sealed record MadeToken([property: Description("To be sent as Authorization: Bearer.")] string Value, TokenView Token);

/// <summary>API tokens: made, listed, revoked.</summary>
internal static class TokenEndpoints
{
    internal static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/tokens", ListAsync).WithName("listTokens").WithTags("Doors").WithSummary("List tokens, the newest first.").WithDescription("Revoked ones too. No value is kept, so none is shown.");
        api.MapPost("/tokens", CreateAsync).WithName("createToken").WithTags("Doors").WithSummary("Make a token.")
            .WithDescription("The answer shows its value, once. Nobody makes one that may more than the token it is made with.")
            .Produces<MadeToken>(StatusCodes.Status201Created).ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        api.MapDelete("/tokens/{id}", RevokeAsync).WithName("revokeToken").WithTags("Doors").WithSummary("Revoke a token.").WithDescription("At once and for good.")
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<Ok<TokenList>> ListAsync(IJournal journal, CancellationToken ct)
        => TypedResults.Ok(new TokenList([.. (await journal.Doors.TokensAsync(ct)).Select(TokenView.Of)]));

    private static async Task<IResult> CreateAsync(Caller caller, IJournal journal, ActionLog log, TimeProvider time, NewToken request, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        if (TokenCheck.Check(request, caller, now) is { IsEmpty: false } problems)
        {
            return ApiProblems.Invalid(problems);
        }

        if (caller.Role < request.Role)
        {
            return ApiProblems.Of(StatusCodes.Status403Forbidden, $"{caller.Name} has the role {Words<Role>.Of(caller.Role)} and can give no more.");
        }

        var (value, token) = TokenCheck.Make(request, caller.Name, now);
        if (await journal.Doors.AddAsync(token, DoorSecret.HashOf(value), ct) is TokenOutcome.NameTaken)
        {
            return TokenCheck.NameTaken(request.Name);
        }

        log.Acted(caller, "create token", token.Name);
        return TypedResults.Created($"{ApiSetup.Root}/tokens/{token.Id}", new MadeToken(value, TokenView.Of(token)));
    }

    private static async Task<IResult> RevokeAsync(Caller caller, IJournal journal, ActionLog log, TimeProvider time, [Description("Its id.")] string id, CancellationToken ct)
    {
        var token = (await journal.Doors.TokensAsync(ct)).FirstOrDefault(t => string.Equals(t.Id, id, StringComparison.Ordinal) && t.RevokedAt is null);
        if (token is not null && token.Role > caller.Role)
        {
            return ApiProblems.Of(StatusCodes.Status403Forbidden, $"{token.Name} has the role {Words<Role>.Of(token.Role)}, which {caller.Name} has not.");
        }

        if (token is null || !await journal.Doors.RevokeAsync(id, caller.Name, time.GetUtcNow(), ct))
        {
            return ApiProblems.Of(StatusCodes.Status404NotFound, "There is no such token, or it is revoked already. GET /api/v1/tokens lists them.");
        }

        log.Acted(caller, "revoke token", token.Name);
        return TypedResults.NoContent();
    }
}
