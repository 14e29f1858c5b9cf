using System.Globalization;
using System.Text;
using ClientVitals.CallPatterns.Analysis;
using ClientVitals.CallPatterns.Answers;
using ClientVitals.CallPatterns.Lists;
using ClientVitals.CallPatterns.Model;
using ClientVitals.Calls;
using ClientVitals.Database;
using ClientVitals.People;
using ClientVitals.Settings;
using Dapper;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.CallPatterns.Analysis;

/// <summary>The morning list on the days when many are away at once, and the one tap that pauses them; who never got going has a list.</summary>
public sealed class SilentTogetherInDatabaseTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private static readonly DateOnly From = new(2025, 11, 24);
    private static readonly DateTimeOffset Now = new(2025, 12, 8, 8, 0, 0, TimeSpan.Zero);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private Task<AnalysisDone> AnalyzeAsync(DateTimeOffset now) => new AnalyzeCallPatterns().RunAsync(database.Vitals, now, "person", null, Ct);

    /// <summary>Each begins with an empty book, whichever comes first.</summary>
    private Task BeginAsync() => database.DoAsync("delete from call_pattern_analysis; delete from clients; delete from staff; delete from job_runs; delete from call_records; delete from dropout_fits");

    private async Task ImportAsync(IEnumerable<(string Email, DateTimeOffset At)> calls)
    {
        var text = new StringBuilder("client_email,started_at\n");
        foreach (var (email, at) in calls)
            text.Append(CultureInfo.InvariantCulture, $"{email},{at:O}\n");
        using var file = CallFile.Of("calls.csv", Encoding.UTF8.GetBytes(text.ToString()), new CallFileOptions(Now.AddDays(60), BusinessZone.Of("UTC")));
        (await new ImportCalls().RunAsync(database.Vitals, file, Now.AddDays(60), null, null, Ct)).Rejected.ShouldBe(0);
    }

    [Fact]
    public async Task Thirty_of_sixty_who_are_away_together_are_one_remark_and_one_tap_pauses_them()
    {
        await BeginAsync();
        DayOfWeek[][] habits = [[DayOfWeek.Monday, DayOfWeek.Thursday], [DayOfWeek.Tuesday, DayOfWeek.Friday], [DayOfWeek.Wednesday, DayOfWeek.Saturday]];
        await ImportAsync(Enumerable.Range(0, 60).SelectMany(place => SomeRows.Weekly(new(2025, 6, 2), new(2026, 1, 20), habits[place % 3])
            .Where(at => place % 2 == 0 || DateOnly.FromDateTime(at.UtcDateTime) < From || DateOnly.FromDateTime(at.UtcDateTime) > new DateOnly(2025, 12, 9))
            .Where(at => place != 1 || DateOnly.FromDateTime(at.UtcDateTime) < From)
            .Select(at => ($"c{place}@example.com", at))));

        var done = await AnalyzeAsync(Now);

        done.Together.ShouldNotBeNull().ShouldStartWith("30 clients have been quiet together since about Mon 24 Nov");
        (done.PatternBreaks, done.BelowPattern).ShouldBe((0, 0));
        await using var db = await database.OpenAsync();
        (await PatternBreaks.NowAsync(db, Now, 7, null, Ct)).ShouldBeEmpty();
        (await PatternBreaks.OnAsync(db, new(2025, 12, 8), PatternRule.Calibrated, null, Ct)).ShouldBeEmpty();
        (await ClientsTogether.ReadAsync(database.Vitals, DatabaseIdentity.Service, Ct)).ShouldBe(new ClientsTogether(30, From));
        (await PatternRoster.ReadAsync(database.Vitals, DatabaseIdentity.Service, new(PatternRoster.Together), 50, null, Ct)).Items.Count.ShouldBe(30);
        (await db.ExecuteScalarAsync<string>("select pattern_reason from client_health_scores where email = 'c1@example.com'"))
            .ShouldNotBeNull().ShouldStartWith("Quiet since about 24 Nov, as many others are: a holiday, or a phone system that stopped sending? Usually Tue and Fri; no calls since 21 Nov");

        var paused = await new PauseTogether(new(2025, 12, 10)).RunAsync(database.Vitals, Now, Ct);
        (paused.Clients, paused.From).ShouldBe((30, From));
        // Taken back for all of them at once, they are held back again; and paused again.
        (await new TakeBackPauses(paused.Undo.ShouldNotBeNull()).RunAsync(database.Vitals, Now.AddHours(1), Ct)).ShouldBe(30);
        (await db.ExecuteScalarAsync<int>("select count(*)::int from client_pauses where superseded_at is null")).ShouldBe(0);
        await Should.ThrowAsync<NotFoundException>(() => new TakeBackPauses(paused.Undo.Value).RunAsync(database.Vitals, Now.AddHours(1), Ct));
        (await AnalyzeAsync(Now.AddHours(2))).Together.ShouldNotBeNull().ShouldStartWith("30 clients");
        (await new PauseTogether(new(2025, 12, 10)).RunAsync(database.Vitals, Now.AddHours(3), Ct)).Clients.ShouldBe(30);
        (await AnalyzeAsync(Now.AddDays(1))).Together.ShouldBeNull();
        (await db.ExecuteScalarAsync<int>("select count(*)::int from client_health_scores where pattern_hold = 'PAUSED'")).ShouldBe(30);
        await Should.ThrowAsync<PlainError>(() => new PauseTogether(new(2025, 12, 20)).RunAsync(database.Vitals, Now.AddDays(1), Ct));

        // One of them never came back: their silence after the pause is judged like anybody's.
        await AnalyzeAsync(Now.AddDays(30));
        (await PatternBreaks.NowAsync(db, Now.AddDays(30), 7, null, Ct)).Select(line => (line.ClientEmail, line.PatternStatus)).ShouldBe([("c1@example.com", "PATTERN_BREAK")]);
    }

    [Fact]
    public async Task Who_never_got_going_is_on_a_list_of_their_own()
    {
        await BeginAsync();
        var start = new DateTimeOffset(2025, 9, 6, 10, 0, 0, TimeSpan.Zero);
        await ImportAsync(new[] { 0, 3, 6, 8 }.Select(day => ("early@example.com", start.AddDays(day))).Concat([("late@example.com", Now.AddDays(-9)), ("late@example.com", Now.AddDays(-2))]));
        await AnalyzeAsync(Now.AddDays(31));
        await AnalyzeAsync(Now.AddDays(31).AddHours(1));
        var early = (await PatternRoster.ReadAsync(database.Vitals, DatabaseIdentity.Service, new(PatternRoster.NeverGotGoing), 50, null, Ct)).Items;
        early.Select(client => client.ClientEmail).ShouldContain("early@example.com");
        early.Single(client => client.ClientEmail == "early@example.com").Reason.ShouldNotBeNull().ShouldStartWith("Never got going: 4 active days in the first 9 days");
        (await PatternRoster.ReadAsync(database.Vitals, DatabaseIdentity.Service, new("NOT_ENOUGH_HISTORY"), 50, null, Ct)).Items.Select(client => client.ClientEmail).ShouldNotContain("early@example.com");
        var changes = await PatternChanges.ReadAsync(database.Vitals, DatabaseIdentity.Service, Ct);
        changes.NeverGotGoing.ShouldBe(early.Count);
    }
}
