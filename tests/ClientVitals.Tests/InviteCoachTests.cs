using ClientVitals.Access;
using ClientVitals.Database;
using ClientVitals.People;
using Dapper;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests;

/// <summary>A coach whom the calls name is given, with their invitation, exactly the clients that were shown; and that can be undone.</summary>
public sealed class InviteCoachTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private static readonly DateTimeOffset Now = new(2026, 1, 7, 9, 0, 0, TimeSpan.Zero);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_clients_shown_are_the_clients_given_however_many_have_no_coach()
    {
        await EmptyAsync();
        await database.DoAsync("""
            insert into clients (firstname, status) select 'Client ' || n, 'ACTIVE' from generate_series(1, 1100) n;
            insert into call_records (client_id, staff, started_at) select id, 'Ravi Rao', '2026-01-05 10:00Z' from clients;
            """);
        (await database.Vitals.AskAsync<int>(DatabaseIdentity.Service, "select count(*)::int from clients where coach_id is null", null, Ct))[0].ShouldBe(1100);
        var shown = await ShownAsync("Ravi Rao");
        shown.ShouldBe(UninvitedCoaches.MostClients);
        (await UninvitedCoaches.IsPartAsync(database.Vitals, Ct)).ShouldBeTrue();
        var done = await InviteAsync("Ravi Rao");
        done.Clients.ShouldBe(shown);
        (await OneAsync<int>("select count(*)::int from clients c join staff s on s.id = c.coach_id where s.name = 'Ravi Rao'")).ShouldBe(shown);
    }

    /// <summary>By their last 20 calls with somebody named, whatever the case; not of an extension, of former or merged clients, or of clients who have a coach.</summary>
    [Fact]
    public async Task Whose_a_client_is_is_guessed_from_their_last_twenty_calls()
    {
        await EmptyAsync();
        await database.DoAsync("""
            insert into staff (name, role) values ('Sara', 'coach');
            insert into clients (firstname, status, coach_id) values
              ('Mostly', 'ACTIVE', null), ('Lately', 'ACTIVE', null), ('Case', 'ACTIVE', null), ('Extension', 'ACTIVE', null), ('Former', 'ARCHIVED', null), ('Theirs', 'ACTIVE', (select id from staff)), ('Tie', 'ACTIVE', null);
            insert into call_records (client_id, staff, started_at)
            select c.id, v.staff, '2026-01-05 10:00Z'::timestamptz - n * interval '1 day'
            from clients c
            join (values ('Mostly', 'Ravi Rao', 0, 10), ('Mostly', 'Tom', 11, 19), ('Lately', 'Tom', 0, 19), ('Lately', 'Ravi Rao', 20, 90), ('Case', 'ravi rao', 0, 3),
              ('Extension', '101', 0, 9), ('Former', 'Ravi Rao', 0, 9), ('Theirs', 'Ravi Rao', 0, 9), ('Tie', 'Ravi Rao', 0, 1), ('Tie', 'Tom', 2, 3)) v (name, staff, first, last) on v.name = c.firstname
            cross join lateral generate_series(v.first, v.last) n;
            """);
        (await ShownAsync("Ravi Rao")).ShouldBe(3);
        (await ShownAsync("Tom")).ShouldBe(1);
        (await UninvitedCoaches.IsPartAsync(database.Vitals, Ct)).ShouldBeFalse();
        (await InviteAsync("Ravi Rao")).Clients.ShouldBe(3);
        (await ClientsOfAsync("Ravi Rao")).ShouldBe("Case, Mostly, Tie");
        (await InviteAsync("Tom")).Clients.ShouldBe(1);
        (await ClientsOfAsync("Tom")).ShouldBe("Lately");
    }

    [Fact]
    public async Task An_undo_gives_back_those_whom_nobody_else_was_given_since_and_only_once()
    {
        await EmptyAsync();
        await database.DoAsync("""
            insert into staff (name, role) values ('Sara', 'coach');
            insert into clients (firstname, status) values ('Amy', 'ACTIVE'), ('Ben', 'ACTIVE'), ('Cid', 'ACTIVE'), ('Dora', 'ACTIVE');
            insert into client_health_scores (email, client_id) select lower(firstname) || '@example.com', id from clients;
            insert into call_records (client_id, staff, started_at) select id, 'Ravi Rao', '2026-01-05 10:00Z' from clients;
            update clients set coach_id = (select id from staff) where firstname = 'Dora';
            """);
        var done = await InviteAsync("Ravi Rao");
        done.Clients.ShouldBe(3);
        (await OneAsync<int>("select count(*)::int from client_health_scores where assigned_coach = 'Ravi Rao'")).ShouldBe(3);
        var given = (await GivenClients.ReadAsync(database.Vitals, Now.AddDays(-1), Ct)).ShouldHaveSingleItem();
        given.ShouldBe(new GivenClient(done.Undo!.Value, "Ravi", 3, Now));
        (await GivenClients.ReadAsync(database.Vitals, Now, Ct)).ShouldBeEmpty();

        // Ben went to Sara since, and Dora came to Ravi by somebody's own decision: both stay.
        var sara = await OneAsync<Guid>("select id from staff where name = 'Sara'");
        var ravi = await OneAsync<Guid>("select id from staff where name = 'Ravi Rao'");
        await DoAsync(new ChangeClients([await ClientAsync("Ben")], sara), Now.AddMinutes(1));
        await DoAsync(new ChangeClients([await ClientAsync("Dora")], ravi), Now.AddMinutes(1));
        (await Should.ThrowAsync<ForbiddenException>(() => database.Vitals.DoAsync(
            new TakeBackClients(done.Undo.Value), new Actor("user:x", "coach", AppRole.Coach, Guid.Empty, DatabaseIdentity.Service) { WorksAs = AppRole.Coach }, Now.AddMinutes(2), Ct))).Message.ShouldContain("owner or an admin");
        (await DoAsync(new TakeBackClients(done.Undo.Value), Now.AddMinutes(2))).ShouldBe(2);
        (await OneAsync<string>("select string_agg(c.firstname || ' ' || coalesce(s.name, '-'), ', ' order by c.firstname) from clients c left join staff s on s.id = c.coach_id"))
            .ShouldBe("Amy -, Ben Sara, Cid -, Dora Ravi Rao");
        (await OneAsync<string>("select string_agg(coalesce(assigned_coach, '-') || ' ' || coalesce(previous_owner, '-'), ', ' order by email) from client_health_scores")).ShouldBe("- Ravi Rao, Sara Ravi Rao, - Ravi Rao, Ravi Rao Sara");
        (await OneAsync<int>("select count(*)::int from client_owner_changes where to_coach is null and from_coach is not null")).ShouldBe(2);
        (await OneAsync<int>("select count(*)::int from audit_log where details ->> 'did' = 'clients of an invited coach taken back' and details ->> 'clients' = '2'")).ShouldBe(1);
        (await GivenClients.ReadAsync(database.Vitals, Now.AddDays(-1), Ct)).ShouldBeEmpty();
        await Should.ThrowAsync<NotFoundException>(() => DoAsync(new TakeBackClients(done.Undo.Value), Now.AddMinutes(3)));
        // A change of coach that came without an invitation cannot be taken back here.
        var other = await OneAsync<long>("select max(id) from client_owner_changes where to_coach = (select id from staff where name = 'Sara')");
        await Should.ThrowAsync<NotFoundException>(() => DoAsync(new TakeBackClients(other), Now.AddMinutes(3)));
    }

    private Task<InviteCoach.Done> InviteAsync(string coach) =>
        DoAsync(new InviteCoach($"{coach.Split(' ')[0]}@house.example", coach, coach.Split(' ')[0]), Now);

    private Task<T> DoAsync<T>(IAct<T> act, DateTimeOffset at) => database.Vitals.DoAsync(act, Actor.CommandLine("test"), at, Ct);

    private async Task<int> ShownAsync(string coach) => (await UninvitedCoaches.ReadAsync(database.Vitals, Ct)).Single(one => one.Name.Equals(coach, StringComparison.OrdinalIgnoreCase)).Clients;

    private Task<string> ClientsOfAsync(string coach) => OneAsync<string>($"select string_agg(c.firstname, ', ' order by c.firstname) from clients c join staff s on s.id = c.coach_id where s.name = '{coach}'");

    private Task<Guid> ClientAsync(string name) => OneAsync<Guid>($"select id from clients where firstname = '{name}'");

    private async Task<T> OneAsync<T>(string sql)
    {
        await using var db = await database.OpenAdminAsync();
        return (await db.ExecuteScalarAsync<T>(sql))!;
    }

    private Task EmptyAsync() => database.DoAsync("delete from users; delete from clients; delete from call_records; delete from staff; delete from client_owner_changes");
}
