using ClientVitals.CallPatterns.Analysis;
using ClientVitals.Database;
using ClientVitals.Interventions;
using Dapper;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Interventions;

/// <summary>Somebody who is no longer a client is in no queue, from that moment on and however it came about: the item itself knows it.</summary>
public sealed class EndOfContactTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2025, 12, 8, 8, 0, 0, TimeSpan.Zero);

    private static readonly DateOnly Today = new(2025, 12, 8);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await database.DoAsync(
            "delete from call_pattern_analysis; delete from clients; delete from staff; delete from job_runs; delete from call_records;"
            + SomeRows.Client("silent@example.com", "Leila", null, "Aisha")
            + SomeRows.Calls("silent@example.com", SomeRows.Weekly(new(2025, 6, 2), new(2025, 11, 5), DayOfWeek.Monday, DayOfWeek.Wednesday, DayOfWeek.Friday)));
        await new AnalyzeCallPatterns().RunAsync(database.Vitals, Now, "person", null, Ct);
        (await DueAsync()).ShouldBe((1, 1, 1), "to begin with");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>How many rows the queue has, how many are counted on the page, and in the navigation: always the same.</summary>
    private async Task<(int Rows, int Counted, int InNavigation)> DueAsync(int days = 0)
    {
        var (day, who) = (Today.AddDays(days), DatabaseIdentity.Service);
        return (
            (await QueueOfToday.ReadAsync(database.Vitals, who, day, day, Now.AddDays(days + 1), Ct)).Count,
            (await QueueCounts.ReadAsync(database.Vitals, who, day, day, Ct)).ToContact,
            await QueueCounts.ToContactAsync(database.Vitals, who, day, Ct));
    }

    [Theory]
    [InlineData("status = 'ARCHIVED'", "status = 'ACTIVE'")]
    [InlineData("status = 'CHURNED'", "status = 'ACTIVE'")]
    [InlineData("ended_on = '2025-12-08'", "ended_on = null")]
    [InlineData("ended_on = '2025-12-01', status = 'CHURNED'", "ended_on = null, status = 'ACTIVE'")]
    [InlineData("merged_into = (select id from clients where firstname = 'Kept')", "merged_into = null")]
    public async Task Out_of_the_queue_at_once_and_back_in_it_at_once(string gone, string back)
    {
        await database.DoAsync("insert into clients (firstname) values ('Kept')");
        await database.DoAsync($"update clients set {gone} where firstname = 'Leila'");
        (await DueAsync()).ShouldBe((0, 0, 0), gone);
        await database.DoAsync($"update clients set {back} where firstname = 'Leila'");
        (await DueAsync()).ShouldBe((1, 1, 1), back);
    }

    [Fact]
    public async Task An_end_that_is_still_to_come_ends_it_on_its_day()
    {
        await database.DoAsync("update clients set ended_on = '2025-12-10' where firstname = 'Leila'");
        (await DueAsync(1)).ShouldBe((1, 1, 1));
        (await DueAsync(2)).ShouldBe((0, 0, 0));
    }

    [Fact]
    public async Task An_item_that_is_opened_or_moved_knows_it_of_the_client_it_is_about()
    {
        await database.DoAsync("""
            insert into clients (firstname, status) values ('Former', 'CHURNED');
            insert into client_health_scores (client_id, firstname) select id, firstname from clients where firstname = 'Former';
            insert into intervention_log (client_id, cause_kind, trigger_reason, triggered_at, triggered_on, due_date)
            select id, 'RANG_IN_VAIN', 'Rang', '2025-12-08', '2025-12-08', '2025-12-08' from clients where firstname = 'Former'
            """);
        (await DueAsync()).ShouldBe((1, 1, 1), "opened for a former client");
        await database.DoAsync("update intervention_log set client_id = (select id from clients where firstname = 'Leila') where cause_kind = 'RANG_IN_VAIN'");
        (await DueAsync()).ShouldBe((2, 2, 2), "moved to an active one");
        await using var admin = await database.OpenAdminAsync();
        (await admin.QueryAsync<string>("select coalesce(client_ends_on::text, '') from intervention_log order by id")).ShouldBe(["", ""]);
    }
}
