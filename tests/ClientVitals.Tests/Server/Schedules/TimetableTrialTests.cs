using ClientVitals.Benchmarks.Timetables;
using ClientVitals.Database;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Server.Schedules;

public sealed class TimetableTrialTests(TestCluster cluster)
{
    [Fact]
    public async Task Three_servers_killed_frozen_and_stopped_at_random_work_each_slot_once()
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var database = await cluster.CloneAsync(cancel);
        var serving = cluster.Address.To(database.Name, ClusterAddress.Server).ConnectionString;
        var found = await new TimetableTrial(database, serving, servers: 3, seed: 7, _ => { }).RunAsync(TimeSpan.FromSeconds(30), cancel);
        found.Faults.ShouldBeEmpty();
        found.Slots.ShouldBeGreaterThan(25);
        found.Kills.ShouldBeGreaterThan(2);
        found.SlowestStop.ShouldBeLessThan(TimeSpan.FromSeconds(10));
    }
}
