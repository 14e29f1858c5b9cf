using ClientVitals.Calls;
using Dapper;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Calls;

/// <summary>The roll-up that triggers keep is what counting all calls again says, whatever happened to the calls.</summary>
public sealed class RollupTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2025, 12, 1, 12, 0, 0, TimeSpan.Zero);

    public async ValueTask InitializeAsync()
    {
        await Asked.ClearAsync(database);
        await database.DoAsync("insert into settings (business_zone) select 'Asia/Dubai'");
        await new RebuildRollups().RunAsync(database.Vitals, Now, TestContext.Current.CancellationToken);
        foreach (var i in Enumerable.Range(0, 5))
            await database.DoAsync(SomeRows.Client($"c{i}@example.com"));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task<RollupsRebuilt> ShouldBeRightAsync()
    {
        var found = await new RebuildRollups().RunAsync(database.Vitals, Now, TestContext.Current.CancellationToken);
        found.Repaired.ShouldBe(0, found.ToString());
        return found;
    }

    private Task SomeCallsAsync(int count, int seed) => database.DoAsync($"""
        select setseed({seed / 1000.0});
        insert into call_records (client_id, client_email, started_at, status, channel, direction)
        select e.client_id, e.email,
          timestamptz '2024-12-20 00:00+00' + random() * interval '60 days',
          (array['COMPLETED', 'COMPLETED', 'NO_ANSWER', 'VOICEMAIL', 'SCHEDULED', 'UNKNOWN'])[1 + floor(random() * 6)],
          (array['PHONE', 'VIDEO', 'SMS'])[1 + floor(random() * 3)],
          (array['INBOUND', 'OUTBOUND', 'UNKNOWN'])[1 + floor(random() * 3)]
        from generate_series(1, {count}) g
        left join client_emails e on e.email = 'c' || floor(random() * 6)::int + 0 * g || '@example.com'
        """);

    [Fact]
    public async Task After_inserts_over_a_new_year_every_day_is_right()
    {
        await SomeCallsAsync(500, 1);
        await SomeCallsAsync(500, 2);
        (await ShouldBeRightAsync()).Equal.ShouldBe(10);
    }

    [Fact]
    public async Task A_day_is_packed_as_its_readers_unpack_it()
    {
        await database.DoAsync(SomeRows.Calls("c0@example.com", [new DateTimeOffset(2025, 3, 2, 19, 0, 0, TimeSpan.Zero), new DateTimeOffset(2025, 3, 2, 20, 0, 0, TimeSpan.Zero)], direction: "OUTBOUND"));
        await database.DoAsync(SomeRows.Calls("c0@example.com", [new DateTimeOffset(2025, 3, 2, 10, 0, 0, TimeSpan.Zero)], "NO_ANSWER", "OUTBOUND"));
        var days = await Asked.OneAsync<long[]>(database, "select days from call_rollups");
        days.Select(d => (DateOnly.FromDayNumber(PackedDay.Day(d)), PackedDay.Calls(d), PackedDay.Outbound(d), PackedDay.Attempts(d)))
            .ShouldBe([(new DateOnly(2025, 3, 2), 1, 1, 1), (new DateOnly(2025, 3, 3), 1, 1, 0)]);
    }

    [Theory]
    [InlineData("update call_records set status = 'COMPLETED' where status = 'NO_ANSWER'")]
    [InlineData("update call_records set status = 'UNKNOWN'")]
    [InlineData("update call_records set channel = 'EMAIL' where id % 2 = 0")]
    [InlineData("update call_records set started_at = started_at + interval '9 days'")]
    [InlineData("update call_records set notes = 'x'")]
    [InlineData("update call_records set client_id = (select client_id from client_emails where email = 'c1@example.com') where id % 3 = 0")]
    [InlineData("update call_records set client_id = null where id % 3 = 0")]
    [InlineData("update call_records set direction = 'OUTBOUND'")]
    [InlineData("delete from call_records where id % 2 = 0")]
    [InlineData("delete from call_records")]
    [InlineData("truncate call_records")]
    [InlineData("delete from clients where id = (select client_id from client_emails where email = 'c1@example.com')")]
    [InlineData("insert into call_records (client_id, started_at) select client_id, timestamptz '2019-05-05' from client_emails")]
    public async Task After_any_change_of_calls_the_rollup_follows(string change)
    {
        await SomeCallsAsync(600, 3);
        await database.DoAsync(change);
        await ShouldBeRightAsync();
    }

    /// <summary>A note, or a call that does not count: no roll-up is written, and nobody who writes one is waited for.</summary>
    [Theory]
    [InlineData("update call_records set notes = 'y'")]
    [InlineData("update call_records set status = status")]
    [InlineData("update call_records set started_at = started_at + interval '1 second' where extract(hour from started_at at time zone 'Asia/Dubai') < 23")]
    [InlineData("insert into call_records (client_id, started_at, status) select client_id, timestamptz '2025-01-05', 'SCHEDULED' from client_emails")]
    public async Task What_counts_nothing_otherwise_writes_nothing_and_waits_for_nobody(string change)
    {
        await SomeCallsAsync(300, 8);
        const string written = "select client_id::text || year || xmin::text from call_rollups order by 1";
        var before = await Asked.RowsAsync<string>(database, written);
        await using var other = await database.OpenAsync();
        await using var holding = await other.BeginTransactionAsync(TestContext.Current.CancellationToken);
        // What another writer of these clients holds; the foreign key's own look at them is no hindrance to it.
        await other.ExecuteAsync("select from clients for no key update");
        await database.DoAsync("set statement_timeout = '5s'; " + change);
        await holding.RollbackAsync(TestContext.Current.CancellationToken);
        (await Asked.RowsAsync<string>(database, written)).ShouldBe(before);
        await ShouldBeRightAsync();
    }

    [Fact]
    public async Task What_the_rollup_sets_for_itself_ends_with_it()
    {
        await using var db = await database.OpenAsync();
        await using var open = await db.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await db.ExecuteAsync("set local timezone = 'America/New_York'; insert into call_records (client_id, started_at) select client_id, timestamptz '2025-01-05 20:30+00' from client_emails");
        (await db.QuerySingleAsync<(string, string)>("select current_setting('timezone'), current_setting('enable_hashagg')")).ShouldBe(("America/New_York", "on"));
        // The business's day, not the session's: half past midnight in Dubai.
        (await db.QueryAsync<long>("select distinct days[1] >> 42 from call_rollups")).Single().ShouldBe(new DateOnly(2025, 1, 6).DayNumber);
    }

    [Fact]
    public async Task Writers_of_the_same_clients_at_once_lose_nothing()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(w => Task.Run(async () =>
        {
            for (var i = 0; i < 15; i++)
                await database.DoAsync($"insert into call_records (client_id, started_at, direction) select client_id, timestamptz '2025-03-01' + {(i + w) % 7} * interval '1 day', 'OUTBOUND' from client_emails order by random()");
        })));
        await ShouldBeRightAsync();
        (await Asked.OneAsync<long>(database, "select sum(d & 16383)::bigint from call_rollups, unnest(days) d")).ShouldBe(8 * 15 * 5);
    }

    [Fact]
    public async Task Two_open_transactions_on_one_client_take_turns()
    {
        await using var one = await database.OpenAsync();
        await using var other = await database.OpenAsync();
        await using var first = await one.BeginTransactionAsync(TestContext.Current.CancellationToken);
        const string call = "insert into call_records (client_id, started_at) select client_id, timestamptz '2025-03-01 10:00+00' from client_emails where email = 'c0@example.com'";
        await one.ExecuteAsync(call);
        var waiting = other.ExecuteAsync(call);
        await Task.Delay(200, TestContext.Current.CancellationToken);
        waiting.IsCompleted.ShouldBeFalse();
        await first.CommitAsync(TestContext.Current.CancellationToken);
        await waiting;
        (await ShouldBeRightAsync()).Equal.ShouldBe(1);
        (await Asked.OneAsync<long>(database, "select days[1] & 16383 from call_rollups")).ShouldBe(2);
    }

    [Fact]
    public async Task After_a_change_of_zone_a_rebuild_cuts_the_days_again()
    {
        await SomeCallsAsync(600, 4);
        await database.DoAsync("insert into settings (business_zone) select 'America/New_York'");
        var found = await new RebuildRollups().RunAsync(database.Vitals, Now, TestContext.Current.CancellationToken);
        found.Repaired.ShouldBeGreaterThan(0);
        found.BusinessZone.ShouldBe("America/New_York");
        await ShouldBeRightAsync();
        await SomeCallsAsync(100, 5);
        await ShouldBeRightAsync();
    }

    [Theory]
    [InlineData("update call_rollups set days = days[2:] where cardinality(days) > 1")]
    [InlineData("delete from call_rollups where year = 2025")]
    [InlineData("insert into call_rollups select client_id, 1999, '{1}' from client_emails")]
    public async Task A_rebuild_sets_right_what_is_wrong_and_says_so(string harm)
    {
        await SomeCallsAsync(300, 6);
        await database.DoAsync(harm);
        (await new RebuildRollups().RunAsync(database.Vitals, Now, TestContext.Current.CancellationToken)).Repaired.ShouldBeGreaterThan(0);
        await ShouldBeRightAsync();
    }

    [Fact]
    public async Task Merged_clients_are_one_and_the_rollup_with_them()
    {
        await SomeCallsAsync(600, 7);
        await database.DoAsync("""
            insert into client_phones (phone, client_id, is_primary) select '+97150123456' || row_number() over (), client_id, true from client_emails;
            insert into client_pauses (client_id, starts_on) select client_id, '2025-01-05' from client_emails where email = 'c1@example.com'
            """);
        var before = await Asked.OneAsync<long>(database, "select count(*) from call_records r join client_emails e using (client_id) where e.email in ('c0@example.com', 'c1@example.com')");
        var merged = await new MergeClients("C0@example.com", "c1@example.com").RunAsync(database.Vitals, Now, TestContext.Current.CancellationToken);
        await ShouldBeRightAsync();
        (await Asked.OneAsync<long>(database, $"select count(*) from call_records where client_id = '{merged.Kept}'")).ShouldBe(before);
        (await Asked.RowsAsync<(string, bool)>(database, $"select email, is_primary from client_emails where client_id = '{merged.Kept}' order by email"))
            .ShouldBe([("c0@example.com", true), ("c1@example.com", false)]);
        (await Asked.OneAsync<(string, Guid)>(database, $"select status, merged_into from clients where id = '{merged.Gone}'")).ShouldBe(("ARCHIVED", merged.Kept));
        (await Asked.OneAsync<(long, long, long)>(database, $"""
            select (select count(*) from client_health_scores where client_id = '{merged.Gone}'),
                   (select count(*) from client_phones where client_id = '{merged.Kept}' and is_primary),
                   (select count(*) from client_pauses where client_id = '{merged.Kept}')
            """)).ShouldBe((0, 1, 1));
        await Should.ThrowAsync<PlainError>(() => new MergeClients("c0@example.com", "c1@example.com").RunAsync(database.Vitals, Now, TestContext.Current.CancellationToken));
        await Should.ThrowAsync<PlainError>(() => new MergeClients("c0@example.com", "nobody@example.com").RunAsync(database.Vitals, Now, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Without_any_call_a_changed_zone_holds_at_once()
    {
        const string basis = "select business_zone from call_rollup_basis";
        await database.DoAsync("insert into settings (business_zone) select 'Europe/Berlin'");
        (await RebuildRollups.RunWithoutCallsAsync(database.Vitals, Now, TestContext.Current.CancellationToken)).ShouldBeTrue();
        (await Asked.OneAsync<string>(database, basis)).ShouldBe("Europe/Berlin");

        await database.DoAsync(SomeRows.Calls("c0@example.com", [Now]) + "insert into settings (business_zone) select 'Asia/Tokyo'");
        (await RebuildRollups.RunWithoutCallsAsync(database.Vitals, Now, TestContext.Current.CancellationToken)).ShouldBeFalse();
        (await Asked.OneAsync<string>(database, basis)).ShouldBe("Europe/Berlin", "calls are there: somebody has to ask for the count");
    }

    [Fact]
    public async Task Calls_find_the_client_whose_address_is_known_later()
    {
        await database.DoAsync("insert into call_records (client_email, client_phone, started_at) values ('late@example.com', null, '2025-03-01'), (null, '+971501234567', '2025-03-02'), ('other@example.com', '+971501234567', '2025-03-03')");
        (await new MatchCalls().RunAsync(database.Vitals, DateTimeOffset.UnixEpoch, TestContext.Current.CancellationToken)).ShouldBe(0);
        await database.DoAsync(SomeRows.Client("late@example.com") + "insert into client_phones (phone, client_id, is_primary) select '+971501234567', client_id, true from client_emails where email = 'late@example.com'");
        (await new MatchCalls().RunAsync(database.Vitals, DateTimeOffset.UnixEpoch, TestContext.Current.CancellationToken)).ShouldBe(2);
        await ShouldBeRightAsync();
    }
}
