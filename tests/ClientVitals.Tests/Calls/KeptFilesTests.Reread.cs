using System.Text;
using ClientVitals.Access;
using ClientVitals.Calls;
using ClientVitals.Calls.Undo;
using ClientVitals.Database;
using ClientVitals.Sources;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Calls;

/// <summary>A kept file is read again with another zone, order of dates, column or word.</summary>
public sealed partial class KeptFilesTests
{
    [Theory]
    [InlineData("1")]
    [InlineData("")]
    public async Task A_wrong_zone_is_corrected_in_one_step_and_nothing_doubles(string id)
    {
        var text = id.Length > 0 ? First : "email,started_at\nlayla@example.com,2025-11-03 09:00\nlayla@example.com,2025-11-10 09:00\nsam@example.com,2025-11-04 09:00\n";
        var calls = id.Length > 0 ? 2 : 3;
        var empty = await ContentAsync();
        var wrong = await ImportAsync(text);
        var first = await ContentAsync();
        var planned = await database.Vitals.RehearseAsync(Again(wrong), Actor.CommandLine("test"), _now, Cancel);
        (await ContentAsync()).ShouldBe(first);
        (await Asked.OneAsync<long>(database, "select count(*) from deliveries")).ShouldBe(1);

        var done = await RereadAsync(wrong);
        Counts(done).ShouldBe((calls, 0, 0, 0, 0, 0));
        Counts(planned).ShouldBe(Counts(done));
        (done.ClientsBefore, done.ClientsNow).ShouldBe((2, 2));
        (await TimesAsync()).ShouldAllBe(time => time.EndsWith(" 05:00", StringComparison.Ordinal));
        (await TimesAsync()).Count.ShouldBe(calls);
        var second = await ContentAsync();
        (await Asked.RowsAsync<string>(database, "select action || ' ' || (details ->> 'calls_moved') from audit_log where subject = 'delivery:' || (select min(id) from deliveries)"))
            .ShouldBe([$"delivery_reread {calls}"]);
        (await Asked.OneAsync<bool>(database, "select n.corrects_id = o.id and n.file_id = o.id and n.sha256 = o.sha256 and o.undone_at is not null from deliveries n join deliveries o on o.id < n.id")).ShouldBeTrue();
        (await TakeOutAsync(done.Delivery)).Bytes.ShouldBe(Encoding.UTF8.GetBytes(text));

        // Undo and redo work on both, one reading at a time.
        (await Should.ThrowAsync<PlainError>(() => new RedoDelivery(wrong.Delivery).RunAsync(database.Vitals, _now, Cancel))).Message.ShouldContain($"Undo delivery {done.Delivery} first");
        (await Should.ThrowAsync<PlainError>(() => RereadAsync(wrong))).Message.ShouldContain($"as delivery {done.Delivery}");
        (await new UndoDelivery(done.Delivery).RunAsync(database.Vitals, _now, Cancel)).Corrects.ShouldBe(wrong.Delivery);
        (await ContentAsync()).ShouldBe(empty);
        (await new RedoDelivery(wrong.Delivery).RunAsync(database.Vitals, _now, Cancel)).CallsAdded.ShouldBe(calls);
        (await ContentAsync()).ShouldBe(first);
        (await Should.ThrowAsync<PlainError>(() => new RedoDelivery(done.Delivery).RunAsync(database.Vitals, _now, Cancel))).Message.ShouldContain($"Undo delivery {wrong.Delivery} first");
        await new UndoDelivery(wrong.Delivery).RunAsync(database.Vitals, _now, Cancel);
        (await new RedoDelivery(done.Delivery).RunAsync(database.Vitals, _now, Cancel)).CallsAdded.ShouldBe(calls);
        (await ContentAsync()).ShouldBe(second);
    }

    [Fact]
    public async Task A_corrected_column_and_word_and_order_say_what_differs()
    {
        var wrong = await ImportAsync("id,email,started_at,Result\n1,layla@example.com,03/04/2025 09:00,Signed in\n2,sam@example.com,05/06/2025 09:00,completed\n", Options() with { DateOrder = DateOrder.MonthFirst, Map = new Dictionary<string, string> { ["Result"] = "status", ["id"] = "provider_call_id" } });
        (await TimesAsync()).ShouldBe(["layla 04 09:00", "sam 06 09:00"]);
        var how = new ReadingChoices
        {
            DateOrder = DateOrder.DayFirst,
            Map = new Dictionary<string, string> { ["Result"] = "status", ["id"] = "provider_call_id" },
            Words = [TaughtCalls.Of("Result:Signed in=COMPLETED")],
        };
        Counts(await RereadAsync(wrong, how)).ShouldBe((2, 0, 0, 0, 0, 0));
        (await TimesAsync()).ShouldBe(["layla 03 09:00", "sam 05 09:00"]);
    }

    [Fact]
    public async Task What_was_chosen_before_holds_where_nothing_is_said_now_and_is_kept_for_the_next_file()
    {
        var wrong = await ImportAsync("id,email,started_at,Result\n1,layla@example.com,03/04/2025 09:00,Signed in\n2,sam@example.com,05/06/2025 09:00,Signed in\n", Options() with
        {
            DateOrder = DateOrder.DayFirst,
            Map = new Dictionary<string, string> { ["Result"] = "status", ["id"] = "provider_call_id" },
        });
        var first = await RereadAsync(wrong, new ReadingChoices { DateOrder = DateOrder.DayFirst, Map = new Dictionary<string, string> { ["Result"] = "status", ["id"] = "provider_call_id" }, Words = [TaughtCalls.Of("Result:Signed in=NO_ANSWER")] });
        _now += TimeSpan.FromMinutes(1);
        var done = await new RereadDelivery(first.Delivery, new ReadingChoices { Zone = "Asia/Dubai" }).RunAsync(database.Vitals, _now, Cancel);
        Counts(done).ShouldBe((2, 0, 0, 0, 0, 0));
        (await TimesAsync()).ShouldBe(["layla 03 05:00", "sam 05 05:00"]);
        (await Asked.RowsAsync<string>(database, "select distinct status from call_records")).ShouldBe(["NO_ANSWER"]);
        done.Notes.ShouldContain(note => note.StartsWith("read as last time", StringComparison.Ordinal));
        (await Asked.OneAsync<string>(database, "select choices ->> 'zone' from source_readings")).ShouldBe("Asia/Dubai");
    }

    [Fact]
    public async Task A_line_above_the_column_names_gives_the_zone_until_somebody_chooses_another()
    {
        var titled = await ImportAsync("Time zone: Europe/Berlin\n" + Header + "1,layla@example.com,2025-11-03 09:00,completed,one\n");
        (await TimesAsync()).ShouldBe(["layla 03 08:00"]);
        await RereadAsync(titled);
        (await TimesAsync()).ShouldBe(["layla 03 05:00"]);
    }

    [Fact]
    public async Task What_cannot_be_read_so_changes_nothing()
    {
        var done = await ImportAsync(First);
        var before = await ContentAsync();
        await Should.ThrowAsync<PlainError>(() => RereadAsync(done, new ReadingChoices { Map = new Dictionary<string, string> { ["No such column"] = "started_at" } }));
        (await ContentAsync()).ShouldBe(before);
        (await Asked.RowsAsync<bool>(database, "select undone_at is null from deliveries")).ShouldBe([true]);
        (await Asked.OneAsync<long>(database, "select count(*) from delivery_changes")).ShouldBe(0);
    }

    [Fact]
    public async Task Calls_that_a_later_delivery_confirmed_stay_and_corrections_are_taken_back_first()
    {
        await ImportAsync(Header + "2,sam@example.com,2025-11-04 08:00,completed,zero\n");
        var wrong = await ImportAsync(First);
        wrong.ShouldSatisfyAllConditions(done => done.Added.ShouldBe(1), done => done.Corrected.ShouldBe(1));
        await ImportAsync(Header + "1,layla@example.com,2025-11-03 09:00,completed,one\n");
        var done = await RereadAsync(wrong);
        // Sam's call goes back to 08:00 and is told 05:00 now; Layla's was confirmed, and is corrected by its id.
        done.CallsKept.ShouldBe(1);
        (await TimesAsync()).ShouldBe(["layla 03 05:00", "sam 04 05:00"]);
        await new UndoDelivery(done.Delivery).RunAsync(database.Vitals, _now, Cancel);
        (await TimesAsync()).ShouldBe(["layla 03 09:00", "sam 04 08:00"]);
    }
}
