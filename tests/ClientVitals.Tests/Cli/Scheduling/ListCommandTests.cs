using ClientVitals.Database;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Cli.Scheduling;

/// <summary><c>vitals jobs list</c>: a person reads which jobs there are; a program also gets those that this version does not have.</summary>
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
}
