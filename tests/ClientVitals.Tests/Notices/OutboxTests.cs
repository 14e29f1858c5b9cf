using ClientVitals.Access;
using ClientVitals.Database;
using ClientVitals.Notices;
using Dapper;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Notices;

/// <summary>The core's outbox: what is told, to whom, when; claims by several nodes; what a dead holder leaves.</summary>
public sealed class OutboxTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    /// <summary>09:00 in Dubai.</summary>
    private static readonly DateTimeOffset Now = new(2026, 1, 7, 5, 0, 0, TimeSpan.Zero);

    private static readonly Actor Root = Actor.CommandLine("test");

    private static readonly string[] Ways = ["mail", "slack", "teams", "webhook"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private Guid _owner, _coach;

    public async ValueTask InitializeAsync()
    {
        await database.DoAsync("""
            truncate notices, notice_channels, notice_preferences, settings cascade;
            delete from users;
            insert into settings (set_by, business_zone) values ('test', 'Asia/Dubai');
            insert into staff (name) values ('Sara') on conflict do nothing;
            insert into users (email, name, app_role, staff_id, password_hash, made_at, made_by, disabled_at) values
              ('owner@house.example', 'Olga', 'owner', null, 'x', '2026-01-01Z', 'test', null),
              ('coach@house.example', 'Sara', 'coach', (select id from staff where name = 'Sara'), 'x', '2026-01-01Z', 'test', null),
              ('gone@house.example', 'Gone', 'owner', null, 'x', '2026-01-01Z', 'test', '2026-01-02Z'),
              ('invited@house.example', 'Invited', 'owner', null, null, '2026-01-01Z', 'test', null);
            """);
        await using var db = await database.OpenAdminAsync();
        _owner = await db.ExecuteScalarAsync<Guid>("select id from users where name = 'Olga'");
        _coach = await db.ExecuteScalarAsync<Guid>("select id from users where name = 'Sara'");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private Task<T> DoAsync<T>(IAct<T> act, DateTimeOffset? now = null) => database.Vitals.DoAsync(act, Root, now ?? Now, Ct);

    private static Tell Fact(string key, NoticeSeverity severity = NoticeSeverity.Critical, NoticeReceivers? to = null, string kind = "law.test") =>
        new(kind, "law:1", to ?? NoticeReceivers.OfRoles(AppRole.Owner), $"Something happened ({key}).", "/jobs", severity, key);

    private async Task<IReadOnlyList<ClaimedDelivery>> ClaimAsync(DateTimeOffset? now = null, int most = 50, params string[] ways) =>
        await DoAsync(new ClaimDeliveries(ways.Length > 0 ? ways : Ways, most, "node"), now);

    private async Task<List<string>> StatesAsync(string what = "concat_ws(' ', d.way, d.state, d.held_for, d.last_error)")
    {
        await using var db = await database.OpenAdminAsync();
        return (await db.QueryAsync<string>($"select {what} from notice_deliveries d order by d.id")).AsList();
    }

    private Task<bool> ChannelAsync(string name, ChannelKind kind, NoticeSeverity least = NoticeSeverity.Info, params string[] kinds) =>
        DoAsync(new ChangeChannel(name, kind, kind == ChannelKind.Mail ? "team@house.example" : "hooks.example.com", least, kinds));

    [Fact]
    public async Task A_notice_is_told_once_to_those_who_can_sign_in_and_what_is_rolled_back_is_not_told()
    {
        await database.Vitals.RehearseAsync(Fact("once"), Root, Now, Ct);
        (await StatesAsync()).ShouldBeEmpty();
        (await DoAsync(Fact("once"))).ShouldBe(new(1 + (await FirstAsync()), 1, 1));
        (await DoAsync(Fact("once"))).ShouldBe(new(null, 0, 0));
        (await StatesAsync()).ShouldBe(["in-app delivered", "mail queued"]);
        (await StatesAsync("(select email from users u where u.id = d.user_id)")).Distinct().ShouldBe(["owner@house.example"]);

        async Task<long> FirstAsync()
        {
            await using var db = await database.OpenAdminAsync();
            return await db.ExecuteScalarAsync<long>("select max(id) - 1 from notices") is var last && last >= 0 ? last : 0;
        }
    }

    [Fact]
    public async Task Of_many_who_tell_the_same_at_once_one_does()
    {
        var told = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => DoAsync(Fact("race"))));
        told.Count(one => one.Notice is not null).ShouldBe(1);
        (await StatesAsync()).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Roles_accounts_and_staff_name_the_same_person_once()
    {
        await DoAsync(Fact("all", to: new() { Roles = [AppRole.Owner, AppRole.Coach], Users = [_coach], Staff = [await StaffAsync()] }));
        (await StatesAsync("concat_ws(' ', d.way, (select name from users u where u.id = d.user_id))")).Order().ShouldBe(["in-app Olga", "in-app Sara", "mail Olga", "mail Sara"]);
        (await DoAsync(Fact("nobody", to: NoticeReceivers.OfRoles(AppRole.Setter)))).IsForNobody.ShouldBeTrue();

        async Task<Guid> StaffAsync()
        {
            await using var db = await database.OpenAdminAsync();
            return await db.ExecuteScalarAsync<Guid>("select id from staff where name = 'Sara'");
        }
    }

    [Fact]
    public async Task Preferences_quiet_hours_and_the_digest_decide_what_is_sent_when()
    {
        var coach = new Actor($"user:{_coach}", "Sara", AppRole.Coach, _coach, DatabaseIdentity.Service);
        await database.Vitals.DoAsync(new ChangePreferences(new(["law.loud"], [], 8 * 60, 10 * 60, NoticeHours.AtOnce)), coach, Now, Ct);
        await DoAsync(Fact("1", NoticeSeverity.Warning, NoticeReceivers.OfUsers(_coach, _owner)));
        await DoAsync(Fact("2", NoticeSeverity.Warning, NoticeReceivers.OfUsers(_coach), "law.loud"));
        await DoAsync(Fact("3", NoticeSeverity.Critical, NoticeReceivers.OfUsers(_coach)));
        (await StatesAsync("concat_ws(' ', (select name from users u where u.id = d.user_id), d.way, d.state, d.held_for, to_char(d.next_attempt_at at time zone 'Asia/Dubai', 'DD HH24:MI'))")).Order().ShouldBe(
        [
            "Olga in-app delivered 07 09:00", "Olga mail held digest 08 07:30",
            "Sara in-app delivered 07 09:00", "Sara in-app delivered 07 09:00",
            "Sara mail held quiet 07 10:00", "Sara mail held quiet 07 10:00", "Sara mail queued 07 09:00",
        ]);
        (await ClaimAsync()).Count.ShouldBe(1);
        (await ClaimAsync(Now.AddHours(1))).Count.ShouldBe(2, "quiet hours end at 10:00");
    }

    [Fact]
    public async Task Channels_are_told_by_severity_and_kind_and_webhooks_are_never_held()
    {
        await ChannelAsync("all", ChannelKind.Webhook);
        await ChannelAsync("loud", ChannelKind.Slack, NoticeSeverity.Critical);
        await ChannelAsync("other", ChannelKind.Teams, NoticeSeverity.Info, "law.other");
        await ChannelAsync("box", ChannelKind.Mail);
        var night = new DateTimeOffset(2026, 1, 7, 20, 0, 0, TimeSpan.Zero);
        await DoAsync(Fact("night", NoticeSeverity.Warning, new()), night);
        (await StatesAsync("concat_ws(' ', d.way, d.state, d.held_for)")).ShouldBe(["webhook queued", "mail held quiet"]);
        await DoAsync(Fact("now", NoticeSeverity.Critical, new(), "law.other"), night);
        (await StatesAsync("d.way || ' ' || d.state"))[2..].ShouldBe(["webhook queued", "slack queued", "teams queued", "mail queued"]);
        (await ClaimAsync(night, 50, "mail")).ShouldHaveSingleItem().Email.ShouldBe("team@house.example");
    }

    [Fact]
    public async Task Several_nodes_at_once_share_what_is_due_and_none_is_claimed_twice()
    {
        for (var i = 0; i < 40; i++)
            await DoAsync(Fact($"n{i}"));
        var taken = (await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => ClaimAsync(most: 10)))).SelectMany(one => one).Concat(await ClaimAsync(most: 100)).Select(one => one.Id).ToList();
        taken.Count.ShouldBe(40);
        taken.Distinct().Count().ShouldBe(40);
        (await ClaimAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_a_dead_holder_left_is_sent_again_unless_it_may_have_arrived_where_nobody_can_tell_a_repeat()
    {
        await ChannelAsync("hook", ChannelKind.Webhook);
        await ChannelAsync("room", ChannelKind.Slack);
        await DoAsync(Fact("left", to: new()));
        await DoAsync(Fact("begun", to: new()));
        var claimed = await ClaimAsync();
        claimed.Count.ShouldBe(4);
        (await DoAsync(new HandOver([.. claimed.Where(one => one.Sentence.Contains("begun"))]))).ShouldBeTrue();
        (await ClaimAsync()).ShouldBeEmpty("the leases hold");
        await database.DoAsync("update notice_deliveries set lease_until = clock_timestamp() - interval '1 second'");
        var again = await ClaimAsync();
        again.Select(one => (one.Way, one.Attempts)).Order().ShouldBe([("slack", 2), ("webhook", 2), ("webhook", 2)]);
        (await StatesAsync()).Where(one => one.Contains("dead")).ShouldBe(["slack dead the server stopped while sending it; it may have arrived, so it is not sent again by itself"]);

        // The old holder wakes up: it may neither hand over nor write.
        (await DoAsync(new HandOver([claimed[0]]))).ShouldBeFalse();
        (await DoAsync(new EndDelivery(claimed[0], new(DeliveryResult.Delivered), 0))).ShouldBeFalse();
        (await DoAsync(new EndDelivery(again[0], new(DeliveryResult.Delivered), 0))).ShouldBeTrue();
        (await DoAsync(new EndDelivery(again[0], new(DeliveryResult.Refused, "late"), 0))).ShouldBeFalse("once ended it stays ended");
    }

    [Fact]
    public async Task A_failed_delivery_is_tried_again_later_up_to_the_most_and_then_dead_with_its_reason_until_a_person_sends_it_again()
    {
        await ChannelAsync("room", ChannelKind.Slack);
        await DoAsync(Fact("fails", to: new()));
        var now = Now;
        for (var attempt = 1; attempt <= NoticeBackoff.MostAttempts; attempt++)
        {
            var one = (await ClaimAsync(now)).ShouldHaveSingleItem();
            one.Attempts.ShouldBe(attempt);
            await DoAsync(new EndDelivery(one, new(DeliveryResult.TryAgain, "no"), 0.5), now);
            if (attempt == 1)
                (await ClaimAsync(now.AddSeconds(14))).ShouldBeEmpty("half of 30 seconds");
            now += TimeSpan.FromHours(1);
        }
        (await StatesAsync()).ShouldBe(["slack dead no; given up after 10 attempts"]);
        (await StatesAsync("jsonb_array_length(d.tries)::text")).ShouldBe(["10"]);
        var (dead, id) = (await DeliveryRecord.ReadAsync(database.Vitals, DatabaseIdentity.Service, "dead", 10, Ct), 0L);
        id = dead.ShouldHaveSingleItem().Id;
        (await DoAsync(new RetryDelivery(id), now)).ShouldBe(1);
        (await ClaimAsync(now)).ShouldHaveSingleItem().Attempts.ShouldBe(1);
        await Should.ThrowAsync<NotFoundException>(() => DoAsync(new RetryDelivery(id), now));
    }

    [Fact]
    public async Task A_receiver_that_asks_to_wait_is_left_in_peace_with_everything_that_is_for_it()
    {
        await ChannelAsync("room", ChannelKind.Slack);
        await DoAsync(Fact("a", to: new()));
        await DoAsync(Fact("b", to: new()));
        var first = (await ClaimAsync(most: 1)).ShouldHaveSingleItem();
        await DoAsync(new EndDelivery(first, new(DeliveryResult.TryAgain, "busy", RetryAfter: TimeSpan.FromMinutes(5)), 0));
        (await ClaimAsync(Now.AddMinutes(4.9))).ShouldBeEmpty();
        (await ClaimAsync(Now.AddMinutes(5))).Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_digest_is_claimed_as_a_whole_by_one()
    {
        for (var i = 0; i < 5; i++)
            await DoAsync(Fact($"d{i}", NoticeSeverity.Info));
        (await ClaimAsync()).ShouldBeEmpty();
        var claims = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => ClaimAsync(Now.AddDays(1), most: 1)));
        claims.Where(one => one.Count > 0).ShouldHaveSingleItem().Count.ShouldBe(5);
    }

    [Fact]
    public async Task What_no_server_could_send_for_days_and_what_has_no_channel_any_more_is_given_up_with_its_reason()
    {
        await ChannelAsync("room", ChannelKind.Slack);
        await DoAsync(Fact("old"));
        await DoAsync(new RemoveChannel("room"));
        (await ClaimAsync(null, 50, "slack")).ShouldBeEmpty("a server without a mail server takes no mail");
        (await ClaimAsync(Now.AddDays(3).AddSeconds(1), 50, "slack")).ShouldBeEmpty();
        (await StatesAsync()).ShouldBe(["in-app delivered", "mail dead no server could send it for 3 days", "slack dead the channel was removed"]);
        (await DoAsync(new RetryDelivery(null))).ShouldBe(1, "that of the removed channel stays");
    }

    [Fact]
    public async Task Letters_of_accounts_go_by_mail_alone_whatever_was_chosen_and_hold_no_link()
    {
        await using var db = await database.OpenAdminAsync();
        var invited = await db.ExecuteScalarAsync<Guid>("select id from users where name = 'Invited'");
        await DoAsync(new TellAccount(invited, AccountLetter.Invitation, TimeSpan.FromSeconds(30)));
        (await ClaimAsync()).ShouldBeEmpty("the door that queued it tries first");
        var one = (await ClaimAsync(Now.AddSeconds(30))).ShouldHaveSingleItem();
        (one.Way, one.Email, one.Kind, one.Link).ShouldBe(("mail", "invited@house.example", "account.invitation", null));
        (await StatesAsync()).Count.ShouldBe(1, "no bell");
        (await db.QueryAsync<string>("select to_jsonb(n)::text || to_jsonb(d)::text from notices n join notice_deliveries d on d.notice_id = n.id")).Single().ShouldNotContain("/link/");
    }

    [Fact]
    public async Task The_bell_counts_what_is_not_read_and_only_ones_own()
    {
        await DoAsync(Fact("bell", to: NoticeReceivers.OfUsers(_owner)));
        await DoAsync(Fact("bell 2", to: NoticeReceivers.OfUsers(_owner)));
        var coach = new Actor($"user:{_coach}", "Sara", AppRole.Coach, _coach, DatabaseIdentity.Service);
        var owner = new Actor($"user:{_owner}", "Olga", AppRole.Owner, _owner, DatabaseIdentity.Service);
        (await OwnNotice.UnreadAsync(database.Vitals, DatabaseIdentity.Service, _owner, Ct)).ShouldBe(2);
        var own = await OwnNotice.ReadAsync(database.Vitals, DatabaseIdentity.Service, _owner, null, 10, Ct);
        (await database.Vitals.DoAsync(new MarkRead([own[0].Id]), coach, Now, Ct)).ShouldBe(0, "it is not hers");
        (await database.Vitals.DoAsync(new MarkRead([own[0].Id]), owner, Now, Ct)).ShouldBe(1);
        (await OwnNotice.UnreadAsync(database.Vitals, DatabaseIdentity.Service, _owner, Ct)).ShouldBe(1);
        (await database.Vitals.DoAsync(new MarkRead(null), owner, Now, Ct)).ShouldBe(1);
        (await database.Vitals.DoAsync(new MarkRead(null, IsRead: false), owner, Now, Ct)).ShouldBe(2);
    }

    [Fact]
    public async Task Old_notices_go_once_all_of_them_is_over()
    {
        await DoAsync(Fact("old 1"));
        await DoAsync(Fact("old 2", to: NoticeReceivers.OfUsers(_coach)));
        var waits = (await ClaimAsync()).Single(one => one.Sentence.Contains("old 1"));
        await DoAsync(new EndDelivery(waits, new(DeliveryResult.Delivered), 0));
        await using var db = await database.OpenAdminAsync();
        async Task<int> PurgeAsync(DateTimeOffset before) => await db.ExecuteAsync(Sql.Of(typeof(PurgeNotices)), new { before, most = 100 });
        (await PurgeAsync(Now.AddSeconds(-1))).ShouldBe(0);
        (await PurgeAsync(Now)).ShouldBe(1, "the other is still being sent");
        (await db.QueryAsync<string>("select dedup_key from notices")).ShouldBe(["old 2"]);
    }

    [Theory]
    [InlineData("", "/x", "law.test")]
    [InlineData("x", "https://evil.example", "law.test")]
    [InlineData("x", "//evil.example", "law.test")]
    [InlineData("x", "/\\evil.example", "law.test")]
    [InlineData("x", "/x", "Law test")]
    public async Task What_cannot_be_a_notice_is_refused(string sentence, string link, string kind) =>
        await Should.ThrowAsync<PlainError>(() => DoAsync(new Tell(kind, "law:1", new(), sentence, link, NoticeSeverity.Info, "refused")));
}
