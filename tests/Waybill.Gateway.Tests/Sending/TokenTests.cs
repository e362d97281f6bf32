using Waybill.Testing;

namespace Waybill.Gateway.Tests.Sending;

/// <summary>Tokens that partners give in exchange: kept sealed, used after a restart, never lost to another process.</summary>
public sealed class TokenTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_new_token_is_kept_sealed_and_used_after_a_restart()
    {
        var asked = 0;
        await using var partner = FakePartner.Start(r => Answer(r, ref asked));
        await using var side = await SendingSide.StartAsync(partner, c => c with { Token = Policy() });
        await side.UntilAsync(await side.SubmitAsync([1]), ExchangeState.Delivered);
        Assert.Equal(1, asked);

        await side.RestartAsync(isCrash: true);
        await side.UntilAsync(await side.SubmitAsync([2]), ExchangeState.Delivered);

        Assert.Equal(1, asked);
        Assert.Equal("Bearer fresh-token-1", partner.Requests[^1].Header("Authorization"));
        Assert.Equal(1, side.Count("select count(*) from connection_token where connection = 'globex' and version = 1"));
        Assert.Equal(0, side.Count("select count(*) from connection_token where instr(sealed, cast('fresh-' as blob)) > 0 or instr(sealed, cast('refresh' as blob)) > 0"));
    }

    [Fact]
    public async Task A_token_that_people_replace_goes_before_the_one_that_was_given_for_the_old_one()
    {
        var asked = 0;
        await using var partner = FakePartner.Start(r => r.Header("Authorization") is "Bearer typed" ? Partner.Good(r) : Answer(r, ref asked));
        await using var side = await SendingSide.StartAsync(partner, c => c with { Token = Policy() });
        await side.UntilAsync(await side.SubmitAsync([1]), ExchangeState.Delivered);

        side.Connection = side.Connection with { Token = Policy() with { Token = "typed", Origin = "other" } };
        await side.UntilAsync(await side.SubmitAsync([2]), ExchangeState.Delivered);

        Assert.Equal("Bearer typed", partner.Requests[^1].Header("Authorization"));
        Assert.Equal(1, asked);
    }

    [Fact]
    public async Task A_token_another_process_exchanged_meanwhile_is_taken_and_not_exchanged_again()
    {
        var asked = 0;
        await using var partner = FakePartner.Start(r => Answer(r, ref asked));
        await using var side = await SendingSide.StartAsync(partner, c => c with { Token = Policy() });
        await side.UntilAsync(await side.SubmitAsync([1]), ExchangeState.Delivered);

        // This process still has the configured one in hand when it looks.
        using var senders = new HttpSenders();
        var other = new ConnectionTokens(side.Journal.Tokens, side.Ring, senders, side.Service.Debug, side.Clock);
        var (token, problem) = await other.RefreshAsync(side.Connection, new("stale", "refresh-0", 0), side.Clock.GetUtcNow(), Token);

        Assert.Equal(("fresh-token-1", null, 1), (token?.Value, problem, asked));
    }

    private static PartnerAnswer Answer(PartnerRequest request, ref int asked)
    {
        if (request.Head.StartsWith("POST /token ", StringComparison.Ordinal))
        {
            var n = Interlocked.Increment(ref asked);
            return PartnerAnswer.Of(200, [], System.Text.Encoding.ASCII.GetBytes($$"""{"access_token":"fresh-token-{{n}}"}"""));
        }

        return request.Header("Authorization") is "Bearer fresh-token-1" ? Partner.Good(request) : PartnerAnswer.Of(401);
    }

    private static TokenPolicy Policy() => new()
    {
        Place = TokenPlace.Header, Name = "Authorization", Prefix = "Bearer ", Token = "stale", RefreshToken = "refresh-0", Origin = "one",
        Refresh = new()
        {
            Method = HttpMethod.Post, RelativeUri = "/token", MediaType = RefreshMediaType.Json, Token = AnswerPaths.Json(JsonPath.Parse("access_token").Path!), NextRefreshToken = static _ => null,
        },
    };
}
