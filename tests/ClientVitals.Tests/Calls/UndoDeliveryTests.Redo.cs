using ClientVitals.Calls.Undo;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Calls;

/// <summary>What a redo brings back, and what it leaves alone.</summary>
public sealed partial class UndoDeliveryTests
{
    [Fact]
    public async Task A_redo_adds_nothing_that_came_otherwise_meanwhile()
    {
        const string Without = "email,started_at,notes\nlayla@example.com,2025-11-03 09:00,one\nlayla@example.com,2025-11-04 09:00,one\n";
        var first = await ImportAsync(Without);
        await UndoAsync(first);
        (await ImportAsync(Without.Replace("11-04", "11-05", StringComparison.Ordinal).Replace("one", "edited", StringComparison.Ordinal))).Added.ShouldBe(2);
        (await RedoAsync(first)).ShouldBe((1, 0, 1, 0));
        (await Asked.RowsAsync<string>(database, "select to_char(started_at at time zone 'UTC', 'DD ') || notes from call_records order by 1")).ShouldBe(["03 edited", "04 one", "05 edited"]);
    }

    [Fact]
    public async Task A_redo_leaves_what_was_changed_otherwise_meanwhile()
    {
        await ImportAsync(First);
        var two = await ImportAsync(First.Replace("one", "two", StringComparison.Ordinal));
        await UndoAsync(two);
        await ImportAsync(Header + "1,layla@example.com,2025-11-03 09:00,completed,three\n");
        (await RedoAsync(two)).ShouldBe((0, 1, 1, 0));
        (await CallsAsync()).ShouldBe(["1 layla COMPLETED three", "2 sam COMPLETED two"]);
    }

    [Fact]
    public async Task An_erased_person_does_not_come_back_with_a_redo()
    {
        var done = await ImportAsync(First);
        var two = await ImportAsync(First.Replace("one", "two", StringComparison.Ordinal));
        await UndoAsync(two);
        await new ErasePerson("layla@example.com").RunAsync(database.Vitals, Cancel);
        (await RedoAsync(two)).ShouldBe((0, 1, 0, 0));
        await UndoAsync(two);
        await UndoAsync(done);
        await new ErasePerson("sam@example.com").RunAsync(database.Vitals, Cancel);
        (await RedoAsync(done)).ShouldBe((0, 0, 0, 0));
        (await Asked.OneAsync<long>(database, "select count(*) from delivery_changes where concat(before, after) ~ 'layla|sam'")).ShouldBe(0);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(150)]
    public async Task A_second_undo_after_a_redo_says_what_the_first_said(int count)
    {
        string Lines(string notes) => Header + string.Concat(Enumerable.Range(0, count).Select(n => $"{n},c{n}@example.com,2025-11-03 09:00,completed,{notes}\n"));
        var first = await ImportAsync(Lines("one"));
        var confirmed = await ImportAsync(Lines("one"));
        var before = await ContentAsync();
        for (var time = 0; time < 2; time++)
        {
            var undone = await new UndoDelivery(first.Delivery).RunAsync(database.Vitals, _now, Cancel);
            (undone.ChangedNothing, undone.CallsKept).ShouldBe((true, count));
            (await ContentAsync()).ShouldBe(before);
            (await RedoAsync(first)).ShouldBe((0, 0, 0, 0));
            (await Asked.OneAsync<long>(database, $"select count(*) from call_records where delivery_id = {first.Delivery}")).ShouldBe(count);
        }
        // As if it had never gone: the one that confirmed takes nothing with it.
        (await UndoAsync(confirmed)).ShouldBe((0, 0, 0, 0));
        (await UndoAsync(first)).ShouldBe((count, 0, 0, count));
    }

    [Fact]
    public async Task A_correction_that_went_over_to_the_next_comes_back_with_a_redo()
    {
        await ImportAsync(First);
        var two = await ImportAsync(First.Replace("one", "two", StringComparison.Ordinal));
        var three = await ImportAsync(First.Replace("one", "three", StringComparison.Ordinal));
        for (var time = 0; time < 2; time++)
        {
            (await UndoAsync(two)).ShouldBe((0, 0, 2, 0));
            (await RedoAsync(two)).ShouldBe((0, 0, 0, 0));
        }
        (await UndoAsync(three)).ShouldBe((0, 2, 0, 0));
        (await CallsAsync()).ShouldBe(["1 layla COMPLETED two", "2 sam COMPLETED two"]);
        (await UndoAsync(two)).ShouldBe((0, 2, 0, 0));
        (await CallsAsync()).ShouldBe(["1 layla COMPLETED one", "2 sam COMPLETED one"]);
    }

    [Fact]
    public async Task A_correction_that_went_over_to_one_that_confirmed_it_comes_back_with_a_redo()
    {
        await ImportAsync(First);
        var corrected = await ImportAsync(First.Replace("one", "two", StringComparison.Ordinal));
        var confirmed = await ImportAsync(First.Replace("one", "two", StringComparison.Ordinal));
        (await UndoAsync(corrected)).ShouldBe((0, 0, 2, 0));
        await RedoAsync(corrected);
        (await UndoAsync(confirmed)).ShouldBe((0, 0, 0, 0));
        (await CallsAsync()).ShouldBe(["1 layla COMPLETED two", "2 sam COMPLETED two"]);
        (await UndoAsync(corrected)).ShouldBe((0, 2, 0, 0));
        (await CallsAsync()).ShouldBe(["1 layla COMPLETED one", "2 sam COMPLETED one"]);
    }
}
