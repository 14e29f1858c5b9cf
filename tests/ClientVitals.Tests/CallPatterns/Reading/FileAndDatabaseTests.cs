using ClientVitals.CallPatterns.Analysis;
using ClientVitals.CallPatterns.Model;
using ClientVitals.CallPatterns.Reading;
using ClientVitals.Calls;
using ClientVitals.Settings;
using ClientVitals.Simulation;
using Dapper;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.CallPatterns.Reading;

/// <summary>One rule, one place: a file judged without a database says what the database says of the same file.</summary>
public sealed class FileAndDatabaseTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task A_file_judged_without_a_database_says_the_same_as_the_database()
    {
        var ct = TestContext.Current.CancellationToken;
        var zone = BusinessZone.Of("Asia/Dubai");
        var town = new Town(Seed: 77, Clients: 120, Weeks: 20, FoundedOn: new DateOnly(2025, 12, 8));
        var now = new DateTimeOffset(2025, 12, 8, 4, 0, 0, TimeSpan.Zero);
        using var written = new MemoryStream();
        TownFile.Write(town, now, written, stop: ct);
        var bytes = written.ToArray();
        await database.DoAsync("insert into settings (business_zone) values ('Asia/Dubai'); update call_rollup_basis set business_zone = 'Asia/Dubai'");
        using (var file = CallFile.Of("town.csv", bytes, new CallFileOptions(now, zone)))
            (await new ImportCalls().RunAsync(database.Vitals, file, now, null, null, ct)).Rejected.ShouldBe(0);

        foreach (var asOf in new[] { now, now.AddDays(-24.3), now.AddDays(-90) })
        {
            foreach (var rule in Enum.GetValues<PatternRule>())
            {
                await new AnalyzeCallPatterns(asOf, rule).RunAsync(database.Vitals, now, "person", null, ct);
                using var file = CallFile.Of("town.csv", bytes, new CallFileOptions(now, zone));
                var book = BookOfFile.AsOf(file, zone, WhatCounts.Default, asOf, null, ct);
                var moment = Moment.Of(asOf, zone.Info);

                var fromFile = PatternBook.Judge(book.Histories, moment, rule, PatternBudgets.Default, BookCalibrationFit.Of(BookCalibration.Sample(book.Histories), moment.Date))
                    .Select(j => $"{j.Client} {j.Status.Word()} {j.EnoughHistory} {j.CallsThisWeek} {j.AvgCallsPerWeek:0.000000} {j.DriftSince:yyyy-MM-dd} {j.Reason}")
                    .Order(StringComparer.Ordinal);

                await using var db = await database.OpenAsync();
                var fromDatabase = (await db.QueryAsync<(string Email, string Status, bool Enough, int Calls, decimal? Average, DateOnly? Since, string Reason)>(
                    """
                    select client_email, pattern_status, enough_history, calls_this_week, avg_calls_per_week, drift_since, reason
                    from call_pattern_analysis where analysis_date = @date and rule = @rule
                    """,
                    new { date = moment.Date, rule = rule.Word() }))
                    .Select(r => $"{r.Email} {r.Status} {r.Enough} {r.Calls} {r.Average:0.000000} {r.Since:yyyy-MM-dd} {r.Reason}")
                    .Order(StringComparer.Ordinal);
                fromDatabase.ShouldBe(fromFile, $"{asOf:O} {rule}");
            }
        }
    }
}
