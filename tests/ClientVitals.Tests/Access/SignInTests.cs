using ClientVitals.Access;
using ClientVitals.Tests.Calls;
using Shouldly;
using Xunit;
using static ClientVitals.Tests.Access.SomeAccess;

namespace ClientVitals.Tests.Access;

public sealed class SignInTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private const string Ann = "ann@example.com";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await ClearAsync(database);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private Task<Caller?> WhoAsync(string token, DateTimeOffset at) => FindCaller.BySessionAsync(database.Vitals, token, at, Cancel);

    [Fact]
    public async Task The_right_password_signs_in_and_the_session_is_known()
    {
        await UserAsync(database, Ann, AppRole.Coach, "Ann");
        var entered = (await SignInAsync(database, " Ann@Example.com ")).ShouldBeOfType<SignInResult.In>();
        var who = (await WhoAsync(entered.Token, Now)).ShouldNotBeNull();
        who.ShouldBeEquivalentTo(entered.Who with { EndsAt = who.EndsAt });
        who.EndsAt.ShouldNotBeNull().ShouldBeGreaterThan(Now);
        (who.Role, who.Name, who.May(KeyScope.PeopleWrite), who.May(KeyScope.SettingsWrite)).ShouldBe((AppRole.Coach, "Somebody", true, false));
        who.StaffId.ShouldBe(await Asked.OneAsync<Guid>(database, "select id from staff where name = 'Ann'"));
        who.ToIdentity().ShouldBe(new("authenticated", $$"""{"sub":"{{who.UserId}}","role":"authenticated","app_role":"coach","staff_id":"{{who.StaffId}}"}"""));
        (await Asked.OneAsync<(DateTime, string)>(database, "select last_sign_in_at at time zone 'UTC', (select browser from user_sessions order by made_at, browser nulls last limit 1) from users")).ShouldBe((Now.UtcDateTime, "Firefox"));
        (await RecordAsync(database)).ShouldBe(["user_invited", "link_made", "password_changed", "link_used", "sign_in"]);
    }

    [Fact]
    public async Task A_wrong_password_and_an_unknown_address_get_the_same_answer()
    {
        await KnownUserAsync(database, Ann);
        (await SignInAsync(database, Ann, "not this one at all")).ShouldBeOfType<SignInResult.Wrong>();
        (await SignInAsync(database, "nobody@example.com")).ShouldBeOfType<SignInResult.Wrong>();
        (await SignInAsync(database, "no address")).ShouldBeOfType<SignInResult.Wrong>();
        (await SignInAsync(database, new string('x', 100_000), new string('y', 100_000))).ShouldBeOfType<SignInResult.Wrong>();
        foreach (var odd in new[] { "nul \0 in it", "broken \ud800 word", "ann@example.com\0", "\ud800@example.com" })
        {
            (await SignInAsync(database, Ann, odd, address: "192.0.2.2")).ShouldBeOfType<SignInResult.Wrong>();
            (await SignInAsync(database, odd, Word, address: "192.0.2.3")).ShouldBeOfType<SignInResult.Wrong>();
        }
    }

    [Fact]
    public async Task Somebody_invited_who_never_set_a_password_cannot_come_in_with_an_empty_one()
    {
        await new InviteUser(Ann, "Ann", AppRole.Admin).RunAsync(database.Vitals, Now, Prompt, Cancel);
        (await SignInAsync(database, Ann, "")).ShouldBeOfType<SignInResult.Wrong>();
    }

    [Fact]
    public async Task That_an_account_is_closed_is_told_only_after_the_right_password()
    {
        await KnownUserAsync(database, "owner@example.com");
        var ann = await KnownUserAsync(database, Ann, AppRole.Admin);
        await new ChangeUser(ann.Who.UserId!.Value, IsDisabled: true).RunAsync(database.Vitals, Now, Prompt, Cancel);
        (await SignInAsync(database, Ann)).ShouldBeOfType<SignInResult.Disabled>();
        (await SignInAsync(database, Ann, "not this one at all")).ShouldBeOfType<SignInResult.Wrong>();
        (await WhoAsync(ann.Token, Now)).ShouldBeNull();
    }

    [Fact]
    public async Task A_session_is_over_after_twelve_idle_hours_and_after_thirty_days_of_use()
    {
        await KnownUserAsync(database, Ann);
        var idle = (SignInResult.In)await SignInAsync(database, Ann);
        var used = (SignInResult.In)await SignInAsync(database, Ann);
        (await WhoAsync(idle.Token, Now.AddHours(12).AddSeconds(-1))).ShouldNotBeNull();
        (await WhoAsync(used.Token, Now.AddHours(12))).ShouldBeNull();

        var end = Now.AddDays(30);
        used.ExpiresAt.ShouldBe(end);
        for (var at = Now.AddHours(11); at < end; at = at.AddHours(11))
            (await WhoAsync(idle.Token, at)).ShouldNotBeNull($"{at}");
        (await WhoAsync(idle.Token, end)).ShouldBeNull();
    }

    [Fact]
    public async Task That_a_session_is_used_is_written_once_a_minute()
    {
        var ann = await KnownUserAsync(database, Ann);
        Task<DateTime> Seen() => Asked.OneAsync<DateTime>(database, "select last_seen_at at time zone 'UTC' from user_sessions");
        await WhoAsync(ann.Token, Now.AddSeconds(59));
        (await Seen()).ShouldBe(Now.UtcDateTime);
        await WhoAsync(ann.Token, Now.AddSeconds(60));
        (await Seen()).ShouldBe(Now.AddSeconds(60).UtcDateTime);
    }

    [Fact]
    public async Task Signing_out_ends_this_session_and_ending_all_ends_the_others()
    {
        var one = await UserAsync(database, Ann);
        var two = (SignInResult.In)await SignInAsync(database, Ann);
        var three = (SignInResult.In)await SignInAsync(database, Ann);
        await new SignOut(one.Who).RunAsync(database.Vitals, Now, Cancel);
        await new SignOut(one.Who).RunAsync(database.Vitals, Now, Cancel);
        (await WhoAsync(one.Token, Now)).ShouldBeNull();
        (await new EndSessions(two.Who.UserId!.Value, two.Who.SessionId).RunAsync(database.Vitals, Now, two.Who.ToActor(), Cancel)).ShouldBe(1);
        (await WhoAsync(two.Token, Now)).ShouldNotBeNull();
        (await WhoAsync(three.Token, Now)).ShouldBeNull();
        (await RecordAsync(database)).Skip(4).ShouldBe(["sign_in", "sign_in", "sign_out", "sessions_ended"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("x")]
    [InlineData("'; drop table users; --")]
    public async Task What_is_no_session_is_nobody(string? token) => (await WhoAsync(token!, Now)).ShouldBeNull();

    [Fact]
    public async Task Neither_token_nor_password_is_kept_or_shown()
    {
        var ann = await UserAsync(database, Ann);
        var link = await new MakeLink(LinkPurpose.SignIn, ann.Who.UserId).RunAsync(database.Vitals, Now, Prompt, Cancel);
        var key = await new MakeApiKey("Phone", [KeyScope.Read], null, null).RunAsync(database.Vitals, Now, Prompt, Cancel);
        var kept = string.Join('\n', await Asked.RowsAsync<string>(database, "select u::text from users u union all select l::text from user_links l union all select s::text from user_sessions s union all select k::text from api_keys k union all select a::text from audit_log a"));
        foreach (var secret in new[] { ann.Token, link.Token, key.Key[12..], Word })
            kept.ShouldNotHold(secret[^16..]);
        $"{ann}{link}{key}{new SignIn(Ann, Word, null, null)}{new UseLink(link.Token, Word)}{new RevokeApiKey(key.Key)}".ShouldNotContain(Word);
        foreach (var secret in new[] { ann.Token, link.Token, key.Key })
            $"{ann}{link}{key}{new UseLink(link.Token, Word)}{new RevokeApiKey(key.Key)}".ShouldNotContain(secret);
    }

    [Fact]
    public async Task A_password_kept_in_an_older_form_is_kept_in_todays_after_the_next_sign_in()
    {
        var ann = await UserAsync(database, Ann);
        await database.DoAsync($"update users set password_hash = '{Password.Hash(Word, 1_000)}'");
        (await SignInAsync(database, Ann)).ShouldBeOfType<SignInResult.In>();
        (await Asked.OneAsync<string>(database, "select password_hash from users")).ShouldStartWith("pbkdf2-sha512$210000$");
        // It is the same password: nobody is signed out by it.
        (await WhoAsync(ann.Token, Now)).ShouldNotBeNull();
        (await SignInAsync(database, Ann)).ShouldBeOfType<SignInResult.In>();
    }
}
