using ClientVitals.Database;
using Npgsql;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Database;

public sealed class EmbeddedPostgresTests(EmptyDatabase database) : IClassFixture<EmptyDatabase>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_serving_login_owns_nothing_and_is_no_superuser()
    {
        await using var connection = await database.OpenAsync();
        await using var command = new NpgsqlCommand("select session_user || ' ' || rolsuper || ' ' || rolcreatedb from pg_roles where rolname = session_user", connection);
        (await command.ExecuteScalarAsync(Cancel)).ShouldBe("vitals false false");
    }

    [Fact]
    public async Task The_owner_may_make_databases_and_roles_and_is_no_superuser()
    {
        await using var connection = await database.OpenAdminAsync();
        await using var command = new NpgsqlCommand("select rolname || ' ' || rolsuper || ' ' || rolcreatedb || ' ' || rolcreaterole from pg_roles where rolname = session_user", connection);
        (await command.ExecuteScalarAsync(Cancel)).ShouldBe("vitals_owner false true true");
    }

    [Fact]
    public async Task Two_starts_at_once_share_one_cluster_and_a_killed_one_comes_back()
    {
        var home = new VitalsHome(TestCluster.FreshFolder());
        try
        {
            var both = await Task.WhenAll(new EmbeddedPostgres(home).StartAsync(cancel: Cancel), new EmbeddedPostgres(home).StartAsync(cancel: Cancel));
            both[0].Host.ShouldBe(both[1].Host);

            await using (var before = VitalsDatabase.Embedded("kept", new EmbeddedPostgres(home)))
            await using (var connection = await before.OpenAdminAsync(Cancel))
            await using (var write = new NpgsqlCommand("create table t as select 7 as n", connection))
            {
                await write.ExecuteNonQueryAsync(Cancel);
            }
            var id = int.Parse(File.ReadLines(Path.Combine(home.Data, "postmaster.pid")).First(), System.Globalization.CultureInfo.InvariantCulture);
            System.Diagnostics.Process.GetProcessById(id).Kill();

            await using var after = VitalsDatabase.Embedded("kept", new EmbeddedPostgres(home));
            await using var again = await after.OpenAdminAsync(Cancel);
            await using var read = new NpgsqlCommand("select n from t", again);
            (await read.ExecuteScalarAsync(Cancel)).ShouldBe(7);
        }
        finally
        {
            await new EmbeddedPostgres(home).StopAsync(CancellationToken.None);
            Directory.Delete(home.Path, recursive: true);
        }
    }

    [Fact]
    public async Task A_server_that_takes_its_time_to_answer_is_joined_where_it_listens_and_not_awaited_elsewhere()
    {
        var home = new VitalsHome(TestCluster.FreshFolder());
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        var port = ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        try
        {
            var there = await new EmbeddedPostgres(home).StartAsync(port, Cancel);
            var id = int.Parse(File.ReadLines(Path.Combine(home.Data, "postmaster.pid")).First(), System.Globalization.CultureInfo.InvariantCulture);
            // As after a crash: it runs, and answers only when it has recovered.
            Signal(id, "STOP");
            var joining = new EmbeddedPostgres(home).StartAsync(cancel: Cancel);
            await Task.Delay(TimeSpan.FromSeconds(7), Cancel);
            Signal(id, "CONT");

            var joined = await joining.WaitAsync(TimeSpan.FromSeconds(60), Cancel);

            (joined.Port, joined.OpenedPort).ShouldBe((there.Port, true));
            File.ReadAllText(Path.Combine(home.Data, "vitals.conf")).ShouldContain(port.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }
        finally
        {
            await new EmbeddedPostgres(home).StopAsync(CancellationToken.None);
            Directory.Delete(home.Path, recursive: true);
        }
    }

    private static void Signal(int id, string name)
    {
        using var kill = System.Diagnostics.Process.Start("kill", $"-{name} {id}");
        kill.WaitForExit();
        kill.ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task A_data_directory_of_another_major_version_is_not_opened()
    {
        var home = new VitalsHome(TestCluster.FreshFolder());
        Directory.CreateDirectory(home.Data);
        await File.WriteAllTextAsync(Path.Combine(home.Data, "PG_VERSION"), "11\n", Cancel);
        var refused = await Should.ThrowAsync<PlainError>(() => new EmbeddedPostgres(home).StartAsync(cancel: Cancel));
        refused.Message.ShouldContain("was made by PostgreSQL 11");
        Directory.Delete(home.Path, recursive: true);
    }
}
