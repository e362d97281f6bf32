namespace Waybill.Compliance;

public abstract partial class JournalCompliance
{
    [Fact]
    public async Task The_key_of_share_links_is_the_first_one_that_was_offered()
    {
        Assert.Equal(Digest("one"), await Journal.Shares.KeyAsync(Digest("one"), Ct));
        Assert.Equal(Digest("one"), await Journal.Shares.KeyAsync(Digest("two"), Ct));
        await ReopenAsync();
        Assert.Equal(Digest("one"), await Journal.Shares.KeyAsync(Digest("three"), Ct));
    }

    [Fact]
    public async Task A_share_link_is_found_as_it_was_made_and_ends_once()
    {
        var (first, second) = (Share("a", "globex"), Share("b", "globex") with { CreatedBy = "bob" });
        await Journal.Shares.AddAsync(first, Ct);
        await Journal.Shares.AddAsync(second, Ct);
        await Journal.Shares.AddAsync(Share("c", "initech"), Ct);
        await ReopenAsync();

        Assert.Equal(first, await Journal.Shares.FindAsync("a", Ct));
        Assert.Equal([second, first], await Journal.Shares.ListAsync("globex", Ct));
        Assert.Null(await Journal.Shares.FindAsync("d", Ct));
        Assert.True(first.IsGood(Now.AddDays(7).AddSeconds(-1)));
        Assert.False(first.IsGood(Now.AddDays(7)));

        Assert.Equal(first with { RevokedAt = Now.AddHours(1) }, await Journal.Shares.RevokeAsync("a", "eve", Now.AddHours(1), Ct));
        Assert.Null(await Journal.Shares.RevokeAsync("a", "eve", Now.AddHours(2), Ct));
        Assert.Null(await Journal.Shares.RevokeAsync("d", "eve", Now, Ct));
        Assert.False((await Journal.Shares.FindAsync("a", Ct))!.IsGood(Now.AddHours(1)));
        Assert.Equal(
            [("eve", "revoke"), ("bob", "create"), ("ada", "create")], (await Journal.Configuration.ReadAuditAsync(new() { Kind = "share", Name = "globex" }, Ct)).Select(static a => (a.Principal, a.Action)));
    }

    [Fact]
    public async Task When_a_share_link_was_opened_is_noted_first_and_last_and_once_a_minute()
    {
        await Journal.Shares.AddAsync(Share("a", "globex"), Ct);
        foreach (var (seconds, last) in new[] { (5, 5), (64, 5), (65, 65), (300, 300) })
        {
            await Journal.Shares.OpenedAsync("a", Now.AddSeconds(seconds), Ct);
            var found = await Journal.Shares.FindAsync("a", Ct);
            Assert.Equal((Now.AddSeconds(5), Now.AddSeconds(last)), (found!.OpenedAt, found.LastOpenedAt));
        }
    }

    private ShareRow Share(string id, string connection)
        => new() { Id = id, Connection = connection, Company = "ACME", CreatedAt = Now, CreatedBy = "ada", ExpiresAt = Now.AddDays(7) };
}
