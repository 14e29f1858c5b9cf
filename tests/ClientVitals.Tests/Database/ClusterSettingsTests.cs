using ClientVitals.Database;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Database;

public sealed class ClusterSettingsTests
{
    [Theory]
    [InlineData(512, 128, 1024)]
    [InlineData(2048, 256, 1024)]
    [InlineData(8192, 1024, 4096)]
    [InlineData(65536, 2048, 8192)]
    public void The_server_takes_an_eighth_of_the_machine_within_bounds(long megabytes, int buffers, int cache)
    {
        var text = new ClusterSettings(MemoryBytes: megabytes << 20).Text("/s", 5432, listen: false);
        text.ShouldContain($"shared_buffers = {buffers}MB");
        text.ShouldContain($"effective_cache_size = {cache}MB");
    }

    [Fact]
    public void A_cluster_that_is_thrown_away_stays_small() =>
        new ClusterSettings(Durable: false, MemoryBytes: 64L << 30).Text("/s", 5432, listen: false).ShouldContain("shared_buffers = 128MB");
}
