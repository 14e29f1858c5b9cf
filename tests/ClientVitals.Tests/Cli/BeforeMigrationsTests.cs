using ClientVitals.Tests.Migrations;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Cli;

/// <summary>A command on a database that nobody has pushed to says so.</summary>
public sealed class BeforeMigrationsTests(TestCluster cluster)
{
    [Theory]
    [InlineData("call-patterns", "analyze")]
    [InlineData("call-patterns", "breaks")]
    [InlineData("people", "list")]
    public async Task A_database_that_lacks_the_tables_is_told_what_to_do(params string[] asked)
    {
        await using var database = await cluster.EmptyAsync(TestContext.Current.CancellationToken);
        var (exit, output) = await VitalsProcess.RunAsync(VitalsProcess.Url(cluster, database), TestCluster.Root(), asked);
        exit.ShouldBe(1, output);
        output.ShouldContain("does not have what this version needs");
        output.ShouldContain("run vitals db push");
        output.ShouldNotContain("should not have happened");
    }
}
