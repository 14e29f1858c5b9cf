using ClientVitals.CallPatterns.Analysis;
using ClientVitals.Scheduling;
using Dapper;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests;

public sealed class TimetableTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private static readonly Job Analysis = Timetable.Of(AnalyzeCallPatterns.Job);
    private static readonly DateTimeOffset Eight = new(2025, 12, 8, 8, 0, 0, TimeSpan.Zero);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await database.DoAsync("""
        delete from call_pattern_analysis; delete from call_records; delete from clients; delete from job_runs;
        update job_schedules set owed_since = '2025-12-07 12:00Z';
        """);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private Task FillAsync() => database.DoAsync(
        SomeRows.Client("leila@example.com") + SomeRows.Calls("leila@example.com", SomeRows.Weekly(new(2025, 6, 2), new(2025, 12, 1), DayOfWeek.Monday, DayOfWeek.Thursday)));

    private async Task<RunLease> TakeAsync(DateTimeOffset now) =>
        (await new ClaimSlot(Timetable.Jobs, "here").RunAsync(database.Vitals, Analysis, now, Ct)).ShouldNotBeNull();

    private async Task<T?> AskAsync<T>(string sql)
    {
        await using var db = await database.OpenAdminAsync();
        return await db.ExecuteScalarAsync<T>(sql);
    }

    [Fact]
    public async Task Every_documented_job_is_in_the_timetable_at_its_documented_hour()
    {
        await using var db = await database.Vitals.OpenAsync(Ct);
        var jobs = await JobStatus.ReadAsync(db, Timetable.Jobs, Eight, Ct);
        jobs.Select(job => (job.Job, job.Schedule)).ShouldBe(
        [
            ("daily-pattern-analysis", "daily at 08:00"),
            ("daily-health-scoring", "daily at 09:00"),
            ("daily-interventions", "daily at 10:30"),
            ("daily-capi-sync", "daily at 11:00"),
            ("watcher-every-6h", "every 6 hours from 00:00"),
            ("daily-report", "daily at 18:00"),
            ("weekly-coach-analysis", "Mondays at 08:00"),
            ("daily-housekeeping", "daily at 03:30"),
        ]);
        jobs.Where(job => job.Installed).Select(job => job.Job).ShouldBe(["daily-pattern-analysis", "daily-health-scoring", "daily-interventions", "watcher-every-6h", "daily-housekeeping"]);
        jobs.Single(job => job.Job == "daily-pattern-analysis").Next.ShouldBe(Eight.AddDays(1));
        jobs.Where(job => !job.Installed).ShouldAllBe(job => job.Next == null && job.LastState == null);
    }

    [Fact]
    public async Task Each_job_has_a_title_for_people_beside_its_name()
    {
        await using var db = await database.Vitals.OpenAsync(Ct);
        var jobs = await JobStatus.ReadAsync(db, Timetable.Jobs, Eight, Ct);
        jobs.Select(job => job.Title).ShouldBe(
        [
            "Analyse call patterns", "Score client health", "Suggest what to do", "Report conversions to Meta", "Look for findings", "Write the daily report", "Review the coaches' books",
            "Delete expired data",
        ]);
        // The drawing of the day has room for so many letters.
        jobs.ShouldAllBe(job => job.Title.Length <= 26);
        jobs[^1].Description.ShouldStartWith("Deletes old sign-ins");
    }

    [Fact]
    public void A_job_without_a_title_is_called_by_its_name_as_a_word() => new Job("weekly-sums", [], null).Title.ShouldBe("Weekly sums");

    [Fact]
    public async Task The_analysis_of_a_slot_closes_the_slots_own_line()
    {
        await FillAsync();
        var ended = await new RunJob(Analysis, await TakeAsync(Eight)).RunAsync(database.Vitals, Eight.AddSeconds(1), Ct);
        ended.State.ShouldBe(RunState.Succeeded, ended.Sentence);
        await using var db = await database.Vitals.OpenAsync(Ct);
        var run = (await RunHistory.ReadAsync(db, null, null, 10, Ct)).ShouldHaveSingleItem();
        (run.Slot, run.State, run.RowsRead, run.StartedBy).ShouldBe((Eight, RunState.Succeeded, 1, "schedule"));
        run.RowsWritten.ShouldBeGreaterThan(0);
        (await AskAsync<long>($"select count(*) from call_pattern_analysis where run_id = {run.Id}")).ShouldBe(1);
    }

    [Fact]
    public async Task Housekeeping_deletes_expired_data_and_says_how_much()
    {
        await database.DoAsync($"""
            insert into sign_in_failures (kind, key_hash, failures, last_at) values
              ('address', '\\x01', 3, '{Eight.AddDays(-400):O}'), ('address', '\\x02', 3, '{Eight.AddMinutes(-1):O}');
            """);
        var job = Timetable.Of("daily-housekeeping");
        var lease = (await new ClaimSlot(Timetable.Jobs, "here").RunAsync(database.Vitals, job, Eight, Ct)).ShouldNotBeNull();
        (await new RunJob(job, lease).RunAsync(database.Vitals, Eight.AddSeconds(1), Ct)).State.ShouldBe(RunState.Succeeded);
        (await AskAsync<string>("select rows_read || ' ' || rows_written from job_runs")).ShouldBe("10 1");
        (await AskAsync<long>("select count(*) from sign_in_failures")).ShouldBe(1);
    }

    [Fact]
    public async Task An_empty_book_is_skipped_and_no_success()
    {
        var ended = await new RunJob(Analysis, await TakeAsync(Eight)).RunAsync(database.Vitals, Eight.AddSeconds(1), Ct);
        ended.State.ShouldBe(RunState.Skipped);
        (await AskAsync<string>("select state || ': ' || left(error, 24) from job_runs")).ShouldBe("skipped: There is nobody to judge");
    }

    [Fact]
    public async Task An_analysis_whose_run_was_taken_away_writes_nothing()
    {
        await FillAsync();
        var lease = await TakeAsync(Eight);
        await database.DoAsync("update job_runs set fence = fence + 1");
        var ended = await new RunJob(Analysis, lease).RunAsync(database.Vitals, Eight.AddSeconds(1), Ct);
        ended.Lost.ShouldBeTrue();
        (await AskAsync<long>("select count(*) from call_pattern_analysis")).ShouldBe(0);
        (await AskAsync<long>("select count(*) from client_health_scores where last_pattern_check is not null")).ShouldBe(0);
        (await AskAsync<string>("select state from job_runs")).ShouldBe("running");
    }

    [Fact]
    public async Task While_somebody_else_analyses_the_slot_is_tried_again_later()
    {
        await FillAsync();
        await using var other = await database.OpenAdminAsync();
        await using var held = await other.BeginTransactionAsync(Ct);
        await other.ExecuteAsync("select pg_advisory_xact_lock(20251208, 1)");
        var ended = await new RunJob(Analysis, await TakeAsync(Eight)).RunAsync(database.Vitals, Eight.AddSeconds(1), Ct);
        ended.State.ShouldBe(RunState.Abandoned);
        await held.RollbackAsync(Ct);
        (await TakeAsync(Eight.AddMinutes(1))).Attempt.ShouldBe(2);
    }

    [Fact]
    public async Task A_slot_that_is_caught_up_after_a_later_one_is_due_is_judged_as_of_then_and_does_not_change_the_list()
    {
        await FillAsync();
        await database.DoAsync("update job_schedules set misfire = 'all'");
        var ended = await new RunJob(Analysis, await TakeAsync(Eight.AddDays(1))).RunAsync(database.Vitals, Eight.AddDays(1), Ct);
        ended.State.ShouldBe(RunState.Succeeded, ended.Sentence);
        (await AskAsync<DateTime>("select as_of from call_pattern_analysis")).ShouldBe(Eight.UtcDateTime);
        (await AskAsync<long>("select count(*) from client_health_scores where last_pattern_check is not null")).ShouldBe(0);
    }
}
