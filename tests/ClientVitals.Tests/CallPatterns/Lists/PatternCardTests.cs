using ClientVitals.CallPatterns.Analysis;
using ClientVitals.CallPatterns.Lists;
using ClientVitals.CallPatterns.Model;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.CallPatterns.Lists;

public sealed class PatternCardTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private static readonly DayOfWeek[] Thrice = [DayOfWeek.Monday, DayOfWeek.Wednesday, DayOfWeek.Friday];
    private static readonly DateOnly Start = new(2025, 6, 2);
    private static readonly DateTimeOffset Monday = new(2025, 12, 8, 8, 0, 0, TimeSpan.Zero);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await database.DoAsync(
        "delete from call_pattern_analysis; delete from clients; delete from staff;"
        + SomeRows.Client("steady@example.com", "Sara", "Noor", "Omar")
        + SomeRows.Calls("steady@example.com", SomeRows.Weekly(Start, new(2025, 12, 8), Thrice))
        + SomeRows.Client("silent@example.com", "Leila", null, "Aisha")
        + SomeRows.Calls("silent@example.com", SomeRows.Weekly(Start, new(2025, 11, 5), Thrice)));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task<PatternCard> CardAsync(string address, DateTimeOffset at)
    {
        await using var db = await database.OpenAsync();
        return await PatternCard.ReadAsync(db, address, PatternRule.Calibrated, at, Ct);
    }

    [Fact]
    public async Task Before_an_alarm_it_says_what_is_due_and_from_when_silence_would_be_unusual()
    {
        var card = await CardAsync("steady@example.com", Monday);

        card.Judged.Status.ShouldBe(PatternStatus.Normal);
        card.OnceIn.ShouldBeNull("an ordinary week is not rare");
        card.Outlook.DueToday.ShouldBe(true);
        (await CardAsync("steady@example.com", Monday.AddDays(1))).Outlook.DueToday.ShouldBe(false, "they do not call on Tuesdays");
        var unusual = card.Outlook.UnusualFrom.ShouldNotBeNull();
        // What it announces is what the judge says when it comes to that: no break the day before, one on the day.
        var on = new DateTimeOffset(unusual.ToDateTime(new TimeOnly(8, 0)), TimeSpan.Zero);
        (await CardAsync("steady@example.com", on)).Judged.Status.ShouldBe(PatternStatus.PatternBreak);
        (await CardAsync("steady@example.com", on.AddDays(-1))).Judged.Status.ShouldNotBe(PatternStatus.PatternBreak);
    }

    [Fact]
    public async Task In_a_break_it_says_how_rare_it_is_and_lists_the_episode()
    {
        await new AnalyzeCallPatterns().RunAsync(database.Vitals, Monday, "person", null, Ct);

        var card = await CardAsync("silent@example.com", Monday);

        (card.Judged.Status, card.Outlook.UnusualFrom).ShouldBe((PatternStatus.PatternBreak, null));
        card.OnceIn.ShouldNotBeNull().ShouldContain("once in");
        card.Episodes.ShouldHaveSingleItem().WorstStatus.ShouldBe("PATTERN_BREAK");
        card.ClearsWhen.ShouldNotBeNull();
    }

    [Fact]
    public async Task Nobodys_address_is_told_so() =>
        (await Should.ThrowAsync<PlainError>(() => CardAsync("nobody@example.com", Monday))).Message.ShouldContain("nobody@example.com");
}
