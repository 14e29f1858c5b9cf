using ClientVitals.Database;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Cli.Scheduling;

/// <summary><c>vitals jobs list</c> and <c>history</c>: a person reads what the jobs are called; a program gets their names, also of those that this version does not have.</summary>
public sealed class ListCommandTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task A_job_that_is_not_built_is_in_the_json_and_not_in_the_table()
    {
        using var program = new BuiltProgram(
            database.Cluster.Address.To(database.Vitals.Name, ClusterAddress.Server).ConnectionString, database.Cluster.Address.To(database.Vitals.Name, ClusterAddress.Owner).ConnectionString);
        var table = await program.RunAsync("jobs", "list");
        table.ShouldContain("daily-pattern-analysis");
        table.ShouldNotContain("daily-report");
        table.ShouldNotContain("not installed");
        (await program.RunAsync("jobs", "list", "--format", "json")).ShouldContain("\"daily-report\"");
    }

    [Fact]
    public async Task Runs_are_listed_by_the_title_of_their_job_and_its_name_beside()
    {
        await database.DoAsync("""
            insert into job_runs (job, slot, state, started_at, finished_at) values
            ('daily-housekeeping', '2026-01-05 04:00Z', 'succeeded', '2026-01-05 04:00Z', '2026-01-05 04:01Z'), ('weekly-sums', '2025-01-05 04:00Z', 'succeeded', '2025-01-05 04:00Z', '2025-01-05 04:01Z')
            """);
        using var program = new BuiltProgram(
            database.Cluster.Address.To(database.Vitals.Name, ClusterAddress.Server).ConnectionString, database.Cluster.Address.To(database.Vitals.Name, ClusterAddress.Owner).ConnectionString);
        var table = (await program.RunAsync("jobs", "history")).Split('\n');
        table[0].ShouldMatch("^title +job +for ");
        table.ShouldContain(line => System.Text.RegularExpressions.Regex.IsMatch(line, "^Delete expired data +daily-housekeeping "));
        table.ShouldContain(line => System.Text.RegularExpressions.Regex.IsMatch(line, "^Weekly sums +weekly-sums "));
        (await program.RunAsync("jobs", "history", "daily-report")).ShouldContain("Daily report (daily-report) has not run yet");
        var json = await program.RunAsync("jobs", "history", "--format", "json");
        json.ShouldContain("\"daily-housekeeping\"");
        json.ShouldNotContain("Delete expired data");
    }
}
