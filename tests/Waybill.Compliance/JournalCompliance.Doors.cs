namespace Waybill.Compliance;

public abstract partial class JournalCompliance
{
    [Fact]
    public async Task A_token_is_found_by_its_digest_as_it_was_made()
    {
        var token = Token("erp", Role.Operator) with { Scopes = ["send", "fetch"], ExpiresAt = Now.AddDays(90) };
        Assert.Equal(TokenOutcome.Made, await Journal.Doors.AddAsync(token, Digest("erp"), Ct));
        await ReopenAsync();

        var found = await Journal.Doors.FindAsync(Digest("erp"), Ct);

        Assert.Equal(["send", "fetch"], found!.Scopes);
        Assert.Equal(token with { Scopes = [] }, found with { Scopes = [] });
        Assert.Null(await Journal.Doors.FindAsync(Digest("erq"), Ct));
        Assert.True(found.IsGood(Now));
        Assert.False(found.IsGood(Now.AddDays(90)));
    }

    [Fact]
    public async Task A_name_is_one_tokens_until_that_is_revoked_and_a_revoked_one_stays_listed()
    {
        var first = Token("erp", Role.Operator);
        await Journal.Doors.AddAsync(first, Digest("1"), Ct);
        Assert.Equal(TokenOutcome.NameTaken, await Journal.Doors.AddAsync(Token("erp", Role.Viewer), Digest("2"), Ct));
        Assert.Null(await Journal.Doors.FindAsync(Digest("2"), Ct));

        Assert.True(await Journal.Doors.RevokeAsync(first.Id, "ada", Now, Ct));
        Assert.False(await Journal.Doors.RevokeAsync(first.Id, "ada", Now.AddHours(1), Ct));
        Assert.False(await Journal.Doors.RevokeAsync("0123456789abcdef", "ada", Now, Ct));

        Assert.False((await Journal.Doors.FindAsync(Digest("1"), Ct))!.IsGood(Now));
        Assert.Equal(TokenOutcome.Made, await Journal.Doors.AddAsync(Token("erp", Role.Viewer), Digest("2"), Ct));
        Assert.Equal([null, Now], (await Journal.Doors.TokensAsync(Ct)).Select(t => t.RevokedAt));
        var audit = await Journal.Configuration.ReadAuditAsync(new() { Kind = "token", Name = "erp" }, Ct);
        Assert.Equal([("local", "create"), ("ada", "revoke"), ("local", "create")], audit.Select(a => (a.Principal, a.Action)));
        Assert.Contains("\"role\":\"operator\"", audit[2].After, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_last_use_is_written_at_most_once_a_minute()
    {
        var token = Token("erp", Role.Operator);
        await Journal.Doors.AddAsync(token, Digest("erp"), Ct);
        foreach (var (seconds, expected) in new[] { (0, 0), (59, 0), (60, 60), (61, 60), (200, 200) })
        {
            await Journal.Doors.UsedAsync(token.Id, Now.AddSeconds(seconds), Ct);
            Assert.Equal(Now.AddSeconds(expected), (await Journal.Doors.FindAsync(Digest("erp"), Ct))!.LastUsedAt);
        }
    }

    [Fact]
    public async Task The_set_up_secret_makes_one_owner_however_many_bring_it()
    {
        Assert.Equal(new(false, null), await Journal.Doors.SetupStateAsync(Ct));
        Assert.True(await Journal.Doors.OfferSetupAsync(Digest("old"), Now, by: null, Ct));
        Assert.True(await Journal.Doors.OfferSetupAsync(Digest("secret"), Now, by: null, Ct));
        await ReopenAsync();
        var offered = await Journal.Doors.SetupStateAsync(Ct);
        Assert.Equal(Digest("secret"), offered.SecretSha256!.Value.ToArray());
        Assert.False(offered.IsDone);
        Assert.Equal(TokenOutcome.WrongSecret, await Journal.Doors.SetUpAsync(Digest("old"), Token("ada", Role.Owner), Digest("ada"), Ct));

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 6).Select(n => Task.Run(
            async () => await Journal.Doors.SetUpAsync(Digest("secret"), Token($"ada{n}", Role.Owner), Digest($"ada{n}"), Ct), Ct)));

        Assert.Single(outcomes, TokenOutcome.Made);
        Assert.Equal(5, outcomes.Count(o => o is TokenOutcome.WrongSecret));
        Assert.Single(await Journal.Doors.TokensAsync(Ct));
        Assert.Equal(new(true, null), await Journal.Doors.SetupStateAsync(Ct));
        Assert.False(await Journal.Doors.OfferSetupAsync(Digest("next"), Now, by: null, Ct));
        Assert.Equal(TokenOutcome.WrongSecret, await Journal.Doors.SetUpAsync(Digest("next"), Token("eve", Role.Owner), Digest("eve"), Ct));
    }

    [Fact]
    public async Task A_set_up_whose_name_is_taken_keeps_its_secret()
    {
        await Journal.Doors.AddAsync(Token("ada", Role.Viewer), Digest("viewer"), Ct);
        await Journal.Doors.OfferSetupAsync(Digest("secret"), Now, by: null, Ct);
        Assert.Equal(TokenOutcome.NameTaken, await Journal.Doors.SetUpAsync(Digest("secret"), Token("ada", Role.Owner), Digest("owner"), Ct));
        Assert.False((await Journal.Doors.SetupStateAsync(Ct)).IsDone);
        Assert.Equal(TokenOutcome.Made, await Journal.Doors.SetUpAsync(Digest("secret"), Token("bob", Role.Owner), Digest("owner"), Ct));
    }

    [Fact]
    public async Task An_owner_ends_the_set_up_for_good_and_only_who_may_do_so_begins_it_again()
    {
        await Journal.Doors.OfferSetupAsync(Digest("secret"), Now, by: null, Ct);
        await Journal.Doors.AddAsync(Token("bob", Role.Admin), Digest("bob"), Ct);
        Assert.False((await Journal.Doors.SetupStateAsync(Ct)).IsDone);
        var owner = Token("ada", Role.Owner);
        await Journal.Doors.AddAsync(owner, Digest("ada"), Ct);
        await Journal.Doors.RevokeAsync(owner.Id, "ada", Now, Ct);

        Assert.Equal(new(true, null), await Journal.Doors.SetupStateAsync(Ct));
        Assert.Equal(TokenOutcome.WrongSecret, await Journal.Doors.SetUpAsync(Digest("secret"), Token("eve", Role.Owner), Digest("eve"), Ct));
        Assert.True(await Journal.Doors.OfferSetupAsync(Digest("again"), Now, by: "local", Ct));
        Assert.True((await Journal.Doors.SetupStateAsync(Ct)).IsDone);
        Assert.Equal(TokenOutcome.Made, await Journal.Doors.SetUpAsync(Digest("again"), Token("ada", Role.Owner), Digest("ada2"), Ct));
        Assert.Equal("local", Assert.Single(await Journal.Configuration.ReadAuditAsync(new() { Action = "renew" }, Ct)).Principal);
    }

    private ApiToken Token(string name, Role role)
        => new() { Id = DoorSecret.NewId(), Name = name, Role = role, Prefix = "wbt_abcdef", CreatedAt = Now, CreatedBy = "local" };

    private static byte[] Digest(string value) => DoorSecret.HashOf(value);
}
