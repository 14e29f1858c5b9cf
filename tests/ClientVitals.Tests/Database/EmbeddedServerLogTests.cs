using ClientVitals.Database;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Database;

public sealed class EmbeddedServerLogTests
{
    [Theory]
    [InlineData("PANIC:  could not write to file \"pg_wal/xlogtemp.77\": No space left on device\n", true)]
    [InlineData("LOG:  database system is ready to accept connections\n", false)]
    [InlineData(null, false)]
    public void It_tells_a_full_disk_from_other_ends(string? log, bool full)
    {
        var home = new VitalsHome(TestCluster.FreshFolder());
        try
        {
            if (log is not null)
            {
                Directory.CreateDirectory(home.Cluster);
                File.WriteAllText(home.Log, new string('x', 40_000) + "\n" + log);
            }
            EmbeddedServerLog.SaysDiskFull(home).ShouldBe(full);
        }
        finally
        {
            Directory.Delete(home.Path, recursive: true);
        }
    }

    [Fact]
    public void A_full_disk_of_long_ago_is_no_reason_today()
    {
        var home = new VitalsHome(TestCluster.FreshFolder());
        Directory.CreateDirectory(home.Cluster);
        File.WriteAllText(home.Log, "No space left on device\n" + new string('x', 40_000));
        EmbeddedServerLog.SaysDiskFull(home).ShouldBeFalse();
        Directory.Delete(home.Path, recursive: true);
    }
}
