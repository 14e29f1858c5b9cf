using ClientVitals.Database;
using ClientVitals.Packages;
using ClientVitals.Settings;
using ClientVitals.Tests.Sessions;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Packages;

/// <summary>What is left of a package: what it holds less the sessions taken from it by then; unknown where nobody can say.</summary>
public sealed class RemainingSessionsTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private const string Packages = "Email,Package id,Bought on,Expires on,Sessions bought,Remaining,Status\n", Sessions = "Email,Session id,Starts at,Status,Package id,Charged\n";

    private static readonly BusinessZone Dubai = BusinessZone.Of("Asia/Dubai");

    private static readonly DateTimeOffset Now = new(2025, 12, 1, 12, 0, 0, TimeSpan.Zero);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await PackageBook.ClearAsync(database);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private Task<ClientVitals.Sources.Intake.IntakeDone> PackagesAsync(string lines, DateTimeOffset? now = null) => PackageBook.ImportAsync(database, Packages + lines, now: now);

    private Task<ClientVitals.Sources.Intake.IntakeDone> SessionsAsync(string lines, DateTimeOffset? now = null) => SessionBook.ImportAsync(database, Sessions + lines, SessionBook.Dubai with { Source = "gym" }, now);

    /// <summary>Used, left, and an exclamation mark where the source says otherwise.</summary>
    private async Task<List<string>> LeftAsync(DateTimeOffset? at = null) =>
        [.. (await RemainingSessions.AsOfAsync(database.Vitals, DatabaseIdentity.Service, null, Dubai, at ?? Now, Cancel)).OrderBy(one => one.Id)
            .Select(one => $"{one.SessionsUsed?.ToString() ?? "?"} {one.SessionsLeft?.ToString() ?? "?"}{(one.Differs ? "!" : "")}")];

    [Fact]
    public async Task Attended_sessions_and_missed_ones_that_were_charged_are_taken_from_the_package_they_name()
    {
        await PackagesAsync("leila@example.com,p1,2025-11-01,,12,,Active\nleila@example.com,p2,2025-11-01,,10,,Active\n");
        (await LeftAsync()).ShouldBe(["? ?", "? ?"]);
        await SessionsAsync("leila@example.com,s1,2025-11-03 10:00,Attended,p1,\n"
            + "leila@example.com,s2,2025-11-04 10:00,No show,p1,yes\n"
            + "leila@example.com,s3,2025-11-05 10:00,No show,p1,\n"
            + "leila@example.com,s4,2025-11-06 10:00,Late cancel,p1,yes\n"
            + "leila@example.com,s5,2025-11-07 10:00,Attended,p1,no\n"
            + "leila@example.com,s6,2025-11-08 10:00,Cancelled,p1,yes\n"
            + "leila@example.com,s7,2025-12-08 10:00,Booked,p1,\n"
            + "leila@example.com,s8,2025-11-09 10:00,Attended,p2,\n"
            + "leila@example.com,s9,2025-11-09 10:00,Attended,another,\n");
        (await LeftAsync()).ShouldBe(["3 9", "1 9"]);
        // By then.
        (await RemainingSessions.AsOfAsync(database.Vitals, DatabaseIdentity.Service, [Guid.NewGuid()], Dubai, Now, Cancel)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_session_that_was_called_off_too_late_is_taken_when_it_was_called_off()
    {
        await PackagesAsync("leila@example.com,p1,2025-11-01,,12,,Active\n");
        await SessionBook.ImportAsync(
            database,
            "Email,Session id,Starts at,Status,Status at,Package id,Charged\nleila@example.com,s1,2025-12-03 10:00,Late cancel,2025-12-01 17:00,p1,yes\n",
            SessionBook.Dubai with { Source = "gym" });
        // At 16:00 and at 18:00 in Dubai; the session itself would be two days later.
        (await LeftAsync(Now)).ShouldBe(["0 12"]);
        (await LeftAsync(Now.AddHours(2))).ShouldBe(["1 11"]);
        (await LeftAsync(Now.AddDays(3))).ShouldBe(["1 11"]);
    }

    [Fact]
    public async Task A_session_that_names_none_is_of_the_one_package_that_runs_on_its_day()
    {
        await PackagesAsync("leila@example.com,p1,2025-09-01,2025-10-31,8,,Expired\nleila@example.com,p2,2025-11-01,,12,,Active\nomar@example.com,p3,2025-11-01,,12,,Active\n");
        await SessionsAsync("leila@example.com,s1,2025-10-31 23:30,Attended,,\nleila@example.com,s2,2025-11-01 00:30,Attended,,\nleila@example.com,s3,2025-11-02 10:00,Attended,,\nleila@example.com,s0,2025-08-31 10:00,Attended,,\n");
        (await LeftAsync()).ShouldBe(["1 7", "2 10", "0 12"]);
    }

    [Fact]
    public async Task Of_several_that_run_on_its_day_nobody_knows_which_and_what_is_left_is_unknown()
    {
        await PackagesAsync("leila@example.com,p1,2025-10-01,,8,,Active\nleila@example.com,p2,2025-11-01,,12,,Active\n");
        await SessionsAsync("leila@example.com,s1,2025-10-03 10:00,Attended,,\nleila@example.com,s2,2025-11-03 10:00,Attended,,\n");
        (await LeftAsync()).ShouldBe(["? ?", "? ?"]);
        // One that is used up ends when the next one begins.
        await PackagesAsync("leila@example.com,p1,2025-10-01,,8,,Used up\n", Now.AddMinutes(1));
        (await LeftAsync(Now.AddMinutes(2))).ShouldBe(["1 7!", "1 11"]);
    }

    [Fact]
    public async Task The_sources_own_figure_is_compared_with_what_the_sessions_came_to_when_it_was_told()
    {
        await SessionsAsync("leila@example.com,s1,2025-11-03 10:00,Attended,p1,\nleila@example.com,s2,2025-11-04 10:00,Attended,p2,\n", Now.AddDays(-1));
        await PackagesAsync("leila@example.com,p1,2025-11-01,,12,11,Active\nleila@example.com,p2,2025-11-01,,12,7,Active\nleila@example.com,p3,2025-11-01,,,3,Active\n");
        (await LeftAsync()).ShouldBe(["1 11", "1 11!", "0 ?"]);
        // One that says that none is left does not say how many too many were taken.
        await SessionsAsync("omar@example.com,o1,2025-11-03 10:00,Attended,p4,\nomar@example.com,o2,2025-11-04 10:00,Attended,p4,\n", Now.AddDays(-1));
        await PackagesAsync("omar@example.com,p4,2025-11-01,,1,,Used up\n");
        (await LeftAsync())[3].ShouldBe("2 0");
        // A session after that changes what is left, and not whether the figure was right.
        await SessionsAsync("leila@example.com,s3,2025-12-02 10:00,Attended,p1,\n", Now.AddDays(2));
        (await LeftAsync(Now.AddDays(2))).ShouldBe(["2 10", "1 11!", "0 ?", "2 0"]);
        var finding = (await PackagesFindingsAsync()).ShouldHaveSingleItem();
        finding.ShouldContain("Of 1 of 4 packages the source says another number of sessions left");
    }

    private async Task<IEnumerable<string>> PackagesFindingsAsync()
    {
        await using var db = await database.OpenAsync();
        var check = Rooms.All.Of<DoctorCheck>().Single(one => one.Name == "packages");
        return [.. (await check.LookAsync(db, null!, Now.AddDays(2), Cancel)).Select(one => one.ToString()!)];
    }

    [Fact]
    public async Task Late_sessions_corrections_and_taken_back_ones_leave_a_past_answer_as_it_was()
    {
        await PackagesAsync("leila@example.com,p1,2025-11-01,,12,,Active\n", Now.AddDays(-20));
        await SessionsAsync("leila@example.com,s1,2025-11-12 10:00,Attended,p1,\n", Now.AddDays(-10));
        await SessionsAsync("leila@example.com,s0,2025-11-03 10:00,Attended,p1,\nleila@example.com,s1,2025-11-12 10:00,Cancelled,p1,\n", Now.AddDays(-5));
        await PackagesAsync("leila@example.com,p1,2025-11-01,,10,,Active\n", Now.AddDays(-4));
        (await LeftAsync(Now.AddDays(-15))).ShouldBe(["? ?"]);
        (await LeftAsync(Now.AddDays(-9))).ShouldBe(["1 11"]);
        (await LeftAsync(Now.AddDays(-5).AddMinutes(1))).ShouldBe(["1 11"]);
        (await LeftAsync()).ShouldBe(["1 9"]);
    }
}
