using ClientVitals.Access;
using ClientVitals.Database;
using ClientVitals.Packages;
using ClientVitals.Payments;
using ClientVitals.Sessions;
using ClientVitals.Settings;
using ClientVitals.Sources;
using ClientVitals.Sources.Facts;
using ClientVitals.Sources.Intake;
using ClientVitals.Tests.Calls;
using ClientVitals.Tests.Sources.Intake;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Sources.Facts;

/// <summary>The kept file of a delivery of facts is read again with other options, in one step: nothing is doubled, nothing half done.</summary>
public sealed class RereadFactsTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private const string Header = "Session id,Client email,Starts at,Status\n";
    private const string First = Header + "1,layla@example.com,2025-11-03 09:00,Attended\n2,sam@example.com,2025-11-04 09:00,Zorbed\n";

    private static readonly ReadingChoices InDubai = new() { Zone = "Asia/Dubai" };

    private DateTimeOffset _now = new(2025, 12, 1, 12, 0, 0, TimeSpan.Zero);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await database.DoAsync("delete from delivery_files; delete from received_messages; delete from sources; delete from source_readings");
        await IntakeKind.ClearAsync(database);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task<IntakeDone> ImportAsync(string text, FactEntity? entity = null)
    {
        _now += TimeSpan.FromMinutes(1);
        entity ??= SessionFact.Entity;
        var reading = new FactReading(entity.Fact, _now, BusinessZone.Utc) { IsKept = true, Source = "studio" };
        return await new FactBook(entity, reading).ImportAsync(database, text);
    }

    private async Task<FactsReread> RereadAsync(long delivery, ReadingChoices? how = null, FactEntity? entity = null, bool isRedo = false)
    {
        _now += TimeSpan.FromMinutes(1);
        return await database.Vitals.DoAsync(new RereadFacts(entity ?? SessionFact.Entity, delivery, how ?? InDubai) { IsRedo = isRedo }, Actor.CommandLine("test"), _now, Cancel);
    }

    private static (long Moved, long Changed, long Same, long Added, long Gone, long Kept) Counts(FactsReread done) => (done.Moved, done.Changed, done.Same, done.Added, done.Gone, done.Kept);

    private Task<List<string>> SessionsAsync() => Asked.RowsAsync<string>(database, """
        select external_id || ' ' || split_part(client_email, '@', 1) || to_char(starts_at at time zone 'UTC', ' DD HH24:MI ') || status from sessions order by 1
        """);

    [Fact]
    public async Task A_zone_is_set_right_in_one_step_without_a_trace_of_the_first_reading()
    {
        var first = await ImportAsync(First);
        var asOf = _now;
        var done = await RereadAsync(first.Delivery);
        Counts(done).ShouldBe((2, 0, 0, 0, 0, 0));
        (done.ClientsBefore, done.ClientsNow, done.Read, done.Rejected).ShouldBe((2, 2, 2, 0));
        (await SessionsAsync()).ShouldBe(["1 layla 03 05:00 ATTENDED", "2 sam 04 05:00 UNKNOWN"]);
        (await Asked.RowsAsync<string>(database, "select id || ' ' || coalesce(corrects_id, 0) || ' ' || (undone_at is null) || ' ' || (file_id = 0 or true) from deliveries order by id"))
            .ShouldBe([$"{first.Delivery} 0 false true", $"{done.Delivery} {first.Delivery} true true"]);
        (await SessionsPage.ReadAsync(database.Vitals, DatabaseIdentity.Service, new(AsOf: asOf), 50, null, Cancel)).Items.ShouldBeEmpty("the clients of the first reading went, and their versions with them");
        // From then on files like it are read so.
        (await ImportAsync(First.Replace("Attended", "Missed", StringComparison.Ordinal))).Corrected.ShouldBe(2, "this import was told UTC");
    }

    [Fact]
    public async Task A_word_is_taught_and_a_preview_changes_nothing()
    {
        var first = await ImportAsync(First);
        var how = new ReadingChoices { Words = [TaughtWord.Of("Status:Zorbed=NO_SHOW")] };
        var seen = await database.Vitals.RehearseAsync(new RereadFacts(SessionFact.Entity, first.Delivery, how), Actor.CommandLine("test"), _now, Cancel);
        Counts(seen).ShouldBe((0, 1, 1, 0, 0, 0));
        (await SessionsAsync()).ShouldBe(["1 layla 03 09:00 ATTENDED", "2 sam 04 09:00 UNKNOWN"]);
        Counts(await RereadAsync(first.Delivery, how)).ShouldBe((0, 1, 1, 0, 0, 0));
        (await SessionsAsync()).ShouldBe(["1 layla 03 09:00 ATTENDED", "2 sam 04 09:00 NO_SHOW"]);
        (await Asked.OneAsync<string>(database, "select action || ' ' || (details ->> 'what') || ' ' || (details ->> 'changed') from audit_log order by id desc limit 1")).ShouldBe("facts_reread sessions 1");
    }

    [Fact]
    public async Task A_row_that_a_later_delivery_tells_too_stays_as_that_one_tells_it_and_is_not_doubled()
    {
        var first = await ImportAsync(First);
        await ImportAsync(Header + "1,layla@example.com,2025-11-03 09:00,Attended\n");
        var done = await RereadAsync(first.Delivery, new ReadingChoices { Words = [TaughtWord.Of("Status:Zorbed=NO_SHOW")] });
        Counts(done).ShouldBe((0, 1, 0, 0, 0, 1));
        (await SessionsAsync()).ShouldBe(["1 layla 03 09:00 ATTENDED", "2 sam 04 09:00 NO_SHOW"]);
    }

    [Fact]
    public async Task What_the_first_reading_had_corrected_is_as_before_unless_the_second_corrects_it_too()
    {
        await ImportAsync(Header + "1,layla@example.com,2025-11-03 09:00,Booked\n");
        var wrong = await ImportAsync(First);
        Counts(await RereadAsync(wrong.Delivery)).ShouldBe((2, 0, 0, 0, 0, 0));
        (await SessionsAsync()).ShouldBe(["1 layla 03 05:00 ATTENDED", "2 sam 04 05:00 UNKNOWN"]);
    }

    [Theory]
    [InlineData("sessions", "Session id,Client email,Starts at,Status\n1,layla@example.com,2025-11-03 23:00,Attended\n", "starts_at")]
    [InlineData("sessions", "Client email,Starts at,Status\nlayla@example.com,2025-11-03 23:00,Attended\n", "starts_at")]
    [InlineData("packages", "Package id,Client email,Bought on,Sessions\n1,layla@example.com,2025-11-03,12\n", "bought_on")]
    [InlineData("payments", "Payment id,Client email,Paid at,Amount\n1,layla@example.com,2025-11-03 23:00,50\n", "paid_at")]
    [InlineData("payments", "Client email,Paid at,Amount\nlayla@example.com,2025-11-03 23:00,50\nlayla@example.com,2025-11-03 23:00,50\n", "paid_at")]
    public async Task No_fact_is_doubled_by_another_zone_with_an_id_or_without(string name, string text, string at)
    {
        var entity = new[] { SessionFact.Entity, PackageFact.Entity, PaymentFact.Entity }.Single(one => one.Name == name);
        var first = await ImportAsync(text, entity);
        var rows = await Asked.OneAsync<long>(database, $"select count(*) from {name}");
        var done = await RereadAsync(first.Delivery, entity: entity);
        (await Asked.OneAsync<long>(database, $"select count(*) from {name}")).ShouldBe(rows);
        // A day has no zone.
        Counts(done).ShouldBe(name == "packages" ? (0, 0, rows, 0, 0, 0) : (rows, 0, 0, 0, 0, 0));
        (await Asked.OneAsync<string>(database, $"select min({at})::timestamp::text from {name}")).ShouldStartWith(name == "packages" ? "2025-11-03" : "2025-11-03 19:00");
        // And back.
        Counts(await RereadAsync(done.Delivery, new ReadingChoices { Zone = "UTC" }, entity)).ShouldBe(Counts(done));
        (await Asked.OneAsync<long>(database, $"select count(*) from {name}")).ShouldBe(rows);
    }

    [Fact]
    public async Task A_message_is_read_again_by_its_sources_mapping()
    {
        await database.DoAsync("insert into sources (name, mapping) values ('desk', '{\"fields\": {\"client_email\": \"who\", \"starts_at\": \"begun\", \"status\": \"went\"}}')");
        var source = (await CallSourcesAsync("desk"))!;
        var body = """{"who": "layla@example.com", "begun": "2025-11-03 09:00", "went": "attended"}"""u8.ToArray();
        var taken = await new TakeMessage(SessionFact.Entity.TakesIn, source, "m1", body).RunAsync(database.Vitals, _now, Cancel);
        await database.DoAsync("update sources set mapping = replace(mapping, '\"status\": \"went\"', '\"kind\": \"went\"')");
        Counts(await RereadAsync(taken.Delivery!.Value, ReadingChoices.None)).ShouldBe((0, 1, 0, 0, 0, 0));
        (await Asked.RowsAsync<string>(database, "select status || ' ' || kind from sessions")).ShouldBe(["UNKNOWN attended"]);
    }

    private async Task<CallSources?> CallSourcesAsync(string name)
    {
        await using var db = await database.Vitals.OpenAsync(Cancel);
        return await CallSources.FindAsync(db, name, _now, Cancel);
    }

    [Fact]
    public async Task An_undone_delivery_is_brought_back_by_its_file_and_one_that_holds_is_not_done_again()
    {
        var first = await ImportAsync(First);
        (await Should.ThrowAsync<PlainError>(() => RereadAsync(first.Delivery, ReadingChoices.None, isRedo: true))).Message.ShouldContain("was not undone");
        await database.Vitals.DoAsync(new UndoFacts(SessionFact.Entity, first.Delivery), Actor.CommandLine("test"), _now.AddSeconds(1), Cancel);
        (await SessionsAsync()).ShouldBeEmpty();
        var again = await RereadAsync(first.Delivery, ReadingChoices.None, isRedo: true);
        Counts(again).ShouldBe((0, 0, 0, 2, 0, 0), "their clients went with the undo, and with them what was known");
        (await SessionsAsync()).ShouldBe(["1 layla 03 09:00 ATTENDED", "2 sam 04 09:00 UNKNOWN"]);
        (await Should.ThrowAsync<PlainError>(() => RereadAsync(first.Delivery, ReadingChoices.None, isRedo: true))).Message.ShouldContain($"as delivery {again.Delivery}, which holds");
    }

    [Fact]
    public async Task What_cannot_be_read_again_says_why_and_changes_nothing()
    {
        var first = await ImportAsync(First);
        (await Should.ThrowAsync<PlainError>(() => RereadAsync(first.Delivery, new ReadingChoices { Zone = "Nowhere/Land" }))).Message.ShouldContain("Nowhere/Land");
        (await Should.ThrowAsync<PlainError>(() => RereadAsync(first.Delivery, new ReadingChoices { Map = new Dictionary<string, string> { ["Nothing"] = "status" } }))).Message.ShouldContain("has no column 'Nothing'");
        (await Should.ThrowAsync<PlainError>(() => RereadAsync(first.Delivery, entity: PaymentFact.Entity))).Message.ShouldContain("brought sessions");
        (await SessionsAsync()).Count.ShouldBe(2);
        await database.DoAsync("delete from delivery_files");
        (await Should.ThrowAsync<PlainError>(() => RereadAsync(first.Delivery))).Message.ShouldContain("is not kept");
        var coach = new Actor("user:x", "Sara", AppRole.Coach, Guid.NewGuid(), DatabaseIdentity.Service);
        await Should.ThrowAsync<ForbiddenException>(() => database.Vitals.DoAsync(new RereadFacts(SessionFact.Entity, first.Delivery, InDubai), coach, _now, Cancel));
        (await SessionsAsync()).Count.ShouldBe(2);
    }
}
