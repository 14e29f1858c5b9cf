using System.Globalization;
using ClientVitals.Access;
using ClientVitals.Benchmarks.Import;
using ClientVitals.Calls;
using ClientVitals.Calls.Undo;
using ClientVitals.Database;
using ClientVitals.People;
using ClientVitals.Settings;
using ClientVitals.Sources;
using ClientVitals.Sources.Intake;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Calls;

/// <summary>A delivery that is undone is as if it had never come; redone, as if it had never gone.</summary>
public sealed partial class UndoDeliveryTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private const string Header = "provider_call_id,email,started_at,status,notes\n";
    private const string First = Header + "1,layla@example.com,2025-11-03 09:00,completed,one\n2,sam@example.com,2025-11-04 09:00,completed,one\n";

    private static readonly DateTimeOffset Start = new(2025, 12, 1, 12, 0, 0, TimeSpan.Zero);

    private DateTimeOffset _now = Start;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await database.DoAsync("delete from delivery_changes");
        await Asked.ClearAsync(database);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task<IntakeDone> ImportAsync(string text, CallFileOptions? options = null)
    {
        // Every delivery has a moment of its own.
        _now += TimeSpan.FromMinutes(1);
        using var file = CallFile.Of("calls.csv", text, options ?? new CallFileOptions(_now, BusinessZone.Utc));
        return await new ImportCalls().RunAsync(database.Vitals, file, _now, null, null, Cancel);
    }

    private async Task<(long Removed, long Restored, long Kept, long Clients)> UndoAsync(IntakeDone delivery)
    {
        var done = await new UndoDelivery(delivery.Delivery).RunAsync(database.Vitals, _now, Cancel);
        (await new RebuildRollups().RunAsync(database.Vitals, _now, Cancel)).Repaired.ShouldBe(0);
        return (done.CallsRemoved, done.CallsRestored, done.CallsKept, done.ClientsRemoved);
    }

    private async Task<(long Added, long Corrected, long Left, long Clients)> RedoAsync(IntakeDone delivery)
    {
        var done = await new RedoDelivery(delivery.Delivery).RunAsync(database.Vitals, _now, Cancel);
        (await new RebuildRollups().RunAsync(database.Vitals, _now, Cancel)).Repaired.ShouldBe(0);
        return (done.CallsAdded, done.CallsCorrected, done.CallsLeft, done.ClientsBack);
    }

    private Task<string> ContentAsync() => ContentHash.OfAsync(database.Vitals, Cancel);

    /// <summary>Each call as id, whose, status and notes.</summary>
    private Task<List<string>> CallsAsync() => Asked.RowsAsync<string>(database, """
        select concat_ws(' ', r.provider_call_id, split_part(e.email, '@', 1), r.status, r.notes)
        from call_records r left join client_emails e on e.client_id = r.client_id and e.is_primary
        order by 1
        """);

    [Theory]
    [InlineData("1", "3")]
    [InlineData("3", "1")]
    [InlineData("1", "2", "4")]
    [InlineData("2")]
    [InlineData("4", "3", "2", "1")]
    public async Task Those_calls_stay_that_another_delivery_tells_again(params string[] again)
    {
        string Lines(IEnumerable<string> ids) => Header + string.Concat(ids.Select(id => $"{id},layla@example.com,2025-11-0{id} 09:00,completed,one\n"));
        var first = await ImportAsync(Lines(["1", "2", "3", "4"]));
        (await ImportAsync(Lines(again))).Unchanged.ShouldBe(again.Length);
        (await UndoAsync(first)).ShouldBe((4 - again.Length, 0, again.Length, 0));
        (await CallsAsync()).ShouldBe(again.Order().Select(id => $"{id} layla COMPLETED one"));
    }

    [Fact]
    public async Task The_calls_of_a_delivery_and_the_clients_it_made_go_and_come_back()
    {
        var empty = await ContentAsync();
        var done = await ImportAsync(First);
        var full = await ContentAsync();
        (await UndoAsync(done)).ShouldBe((2, 0, 0, 2));
        (await ContentAsync()).ShouldBe(empty);
        (await Asked.OneAsync<bool>(database, "select undone_at is not null and state = 'succeeded' from deliveries")).ShouldBeTrue();
        (await RedoAsync(done)).ShouldBe((2, 0, 0, 2));
        (await ContentAsync()).ShouldBe(full);
        // And once more, both ways.
        (await UndoAsync(done)).ShouldBe((2, 0, 0, 2));
        (await ContentAsync()).ShouldBe(empty);
        (await RedoAsync(done)).ShouldBe((2, 0, 0, 2));
        (await ContentAsync()).ShouldBe(full);
        (await Asked.RowsAsync<string>(database, "select action || ' ' || (details ->> 'calls_removed') from audit_log where action = 'delivery_undone' and subject = 'delivery:' || (select max(id) from deliveries)"))
            .ShouldBe(["delivery_undone 2", "delivery_undone 2"]);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(200)]
    public async Task A_correction_is_taken_back_and_comes_back(int count)
    {
        string Lines(string notes, int from = 0) => Header + string.Concat(Enumerable.Range(from, count).Select(n => string.Create(
            CultureInfo.InvariantCulture, $"{n},c{n % 50}@example.com,2025-10-{(n % 28) + 1:00} 09:00,completed,{notes}\n")));
        await ImportAsync(Lines("first"));
        var before = await ContentAsync();
        var corrected = await ImportAsync(Lines("second", from: 1));
        corrected.Corrected.ShouldBe(count - 1);
        var after = await ContentAsync();
        (await UndoAsync(corrected)).ShouldBe((1, count - 1, 0, count < 50 ? 1 : 0));
        (await ContentAsync()).ShouldBe(before);
        (await RedoAsync(corrected)).ShouldBe((1, count - 1, 0, count < 50 ? 1 : 0));
        (await ContentAsync()).ShouldBe(after);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(150)]
    public async Task What_a_later_delivery_confirmed_stays_until_that_is_undone_too(int count)
    {
        string Lines(int from) => Header + string.Concat(Enumerable.Range(from, count - from).Select(n => $"{n},c{n}@example.com,2025-11-03 09:00,completed,\n"));
        var first = await ImportAsync(Lines(0));
        var second = await ImportAsync(Lines(1));
        second.Unchanged.ShouldBe(count - 1);
        // The first call is told by the first delivery alone.
        (await UndoAsync(first)).ShouldBe((1, 0, count - 1, 1));
        (await CallsAsync()).Count.ShouldBe(count - 1);
        // The clients were made by one that is undone.
        (await UndoAsync(second)).ShouldBe((count - 1, 0, 0, count - 1));
        (await CallsAsync()).ShouldBeEmpty();
        // In the other order it is the same.
        (await RedoAsync(first)).Added.ShouldBe(1);
        (await RedoAsync(second)).Added.ShouldBe(count - 1);
        (await UndoAsync(second)).Kept.ShouldBe(count - 1);
        (await CallsAsync()).Count.ShouldBe(count);
        (await UndoAsync(first)).Removed.ShouldBe(count);
    }

    [Fact]
    public async Task A_correction_in_the_middle_leaves_no_trace()
    {
        await ImportAsync(First);
        var two = await ImportAsync(First.Replace("one", "two", StringComparison.Ordinal));
        var three = await ImportAsync(First.Replace("one", "three", StringComparison.Ordinal));
        (await UndoAsync(two)).ShouldBe((0, 0, 2, 0));
        (await CallsAsync()).ShouldBe(["1 layla COMPLETED three", "2 sam COMPLETED three"]);
        (await UndoAsync(three)).ShouldBe((0, 2, 0, 0));
        (await CallsAsync()).ShouldBe(["1 layla COMPLETED one", "2 sam COMPLETED one"]);
    }

    [Fact]
    public async Task A_correction_that_a_later_delivery_confirmed_goes_with_the_last_of_them()
    {
        await ImportAsync(First);
        var corrected = await ImportAsync(First.Replace("one", "two", StringComparison.Ordinal));
        var confirmed = await ImportAsync(First.Replace("one", "two", StringComparison.Ordinal));
        confirmed.Unchanged.ShouldBe(2);
        (await UndoAsync(corrected)).ShouldBe((0, 0, 2, 0));
        (await CallsAsync()).ShouldBe(["1 layla COMPLETED two", "2 sam COMPLETED two"]);
        (await UndoAsync(confirmed)).ShouldBe((0, 2, 0, 0));
        (await CallsAsync()).ShouldBe(["1 layla COMPLETED one", "2 sam COMPLETED one"]);
    }

    [Theory]
    [InlineData("provider_call_id,")]
    [InlineData("")]
    public async Task A_wrong_zone_corrected_does_not_double(string id)
    {
        var text = $"{id}email,started_at\n{(id.Length > 0 ? "1," : "")}layla@example.com,2025-11-03 09:00\n{(id.Length > 0 ? "2," : "")}layla@example.com,2025-11-10 09:00\n";
        var wrong = await ImportAsync(text);
        (await UndoAsync(wrong)).Removed.ShouldBe(2);
        var right = await ImportAsync(text, new CallFileOptions(_now, BusinessZone.Of("Asia/Dubai")));
        (right.Added, right.ClientsMade).ShouldBe((2, 1));
        (await Asked.RowsAsync<string>(database, "select to_char(started_at at time zone 'UTC', 'DD HH24') from call_records order by 1")).ShouldBe(["03 05", "10 05"]);
        // The undone one stays away from what came instead.
        (await RedoAsync(wrong)).Clients.ShouldBe(0);
    }

    [Fact]
    public async Task A_call_that_a_delivery_took_to_another_client_goes_back()
    {
        await ImportAsync(First);
        var moved = await ImportAsync(Header + "1,zoe@example.com,2025-11-03 09:00,completed,one\n");
        (await CallsAsync()).ShouldBe(["1 zoe COMPLETED one", "2 sam COMPLETED one"]);
        (await UndoAsync(moved)).ShouldBe((0, 1, 0, 1));
        (await CallsAsync()).ShouldBe(["1 layla COMPLETED one", "2 sam COMPLETED one"]);
    }

    [Fact]
    public async Task A_client_of_whom_something_else_is_known_stays()
    {
        var done = await ImportAsync(First);
        var layla = await Asked.OneAsync<Guid>(database, "select client_id from client_emails where email = 'layla@example.com'");
        await new WriteNote(layla, "Their knee hurts").RunAsync(database.Vitals, _now, Cancel);
        (await UndoAsync(done)).ShouldBe((2, 0, 0, 1));
        (await Asked.RowsAsync<string>(database, "select email from client_emails")).ShouldBe(["layla@example.com"]);
        (await RedoAsync(done)).ShouldBe((2, 0, 0, 1));
        (await CallsAsync()).ShouldBe(["1 layla COMPLETED one", "2 sam COMPLETED one"]);
    }

    [Fact]
    public async Task A_delivery_that_was_undone_is_no_sign_of_life_of_its_source()
    {
        var done = await ImportAsync(First);
        await using (var db = await database.OpenAsync())
            (await SourceFreshness.ReadAsync(db, _now, Cancel)).ShouldHaveSingleItem();
        await UndoAsync(done);
        await using (var db = await database.OpenAsync())
            (await SourceFreshness.ReadAsync(db, _now, Cancel)).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_cannot_be_undone_is_refused_with_its_reason()
    {
        async Task<string> RefusedAsync(IAct<DeliveryUndone> act, DateTimeOffset? now = null, Principal? by = null) =>
            (await Should.ThrowAsync<PlainError>(() => database.Vitals.DoAsync(act, by ?? Actor.CommandLine("test"), now ?? _now, Cancel))).Message;
        (await RefusedAsync(new UndoDelivery(987654))).ShouldContain("There is no delivery 987654");
        var done = await ImportAsync(First);
        (await RefusedAsync(new UndoDelivery(done.Delivery), _now.AddDays(91))).ShouldContain("older than 90 days");
        var setter = new Actor("user:x", "setter", AppRole.Setter, Guid.NewGuid(), DatabaseIdentity.Service);
        (await RefusedAsync(new UndoDelivery(done.Delivery), by: setter)).ShouldContain("owner or an admin");
        await UndoAsync(done);
        (await RefusedAsync(new UndoDelivery(done.Delivery))).ShouldContain("undone already");
        await database.DoAsync("insert into deliveries (source, name, state, started_at, entity) values ('x', 'broken', 'failed', '2025-12-01', 'calls'), ('x', 'visits', 'succeeded', '2025-12-01', 'visits')");
        (await RefusedAsync(new UndoDelivery(await Asked.OneAsync<long>(database, "select id from deliveries where name = 'broken'")))).ShouldContain("came to nothing");
        (await RefusedAsync(new UndoDelivery(await Asked.OneAsync<long>(database, "select id from deliveries where name = 'visits'")))).ShouldContain("only deliveries of calls");
    }

    [Fact]
    public async Task What_is_kept_of_old_deliveries_is_deleted()
    {
        await ImportAsync(First);
        await ImportAsync(First);
        (await Asked.OneAsync<long>(database, "select count(*) from delivery_changes")).ShouldBe(1);
        var sql = Sql.Of(typeof(PurgeDeliveryChanges)).Replace("@most", "100", StringComparison.Ordinal);
        await database.DoAsync(sql.Replace("@before", "'2025-11-30'", StringComparison.Ordinal));
        (await Asked.OneAsync<long>(database, "select count(*) from delivery_changes")).ShouldBe(1);
        await database.DoAsync(sql.Replace("@before", "'2025-12-02'", StringComparison.Ordinal));
        (await Asked.OneAsync<long>(database, "select count(*) from delivery_changes")).ShouldBe(0);
    }

    [Fact]
    public async Task Corrections_from_before_they_were_recorded_are_said_to_stay()
    {
        await ImportAsync(First);
        var old = await ImportAsync(First.Replace("one", "two", StringComparison.Ordinal));
        await database.DoAsync("delete from delivery_changes; update deliveries set details = details - 'changes_recorded'");
        var undone = await new UndoDelivery(old.Delivery).RunAsync(database.Vitals, _now, Cancel);
        (undone.ChangedNothing, undone.CorrectionsNotRecorded).ShouldBe((true, 2));
        (await CallsAsync()).ShouldBe(["1 layla COMPLETED two", "2 sam COMPLETED two"]);
        // Corrections within one file need no record.
        var within = await ImportAsync(Header + "7,zoe@example.com,2025-11-03 09:00,completed,a\n7,zoe@example.com,2025-11-03 09:00,completed,b\n");
        within.Corrected.ShouldBe(1);
        (await new UndoDelivery(within.Delivery).RunAsync(database.Vitals, _now, Cancel)).CorrectionsNotRecorded.ShouldBe(0);
    }
}
