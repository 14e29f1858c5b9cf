using ClientVitals.Backups;
using ClientVitals.Database;
using Dapper;
using Npgsql;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Migrations;

/// <content>Killed from outside and within, at any moment.</content>
public sealed partial class RestoreDatabaseTests
{
    [Fact]
    public async Task A_restore_that_is_killed_changes_nothing_and_a_second_one_does_it_all()
    {
        await AddManyCallsAsync();
        var file = Path.Combine(folder, "large.zip");
        await new BackupDatabase(full).ToFileAsync(file, Now, null, Cancel);
        await using var fresh = await cluster.CloneAsync(Cancel);
        var before = await DatabaseState.OfAsync(fresh, Cancel);
        var whole = await DatabaseState.OfAsync(full, Cancel);
        var killed = 0;
        foreach (var wait in new[] { 400, 600, 1000, 1500, 2000 })
        {
            using var program = BuiltProgram.Start(["db", "restore", file], new() { ["DATABASE_URL"] = cluster.Address.Url(fresh.Name, ClusterAddress.Owner) });
            await Task.Delay(wait, Cancel);
            if (program.HasExited)
            {
                break;
            }
            program.Kill();
            await program.WaitForExitAsync(Cancel);
            await SessionsEndAsync(fresh.Name);
            var left = await DatabaseState.OfAsync(fresh, Cancel);
            if (left == whole)
            {
                // The kill came after the commit, while the roll-up was being proved: all of it is there.
                break;
            }
            left.ShouldBe(before);
            killed++;
        }
        killed.ShouldBeGreaterThan(0);
        await RestoreAsync(fresh, file, replace: true);
        (await DatabaseState.OfAsync(fresh, Cancel)).ShouldBe(whole);
    }

    private async Task AddManyCallsAsync()
    {
        await using var connection = await full.OpenAdminAsync(Cancel);
        await connection.ExecuteAsync("insert into call_records (client_id, started_at) select c.id, timestamptz '2020-01-01Z' + n * interval '1 minute' from (select id from clients limit 1) c, generate_series(1, 40000) n");
    }

    /// <summary>Waits until the server has noticed that its client is gone.</summary>
    private async Task SessionsEndAsync(string name)
    {
        await using var watcher = new NpgsqlConnection(cluster.Address.To("postgres", ClusterAddress.Superuser).ConnectionString);
        while (await watcher.ExecuteScalarAsync<bool>("select exists (select from pg_stat_activity where datname = @name and xact_start is not null)", new { name }))
        {
            await Task.Delay(50, Cancel);
        }
    }

    [Fact]
    public async Task A_restore_whose_session_is_killed_at_any_moment_changes_nothing()
    {
        await AddManyCallsAsync();
        var file = Path.Combine(folder, "large.zip");
        await new BackupDatabase(full).ToFileAsync(file, Now, null, Cancel);
        var killed = 0;
        // On a busy machine the first restore may be over before its session is seen: then another database is tried.
        for (var attempt = 0; attempt < 4 && killed == 0; attempt++)
        {
            await using var fresh = await cluster.CloneAsync(Cancel);
            killed = await KillAsync(fresh, file);
        }
        killed.ShouldBeGreaterThan(0);
    }

    /// <summary>Kills the session of a restore later and later; returns how often it was killed before it was done.</summary>
    private async Task<int> KillAsync(VitalsDatabase fresh, string file)
    {
        var before = await DatabaseState.OfAsync(fresh, Cancel);
        var killed = 0;
        for (var round = 0; round < 8; round++)
        {
            var restoring = RestoreAsync(fresh, file);
            // It begins with reading and proving the archive; what there is to kill comes after that.
            await SessionWorksAsync(fresh.Name, restoring);
            await Task.Delay(120 * round, Cancel);
            await using (var killer = new NpgsqlConnection(cluster.Address.To("postgres", ClusterAddress.Superuser).ConnectionString))
            {
                await killer.ExecuteAsync("select pg_terminate_backend(pid) from pg_stat_activity where datname = @name and xact_start is not null and pid <> pg_backend_pid()", new { name = fresh.Name });
            }
            try
            {
                await restoring;
                break;
            }
            catch (NpgsqlException)
            {
                var left = await DatabaseState.OfAsync(fresh, Cancel);
                if (killed > 0 && left == await DatabaseState.OfAsync(full, Cancel))
                {
                    // The kill came after the commit: all of it is there.
                    break;
                }
                left.ShouldBe(before);
                killed++;
            }
        }
        return killed;
    }

    private async Task SessionWorksAsync(string name, Task restoring)
    {
        await using var admin = new NpgsqlConnection(cluster.Address.To("postgres", ClusterAddress.Superuser).ConnectionString);
        while (!restoring.IsCompleted && await admin.ExecuteScalarAsync<long>("select count(*) from pg_stat_activity where datname = @name and xact_start is not null", new { name }) == 0)
        {
            await Task.Delay(10, Cancel);
        }
    }
}
