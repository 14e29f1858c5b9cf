using ClientVitals.Access;
using ClientVitals.CallPatterns.Analysis;
using ClientVitals.Database;
using ClientVitals.Interventions;
using Dapper;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Interventions;

/// <summary>An item goes to a colleague who may see the client: on record, told to everybody at once, and it comes back.</summary>
public sealed class HandOverTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2025, 12, 8, 8, 0, 0, TimeSpan.Zero);

    private static readonly DateOnly Today = new(2025, 12, 8);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private readonly Dictionary<string, Guid> users = [];
    private long item;
    private Guid aisha;

    public async ValueTask InitializeAsync()
    {
        await database.DoAsync(
            "delete from call_pattern_analysis; delete from clients; delete from users; delete from staff; delete from job_runs; delete from call_records;"
            + SomeRows.Client("silent@example.com", "Leila", null, "Aisha")
            + SomeRows.Calls("silent@example.com", SomeRows.Weekly(new(2025, 6, 2), new(2025, 11, 5), DayOfWeek.Monday, DayOfWeek.Wednesday, DayOfWeek.Friday))
            + SomeRows.Client("other@example.com", "Sara", null, "Omar"));
        foreach (var (name, role, staff) in new[] { ("Aisha", AppRole.Coach, "Aisha"), ("Omar", AppRole.Coach, "Omar"), ("Fatima", AppRole.Owner, null), ("Tom", AppRole.Admin, (string?)null), ("Setter", AppRole.Setter, null) })
            users[name] = (await new InviteUser($"{name}@house.example", name, role, staff).RunAsync(database.Vitals, Now, Ct)).Id;
        await new AnalyzeCallPatterns().RunAsync(database.Vitals, Now, "person", null, Ct);
        item = await AskAsync<long>("select i.id from intervention_log i join client_emails e using (client_id) where e.email = 'silent@example.com'");
        aisha = await AskAsync<Guid>("select id from staff where name = 'Aisha'");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task<T> AskAsync<T>(string sql)
    {
        await using var db = await database.OpenAdminAsync();
        return (await db.ExecuteScalarAsync<T>(sql))!;
    }

    private Task<HandOver.HandedOver> HandAsync(string? to, string by = "Aisha", int minutes = 0) =>
        database.Vitals.DoAsync(new HandOver(item, to), Actor.CommandLine(by), Now.AddMinutes(minutes), Ct);

    /// <summary>How many rows are somebody's own, and how many the counts say.</summary>
    private async Task<(int Rows, int Counted)> OwnAsync(OwnQueue own, DateTimeOffset? since = null) => (
        (await QueueOfToday.ReadAsync(database.Vitals, DatabaseIdentity.Service, Today, Today, since ?? Now.AddHours(1), Ct, own)).Count,
        (await QueueCounts.ReadAsync(database.Vitals, DatabaseIdentity.Service, Today, Today, Ct, own)).Own);

    [Fact]
    public async Task It_goes_over_is_whose_it_is_now_and_comes_back_by_undo()
    {
        var (coach, owner) = (new OwnQueue(users["Aisha"], aisha), new OwnQueue(users["Fatima"], null));
        (await OwnAsync(coach)).ShouldBe((1, 1), "a client of the book is the coach's");
        (await OwnAsync(owner)).ShouldBe((0, 0));

        await using var listening = await database.OpenAdminAsync();
        await listening.ExecuteAsync("listen vitals_changes");
        var told = new List<string>();
        listening.Notification += (_, change) => told.Add(change.Payload);
        var done = await HandAsync("fatima@house.example");
        done.AssignedTo.ShouldBe("Fatima");
        (await listening.WaitAsync(10_000, Ct)).ShouldBeTrue("colleagues are told at once");
        told.ShouldContain(payload => payload.Contains("intervention", StringComparison.Ordinal));
        (await OwnAsync(coach)).ShouldBe((0, 0));
        (await OwnAsync(coach, Now.AddMinutes(-1))).ShouldBe((1, 0), "on the page from which it was handed over it stays in its place");
        (await OwnAsync(owner)).ShouldBe((1, 1));
        (await QueueCounts.ReadAsync(database.Vitals, DatabaseIdentity.Service, Today, Today, Ct)).ToContact.ShouldBe(1, "it is to be worked on as before");
        (await AskAsync<string>("select status || ' ' || assigned_to || ' ' || due_on from intervention_log order by id limit 1")).ShouldBe("PENDING Fatima 2025-12-08");
        (await AskAsync<string>("select details ->> 'did' from audit_log order by id desc limit 1")).ShouldBe("intervention handed over");

        // On from Fatima to Tom, and one undo leads back to Fatima, the next to the coach.
        var next = await HandAsync("Tom", "Fatima", 1);
        (await HandAsync("TOM", "Fatima", 2)).Id.ShouldBeNull("it is Tom's already");
        await new UndoAct(next.Id!.Value).RunAsync(database.Vitals, Now.AddMinutes(3), Ct);
        (await OwnAsync(owner)).ShouldBe((1, 1));
        await new UndoAct(done.Id!.Value).RunAsync(database.Vitals, Now.AddMinutes(4), Ct);
        (await OwnAsync(coach)).ShouldBe((1, 1));
        (await AskAsync<string?>("select assigned_to || assigned_user_id from intervention_log order by id limit 1")).ShouldBeNull();

        // Back to the coach is a handing over too; an outcome leaves whose it is.
        await HandAsync("Fatima", minutes: 5);
        await new RecordOutcome(item, Outcome.NoAnswer).RunAsync(database.Vitals, Now.AddMinutes(6), Ct);
        (await AskAsync<string>("select assigned_to || ' ' || outcome from intervention_log order by id limit 1")).ShouldBe("Fatima NO_ANSWER");
        (await HandAsync(null, "Fatima", 7)).AssignedTo.ShouldBeNull();
        (await OwnAsync(coach)).Counted.ShouldBe(0, "it is due tomorrow");
        (await AskAsync<string>("select string_agg(kind || ' ' || coalesce(word, '-'), ', ' order by made_at, id) from intervention_events where kind = 'HANDED_OVER' and undone_at is null")).ShouldBe("HANDED_OVER Fatima, HANDED_OVER -");
    }

    [Fact]
    public async Task Only_a_colleague_who_may_see_the_client_is_taken_and_the_refusal_names_them()
    {
        foreach (var who in new[] { "Omar", "omar@house.example", "Setter", "nobody" })
            (await Should.ThrowAsync<PlainError>(() => HandAsync(who))).Message.ShouldBe($"\"{who}\" may not see this client; hand it over to one of: Aisha, Fatima, Tom.");
        await new InviteUser("second@house.example", "Tom", AppRole.Admin).RunAsync(database.Vitals, Now, Ct);
        (await Should.ThrowAsync<PlainError>(() => HandAsync("Tom"))).Message.ShouldBe("Several colleagues are called \"Tom\"; say the e-mail address of one.");
        (await HandAsync("second@house.example")).AssignedTo.ShouldBe("Tom");
        await new ChangeUser(users["Tom"], IsDisabled: true).RunAsync(database.Vitals, Now, Ct);
        (await Should.ThrowAsync<PlainError>(() => HandAsync("tom@house.example"))).Message.ShouldContain("may not see this client");
        await database.DoAsync("update intervention_log set completed_at = triggered_at, close_reason = 'returned'");
        (await Should.ThrowAsync<PlainError>(() => HandAsync("Aisha"))).Message.ShouldContain("closed: returned");
    }
}
