namespace Waybill.Compliance;

public abstract partial class JournalCompliance
{
    private IAccountJournal People => Journal.Accounts;

    [Fact]
    public async Task A_person_is_found_by_its_name_in_any_case_as_it_was_made()
    {
        var account = Person("Ada", Role.Admin);
        Assert.Equal(AccountOutcome.Done, await People.AddAsync(account, Ct));
        Assert.Equal(AccountOutcome.NameTaken, await People.AddAsync(Person("ADA", Role.Viewer), Ct));
        await ReopenAsync();

        Assert.Equal(account, await People.FindAsync("aDa", Ct));
        Assert.Null(await People.FindAsync("bob", Ct));
        Assert.Equal([account], await People.AllAsync(Ct));
        Assert.Equal(("local", "create"), (await AuditAsync("Ada")).Select(static a => (a.Principal, a.Action)).Single());
    }

    [Fact]
    public async Task The_set_up_secret_makes_one_owners_account_however_many_bring_it_and_closes_the_set_up()
    {
        await Journal.Doors.OfferSetupAsync(Digest("secret"), Now, by: null, Ct);
        Assert.False(await People.HasOwnerAsync(Ct));

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 6).Select(n => Task.Run(
            async () => await People.SetUpAsync(Digest("secret"), $"ada{n}", "hash", Session($"s{n}"), Ct), Ct)));

        Assert.Single(outcomes, AccountOutcome.Done);
        Assert.Equal(5, outcomes.Count(static o => o is AccountOutcome.WrongSecret));
        var owner = Assert.Single(await People.AllAsync(Ct));
        Assert.Equal((Role.Owner, true, (DateTimeOffset?)Now), (owner.Role, owner.HasPassword, owner.LastSignInAt));
        Assert.True(await People.HasOwnerAsync(Ct));
        Assert.Equal(new(true, null), await Journal.Doors.SetupStateAsync(Ct));
        Assert.Equal(owner, (await People.FindSessionAsync(Digest($"s{owner.Name[3..]}"), Ct))!.Account);
    }

    [Fact]
    public async Task Who_has_the_data_folder_gets_a_lost_account_back()
    {
        await OwnerAsync("ada");
        await People.AddAsync(Person("bob", Role.Viewer), Ct);
        await People.ChangeAsync("bob", new(null, IsDisabled: true), "ada", Now, Ct);
        for (var i = 0; i < 9; i++)
        {
            await People.BeginAsync("bob", Now, Ct);
        }

        await Journal.Doors.OfferSetupAsync(Digest("again"), Now, by: "local", Ct);
        Assert.Equal(AccountOutcome.Done, await People.SetUpAsync(Digest("again"), "BOB", "new", Session("b"), Ct));

        var bob = (await People.FindAsync("bob", Ct))!;
        Assert.Equal((Role.Owner, null, null, true), (bob.Role, bob.DisabledAt, bob.LockedUntil, bob.HasPassword));
        Assert.Equal("new", (await People.BeginAsync("bob", Now, Ct)).PasswordHash);
    }

    [Fact]
    public async Task Wrong_passwords_lock_a_name_for_longer_and_longer_and_a_right_one_ends_the_count()
    {
        await OwnerAsync("ada");
        var at = Now;
        foreach (var minutes in new[] { 0, 0, 0, 0, 1, 2, 4, 8, 15, 15 })
        {
            Assert.Null((await People.BeginAsync("ada", at, Ct)).LockedUntil);
            var until = minutes is 0 ? null : (DateTimeOffset?)at.AddMinutes(minutes);
            Assert.Equal(until, (await People.FindAsync("ada", Ct))!.LockedUntil);
            if (until is not null)
            {
                Assert.Equal(until, (await People.BeginAsync("ada", until.Value.AddSeconds(-1), Ct)).LockedUntil);
                at = until.Value;
            }
        }

        var start = await People.BeginAsync("ada", at, Ct);
        Assert.True(await People.SignedInAsync(start, null, Session("s") with { At = at }, Ct));
        Assert.Null((await People.FindAsync("ada", Ct))!.LockedUntil);
        Assert.Null((await People.BeginAsync("ada", at, Ct)).LockedUntil);
        Assert.Null((await People.FindAsync("ada", Ct))!.LockedUntil);
    }

    [Fact]
    public async Task Trials_at_the_same_time_are_no_more_than_one_after_the_other()
    {
        await OwnerAsync("ada");
        var starts = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(async () => await People.BeginAsync("ada", Now, Ct), Ct)));
        Assert.Equal(SignInLock.MostFailures, starts.Count(static s => s.LockedUntil is null));
    }

    [Fact]
    public async Task A_name_nobody_has_is_locked_as_one_that_somebody_has()
    {
        for (var i = 0; i < SignInLock.MostFailures; i++)
        {
            Assert.Equal(new(null, null, "", null), await People.BeginAsync("eve", Now, Ct));
        }

        Assert.Equal(Now.AddMinutes(1), (await People.BeginAsync("EVE", Now, Ct)).LockedUntil);
        Assert.Null((await People.BeginAsync("eve", Now.AddMinutes(1), Ct)).LockedUntil);
        Assert.Equal(Now.AddMinutes(3), (await People.BeginAsync("eve", Now.AddMinutes(2), Ct)).LockedUntil);
        Assert.Null((await People.BeginAsync("eve", Now + SignInLock.Memory.Add(TimeSpan.FromHours(1)), Ct)).LockedUntil);
    }

    [Fact]
    public async Task A_session_is_found_until_password_role_or_state_of_its_account_change()
    {
        await OwnerAsync("ada");
        await People.AddAsync(Person("bob", Role.Viewer), Ct);
        foreach (var (name, change) in new (string, Func<ValueTask<AccountOutcome>>)[]
        {
            ("role", () => People.ChangeAsync("bob", new(Role.Operator, null), "ada", Now, Ct)),
            ("disabled", () => People.ChangeAsync("bob", new(null, IsDisabled: true), "ada", Now, Ct)),
            ("enabled", () => People.ChangeAsync("bob", new(null, IsDisabled: false), "ada", Now, Ct)),
            ("password", async () => await People.SetPasswordAsync(await People.BeginAsync("bob", Now, Ct), "other", Session("next"), Ct)),
            ("removed", () => People.RemoveAsync("bob", "ada", Now, Ct)),
        })
        {
            var start = await People.BeginAsync("bob", Now, Ct);
            var isIn = await People.SignedInAsync(start, null, Session(name), Ct);
            Assert.Equal(name is not "enabled", isIn);
            Assert.Equal(isIn, await People.FindSessionAsync(Digest(name), Ct) is not null);
            Assert.Equal(AccountOutcome.Done, await change());
            Assert.Null(await People.FindSessionAsync(Digest(name), Ct));
        }

        Assert.Null(await People.FindSessionAsync(Digest("next"), Ct));
    }

    [Fact]
    public async Task A_new_password_keeps_the_session_it_was_said_in_and_ends_all_others()
    {
        await OwnerAsync("ada");
        var start = await People.BeginAsync("ada", Now, Ct);
        Assert.True(await People.SignedInAsync(start, null, Session("elsewhere"), Ct));

        Assert.Equal(AccountOutcome.Done, await People.SetPasswordAsync(start, "new", Session("here"), Ct));

        Assert.Null(await People.FindSessionAsync(Digest("elsewhere"), Ct));
        Assert.Equal("ada", (await People.FindSessionAsync(Digest("here"), Ct))!.Account.Name);
        Assert.Equal("new", (await People.BeginAsync("ada", Now, Ct)).PasswordHash);
        // What was compared before counts no more.
        Assert.Equal(AccountOutcome.Changed, await People.SetPasswordAsync(start, "evil", Session("evil"), Ct));
        Assert.False(await People.SignedInAsync(start, null, Session("evil"), Ct));
        Assert.Null(await People.FindSessionAsync(Digest("evil"), Ct));
    }

    [Fact]
    public async Task The_use_of_a_session_is_written_at_most_once_a_minute_and_it_ends_when_it_is_said()
    {
        await OwnerAsync("ada", "s");
        foreach (var (seconds, expected) in new[] { (59, 0), (60, 60), (61, 60), (200, 200) })
        {
            await People.SeenAsync(Digest("s"), Now.AddSeconds(seconds), Ct);
            Assert.Equal(Now.AddSeconds(expected), (await People.FindSessionAsync(Digest("s"), Ct))!.SeenAt);
        }

        var found = (await People.FindSessionAsync(Digest("s"), Ct))!;
        Assert.True(found.IsGood(Now.AddSeconds(200 + 59), TimeSpan.FromMinutes(1)));
        Assert.False(found.IsGood(Now.AddSeconds(200 + 60), TimeSpan.FromMinutes(1)));
        Assert.False(found.IsGood(found.EndsAt, TimeSpan.FromDays(100)));
        await People.EndSessionAsync(Digest("s"), Now, Ct);
        await People.EndSessionAsync(Digest("s"), Now, Ct);
        Assert.Null(await People.FindSessionAsync(Digest("s"), Ct));
        Assert.Single(await AuditAsync("ada"), static a => a.Action is "sign-out");
    }

    [Fact]
    public async Task The_last_owner_who_can_sign_in_stays_one()
    {
        await OwnerAsync("ada");
        await People.AddAsync(Person("bob", Role.Owner), Ct);
        // Bob has no password yet.
        Assert.Equal(AccountOutcome.LastOwner, await People.ChangeAsync("ada", new(Role.Admin, null), "ada", Now, Ct));
        Assert.Equal(AccountOutcome.LastOwner, await People.ChangeAsync("ada", new(null, IsDisabled: true), "ada", Now, Ct));
        Assert.Equal(AccountOutcome.LastOwner, await People.RemoveAsync("ada", "ada", Now, Ct));
        Assert.Equal(Role.Owner, (await People.FindAsync("ada", Ct))!.Role);

        await People.OfferLinkAsync("bob", Digest("link"), Now.AddDays(1), "ada", Now, Ct);
        Assert.Equal(AccountOutcome.Done, await People.TakeLinkAsync(Digest("link"), "hash", Session("bob"), Ct));
        var outcomes = await Task.WhenAll(new[] { "ada", "bob" }.Select(n => Task.Run(async () => await People.ChangeAsync(n, new(Role.Viewer, null), "x", Now, Ct), Ct)));

        Assert.Equal([AccountOutcome.Done, AccountOutcome.LastOwner], outcomes.Order());
        Assert.True(await People.HasOwnerAsync(Ct));
    }

    [Fact]
    public async Task A_link_sets_a_password_once_in_its_time_and_the_newest_alone()
    {
        await OwnerAsync("ada");
        await People.AddAsync(Person("bob", Role.Viewer), Ct);
        Assert.Equal(AccountOutcome.NotFound, await People.OfferLinkAsync("eve", Digest("x"), Now.AddDays(1), "ada", Now, Ct));
        await People.OfferLinkAsync("bob", Digest("old"), Now.AddDays(1), "ada", Now, Ct);
        await People.OfferLinkAsync("bob", Digest("link"), Now.AddDays(1), "ada", Now, Ct);

        Assert.Null(await People.FindLinkAsync(Digest("old"), Now, Ct));
        Assert.Null(await People.FindLinkAsync(Digest("link"), Now.AddDays(1), Ct));
        Assert.Equal("bob", (await People.FindLinkAsync(Digest("link"), Now, Ct))!.Name);
        Assert.Equal(AccountOutcome.WrongSecret, await People.TakeLinkAsync(Digest("old"), "h", Session("b"), Ct));
        Assert.Equal(AccountOutcome.WrongSecret, await People.TakeLinkAsync(Digest("link"), "h", Session("b") with { At = Now.AddDays(1) }, Ct));
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(n => Task.Run(async () => await People.TakeLinkAsync(Digest("link"), $"h{n}", Session($"b{n}"), Ct), Ct)));

        Assert.Single(outcomes, AccountOutcome.Done);
        Assert.True((await People.FindAsync("bob", Ct))!.HasPassword);
        Assert.Equal(["change-password", "create", "offer-link", "offer-link", "sign-in"], (await AuditAsync("bob")).Select(static a => a.Action).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Whom_an_issuer_vouches_for_is_made_once_and_follows_its_role_but_the_last_owner_stays()
    {
        await People.AddAsync(Person("bob", Role.Viewer), Ct);
        Assert.Equal(AccountOutcome.NameTaken, (await People.VouchedAsync("https://idp", "1", "Bob", Role.Owner, Session("x"), Ct)).Outcome);
        var (outcome, ada) = await People.VouchedAsync("https://idp", "2", "ada", Role.Owner, Session("a"), Ct);
        Assert.Equal((AccountOutcome.Done, "https://idp", false), (outcome, ada!.Issuer, ada.HasPassword));
        Assert.True((await Journal.Doors.SetupStateAsync(Ct)).IsDone);

        // Renamed there: the same person here.
        Assert.Equal("ada", (await People.VouchedAsync("https://idp", "2", "ada2", Role.Viewer, Session("b"), Ct)).Account!.Name);
        Assert.Equal(Role.Owner, (await People.FindAsync("ada", Ct))!.Role);
        await People.VouchedAsync("https://idp", "3", "cleo", Role.Owner, Session("c"), Ct);
        Assert.Equal(Role.Viewer, (await People.VouchedAsync("https://idp", "2", "ada", Role.Viewer, Session("d"), Ct)).Account!.Role);
        Assert.Null(await People.FindSessionAsync(Digest("a"), Ct));
        Assert.Equal(Role.Viewer, (await People.FindSessionAsync(Digest("d"), Ct))!.Account.Role);

        await People.ChangeAsync("ada", new(null, IsDisabled: true), "cleo", Now, Ct);
        Assert.Equal((AccountOutcome.Disabled, null), await People.VouchedAsync("https://idp", "2", "ada", Role.Viewer, Session("e"), Ct));
        Assert.Null(await People.FindSessionAsync(Digest("e"), Ct));
    }

    [Fact]
    public async Task A_token_has_the_name_of_a_person_only_if_that_person_or_the_machines_owner_made_it()
    {
        await OwnerAsync("ada");
        Assert.Equal(TokenOutcome.NameTaken, await Journal.Doors.AddAsync(Token("ADA", Role.Admin) with { CreatedBy = "bob" }, Digest("1"), Ct));
        Assert.Equal(TokenOutcome.Made, await Journal.Doors.AddAsync(Token("ada", Role.Admin) with { CreatedBy = "ada" }, Digest("2"), Ct));
        await Journal.Doors.AddAsync(Token("erp", Role.Operator), Digest("3"), Ct);
        Assert.Equal(AccountOutcome.NameTaken, await People.AddAsync(Person("ERP", Role.Viewer) with { CreatedBy = "bob" }, Ct));
        Assert.Null(await People.FindAsync("erp", Ct));
    }

    [Fact]
    public async Task A_failed_sign_in_is_noted_and_of_unknown_names_one_line_a_minute_without_the_name()
    {
        await OwnerAsync("ada");
        var ada = await People.FindAsync("ada", Ct);
        await People.FailedAsync(ada, "wrong password", "192.0.2.1", Now, Ct);
        await People.FailedAsync(ada, "wrong password", "192.0.2.1", Now, Ct);
        for (var i = 0; i < 5; i++)
        {
            await People.FailedAsync(null, "unknown name", "192.0.2.1", Now.AddSeconds(30 * i), Ct);
        }

        var lines = await Journal.Configuration.ReadAuditAsync(new() { Action = "sign-in-failed" }, Ct);
        Assert.Equal(2, lines.Count(static l => l.Name is "ada"));
        Assert.Equal(3, lines.Count(static l => l.Name is "unknown"));
        Assert.All(lines, static l => Assert.Equal("stranger", l.Principal));
        Assert.Contains("192.0.2.1", lines[0].After, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whose_gateway_it_is_is_kept_with_who_said_so()
    {
        Assert.Equal(Organisation.Nameless, await Journal.Configuration.OrganisationAsync(Ct));
        var acme = new Organisation("ACME", "production", "https://as2.acme.example");
        await Journal.Configuration.ChangeOrganisationAsync(acme, "ada", Now, Ct);
        await Journal.Configuration.ChangeOrganisationAsync(acme, "ada", Now, Ct);
        await ReopenAsync();
        Assert.Equal(acme, await Journal.Configuration.OrganisationAsync(Ct));
        Assert.Equal("ada", Assert.Single(await Journal.Configuration.ReadAuditAsync(new() { Kind = "organisation" }, Ct)).Principal);
    }

    private Account Person(string name, Role role) => new() { Id = DoorSecret.NewId(), Name = name, Role = role, CreatedAt = Now, CreatedBy = "local" };

    private NewSession Session(string value) => new(Digest(value), Now, Now.AddDays(7), "192.0.2.1");

    private async Task OwnerAsync(string name, string session = "owner's")
    {
        await Journal.Doors.OfferSetupAsync(Digest(name), Now, by: "local", Ct);
        Assert.Equal(AccountOutcome.Done, await People.SetUpAsync(Digest(name), name, "hash", Session(session), Ct));
    }

    private async Task<IReadOnlyList<AuditRow>> AuditAsync(string name) => await Journal.Configuration.ReadAuditAsync(new() { Kind = "user", Name = name }, Ct);
}
